import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { fushan } from '../../prisma/seed/fushan.ts';
import { goodsIntakePackage } from '../../processes/goods-intake.ts';
import { pointsLedgerPackage } from '../../processes/points-ledger.ts';
import { pointsRedemptionPackage } from '../../processes/points-redemption.ts';
import type { WholeBanjie } from '../../testing/whole-banjie.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';
import { askWithFiles } from './office.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;
// A hundred for a race, and the others for stories that leave each other alone.
const couriers = Array.from({ length: 112 }, (_, n) => `rider-${n + 1}`);
const rider = (n: number): string => couriers[99 + n] as string;
const SITE = 'cangqiaoStop';
const [KEEPER, OTHER, LEADER] = ['gong-yan', 'pang-shu', 'wang-ling'] as const;

let banjie: WholeBanjie;
let delivery: string;
let photo: Blob;
let tokens: ReadonlyMap<string, string>;
const token = (person: string): string => tokens.get(person) ?? '';
beforeAll(async () => {
  banjie = await startOnSharedPostgres({
    packages: [pointsRedemptionPackage, goodsIntakePackage, pointsLedgerPackage],
    tenants: [
      {
        ...fushan,
        people: [
          ...fushan.people,
          ...couriers.map((id) => ({
            id,
            name: `Rider ${id}`,
            phone: '10000009999',
            locale: 'en' as const,
            roles: [{ role: 'courier' }],
          })),
        ],
      },
    ],
  });
  const shown = (await (await fetch(`${banjie.url}/dev/people`)).json()) as readonly { id: string; token: string }[];
  tokens = new Map(shown.map((one) => [one.id, one.token]));
  const taken = await samplePhoto({ place: { lat: 30, lon: 120.57 }, takenAt: '2026:03:01 17:30:00' });
  photo = new Blob([new Uint8Array(taken)], { type: 'image/jpeg' });
  // Nine in the morning, so that a day is before us whenever the test is run.
  const local = banjie.now() + ZONE;
  await banjie.pass(`${Math.ceil((DAY - (local % DAY) + 9 * 3_600_000) / MINUTE)} minutes`);
  delivery = await stocked(SITE, { helmet: 3, noodles: 40, gloves: 20, water: 100, thermos: 9 });
});
afterAll(() => banjie?.close());

const dayIn = (days: number): string => new Date(banjie.now() + ZONE + days * DAY).toISOString().slice(0, 10);
let revision = 1_000;
/** Enters lines as an act of another case would. */
const enter = (...items: readonly object[]) =>
  banjie.sql('SELECT effect_ledger($1, $2::jsonb)', [
    {
      tenant: 'fushan',
      caseId: delivery,
      process: 'goodsIntake',
      revision: ++revision,
      at: new Date(banjie.now()).toISOString(),
    },
    JSON.stringify(items),
  ]);
const earn = (amount: number, ...people: readonly string[]) =>
  enter(
    ...people.map((id) => ({
      op: 'credit',
      asset: 'points',
      from: 'scheme:points',
      to: `person:${id}`,
      amount,
      rule: `validReport:${id}`,
    })),
  );
/** A report of this person proves staged: the points that it gave are taken back. */
const takenBack = async (person: string) => {
  const lines = await banjie.sql<{ id: string }>(
    `SELECT id FROM ledger_lines WHERE rule = $1 AND reverses IS NULL ORDER BY at LIMIT 1`,
    [`validReport:${person}`],
  );
  return enter(...lines.map(({ id }) => ({ op: 'takeBack', id })));
};
const stocked = async (site: string, goods: Readonly<Record<string, number>>, bestBefore?: string): Promise<string> => {
  const lines = Object.entries(goods).map(([sku, n]) => ({ sku, n, ...(bestBefore === undefined ? {} : { bestBefore }) }));
  const input = { kind: 'receive', site, supplier: 'Yongan Supplies', lines, photos: [null] };
  const { data } = await askWithFiles(
    { url: banjie.url, token },
    KEEPER,
    `mutation ($input: GoodsIntakeStart!, $requestId: ID!) { startGoodsIntake(input: $input, requestId: $requestId) { ... on ActionDone { case { id } } } }`,
    { input, requestId: randomUUID() },
    { 'variables.input.photos.0': photo },
  );
  const { id } = data.startGoodsIntake.case;
  expect(await banjie.act(OTHER, 'goodsIntake.confirm', id)).toMatchObject({ case: { state: 'done' } });
  return id;
};
const reserve = (person: string, items: Readonly<Record<string, number>>, site = SITE) =>
  banjie.start(person, 'pointsRedemption', { site, items: Object.entries(items).map(([sku, n]) => ({ sku, n })) });
