/** Calls the receivers of webhooks with events, signed after Standard Webhooks. */
import type { Pool } from 'pg';
import { Webhook } from 'standardwebhooks';
import { fetch } from 'undici';
import { Undeliverable } from '../delivery/services.ts';
import { cursorOf } from '../event-cursor.ts';
import { decrypted, pseudonym, type Secrets } from '../keys.ts';
import type { NoticeRow } from '../notice-text.ts';
import { newest, type ProcessPackage } from '../process-package.ts';
import type { TenantRead } from '../tenant-read.ts';
import { NotPublic, type Receivers } from './receivers.ts';

export type WebhookServices = {
  readonly pool: Pool;
  readonly packages: ReadonlyMap<string, ProcessPackage>;
  readonly secrets: Secrets;
  readonly receivers: Receivers;
};

/** Milliseconds that a receiver has to answer. */
const PATIENCE = 10_000;

/** A receiver wants nothing more. */
class Gone extends Undeliverable {}

/** For whom the secret of a webhook opens. */
export const hookOwner = (tenant: string, id: string) => ({ purpose: 'webhook', of: [tenant, id] });

type EventRow = {
  of: string;
  process: string;
  actorId: string | null;
  role: string;
  actingFor: string | null;
  tx: string;
  seq: string;
};

/** The calls of one webhook; personal fields are left out, for the receiver can ask for what its role may see. */
export const webhookCalls = async (
  services: WebhookServices,
  read: TenantRead,
  tenant: string,
  rows: readonly NoticeRow[],
): Promise<(row: NoticeRow) => Promise<void>> => {
  const [hooks, events] = await Promise.all([
    read<{ id: string; url: string; secret: string }>(
      `SELECT id, url, secret FROM webhooks WHERE active AND id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
      { ids: [...new Set(rows.map(({ address }) => address ?? ''))] },
    ),
    read<EventRow>(
      `SELECT o.id AS "of", e.case_id AS "caseId", e.revision, e.process, e.name, e.action,
         CASE WHEN c.sealed AND e.actor_id = c.opened_by THEN NULL ELSE e.actor_id END AS "actorId", e.role,
         e.capacity->>'for' AS "actingFor", e.capacity->>'emergency' AS emergency, e.at, e.from_state AS "fromState",
         e.to_state AS "toState", e.hash, e.tx::text, e.seq::text
       FROM outbox o JOIN events e ON e.case_id = o.case_id AND e.revision = o.revision JOIN cases c ON c.id = e.case_id
       WHERE o.id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
      { ids: rows.map(({ id }) => id) },
    ),
  ]);
  const hookOf = new Map(hooks.map((hook) => [hook.id, hook]));
  const eventOf = new Map(events.map((event) => [event.of, event]));
  return async (row) => {
    const id = row.address ?? '';
    const hook = hookOf.get(id);
    if (!hook) throw new Undeliverable('This webhook was switched off.');
    const key = decrypted(services.secrets, hookOwner(tenant, id), hook.secret);
    if (key === undefined)
      throw new Undeliverable(
        'The secret of this webhook lies under a key that isn’t among BANJIE_SECRET and BANJIE_SECRETS_BEFORE. Set it again.',
      );
    const event = eventOf.get(row.id);
    if (!event) throw new Undeliverable('There is no such event.');
    const body = JSON.stringify({ type: row.notice, timestamp: row.at, data: dataOf(services, tenant, event) });
    try {
      await postSigned(services.receivers, { url: hook.url, secret: key }, row.id, body);
    } catch (error) {
      if (error instanceof Gone) await services.pool.query('SELECT end_webhook($1, $2, $3)', [tenant, id, row.id]);
      throw error;
    }
  };
};

const dataOf = ({ packages, secrets }: WebhookServices, tenant: string, found: EventRow): object => {
  const { of: _, tx, seq, actorId, actingFor, ...event } = found;
  const pkg = packages.get(event.process);
  const inOffice = pkg && newest(pkg).staff.includes(event.role);
  // Who reports or applies stays unnamed here; the same person has the same name in each event.
  const named = (id: string | null) =>
    id === null || /^(clock|case):/.test(id) || inOffice
      ? id
      : `person:${pseudonym(secrets[0], { purpose: 'pseudonym', of: [tenant] }, id)}`;
  return {
    ...event,
    actorId: named(actorId),
    actingFor: named(actingFor),
    cursor: cursorOf(secrets, tenant, { tx: BigInt(tx), seq: BigInt(seq) }),
  };
};

/** What became of a call is told as a class: the rest would say what answers where inside the house. */
export const postSigned = async (
  receivers: Receivers,
  { url, secret }: { readonly url: string; readonly secret: string },
  id: string,
  body: string,
): Promise<void> => {
  if (receivers.faultOf(url)) throw new Undeliverable('The address of this webhook may not be called. Set it again.');
  const now = new Date();
  const status = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    dispatcher: receivers.agentFor(url),
    signal: AbortSignal.timeout(PATIENCE),
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, now, body),
    },
  }).then(
    async (response) => {
      await response.body?.cancel();
      return response.status;
    },
    (error: Error) => {
      if (error.cause instanceof NotPublic)
        throw new Undeliverable('The address of this webhook leads to no public place any more.');
      throw new Error(error.name === 'TimeoutError' ? 'The receiver didn’t answer in time.' : 'The receiver can’t be reached.');
    },
  );
  if (status === 410) throw new Gone('The receiver answered 410: it wants nothing more, and was switched off.');
  if (status >= 300 && status < 400) throw new Error('The receiver sends calls elsewhere; they aren’t followed.');
  if (status >= 500) throw new Error('The receiver has a fault.');
  if (status >= 400) throw new Error('The receiver refuses the call.');
};
