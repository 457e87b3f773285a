/** The rows of a database as text, to be loaded into another one that has the same tables. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';

/** What migrating writes by itself. */
const BOOKS = ['_prisma_migrations', 'function_files', 'package_migrations'];

const connected = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Zipped, a line per table: its name, a tab, and its rows as JSON, in an order that doesn't change. */
export const dumpRows = (ownerUrl: string): Promise<Buffer> =>
  connected(ownerUrl, async (client) => {
    await client.query(`SET TimeZone = 'UTC'`);
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1) ORDER BY 1`,
      [BOOKS],
    );
    const lines: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ rows: string | null }>(
        `SELECT jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)::text COLLATE "C")::text AS rows FROM ${client.escapeIdentifier(name)} t`,
      );
      if (rows[0]?.rows) lines.push(`${name}\t${rows[0].rows}`);
    }
    return gzipSync(lines.join('\n'), { level: 9 });
  });

/** Fills empty tables, and lets their sequences go on behind the rows. */
export const loadRows = (ownerUrl: string, dump: Buffer): Promise<void> =>
  connected(ownerUrl, async (client) => {
    // Rows of a whole database fit together as they are: no trigger and no reference is asked.
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    for (const line of gunzipSync(dump).toString().split('\n')) {
      const tab = line.indexOf('\t');
      const table = client.escapeIdentifier(line.slice(0, tab));
      const { rows } = await client.query<{ name: string; sequence: string | null }>(
        `SELECT attname AS name, pg_get_serial_sequence($1, attname) AS sequence FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped`,
        [table],
      );
      const columns = rows.map(({ name }) => client.escapeIdentifier(name)).join(', ');
      // What a migration has put there itself comes with the rows, too.
      await client.query(`DELETE FROM ${table}`);
      await client.query(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(null::${table}, $1)`,
        [line.slice(tab + 1)],
      );
      for (const { name, sequence } of rows)
        if (sequence)
          await client.query(`SELECT setval($1, (SELECT max(${client.escapeIdentifier(name)}) FROM ${table}))`, [sequence]);
    }
    await client.query('COMMIT');
  });
