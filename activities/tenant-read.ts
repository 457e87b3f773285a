import type { Pool } from 'pg';

/** Asks one question under a tenant's row-level security, in one round trip. `sql` is constant text; `$1` is `args` as jsonb. Dates come as ISO strings. */
export type TenantRead = <Row>(sql: string, args?: Readonly<Record<string, unknown>>) => Promise<Row[]>;

/** Reads as one tenant: no question shows a row of another tenant. */
export const tenantRead =
  (pool: Pool, tenant: string): TenantRead =>
  async <Row>(sql: string, args: Readonly<Record<string, unknown>> = {}) => {
    const { rows } = await pool.query<{ answer: Row[] }>({ ...statementOf(sql), values: [JSON.stringify(args), tenant] });
    return rows[0]?.answer ?? [];
  };

/**
 * The question inside one that names the tenant first: CASE asks nothing before its condition is known. If something is asked too early
 * all the same, no tenant is named, and no row is visible. Rows are asked for by `.*`, for a column may have the name of the whole. The
 * name of the statement keeps its plan in each connection.
 */
const statementOf = (sql: string): { readonly name: string; readonly text: string } => {
  const known = statements.get(sql);
  if (known) return known;
  const made = {
    name: `tenant_read_${statements.size}`,
    text: `SELECT CASE WHEN $1::jsonb IS NOT NULL AND set_config('banjie.tenant', $2, true) IS NOT NULL
      THEN (SELECT json_agg(asked.*) FROM (${sql}) asked) END AS answer`,
  };
  statements.set(sql, made);
  return made;
};

const statements = new Map<string, { readonly name: string; readonly text: string }>();
