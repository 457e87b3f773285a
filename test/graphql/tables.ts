/** What stands in the database, table by table, as its owner sees it. */
import type { Office } from './office.ts';

/** Every table with a tenant column, read from the database so that none is forgotten. */
export const tenantTables = async ({ sql }: Office): Promise<string[]> =>
  (
    await sql<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`,
    )
  ).map(({ name }) => name);

/** When a message leaves is the relay's affair, and none of whoever asks. */
const OF_THE_RELAY = `ARRAY['next_at', 'tries', 'tried_at', 'delivered_at', 'kept_at', 'failure', 'given_up_at']`;

const OF_THE_LOG = ['log_checkpoints', 'log_entries', 'log_heads', 'log_tiles'];

/** Rows and their content for one tenant, of each table. What the relay has logged meanwhile isn't counted. */
export const contentOf = async (office: Office, tenant: string): Promise<Record<string, string>> => {
  const found: Record<string, string> = {};
  // What was read before is written behind the readers' backs.
  await office.program.services.readings.flush();
  for (const table of await tenantTables(office)) {
    if (OF_THE_LOG.includes(table)) {
      found[table] = '';
      continue;
    }
    const [row] = await office.sql<{ content: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(line, '' ORDER BY line)), '') AS content
       FROM (SELECT (to_jsonb(t) - ${OF_THE_RELAY})::text AS line FROM "${table}" t WHERE tenant = $1) lines`,
      [tenant],
    );
    found[table] = row?.content ?? '';
  }
  return found;
};

/** How many rows each table has, but for refused attempts and for who has read what, which are kept on purpose. */
export const rowCounts = async (office: Office): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const table of await tenantTables(office)) {
    // Attempts and readings are noted, and the log grows by itself.
    if (table === 'attempts' || table === 'readings' || table.startsWith('log_')) continue;
    found[table] = (await office.sql<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`))[0]?.n ?? -1;
  }
  return found;
};
