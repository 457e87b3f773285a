import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DeliveryServices, Message } from '../../activities/delivery/services.ts';
import { webhookReceivers } from '../../activities/webhooks/receivers.ts';
import { keepLooking } from '../../workers/looking.ts';
import { startRelay } from '../../workers/relay.ts';
import { freshDatabase } from './shared.ts';

const log = pino({ level: 'silent' });
let owner: Pool;
let worker: Pool;
beforeAll(async () => {
  const database = await freshDatabase();
  owner = new Pool({ connectionString: database.ownerUrl, max: 2 });
  worker = new Pool({ connectionString: database.workerUrl, max: 10 });
});
afterAll(async () => {
  await Promise.all([owner?.end(), worker?.end()]);
});

const sql = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await owner.query(text, values)).rows;

/** A tenant with a case, of whose messages a test makes what it wants. */
const openTenant = async (tenant: string): Promise<void> => {
  await sql(`INSERT INTO tenants (id, code, en, zh) VALUES ($1, $1, $1, $1)`, [tenant]);
  await sql(
    `INSERT INTO cases (id, tenant, process, rules_version, title, state, revision, facts, tasks_open, clock_states, opened_by, opened_at, updated_at, head_hash)
     SELECT $1 || n, $1, 'hall', 1, 'A hall', 'open', 0, '{}', '[]', '{}', 'anna', now(), now(), '' FROM generate_series(0, 9) n`,
    [tenant],
  );
};
/** Due at once: a column of whole milliseconds rounds the present up, and what is claimed in the same millisecond would not be due yet. */
const post = (tenant: string, channel: string, many: number): Promise<unknown> =>
  sql(
    `INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at, next_at)
     SELECT $1 || '-' || $2 || '-' || n, $1, $1 || 0, 0, 'hall', $2, 'booked', n || '@example.org', '{}', now(), date_trunc('milliseconds', now())
     FROM generate_series(1, $3) n`,
    [tenant, channel, many],
  );
const states = (tenant: string) =>
  sql<{ id: string; tries: number; left: boolean; failure: string | null; given_up: boolean }>(
    `SELECT id, tries, delivered_at IS NOT NULL AS left, failure, given_up_at IS NOT NULL AS given_up FROM outbox WHERE tenant = $1 ORDER BY at, id`,
    [tenant],
  );
const waiting = async (...tenants: string[]): Promise<number> =>
  (await sql<{ n: number }>(`SELECT count(*)::int AS n FROM waiting_messages WHERE tenant = ANY ($1)`, [tenants]))[0]?.n ?? 0;
const channelOf = async (tenant: string) =>
  (
    await sql<{ paused: boolean; failures: number; wait: number | null }>(
      `SELECT paused_at IS NOT NULL AS paused, failures, round(extract(epoch FROM next_try_at - now()) / 60)::int AS wait FROM message_channels WHERE tenant = $1`,
      [tenant],
    )
  )[0];

const relay = (services: Partial<DeliveryServices>) =>
  startRelay({
    services: {
      pool: worker,
      packages: new Map(),
      secret: 'a secret of the relay',
      secrets: ['a secret of the relay'],
      receivers: webhookReceivers({ production: false }),
      act: async () => 'Nothing acts here.',
      open: async () => 'Nothing opens here.',
      tellOfEnd: async () => undefined,
      ...services,
    },
    log,
  });
const SOON = { timeout: 20_000, interval: 20 };

