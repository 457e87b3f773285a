import { expect } from 'vitest';
import { OVER_BELOW } from '../../activities/transaction-order.ts';

type Sql = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Waits until what was recorded so far is told in order: transactions of other databases of the same server, such as those of other tests, may still be open. */
export const allIsOver = async (sql: Sql): Promise<void> => {
  const [mine] = await sql<{ now: string }>('SELECT pg_current_xact_id()::text AS now');
  const isOver = async () => (await sql<{ over: boolean }>(`SELECT ${OVER_BELOW} > $1::bigint AS over`, [mine?.now]))[0]?.over;
  await expect.poll(isOver).toBe(true);
};
