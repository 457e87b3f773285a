/** Delivers what stands in the outbox: messages, webhook calls, acts on other cases. */
import { ApplicationFailure } from '@temporalio/common';
import type { Pool } from 'pg';
import type { DeliveryActivities } from '../workflows/kernel/contract.ts';
import type { Secrets } from './keys.ts';
import { type NoticeRow, noticeContexts, sealedText, withSecrets, withSecretsHidden, wordsOf } from './notice-text.ts';
import type { ProcessPackage } from './process-package.ts';
import { type TenantRead, tenantRead } from './tenant-read.ts';
import { callWebhook } from './webhooks/call.ts';
import type { Receivers } from './webhooks/receivers.ts';

export type Message = {
  readonly id: string;
  readonly tenant: string;
  readonly caseId: string;
  readonly channel: string;
  readonly to: string;
  readonly locale: 'en' | 'zh';
  readonly subject: string;
  readonly body: string;
};

export type DeliveryServices = {
  readonly pool: Pool;
  /** By name of the process; their texts are said where the tenant has none. */
  readonly packages: ReadonlyMap<string, ProcessPackage>;
  /** Sends a message by e-mail or SMS; it may be called twice with the same id. Without it, messages are kept in the outbox, and say so. */
  readonly send?: (message: Message) => Promise<void>;
  /** Key of what is derived, such as a code that goes by SMS. */
  readonly secret: string;
  /** With those that the house had before; by them opens what is kept secret. */
  readonly secrets: Secrets;
  /** Where webhooks may lead. */
  readonly receivers: Receivers;
  /** Does something to another case as `case:<from>`; says why not where it was not done. */
  readonly act: (on: {
    tenant: string;
    from: string;
    caseId: string;
    process: string;
    action: string;
    input: unknown;
    requestId: string;
  }) => Promise<string | undefined>;
  /** Tells a workflow of another team that the case for which it waits is closed. */
  readonly tellOfEnd: (of: { readonly workflowId: string; readonly caseId: string }) => Promise<void>;
  /** Opens a case as `case:<from>`; says why not where it was not opened. */
  readonly open: (of: {
    tenant: string;
    from: string;
    process: string;
    input: unknown;
    requestId: string;
  }) => Promise<string | undefined>;
};

export const deliveryActivities = (services: DeliveryServices): DeliveryActivities => ({
  deliver: async ({ tenant, id }) => {
    const read = tenantRead(services.pool, tenant);
    const [row] = await read<NoticeRow & { delivered_at: string | null; kept_at: string | null }>(
      `SELECT * FROM outbox WHERE id = $1->>'id'`,
      { id },
    );
    if (!row || row.delivered_at || row.kept_at) return;
    if (row.channel === 'act') await actOn(services, read, tenant, row);
    else if (row.channel === 'open') await openCase(services, tenant, row);
    else if (row.channel === 'webhook') await callWebhook(services, tenant, row);
    else if (row.channel === 'workflow') await services.tellOfEnd({ workflowId: row.address ?? '', caseId: row.case_id });
    else if (services.send) await sendMessage(services, services.send, read, tenant, row);
    else return note(services.pool, tenant, id, 'kept');
    await note(services.pool, tenant, id, 'delivered');
  },
  giveUp: ({ tenant, id, reason }) => note(services.pool, tenant, id, 'failed', reason),
});

const note = async (
  pool: Pool,
  tenant: string,
  id: string,
  outcome: 'delivered' | 'kept' | 'failed',
  why?: string,
): Promise<void> => {
  await pool.query('SELECT note_delivery($1, $2, $3, $4)', [tenant, id, outcome, why ?? null]);
};

const undeliverable = (message: string) => ApplicationFailure.nonRetryable(message, 'Undeliverable');

const actOn = async (services: DeliveryServices, read: TenantRead, tenant: string, row: NoticeRow): Promise<void> => {
  const caseId = row.address ?? '';
  const [other] = await read<{ process: string }>(`SELECT process FROM cases WHERE id = $1->>'caseId'`, { caseId });
  if (!other) throw undeliverable(`There is no case ${caseId}.`);
  const refusal = await services.act({
    tenant,
    from: row.case_id,
    caseId,
    process: other.process,
    action: row.notice,
    input: row.params,
    requestId: `case:${row.case_id}:${row.revision}:${caseId}:${row.notice}`,
  });
  if (refusal) throw undeliverable(refusal);
};

const openCase = async (services: DeliveryServices, tenant: string, row: NoticeRow): Promise<void> => {
  const from = row.case_id;
  const requestId = `case:${from}:${row.revision}:${row.id}`;
  const refusal = await services.open({ tenant, from, process: row.notice, input: row.params, requestId });
  if (refusal) throw undeliverable(refusal);
};

const sendMessage = async (
  services: DeliveryServices,
  send: NonNullable<DeliveryServices['send']>,
  read: TenantRead,
  tenant: string,
  row: NoticeRow,
): Promise<void> => {
  if (!row.address) throw undeliverable(`There is no address for ${row.channel}.`);
  const situation = (await noticeContexts(read, [row.id])).get(row.id);
  if (!situation) throw undeliverable('The case of this message is gone.');
  const locale = row.locale === 'en' ? 'en' : 'zh';
  const pkg = services.packages.get(row.process);
  // Only a telephone is its owner's alone.
  const whole = row.channel === 'sms' ? withSecrets(pkg, row, { tenant, secret: services.secret }) : withSecretsHidden(pkg, row);
  // Who has no account is written to as the one who sent it, or as an office that answers for danger.
  const hidden = situation.sealedFor !== null && row.person !== null && row.person !== situation.sealedFor;
  const { subject, body } = hidden ? sealedText(row, locale) : wordsOf(pkg, whole, situation, locale);
  await send({ id: row.id, tenant, caseId: row.case_id, channel: row.channel, to: row.address, locale, subject, body });
};
