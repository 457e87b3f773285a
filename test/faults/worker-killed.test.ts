import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnCase, startCase } from '../../activities/acting/act.ts';
import { readBudget } from '../../activities/budget-year/figures.ts';
import { testAmount } from '../../activities/subsidy-application/test-amount.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import { webhookReceivers } from '../../activities/webhooks/receivers.ts';
import { asCase, whyNotDone } from '../../workers/case-work.ts';
import { startRelay } from '../../workers/relay.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { holdRecord, untilRecordWaits } from '../kernel/held-record.ts';
import { caseOf, type House, nextRequest, resident, warden } from '../kernel/house.ts';
import { faultsOfRecord } from '../kernel/record-check.ts';
import { SITE, settleGoods } from './goods.ts';
import { booking, COURIERS, holding, settlePickups } from './pickups.ts';
import { ACCOUNT, agent, approvedSubsidy, payableSubsidy } from './subsidies.ts';
import { openVillage, SECRET, untilAccepted, untilAnswered, type Village } from './village.ts';

let village: Village;
beforeAll(async () => {
  village = await openVillage();
});
afterAll(() => village?.close());

const when = {
  'while it writes the record': (id: string) => untilRecordWaits(village.house).then(() => id),
  'after Temporal has noted the act, and before the record': (id: string) => untilAccepted(village.house, id).then(() => id),
};

/** Takes to other cases what cases ask of them. */
const relayOf = ({ record, world }: House): (() => Promise<void>) =>
  startRelay({
    services: {
      ...{ pool: record, packages: world.packages, secret: SECRET, secrets: [SECRET] },
      receivers: webhookReceivers({ production: false }),
      act: async ({ tenant, from, ...act }) => whyNotDone(await actOnCase(world, asCase(tenant, from), act)),
      open: async ({ tenant, from, ...start }) => whyNotDone(await startCase(world, asCase(tenant, from), start)),
      tellOfEnd: async () => undefined,
    },
    log: pino({ level: 'silent' }),
  });

