/** Calls the receiver of a webhook with one event, signed after Standard Webhooks. */
import { ApplicationFailure } from '@temporalio/common';
import type { Pool } from 'pg';
import { Webhook } from 'standardwebhooks';
import { fetch } from 'undici';
import { cursorOf } from '../event-cursor.ts';
import { decrypted, pseudonym, type Secrets } from '../keys.ts';
import type { NoticeRow } from '../notice-text.ts';
import { newest, type ProcessPackage } from '../process-package.ts';
import { type TenantRead, tenantRead } from '../tenant-read.ts';
import { NotPublic, type Receivers } from './receivers.ts';

export type WebhookServices = {
  readonly pool: Pool;
  readonly packages: ReadonlyMap<string, ProcessPackage>;
  readonly secrets: Secrets;
  readonly receivers: Receivers;
};

/** Milliseconds that a receiver has to answer. */
const PATIENCE = 10_000;
/** Of a receiver that wants nothing more. */
const GONE = 'Gone';

/** For whom the secret of a webhook opens. */
export const hookOwner = (tenant: string, id: string) => ({ purpose: 'webhook', of: [tenant, id] });

type EventRow = { process: string; actorId: string | null; role: string; tx: string; seq: string };

/** One event; personal fields are left out, for the receiver can ask for what its role may see. */
export const callWebhook = async (services: WebhookServices, tenant: string, row: NoticeRow): Promise<void> => {
  const { pool, secrets } = services;
  const id = row.address ?? '';
  const read = tenantRead(pool, tenant);
  const [hook] = await read<{ url: string; secret: string }>(`SELECT url, secret FROM webhooks WHERE id = $1->>'id' AND active`, {
    id,
  });
  if (!hook) throw undeliverable('This webhook was switched off.');
  const key = decrypted(secrets, hookOwner(tenant, id), hook.secret);
  if (key === undefined)
    throw undeliverable(
      'The secret of this webhook lies under a key that isn’t among BANJIE_SECRET and BANJIE_SECRETS_BEFORE. Set it again.',
    );
  const body = JSON.stringify({ type: row.notice, timestamp: row.at, data: await bodyOf(services, read, tenant, row) });
  try {
    await postSigned(services.receivers, { url: hook.url, secret: key }, row.id, body);
  } catch (error) {
    if (error instanceof ApplicationFailure && error.type === GONE)
      await pool.query('SELECT end_webhook($1, $2, $3)', [tenant, id, row.id]);
    throw error;
  }
};

const bodyOf = async (
  { packages, secrets }: WebhookServices,
  read: TenantRead,
  tenant: string,
  row: NoticeRow,
): Promise<object> => {
  const [found] = await read<EventRow>(
    `SELECT e.case_id AS "caseId", e.revision, e.process, name, action, CASE WHEN c.sealed AND e.actor_id = c.opened_by THEN NULL ELSE e.actor_id END AS "actorId",
       role, at, from_state AS "fromState", to_state AS "toState", hash, tx::text, seq::text
     FROM events e JOIN cases c ON c.id = e.case_id WHERE e.case_id = $1->>'caseId' AND e.revision = ($1->>'revision')::int`,
    { caseId: row.case_id, revision: row.revision },
  );
  if (!found) throw undeliverable('There is no such event.');
  const { tx, seq, actorId, ...event } = found;
  const pkg = packages.get(event.process);
  const inOffice = actorId === null || /^(clock|case):/.test(actorId) || (pkg && newest(pkg).staff.includes(event.role));
  return {
    ...event,
    // Who reports or applies stays unnamed here; the same person has the same name in each event.
    actorId: inOffice ? actorId : `person:${pseudonym(secrets[0], { purpose: 'pseudonym', of: [tenant] }, actorId)}`,
    cursor: cursorOf(secrets, tenant, { tx: BigInt(tx), seq: BigInt(seq) }),
  };
};

const undeliverable = (message: string) => ApplicationFailure.nonRetryable(message, 'Undeliverable');

/** What became of a call is told as a class: the rest would say what answers where inside the house. */
export const postSigned = async (
  receivers: Receivers,
  { url, secret }: { readonly url: string; readonly secret: string },
  id: string,
  body: string,
): Promise<void> => {
  if (receivers.faultOf(url)) throw undeliverable('The address of this webhook may not be called. Set it again.');
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
      if (error.cause instanceof NotPublic) throw undeliverable('The address of this webhook leads to no public place any more.');
      throw new Error(error.name === 'TimeoutError' ? 'The receiver didn’t answer in time.' : 'The receiver can’t be reached.');
    },
  );
  if (status === 410)
    throw ApplicationFailure.nonRetryable('The receiver answered 410: it wants nothing more, and was switched off.', GONE);
  if (status >= 300 && status < 400) throw new Error('The receiver sends calls elsewhere; they aren’t followed.');
  if (status >= 500) throw new Error('The receiver has a fault.');
  if (status >= 400) throw new Error('The receiver refuses the call.');
};