describe('two relays', () => {
  it('take nothing twice, and keep the acts on another case in their order', async () => {
    await openTenant('race');
    await post('race', 'email', 200);
    await sql(
      `INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, address, params, at)
       SELECT 'race-act-' || c || '-' || n, 'race', 'race' || c, n, 'hall', 'act', 'step', 'race9', jsonb_build_object('n', n), now()
       FROM generate_series(0, 4) c, generate_series(1, 8) n ORDER BY random()`,
    );
    const sent: string[] = [];
    const acts = new Map<string, number[]>();
    const services: Partial<DeliveryServices> = {
      send: async ({ id }) => void sent.push(id),
      act: async ({ from, input }) => {
        acts.set(from, [...(acts.get(from) ?? []), (input as { n: number }).n]);
        return undefined;
      },
    };
    const stops = [relay(services), relay(services)];
    await expect.poll(() => waiting('race'), SOON).toBe(0);
    await Promise.all(stops.map((stop) => stop()));
    expect(sent.length).toBe(200);
    expect(new Set(sent).size).toBe(200);
    expect([...acts.values()]).toEqual(Array.from({ length: 5 }, () => [1, 2, 3, 4, 5, 6, 7, 8]));
  });
});

describe('ten thousand messages', () => {
  it('leave with no more than a few under way at once, ten on each way', async () => {
    const tenants = Array.from({ length: 16 }, (_, n) => `many${n}`);
    for (const tenant of tenants) {
      await openTenant(tenant);
      await post(tenant, 'sms', 625);
    }
    let [now, most] = [0, 0];
    const stop = relay({
      send: async () => {
        most = Math.max(most, ++now);
        await sleep(1);
        now--;
      },
    });
    await expect.poll(() => waiting(...tenants), { timeout: 60_000, interval: 100 }).toBe(0);
    await stop();
    expect(most).toBeLessThanOrEqual(160);
  }, 90_000);
});

describe('a receiver that hangs', () => {
  it('holds up neither another channel nor what else leaves on its own', async () => {
    await openTenant('slow');
    await post('slow', 'email', 12);
    await post('slow', 'sms', 12);
    const hanging = new Set(['slow-email-3', 'slow-email-4']);
    const sent: string[] = [];
    let answer = () => {};
    const answered = new Promise<void>((done) => {
      answer = done;
    });
    const stop = relay({
      send: async ({ id }) => {
        if (hanging.has(id)) await answered;
        sent.push(id);
      },
    });
    await expect.poll(() => waiting('slow'), SOON).toBe(2);
    expect(sent).toHaveLength(22);
    // What is under way when a relay ends is finished first.
    const stopped = stop();
    answer();
    await stopped;
    expect(await waiting('slow')).toBe(0);
  });
});

describe('a message that fails', () => {
  it('says why and when it is tried again, and is given up three days after its first try', async () => {
    await openTenant('lost');
    await post('lost', 'email', 1);
    const stop = relay({
      send: async () => {
        throw new Error('The gateway answers 500.');
      },
    });
    await expect
      .poll(() => states('lost'), SOON)
      .toMatchObject([{ tries: 1, failure: 'The gateway answers 500.', given_up: false }]);
    const [next] = await sql<{ s: number }>(
      `SELECT extract(epoch FROM next_at - now())::float8 AS s FROM outbox WHERE tenant = 'lost'`,
    );
    expect(next?.s).toBeGreaterThan(0);
    expect(next?.s).toBeLessThan(3);
    await sql(`UPDATE outbox SET next_at = now(), tried_at = now() - interval '3 days' WHERE tenant = 'lost'`);
    await expect
      .poll(() => states('lost'), SOON)
      .toMatchObject([{ tries: 2, failure: 'The gateway answers 500.', given_up: true }]);
    await stop();
  });

  it('comes again under the same id when its relay has died, and is noted once by whoever delivered it', async () => {
    await openTenant('dead');
    await post('dead', 'email', 1);
    // As a relay does that dies after it.
    const claim = `SELECT id, tries FROM claim_outbox(10, 10, '{}', interval '1 minute')`;
    expect((await worker.query(claim)).rows).toEqual([{ id: 'dead-email-1', tries: 1 }]);
    expect((await worker.query(claim)).rows).toEqual([]);
    await sql(`UPDATE outbox SET next_at = now() WHERE tenant = 'dead'`);
    const sent: string[] = [];
    const stop = relay({ send: async ({ id }) => void sent.push(id) });
    await expect.poll(() => waiting('dead'), SOON).toBe(0);
    await stop();
    expect(sent).toEqual(['dead-email-1']);
    // The first relay wasn't dead after all.
    const late = JSON.stringify([{ id: 'dead-email-1', tries: 1, outcome: 'again', failure: 'late', pause: 1 }]);
    await worker.query('SELECT note_deliveries($1, $2, $3)', ['dead', 'email', late]);
    expect(await states('dead')).toMatchObject([{ tries: 2, left: true, failure: null }]);
  });
});

