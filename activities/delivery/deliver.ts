/** Delivers what stands in the outbox: messages, webhook calls, acts on other cases. */
import { type NoticeRow, noticeContexts } from '../notice-text.ts';
import { tenantRead } from '../tenant-read.ts';
import { webhookCalls } from '../webhooks/call.ts';
import { actsOnCases } from './acts.ts';
import { paymentsOut } from './payments.ts';
import { sendMessage } from './send.ts';
import { type Courier, type DeliveryServices, Undeliverable } from './services.ts';

/** What is there to deliver of a tenant on one way out, read for all of it at once. */
export const couriersOf = async (
  services: DeliveryServices,
  { tenant, way, ids }: { readonly tenant: string; readonly way: string; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, Courier>> => {
  const read = tenantRead(services.pool, tenant);
  const rows = await read<NoticeRow>(`SELECT * FROM outbox WHERE id IN (SELECT jsonb_array_elements_text($1->'ids'))`, { ids });
  const all = async (carry: (row: NoticeRow) => Promise<unknown>): Promise<ReadonlyMap<string, Courier>> =>
    new Map(rows.map((row) => [row.id, () => carry(row).then(() => 'delivered' as const)]));
  if (way === 'act') return all(await actsOnCases(services, read, tenant, rows));
  if (way.startsWith('webhook:')) return all(await webhookCalls(services, read, tenant, rows));
  if (way === 'payment') return paymentsOut(services, read, tenant, rows);
  const { send } = services;
  if (!send) return new Map(ids.map((id) => [id, async () => 'kept']));
  const situations = await noticeContexts(read, ids);
  return all(async (row) => {
    const situation = situations.get(row.id);
    if (!situation) throw new Undeliverable('The case of this message is gone.');
    await sendMessage(services, send, { tenant, row, situation });
  });
};
