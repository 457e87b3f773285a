import type { NoticeRow } from '../notice-text.ts';
import type { TenantRead } from '../tenant-read.ts';
import { type Courier, type DeliveryServices, Undeliverable } from './services.ts';

/**
 * Hands payments to the bank. Only what is in transit goes: what was settled by hand meanwhile doesn't. Nothing is settled by hand while a relay
 * has it, so that what is read here holds until it has gone.
 */
export const paymentsOut = async (
  { sendPayment }: DeliveryServices,
  read: TenantRead,
  tenant: string,
  rows: readonly NoticeRow[],
): Promise<ReadonlyMap<string, Courier>> => {
  const ids = rows.map(({ id }) => id);
  if (!sendPayment) return new Map(ids.map((id) => [id, async () => 'kept']));
  const open = await read<{ id: string }>(
    `SELECT id FROM payments WHERE state = 'inTransit' AND id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
    { ids },
  );
  const inTransit = new Set(open.map(({ id }) => id));
  return new Map(
    rows.map(({ id, case_id: caseId, address, params }) => [
      id,
      async () => {
        if (!inTransit.has(id) || address === null) throw new Undeliverable('It was settled before it was sent.');
        const { fen, title } = params as { fen: number; title: { en: string; zh: string } };
        await sendPayment({ id, tenant, caseId, fen, account: address, title });
        return 'delivered';
      },
    ]),
  );
};