describe('a channel that fails', () => {
  it('is paused after five messages, tried now and then by one, and opened by the first that gets through', async () => {
    await openTenant('down');
    await post('down', 'sms', 5);
    let works = false;
    const sent: Message[] = [];
    const stop = relay({
      send: async (message) => {
        if (!works) throw new Error('The gateway is away.');
        sent.push(message);
      },
    });
    await expect.poll(() => channelOf('down'), SOON).toMatchObject({ paused: true, failures: 5, wait: 1 });
    await sql(`UPDATE outbox SET id = 'old-' || id WHERE tenant = 'down'`);
    await post('down', 'sms', 20);
    const tried = async () => (await states('down')).filter(({ id, tries }) => !id.startsWith('old') && tries > 0).length;
    const soon = `UPDATE message_channels SET next_try_at = now() WHERE tenant = 'down'`;
    await sql(`UPDATE outbox SET next_at = now() + interval '1 hour' WHERE tenant = 'down' AND id LIKE 'old%'`);
    await sleep(700);
    expect(await tried()).toBe(0);
    await sql(soon);
    await expect.poll(() => channelOf('down'), SOON).toMatchObject({ paused: true, failures: 6, wait: 2 });
    expect(await tried()).toBe(1);
    works = true;
    await sql(soon);
    await expect.poll(() => channelOf('down'), SOON).toMatchObject({ paused: false, failures: 0 });
    await sql(`UPDATE outbox SET next_at = now() WHERE tenant = 'down' AND id LIKE 'old%'`);
    await expect.poll(() => waiting('down'), SOON).toBe(0);
    await stop();
    expect(sent).toHaveLength(25);
  });

  it('isn’t thought to fail for one message that nobody takes, however often it is tried', async () => {
    await openTenant('odd');
    await post('odd', 'email', 1);
    for (let tries = 1; tries <= 6; tries++) {
      const { rows } = await worker.query(`SELECT id, tries FROM claim_outbox(10, 10, '{}', interval '1 minute')`);
      expect(rows).toEqual([{ id: 'odd-email-1', tries }]);
      const failed = { ...rows[0], outcome: 'again', failure: 'There is no such mailbox.', pause: -1 };
      await worker.query('SELECT note_deliveries($1, $2, $3)', ['odd', 'email', JSON.stringify([failed])]);
    }
    expect(await channelOf('odd')).toMatchObject({ paused: false, failures: 1 });
  });
});

describe('while the database is away', () => {
  it('the outbox is looked at less and less often, and at once when there is more to do', async () => {
    vi.useFakeTimers();
    try {
      const looks: number[] = [];
      let away = true;
      const since = Date.now();
      const stop = keepLooking({
        rest: 500,
        log,
        failed: '',
        look: async (_, again) => {
          looks.push(Date.now() - since);
          if (away) throw new Error('The database is away.');
          if (looks.length === 8) again();
        },
      });
      await vi.advanceTimersByTimeAsync(30_000);
      expect(looks).toEqual([0, 1_000, 3_000, 7_000, 15_000, 25_000]);
      away = false;
      await vi.advanceTimersByTimeAsync(6_000);
      expect(looks.slice(6, 10)).toEqual([35_000, 35_500, 35_500, 36_000]);
      await stop();
    } finally {
      vi.useRealTimers();
    }
  });
});