const reserved = async (...asked: Parameters<typeof reserve>): Promise<string> => {
  const answer = await reserve(...asked);
  expect(answer).toMatchObject({ __typename: 'ActionDone' });
  return answer.case?.id ?? '';
};
const act = (person: string, action: string, id: string, input: object = {}) =>
  banjie.act(person, `pointsRedemption.${action}`, id, input);
const packed = async (...asked: Parameters<typeof reserve>): Promise<string> => {
  const id = await reserved(...asked);
  expect(await act(KEEPER, 'pack', id)).toMatchObject({ case: { state: 'ready' } });
  return id;
};
const codeOf = async (person: string, id: string): Promise<{ code: string | null; triesLeft: number }> =>
  (await banjie.ask(person, `{ case(id: "${id}") { codes { code triesLeft } } }`)).data.case.codes[0];
const another = (code: string | null): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const stateOf = async (id: string): Promise<string> =>
  (await banjie.sql<{ state: string }>('SELECT state FROM cases WHERE id = $1', [id]))[0]?.state ?? '';
const balance = async (owner: string, asset = 'points'): Promise<number> =>
  (await banjie.sql<{ balance: number }>('SELECT balance::int FROM accounts WHERE owner = $1 AND asset = $2', [owner, asset]))[0]
    ?.balance ?? 0;
const shelf = (sku: string, site = SITE) => balance(`shelf:${site}:${sku}`, 'stock');
/** Each account is what its lines and its lots come to, and none but a person's is below nothing. */
const whole = async () =>
  expect(
    await banjie.sql(`SELECT a.owner, a.asset FROM accounts a WHERE a.balance <> (SELECT coalesce(sum(CASE WHEN l.to_owner = a.owner THEN amount ELSE -amount END), 0)
        FROM ledger_lines l WHERE l.asset = a.asset AND a.owner IN (l.from_owner, l.to_owner) AND l.from_owner <> l.to_owner)
      OR a.balance < 0 AND a.owner NOT LIKE 'scheme:%' AND a.owner NOT LIKE 'person:%'
      OR kept_in_lots(a.owner, a.asset) AND greatest(a.balance, 0) <> (SELECT coalesce(sum(rest), 0) FROM ledger_lots x WHERE x.owner = a.owner AND x.asset = a.asset)`),
  ).toEqual([]);

/** Enters a row that holds from today on. */
const setRow = async (person: string, table: string, key: string, value: object, expectedVersion: number) => {
  const { data } = await banjie.ask(
    person,
    `mutation ($requestId: ID!, $input: TableRowInput!, $expectedVersion: Int!) {
      setTableRow(requestId: $requestId, input: $input, expectedVersion: $expectedVersion) { __typename ... on InvalidInput { message } } }`,
    { expectedVersion, requestId: randomUUID(), input: { table, key, value, validFrom: dayIn(0) } },
  );
  expect(data.setTableRow).toEqual({ __typename: 'ChangeDone' });
};

