import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encrypted } from '../../activities/keys.ts';
import { hookOwner } from '../../activities/webhooks/call.ts';
import { caseOf, resident } from '../kernel/house.ts';
import { openVillage, SECRET, type Village } from './village.ts';

let village: Village;
/** The ids of the webhook calls that came, each time they came. */
const arrived: string[] = [];
const receiver = createServer((request, response) => {
  arrived.push(String(request.headers['webhook-id']));
  request.resume().on('end', () => response.end());
});
beforeAll(async () => {
  village = await openVillage();
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  const { port } = receiver.address() as AddressInfo;
  await village.house.sql(`INSERT INTO webhooks (tenant, id, url, secret, events) VALUES ('village', 'portal', $1, $2, '{}')`, [
    `http://127.0.0.1:${port}/`,
    encrypted([SECRET], hookOwner('village', 'portal'), 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'),
  ]);
});
afterAll(async () => {
  receiver.close();
  await village?.close();
});

type OutboxMessage = { id: string; handed: boolean; delivered: boolean };
const outboxMessagesOf = (caseId: string) =>
  village.house.sql<OutboxMessage>(
    `SELECT id, handed_at IS NOT NULL AS handed, delivered_at IS NOT NULL AS delivered FROM outbox WHERE case_id = $1 AND channel = 'webhook'`,
    [caseId],
  );
const only = async (caseId: string) => (await outboxMessagesOf(caseId))[0] as OutboxMessage;
/** What was claimed is claimed again after a minute; a test doesn't wait for it. */
const aMinuteLater = (id: string) =>
  village.house.sql(`UPDATE outbox SET handed_at = handed_at - interval '61 seconds' WHERE id = $1`, [id]);

describe('a relay that is killed', () => {
  it('after it has claimed a parcel and before it has handed it over: the next relay does, and the parcel leaves once', async () => {
    const { house, servers } = village;
    // Temporal stops answering the relay just before the handover.
    const worker = await village.startWorker(['worker']);
    const id = caseOf(await house.start(resident('anna'), { hall: 'Claimed', purpose: 'Wedding' }));
    const temporalAddress = servers.temporalAddress();
    servers.line.goDead();
    const relay = await village.startWorker(['relay']);
    await expect.poll(() => only(id), { timeout: 20_000 }).toMatchObject({ handed: true, delivered: false });
    await relay.kill();
    servers.line.connect(temporalAddress);
    const outboxMessage = await only(id);
    const described = house.temporal.workflow.getHandle(`notice-${outboxMessage.id}`).describe();
    await expect(described).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });

    const next = await village.startWorker(['relay']);
    await aMinuteLater(outboxMessage.id);
    await expect.poll(() => only(id), { timeout: 30_000 }).toMatchObject({ delivered: true });
    expect(arrived.filter((call) => call === outboxMessage.id)).toHaveLength(1);
    await next.kill();
    await worker.kill();
  }, 90_000);

  it('after it has handed it over: the next relay’s second try is rejected, and the parcel leaves once', async () => {
    const { house } = village;
    const setter = await village.startWorker(['worker']);
    const id = caseOf(await house.start(resident('anna'), { hall: 'Handed over', purpose: 'Wedding' }));
    // Nobody delivers while the worker is gone.
    await setter.kill();
    const first = await village.startWorker(['relay']);
    const { id: outboxMessage } = await only(id);
    const started = async () =>
      (
        await house.temporal.workflow
          .getHandle(`notice-${outboxMessage}`)
          .describe()
          .catch(() => undefined)
      )?.runId;
    await expect.poll(started, { timeout: 20_000 }).toBeDefined();
    const run = await started();
    await first.kill();
    const second = await village.startWorker(['relay']);
    await aMinuteLater(outboxMessage);
    await expect
      .poll(
        () => house.sql(`SELECT handed_at > now() - interval '55 seconds' AS again FROM outbox WHERE id = $1`, [outboxMessage]),
        {
          timeout: 20_000,
        },
      )
      .toEqual([{ again: true }]);
    const worker = await village.startWorker(['worker']);
    await expect.poll(() => only(id), { timeout: 40_000 }).toMatchObject({ delivered: true });
    expect(await started()).toBe(run);
    // Once more, now that it has arrived.
    await house.sql(`UPDATE outbox SET delivered_at = NULL, handed_at = NULL WHERE id = $1`, [outboxMessage]);
    await expect.poll(() => only(id), { timeout: 20_000 }).toMatchObject({ handed: true });
    expect(await started()).toBe(run);
    expect(arrived.filter((call) => call === outboxMessage)).toHaveLength(1);
    await second.kill();
    await worker.kill();
  }, 120_000);
});
