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
/** The numbers of payments that the bank was handed, each time it was. */
const paid: string[] = [];
/** While it is set, callers get no answer. */
let silent = false;
const receiver = createServer((request, response) => {
  let body = '';
  if (request.url !== '/bank') arrived.push(String(request.headers['webhook-id']));
  request.on('data', (part) => {
    body += part;
  });
  request.on('end', () => {
    if (request.url === '/bank') paid.push(body);
    if (!silent) response.end();
  });
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

const waiting = async (caseId: string): Promise<number> =>
  (await village.house.sql<{ n: number }>('SELECT count(*)::int AS n FROM waiting_messages WHERE case_id = $1', [caseId]))[0]
    ?.n ?? 0;
/** What was claimed comes due again after a minute; a test doesn't wait for it. */
const aMinuteLater = (caseId: string) =>
  village.house.sql(`UPDATE outbox SET next_at = next_at - interval '1 minute' WHERE case_id = $1 AND delivered_at IS NULL`, [
    caseId,
  ]);

/** A case that was opened, with one call to make. */
const opened = async (hall: string): Promise<string> => {
  const worker = await village.startWorker(['worker']);
  const id = caseOf(await village.house.start(resident('anna'), { hall, purpose: 'Wedding' }));
  await worker.kill();
  return id;
};

/** A payment of the case that is to leave; its number. */
const toPay = async (id: string): Promise<string> => {
  await village.house.sql(
    `WITH message AS (INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
       VALUES ($1, 'village', $2, 0, 'hallBooking', 'payment', 'payment', '6222', '{"fen": 1800, "title": {"en": "Claim", "zh": "理赔"}}', now()) RETURNING id)
     INSERT INTO payments (id, tenant, case_id, revision, from_owner, to_owner, fen, title, message_id, state)
       SELECT $1, 'village', $2, 0, 'payable:anna', 'scheme:paid', 1800, '{}', id, 'inTransit' FROM message`,
    [`${id}/1`, id],
  );
  return `${id}/1`;
};

describe('a relay that is killed', () => {
  it('while a receiver has its call and the bank a payment: the next relay makes both again, under the same id', async () => {
    const id = await opened('Called');
    const payment = await toPay(id);
    silent = true;
    const bank = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/bank`;
    const first = await village.startWorker(['relay'], bank);
    await expect.poll(() => [arrived.length, paid.length], { timeout: 20_000 }).toEqual([1, 1]);
    await first.kill();
    silent = false;
    const next = await village.startWorker(['relay'], bank);
    // For a minute they are the first one's.
    expect(await waiting(id)).toBe(2);
    await aMinuteLater(id);
    await expect.poll(() => waiting(id), { timeout: 20_000 }).toBe(0);
    expect(arrived).toEqual([arrived[0], arrived[0]]);
    expect(paid).toEqual([payment, payment]);
    await next.kill();
  }, 60_000);

  it('in the midst of many calls: each comes, and only those that were under way come twice', async () => {
    const id = await opened('Many calls');
    const { length } = await village.house.sql(
      `INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
       SELECT 'many-' || n, tenant, case_id, revision, process, channel, notice, address, params, at FROM outbox, generate_series(1, 300) n
       WHERE case_id = $1 AND channel = 'webhook' RETURNING id`,
      [id],
    );
    expect(length).toBe(300);
    arrived.length = 0;
    const first = await village.startWorker(['relay']);
    await expect.poll(() => arrived.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(50);
    await first.kill();
    expect(await waiting(id)).toBeGreaterThan(0);
    const next = await village.startWorker(['relay']);
    await aMinuteLater(id);
    await expect.poll(() => waiting(id), { timeout: 30_000 }).toBe(0);
    expect(new Set(arrived).size).toBe(301);
    // Ten at a time, and what was done within the moment in which outcomes gather.
    expect(arrived.length).toBeLessThan(301 + 60);
    await next.kill();
  }, 90_000);
});