describe('a worker that is killed', () => {
  it.each(Object.entries(when))(
    '%s leaves the act to the next one, which records it once',
    async (_, moment) => {
      const { house } = village;
      const worker = await village.startWorker(['worker']);
      const id = caseOf(await house.start(resident('anna'), { hall: nextRequest(), purpose: 'Wedding' }));
      const letGo = await holdRecord(house, id);
      const requestId = nextRequest();
      const send = () => house.act(warden('wang'), 'grant', id, {}, requestId);
      const sent = untilAnswered(send);
      await moment(id);
      await worker.kill();
      await letGo();
      const next = await village.startWorker(['worker']);
      expect(await sent).toMatchObject({ kind: 'done', revision: 1 });
      expect(await send()).toMatchObject({ kind: 'done', revision: 1, replayed: true });
      expect(await house.act(resident('anna'), 'giveBack', id)).toMatchObject({ kind: 'done', revision: 2 });
      expect(await house.sql(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id])).toEqual([
        { name: 'AskedFor' },
        { name: 'Granted' },
        { name: 'GivenBack' },
      ]);
      expect(await faultsOfRecord(house)).toEqual([]);
      await next.kill();
    },
    90_000,
  );

  it('in the middle of a race for a budget commits nothing twice, and no more than there is', async () => {
    const { house } = village;
    const worker = await village.startWorker(['worker']);
    const [item, year] = ['design', new Date().getUTCFullYear() + 1];
    const officer = (id: string) => ({ id, name: id, grants: ['financeOfficer', 'policyReviewer'].map((role) => ({ role })) });
    const [budgets, awards] = [house.dealing('budgetYear'), house.dealing('award')];
    const budget = caseOf(await budgets.start(officer('fei'), { item, itemTitle: { en: 'Design', zh: '设计' }, year }));
    await budgets.act(officer('fei'), 'allocate', budget, { fen: 50_000, document: 'V 1' });
    expect(await budgets.act(officer('bin'), 'approve', budget)).toMatchObject({ kind: 'done' });
    const ids = await Promise.all(
      Array.from({ length: 12 }, async (_, n) =>
        caseOf(await awards.start(officer('fei'), { item, year, firm: `f-${n}`, fen: 10_000 })),
      ),
    );
    const letGo = await holdRecord(house, ids[0] as string);
    const sent = Promise.all(
      ids.map((id) =>
        untilAnswered(
          (
            (requestId) => () =>
              awards.act(officer('bin'), 'commit', id, {}, requestId)
          )(nextRequest()),
        ),
      ),
    );
    await untilRecordWaits(house);
    await worker.kill();
    await letGo();
    const next = await village.startWorker(['worker']);
    const answers = await sent;
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(5);
    const { free, committed, allocated } = (await readBudget(tenantRead(house.pool, 'village'), item, year)) ?? {};
    expect({ free, committed, allocated }).toEqual({ free: 0, committed: 50_000, allocated: 50_000 });
    expect(await faultsOfRecord(house)).toEqual([]);
    await next.kill();
  }, 90_000);

  it('in the middle of a commitment, and of a payment, writes each of them once', async () => {
    const { house } = village;
    // What is derived from the key of the house is judged by it.
    Object.assign(house.world, { secret: SECRET });
    let worker = await village.startWorker(['worker']);
    const subsidies = house.dealing('subsidyApplication');
    const { id, item, year } = await approvedSubsidy(house);
    /** Sent while the worker is killed, and again when its answer was lost. */
    const through = async (who: Actor, action: string, input: object = {}) => {
      const requestId = nextRequest();
      const letGo = await holdRecord(house, id);
      const sent = untilAnswered(() => subsidies.act(who, action, id, input, requestId));
      await untilRecordWaits(house);
      await worker.kill();
      await letGo();
      worker = await village.startWorker(['worker']);
      expect(await sent).toMatchObject({ kind: 'done' });
      expect(await subsidies.act(who, action, id, input, requestId)).toMatchObject({ kind: 'done', replayed: true });
    };
    await through(holding('fei', 'financeOfficer'), 'commit');
    await payableSubsidy(house, id);
    const cashier = holding('xun', 'cashier');
    await subsidies.act(cashier, 'verifyAccount', id);
    const fen = testAmount(SECRET, { tenant: 'village', caseId: id, n: 1, account: ACCOUNT });
    expect(await subsidies.act(agent, 'verifyAccount', id, { fen })).toMatchObject({ kind: 'done' });
    await through(cashier, 'instruct');
    const said = () => subsidies.act(holding('bank', 'bank'), 'confirmPayment', id, { payment: `${id}/1` });
    expect([await said(), await said()].map(({ kind }) => kind)).toEqual(['done', 'refused']);
    const lines = await house.sql<{ rule: string; n: number }>(
      `SELECT rule, count(*)::int AS n FROM ledger_lines WHERE case_id = $1 GROUP BY rule ORDER BY rule`,
      [id],
    );
    expect(lines).toEqual(['ceiling:year', 'commit', 'owe', 'paid:1', 'payment:1'].map((rule) => ({ rule, n: 1 })));
    expect(await readBudget(tenantRead(house.pool, 'village'), item, year)).toMatchObject({
      ...{ allocated: 20_000, free: 10_000, committed: 0, payable: 0, inTransit: 0, spent: 10_000, recovered: 0 },
    });
    expect(await faultsOfRecord(house)).toEqual([]);
    await worker.kill();
  }, 90_000);

  it('in the middle of a race for a pickup leaves it with one courier', async () => {
    const { house } = village;
    const worker = await village.startWorker(['worker']);
    await settlePickups(house);
    const pickups = house.dealing('producePickup');
    const id = caseOf(await pickups.start(holding('mou-xiulan', 'grower'), booking()));
    expect(await pickups.act(holding('yu-bo', 'pickupDispatcher'), 'broadcast', id)).toMatchObject({ kind: 'done' });
    const letGo = await holdRecord(house, id);
    const accepts = (courier: string) => {
      const requestId = nextRequest();
      return untilAnswered(() => pickups.act(holding(courier, 'courier'), 'accept', id, {}, requestId));
    };
    const sent = Promise.all(COURIERS.map(accepts));
    await untilRecordWaits(house);
    await worker.kill();
    await letGo();
    const next = await village.startWorker(['worker']);
    expect((await sent).filter(({ kind }) => kind === 'done')).toHaveLength(1);
    const accepted = await house.sql<{ courier: string }>(
      `SELECT e.actor_id AS courier FROM events e JOIN cases c ON c.id = e.case_id
       WHERE e.case_id = $1 AND e.name = 'Accepted' AND c.state = 'accepted' AND c.facts#>>'{courier,id}' = e.actor_id`,
      [id],
    );
    expect(accepted).toHaveLength(1);
    const held = await house.sql(
      `SELECT 1 FROM holds WHERE case_id = $1 AND resource LIKE 'courier:%' AND resource NOT LIKE '%:g'`,
      [id],
    );
    expect(held).toHaveLength(1);
    expect(await faultsOfRecord(house)).toEqual([]);
    await next.kill();
  }, 90_000);

  it('while a case opens many others leaves out none of them, and opens none twice', async () => {
    const { house } = village;
    const worker = await village.startWorker(['worker']);
    const stop = relayOf(house);
    const firms = Array.from({ length: 70 }, (_, n) => `round-${String(n).padStart(2, '0')}`);
    const reviewer = { id: 'fei', name: 'fei', grants: [{ role: 'policyReviewer' }] };
    const round = caseOf(await house.dealing('awardRound').start(reviewer, { firms, without: [] }));
    const opened = async () =>
      (
        await house.sql<{ title: string }>(
          `SELECT title FROM cases WHERE process = 'award' AND opened_by = 'case:' || $1 ORDER BY title`,
          [round],
        )
      ).map(({ title }) => title);
    await expect.poll(async () => (await opened()).length, { timeout: 30_000, interval: 10 }).toBeGreaterThan(5);
    await worker.kill();
    expect((await opened()).length).toBeLessThan(firms.length);
    const next = await village.startWorker(['worker']);
    await expect.poll(async () => (await opened()).length, { timeout: 90_000 }).toBeGreaterThanOrEqual(firms.length);
    expect(await opened()).toEqual(firms);
    const [ended] = await house.sql(`SELECT state, facts->'opening' AS opening FROM cases WHERE id = $1`, [round]);
    expect(ended).toEqual({
      state: 'opened',
      opening: { cursor: firms.at(-1), opened: firms.length, leftOut: 0, done: true },
    });
    await stop();
    expect(await faultsOfRecord(house)).toEqual([]);
    await next.kill();
  }, 150_000);

  it('among a hundred reservations of the last three pieces leaves three that are held, and nothing below nothing', async () => {
    const { house } = village;
    const worker = await village.startWorker(['worker']);
    const couriers = Array.from({ length: 100 }, (_, n) => `rider-${n}`);
    await settleGoods(house, couriers, 3);
    const redemptions = house.dealing('pointsRedemption');
    const sent = Promise.all(
      couriers.map((courier) => {
        const requestId = nextRequest();
        const wish = { site: SITE, items: [{ sku: 'gloves', n: 1 }] };
        return untilAnswered(() => redemptions.start(holding(courier, 'courier'), wish, requestId));
      }),
    );
    const reserved = async () => (await house.sql(`SELECT 1 FROM cases WHERE process = 'pointsRedemption'`)).length;
    await expect.poll(reserved, { timeout: 30_000, interval: 10 }).toBeGreaterThan(0);
    await worker.kill();
    const next = await village.startWorker(['worker']);
    const answers = await sent;
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(3);
    expect(answers.filter((answer) => answer.kind === 'refused' && answer.refusal.code === 'soldOut')).toHaveLength(97);
    expect(await reserved()).toBe(3);
    const accounts = await house.sql<{ kind: string; n: number }>(
      `SELECT split_part(owner, ':', 1) || ' ' || asset AS kind, sum(balance)::int AS n FROM accounts
       WHERE owner ~ '^(shelf|reserved|held|person:rider-)' GROUP BY 1 ORDER BY 1`,
    );
    expect(accounts).toEqual([
      { kind: 'held points', n: 120 },
      { kind: 'person points', n: 3_880 },
      { kind: 'reserved stock', n: 3 },
      { kind: 'shelf stock', n: 0 },
    ]);
    expect(await house.sql(`SELECT owner FROM accounts WHERE balance < 0 AND owner NOT LIKE 'scheme:%'`)).toEqual([]);
    // But for the lines that were entered above as if an act had done it.
    expect((await faultsOfRecord(house)).filter((fault) => !fault.includes('of revision 1000 '))).toEqual([]);
    await next.kill();
  }, 90_000);
});
