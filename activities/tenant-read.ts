import type { Pool } from 'pg';

/** Asks one question under a tenant's row-level security, in one round trip. `sql` is constant text; `$1` is `args` as jsonb. Dates come as ISO strings. */
export type TenantRead = <Row>(sql: string, args?: Readonly<Record<string, unknown>>) => Promise<Row[]>;

/** Reads as one tenant: no row of another is visible, whatever is asked. */
export const tenantRead =
  (pool: Pool, tenant: string): TenantRead =>
  async <Row>(sql: string, args: Readonly<Record<string, unknown>> = {}) => {
    const { rows } = await pool.query<{ answer: Row }>({
      name: 'tenant_read',
      text: 'SELECT tenant_read($1, $2, $3) AS answer',
      values: [tenant, sql, JSON.stringify(args)],
    });
    return rows.map(({ answer }) => answer);
  };