describe('goods for points', () => {
  it('of a hundred who want the last three pieces at once three get one, and the others are told that they are gone', async () => {
    const crowd = couriers.slice(0, 100);
    await earn(210, ...crowd);
    const answers = await Promise.all(crowd.map((person) => reserve(person, { helmet: 1 })));
    const got = answers.flatMap((answer) => (answer.case ? [answer.case.id] : []));
    expect(got).toHaveLength(3);
    const refusals = answers.filter(({ __typename }) => __typename === 'Refused');
    expect(new Set(refusals.map(({ reason }) => reason))).toEqual(new Set(['soldOut']));
    expect(refusals).toHaveLength(97);
    expect([await shelf('helmet'), await balance('scheme:points')]).toEqual([0, -21_000]);
    await whole();
    for (const id of got) await act(KEEPER, 'cancel', id, { because: 'broken' });
    expect(await shelf('helmet')).toBe(3);
    expect(await balance('person:rider-1')).toBe(210);
    await whole();
  });

  it('somebody who asks five times at once with points for one gets one', async () => {
    const me = rider(1);
    await earn(45, me);
    const answers = await Promise.all(Array.from({ length: 5 }, () => reserve(me, { gloves: 1 })));
    expect(answers.filter(({ case: made }) => made)).toHaveLength(1);
    expect(answers.find(({ reason }) => reason)).toMatchObject({
      reason: 'notEnough',
      message: expect.stringMatching(/40 points.*5 /),
    });
    expect(await balance(`person:${me}`)).toBe(5);
    await whole();
  });

  it('are had within the month’s room, by kind and by points, which what is cancelled gives back', async () => {
    const me = rider(2);
    await earn(1_000, me);
    const first = await reserved(me, { noodles: 2 });
    expect(await reserve(me, { noodles: 1 })).toMatchObject({ reason: 'monthCap', message: expect.stringContaining('noodles') });
    await act(me, 'cancel', first);
    await reserved(me, { noodles: 1 });
    expect(await reserve(me, { helmet: 1, gloves: 2, thermos: 1, noodles: 1, water: 5 })).toMatchObject({
      __typename: 'ActionDone',
    });
    expect(await reserve(me, { water: 1 })).toMatchObject({ reason: 'monthCap' });
    expect(await reserve(me, { water: 1, noodles: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await reserve(me, { hat: 1 })).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('are handed out for the right code: five wrong ones lock it, the keeper checks the person and makes another, and a repeat gives nothing twice', async () => {
    const me = rider(3);
    await earn(100, me);
    const id = await packed(me, { gloves: 1 });
    const before = await shelf('gloves');
    const { code } = await codeOf(me, id);
    expect(await codeOf(KEEPER, id)).toEqual({ code: null, triesLeft: 5 });
    for (let n = 0; n < 5; n++)
      expect(await act(KEEPER, 'collect', id, { code: another(code) })).toMatchObject({ reason: 'wrongCode' });
    expect(await act(KEEPER, 'collect', id, { code })).toMatchObject({ reason: 'wrongCode' });
    expect((await codeOf(KEEPER, id)).triesLeft).toBe(0);
    expect(await act(KEEPER, 'newCode', id)).toMatchObject({ reason: 'notChecked' });
    expect(await act(rider(4), 'newCode', id).catch(String)).toMatch(/PX|PX-|no case|undefined/i);
    expect(await act(KEEPER, 'newCode', id, { checked: true })).toMatchObject({ __typename: 'ActionDone' });
    const next = (await codeOf(me, id)).code;
    expect(next).not.toBe(code);
    const collect = () =>
      banjie.ask(
        KEEPER,
        `mutation { pointsRedemptionCollect(caseId: "${id}", requestId: "collect-once", input: { code: "${next}" }) { ... on ActionDone { replayed case { state } } } }`,
      );
    expect((await collect()).data.pointsRedemptionCollect).toEqual({ replayed: false, case: { state: 'collected' } });
    expect((await collect()).data.pointsRedemptionCollect).toEqual({ replayed: true, case: { state: 'collected' } });
    expect([await balance('scheme:given', 'stock'), await shelf('gloves'), await balance(`person:${me}`)]).toEqual([
      1,
      before,
      60,
    ]);
    await expect.poll(() => banjie.sent.filter(({ body }) => body.includes(String(next))).length).toBe(1);
    // The keeper reads no whole name.
    const { data } = await banjie.ask(KEEPER, `{ case(id: "${id}") { ... on PointsRedemption { facts { holder { name } } } } }`);
    expect(data.case.facts.holder.name).not.toBe(`Rider ${me}`);

    expect(await act(KEEPER, 'giveBack', id, { unopened: false })).toMatchObject({ reason: 'opened' });
    expect(await act(KEEPER, 'giveBack', id, { unopened: true })).toMatchObject({ case: { state: 'returned' } });
    expect([await shelf('gloves'), await balance(`person:${me}`), await balance('scheme:given', 'stock')]).toEqual([
      before + 1,
      100,
      0,
    ]);
    await whole();
  });
});

describe('points that are taken back', () => {
  it('cancel the newest reservations as far as that fills the account; what was collected stays, and what is earned fills the debt first', async () => {
    const me = rider(5);
    await earn(100, me);
    await earn(20, me);
    const spent = await packed(me, { gloves: 1 });
    await act(KEEPER, 'collect', spent, { code: (await codeOf(me, spent)).code });
    const older = await reserved(me, { noodles: 2 });
    const newer = await reserved(me, { gloves: 1 });
    expect(await balance(`person:${me}`)).toBe(20);
    await takenBack(me);
    // 20 − 100 = −80; the gloves give back 40, and the noodles 20.
    await banjie.until(
      async () => [await stateOf(older), await stateOf(newer)],
      (states) => states.every((state) => state === 'cancelled'),
    );
    expect([await balance(`person:${me}`), await stateOf(spent)]).toEqual([-20, 'collected']);
    expect(await reserve(me, { water: 1 })).toMatchObject({ reason: 'inDebt', message: expect.stringContaining('-20') });
    await earn(25, me);
    expect(await reserve(me, { noodles: 1 })).toMatchObject({ reason: 'notEnough' });
    await reserved(me, { water: 1 });
    await whole();
  });

  it('leave older reservations alone where the newest fills the account; raced with a reservation nothing is below nothing but the debt', async () => {
    const me = rider(6);
    await earn(60, me);
    await earn(30, me);
    const older = await reserved(me, { noodles: 2 });
    const newer = await reserved(me, { gloves: 1 });
    await takenBack(me);
    await banjie.until(
      () => stateOf(newer),
      (state) => state === 'cancelled',
    );
    expect([await stateOf(older), await balance(`person:${me}`)]).toEqual(['reserved', 10]);
    for (const person of [rider(7), rider(8)]) {
      await earn(40, person);
      const [answer] = await Promise.all([reserve(person, { gloves: 1 }), takenBack(person)]);
      const id = answer.case?.id;
      if (id)
        await banjie.until(
          () => stateOf(id),
          (state) => state === 'cancelled',
        );
      else expect(answer.reason).toMatch(/notEnough|inDebt/);
      expect(await balance(`person:${person}`)).toBe(0);
    }
    await whole();
  });

  it('frozen points go on being earned and aren’t exchanged until the last day of the freeze', async () => {
    const me = rider(9);
    await setRow('shi-lei', 'pointFreezes', me, { reason: 'under review', days: 3 }, 0);
    await earn(40, me);
    expect(await reserve(me, { gloves: 1 })).toMatchObject({ reason: 'frozen', message: expect.stringContaining(dayIn(2)) });
    expect(await balance(`person:${me}`)).toBe(40);
  });
});

describe('a site', () => {
  it('is counted without the book; a difference is explained, and above two per cent a leader approves it', async () => {
    const count = await banjie.start(KEEPER, 'goodsIntake', { kind: 'count', site: SITE });
    const id = count.case?.id ?? '';
    const left = async (person: string) =>
      (await banjie.ask(person, `{ goods(site: "${SITE}") { sku left } }`)).data.goods.find(
        (one: { sku: string }) => one.sku === 'water',
      ).left;
    expect([await left(KEEPER), typeof (await left(rider(9)))]).toEqual([null, 'number']);
    const books = await banjie.sql<{ sku: string; n: number }>(
      `SELECT split_part(owner, ':', 3) AS sku, balance::int AS n FROM accounts WHERE owner LIKE 'shelf:${SITE}:%' AND balance > 0`,
    );
    const does = (person: string, action: string, input: object = {}) => banjie.act(person, `goodsIntake.${action}`, id, input);
    expect(await does(KEEPER, 'count', { lines: [{ sku: 'water', n: 1 }] })).toMatchObject({ reason: 'notCounted' });
    const lines = books.map(({ sku, n }) => ({ sku, n: sku === 'noodles' ? n - 8 : n }));
    expect(await does(KEEPER, 'count', { lines })).toMatchObject({ case: { state: 'differing' } });
    expect(await does(LEADER, 'approve')).toMatchObject({ reason: 'notExplained' });
    await does(KEEPER, 'explain', { reason: 'A carton was counted twice when it came in.' });
    expect(await does(OTHER, 'approve')).toMatchObject({ reason: 'forTheLeader' });
    const before = await shelf('noodles');
    expect(await does(LEADER, 'approve')).toMatchObject({ case: { state: 'done' } });
    expect(await shelf('noodles')).toBe(before - 8);
    await whole();
  });

  it('gives goods to another in two steps, and what doesn’t arrive is lost; nobody confirms what they entered', async () => {
    const sent = await banjie.start(KEEPER, 'goodsIntake', {
      kind: 'move',
      site: SITE,
      to: 'fuhengStop',
      lines: [{ sku: 'thermos', n: 4 }],
    });
    const id = sent.case?.id ?? '';
    expect(await balance(`transit:${id}:thermos`, 'stock')).toBe(4);
    expect(await banjie.act('xiong-lan', 'goodsIntake.arrive', id, { missing: [{ sku: 'thermos', n: 1 }] })).toMatchObject({
      case: { state: 'done' },
    });
    expect([await shelf('thermos', 'fuhengStop'), await balance('scheme:lost', 'stock')]).toEqual([3, 1]);
    const off = await banjie.start(KEEPER, 'goodsIntake', {
      kind: 'writeOff',
      site: SITE,
      because: 'spoiled',
      lines: [{ sku: 'noodles', n: 1 }],
    });
    expect(await banjie.act(KEEPER, 'goodsIntake.approve', off.case?.id ?? '')).toMatchObject({ reason: 'kernel.fourEyes' });
    expect(await banjie.act(OTHER, 'goodsIntake.approve', off.case?.id ?? '')).toMatchObject({ case: { state: 'done' } });
    await whole();
  });

  it('that closes packs nothing: what waits is moved to another one, at the price of the day of reserving, or cancelled', async () => {
    const me = rider(10);
    await earn(200, me);
    const [moved, left] = [await reserved(me, { thermos: 1 }), await reserved(me, { water: 2 })];
    const row = {
      title: { en: 'Rest stop Cangqiao', zh: '仓桥骑手驿站' },
      unit: 'cangqiao-community',
      hours: { en: 'none', zh: '无' },
    };
    await setRow('shi-lei', 'redemptionSites', SITE, { ...row, closed: true }, 0);
    await setRow('shi-lei', 'goods', 'thermos', { title: { en: 'thermos', zh: '保温杯' }, points: 99, perMonth: 1 }, 0);
    expect(await act(KEEPER, 'pack', moved)).toMatchObject({ reason: 'siteClosed' });
    expect(await reserve(me, { gloves: 1 })).toMatchObject({ reason: 'siteClosed' });
    expect(await act(KEEPER, 'move', moved, { site: 'fuhengStop', reason: 'We close.' })).toMatchObject({
      case: { state: 'reserved' },
    });
    expect(await act(KEEPER, 'cancel', left, { because: 'siteCloses' })).toMatchObject({ case: { state: 'cancelled' } });
    expect([await balance(`person:${me}`), await shelf('thermos', 'fuhengStop')]).toEqual([120, 2]);
    await setRow('shi-lei', 'redemptionSites', SITE, row, 1);
    // Back from there it is on the shelf to which it was moved.
    await act(me, 'cancel', moved);
    expect([await balance(`person:${me}`), await shelf('thermos', 'fuhengStop')]).toEqual([200, 3]);
    await whole();
  });
});

it('what isn’t collected lapses at the midnight of its fifteenth day and is there for others; twice pauses its person', async () => {
  const me = rider(11);
  await earn(30, me);
  // They count until tomorrow.
  await enter({
    op: 'credit',
    asset: 'points',
    from: 'scheme:points',
    to: `person:${me}`,
    amount: 10,
    rule: `old:${me}`,
    until: dayIn(1),
  });
  const first = await packed(me, { noodles: 2 });
  const second = await packed(me, { water: 4 });
  const before = await shelf('water');
  const { data } = await banjie.ask(me, `{ case(id: "${second}") { dueAt } }`);
  expect(data.case.dueAt).toBe(new Date(Date.parse(`${dayIn(16)}T00:00:00+08:00`)).toISOString());
  await banjie.pass(`${Math.floor((Date.parse(data.case.dueAt) - banjie.now()) / MINUTE) - 5} minutes`);
  expect(await stateOf(second)).toBe('ready');
  await banjie.pass('10 minutes');
  await banjie.until(
    () => stateOf(second),
    (state) => state === 'lapsed',
  );
  await banjie.until(
    () => stateOf(first),
    (state) => state === 'lapsed',
  );
  expect([await shelf('water'), await balance(`person:${me}`)]).toEqual([before + 4, 40]);
  expect(
    await banjie.sql(
      `SELECT owner FROM accounts WHERE (owner LIKE 'held:%' OR owner LIKE 'reserved:%') AND balance <> 0 AND owner LIKE '%' || $1 || '%'`,
      [second],
    ),
  ).toEqual([]);
  // Those that had their time meanwhile count for ten days more.
  const lots = await banjie.sql(
    `SELECT DISTINCT until::text FROM ledger_lots WHERE owner = $1 AND rest > 0 AND until IS NOT NULL`,
    [`person:${me}`],
  );
  expect(lots).toEqual([{ until: dayIn(10) }]);
  expect(await reserve(me, { water: 1 })).toMatchObject({ reason: 'paused' });
  const reminders = await banjie.sql(
    `SELECT count(*)::int AS n FROM outbox WHERE case_id = $1 AND notice = 'remind' AND channel = 'inbox'`,
    [second],
  );
  expect(reminders).toEqual([{ n: 2 }]);
  await whole();
});

it('each month has a statement that is equal to the ledger, frozen on its first day; an account that isn’t what its lines come to is told', async () => {
  const me = rider(12);
  await earn(70, me);
  const soon = new Date(`${dayIn(0).slice(0, 7)}-28T00:00:00Z`);
  const month = dayIn(0).slice(0, 7);
  const id = (await banjie.start(LEADER, 'pointsLedger')).case?.id ?? '';
  expect(await banjie.start('qi-hong', 'pointsLedger')).toMatchObject({ reason: 'kernel.held' });
  await enter({
    op: 'credit',
    asset: 'points',
    from: 'scheme:points',
    to: `person:${me}`,
    amount: 9,
    rule: `brief:${me}`,
    until: dayIn(0),
  });
  const gone = await packed(me, { gloves: 1 });
  await act(KEEPER, 'collect', gone, { code: (await codeOf(me, gone)).code });
  await act(me, 'cancel', await reserved(me, { noodles: 1 }));
  await banjie.sql(`UPDATE accounts SET balance = balance + 1 WHERE owner = 'person:rider-1' AND asset = 'points'`);
  const next = Date.UTC(soon.getUTCFullYear(), soon.getUTCMonth() + 1, 1) - ZONE + 3 * 3_600_000;
  await banjie.pass(`${Math.ceil((next - banjie.now()) / MINUTE)} minutes`);
  const months = async () =>
    (
      await banjie.sql<{ months: { month: string; sha256: string; wrong: string[] }[] }>(
        `SELECT facts->'months' AS months FROM cases WHERE id = $1`,
        [id],
      )
    )[0]?.months ?? [];
  const [kept] = await banjie.until(months, (all) => all.length > 0);
  expect(kept).toMatchObject({ month, wrong: ['person:rider-1'] });
  await banjie.sql(`UPDATE accounts SET balance = balance - 1 WHERE owner = 'person:rider-1' AND asset = 'points'`);
  expect(await banjie.sql(`SELECT DISTINCT notice FROM outbox WHERE case_id = $1 AND notice = 'wrong'`, [id])).toHaveLength(1);
  // What comes later is in later months.
  await earn(5, me);
  const read = async (person: string) =>
    (
      await banjie.ask(
        person,
        `{ pointsStatement(month: "${month}") { sha256 people { person opening earned held givenBack redeemed reversed expired writtenOff closing earnedBy { points } } goods { site sku opening received moved given writtenOff counted closing } } }`,
      )
    ).data.pointsStatement;
  const mine = await read(me);
  // What came first is spent first; the nine counted for the day alone.
  expect(mine).toMatchObject({ sha256: kept?.sha256, goods: [] });
  expect(mine.people).toEqual([
    expect.objectContaining({
      person: me,
      opening: 0,
      earned: 79,
      held: 50,
      givenBack: 10,
      redeemed: 40,
      reversed: 0,
      expired: 9,
      closing: 30,
    }),
  ]);
  const all = await read('shi-lei');
  expect(all.people.length).toBeGreaterThan(100);
  for (const one of all.people)
    expect(one.closing).toBe(one.opening + one.earned - one.held + one.givenBack - one.reversed - one.expired + one.writtenOff);
  const closing = await banjie.sql<{ person: string; points: number }>(
    `SELECT substr(a.owner, 8) AS person, (SELECT coalesce(sum(CASE WHEN l.to_owner = a.owner THEN amount ELSE -amount END), 0)::int FROM ledger_lines l
       WHERE l.asset = 'points' AND a.owner IN (l.from_owner, l.to_owner) AND l.at < to_timestamp($1)) AS points
     FROM accounts a WHERE a.owner LIKE 'person:%' AND a.asset = 'points'`,
    [(next - 3 * 3_600_000) / 1_000],
  );
  const said = new Map(all.people.map((one: { person: string; closing: number }) => [one.person, one.closing]));
  for (const { person, points } of closing) expect([person, said.get(person) ?? 0]).toEqual([person, points]);
  for (const one of all.goods)
    expect(one.closing).toBe(one.opening + one.received + one.moved - one.given - one.writtenOff + one.counted);
  expect(
    all.goods.find((one: { site: string; sku: string }) => one.site === 'fuhengStop' && one.sku === 'thermos'),
  ).toMatchObject({ moved: 3, given: 0 });
  const span = 'from: "2020-01-01T00:00:00Z", before: "2100-01-01T00:00:00Z"';
  const { data } = await banjie.ask(
    'shi-lei',
    `{ pointsReport(${span}) { given redeemed expired redemptionRate lapsed soldOut validReports } }`,
  );
  const [counted] = await banjie.sql<{ redeemed: number; lapsed: number }>(
    `SELECT (SELECT balance::int FROM accounts WHERE owner = 'scheme:redeemed') AS redeemed, (SELECT count(*)::int FROM cases WHERE state = 'lapsed') AS lapsed`,
  );
  expect(data.pointsReport).toMatchObject({ ...counted, soldOut: 97, validReports: 1 });
  expect(await banjie.act(LEADER, 'pointsLedger.writeOff', id, { person: me, reason: 'Old' })).toMatchObject({
    reason: 'notOwed',
  });
  await whole();
});
