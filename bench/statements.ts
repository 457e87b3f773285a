/** What PostgreSQL itself says of the statements it was sent. */
import type { Client } from 'pg';

export type Statements = {
  /** Sent by clients. */
  readonly sent: number;
  /** Run inside the database's own functions for them. */
  readonly inside: number;
  /** Bytes of its write-ahead log. */
  readonly log: number;
  readonly texts: readonly { readonly query: string; readonly calls: number }[];
};

/** What isn't sent for a case: the relay's look at the outbox, who has read what, the bell for subscribers (at most 20 a second), and what we ask ourselves. */
const APART = `query !~ 'claim_outbox|staff_day|note_readings|log_(heads|entries|tiles|checkpoints)|append_log|keep_checkpoint|FROM tenants ORDER BY id|pg_stat_statements|NOTIFY|LISTEN|pg_settings' AND query !~ '^(ALTER SYSTEM|SELECT pg_reload_conf|SHOW)'`;

/** Counts the statements on one database while `work` runs. Counting costs time, so nothing is timed meanwhile. */
export const countStatements = async (owner: Client, work: () => Promise<void>): Promise<Statements> => {
  await track(owner, 'all');
  await owner.query('SELECT pg_stat_statements_reset()');
  try {
    await work();
    const { rows } = await owner.query<{ query: string; toplevel: boolean; calls: number; log: number }>(
      `SELECT query, toplevel, calls::int, wal_bytes::float8 AS log FROM pg_stat_statements
       WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND ${APART} ORDER BY calls DESC`,
    );
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
    return {
      sent: sum(({ toplevel, calls }) => (toplevel ? calls : 0)),
      inside: sum(({ toplevel, calls }) => (toplevel ? 0 : calls)),
      log: sum(({ toplevel, log }) => (toplevel ? log : 0)),
      texts: rows.filter(({ toplevel }) => toplevel).map(({ query, calls }) => ({ query, calls })),
    };
  } finally {
    await track(owner, 'none');
  }
};

const track = async (owner: Client, what: 'all' | 'none'): Promise<void> => {
  await owner.query(`ALTER SYSTEM SET pg_stat_statements.track = '${what}'`);
  await owner.query('SELECT pg_reload_conf()');
  // Other sessions take it up with their next statement; our own shows that the signal has come through.
  for (;;) {
    const { rows } = await owner.query(`SELECT setting FROM pg_settings WHERE name = 'pg_stat_statements.track'`);
    if (rows[0]?.setting === what) return;
  }
};
