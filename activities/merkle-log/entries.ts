/** What the log is about: events, attempts, changes of the tenant's data, and due times that a changed calendar has moved. */

import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { OVER_BELOW } from '../transaction-order.ts';

export const KINDS = ['event', 'attempt', 'change', 'move'] as const;
export type Kind = (typeof KINDS)[number];

/** A row that is to be logged, or was. `said` is an event's hash, and the content of others. */
export type Loggable = {
  readonly kind: Kind;
  readonly ref: string;
  readonly tx: string;
  readonly seq: string;
  readonly said: unknown;
  /** The tombstone of a row of which something was erased; its hash stands in the place of what was said. */
  readonly erased?: ErasedRow | null;
};

/** What is kept of a row of which something was erased: its hash as it was logged, and the hash of what is left. */
export type ErasedRow = {
  readonly hash: string;
  readonly left: string;
  readonly at: string;
  readonly by: string;
  readonly erasure: string;
  readonly signature: string;
};

/** The entry of a row, as its bytes are hashed: canonical JSON (RFC 8785). */
export const entryOf = (tenant: string, { kind, ref, tx, seq, said, erased }: Loggable): string =>
  canonicalize({ tenant, kind, ref, tx, seq, hash: kind === 'event' ? said : (erased?.hash ?? saidHash(said)) }) ?? '';

/** SHA-256 in hex of what a row says. */
export const saidHash = (said: unknown): string => hash('sha256', canonicalize(said) ?? '');

/** What is signed of a row of which something was erased. */
export const rowTombstone = ({ kind, ref }: Pick<Loggable, 'kind' | 'ref'>, { signature: _, ...said }: ErasedRow) => ({
  kind,
  ref,
  ...said,
});

const MOMENT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
/** All columns of a row but its place, its moment as one and the same text whatever the zone of the connection. */
const CONTENT = `to_jsonb(r) - '{tx,seq,erased}'::text[] || jsonb_build_object('at', to_char(r.at AT TIME ZONE 'UTC', ${MOMENT}))`;

const NONE = 'NULL::jsonb';
const TABLES: Readonly<Record<Kind, { table: string; ref: string; said: string; erased: string }>> = {
  // An event's hash holds whatever was erased of it.
  event: { table: 'events', ref: `r.case_id || '/' || r.revision`, said: 'to_jsonb(r.hash)', erased: NONE },
  attempt: { table: 'attempts', ref: 'r.id', said: CONTENT, erased: 'r.erased' },
  change: { table: 'data_changes', ref: 'r.request_id', said: CONTENT, erased: 'r.erased' },
  move: { table: 'clock_moves', ref: 'r.id', said: CONTENT, erased: NONE },
};

/** The columns of a `Loggable`, of a row called `r`. */
export const selected = (kind: Kind): string => {
  const { ref, said, erased } = TABLES[kind];
  return `'${kind}' AS kind, ${ref} AS ref, r.tx::text, r.seq::text, ${said} AS said, ${erased} AS erased`;
};

/**
 * Rows behind the last that were logged, of each kind in the order of its transactions. None is given while an older transaction may
 * still bring one that belongs before it. `positions` has the last place of each kind.
 */
export const FRESH: string = KINDS.map(
  (kind) => `(SELECT ${selected(kind)} FROM ${TABLES[kind].table} r
    WHERE (r.tx, r.seq) > (coalesce(($1::jsonb#>>'{positions,${kind},tx}')::bigint, 0), coalesce(($1::jsonb#>>'{positions,${kind},seq}')::bigint, 0))
      AND r.tx < ${OVER_BELOW} AND r.tenant = $1::jsonb->>'tenant'
    ORDER BY r.tx, r.seq LIMIT ($1::jsonb->>'most')::int)`,
).join(' UNION ALL ');

/** The rows of entries by their references. */
export const ROWS: string = KINDS.map((kind) => {
  const { table, ref } = TABLES[kind];
  const match =
    kind === 'event'
      ? `JOIN ${table} r ON r.case_id = regexp_replace(e.ref, '/[0-9]+$', '') AND r.revision = substring(e.ref from '[0-9]+$')::int`
      : `JOIN ${table} r ON ${ref} = e.ref AND r.tenant = e.tenant`;
  return `SELECT e.position, ${selected(kind)} FROM log_entries e ${match}
    WHERE e.kind = '${kind}' AND e.position >= ($1->>'from')::bigint AND e.position < ($1->>'until')::bigint`;
}).join(' UNION ALL ');
