import type { Pool } from 'pg';
import type { Tracing } from '../../activities/tracing.ts';

/** Gives each statement that has a name a span, the wait for a connection with it; never what is sent along. Only within a trace: the watches ask all day. */
export const traceStatements = (pool: Pool, tracing: Tracing): void => {
  const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<unknown>;
  const traced = (...given: unknown[]) => {
    const { name } = (given[0] ?? {}) as { readonly name?: unknown };
    if (typeof name !== 'string' || !tracing.current()) return query(...given);
    return tracing.within({ name, kind: 'client', values: { 'db.system.name': 'postgresql' } }, () => query(...given));
  };
  Object.assign(pool, { query: traced });
};
