import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendEvent } from '../../examples/inbound/sender.ts';
import { lossClaimPackage } from '../../processes/loss-claim.ts';
import { savingStatementPackage } from '../../processes/saving-statement.ts';
import { listen } from './listening.ts';
import { openPickupLine, type PickupLine, parcel, place } from './pickup-line.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

let line: PickupLine;
beforeAll(async () => {
  line = await openPickupLine([lossClaimPackage, savingStatementPackage]);
  await line.untilHour(12);
});
afterAll(() => line?.close());

const refusal = (answer: { reason?: string; __typename: string }) => answer.reason ?? answer.__typename;
const idOf = (answer: Any): string => {
  if (answer.__typename !== 'ActionDone') throw new Error(JSON.stringify(answer));
  return answer.case.id;
};
const PRIVATE = ['王小明', '10000990001', '某路1号'];
const leaks = (text: unknown): string[] => PRIVATE.filter((word) => JSON.stringify(text).includes(word));
const seen = async (person: string, id: string) =>
  line.banjie.ask(
    person,
    `query ($id: ID!) { case(id: $id) { title sheet { display value } parties { role name phone } history(first: 50) { edges { node {
      name reason authority sheet { display value } } } } nextActions { name code reason } } }`,
    { id },
  );
const nightCap = (value: number) =>
  line.banjie.sql(
    `INSERT INTO limits (tenant, process, name, valid_from, value) VALUES ('tongyu', 'producePickup', 'nightOffersPerWeek', '2020-01-01', $1)
     ON CONFLICT (tenant, process, name, valid_from) DO UPDATE SET value = excluded.value`,
    [String(value)],
  );
/** Straight into the hands of a courier. */
const accepted = async (courier: string, more: object = {}): Promise<string> => {
  const id = idOf(await line.book('mou-xiulan', more));
  return idOf(await line.act('yu-bo', 'assign', id, { courier, agreedBy: 'phone', reason: 'near' }));
};

describe('a pickup', () => {
  it('is offered in turn, collected, carried, delivered and closed when the time for claims is over', async () => {
    const heard = await listen({ url: line.banjie.url, token: line.token }, 'tu-gang', {
      fields: 'node { caseId name sheet { display } case { title sheet { display } parties { name phone } } }',
      filter: { process: ['producePickup'] },
    });
    const id = idOf(await line.book('mou-xiulan', { day: line.day(1), parcels: [parcel(), parcel({ planned: 1000 })] }));
    await line.untilHour(18);
    await line.until(id, 'offered');
    expect((await line.facts('yu-bo', id)).offer.to).toBe('tu-gang');
    expect(refusal(await line.act('ke-min', 'accept', id))).toBe('notOffered');
    expect((await line.act('tu-gang', 'decline', id, { reason: 'other' })).issues).toMatchObject([{ path: ['input', 'text'] }]);
    expect((await line.act('tu-gang', 'decline', id, { reason: 'vehicle' })).case.facts.offer.to).toBe('ke-min');
    // What the order was made of stands with the event.
    const history = (await seen('yu-bo', id)).data.case.history.edges.map(({ node }: Any) => node);
    const known = history.find(({ name }: Any) => name === 'PassedOn').authority;
    expect(known.candidates.map(({ id: courier }: Any) => courier)).toEqual([
      'tu-gang',
      'ke-min',
      'xie-lei',
      'zang-yu',
      'bao-jie',
    ]);

    expect((await line.facts('ke-min', id)).contact).toBeNull();
    const { case: mine } = await line.act('ke-min', 'accept', id);
    expect(mine.facts).toMatchObject({ contact: { name: '牟秀兰' }, pickPoint: { lat: place.lat } });
    await line.untilHour(4, 50);
    expect(refusal(await line.collect('ke-min', id))).toBe('tooEarly');
    await line.untilHour(5, 40);
    await line.act('ke-min', 'arrive', id, { at: place });
    const both = [
      { n: 1, grams: 2500, seal: 'S1' },
      { n: 2, grams: 1000, seal: 'S2' },
    ];
    expect(refusal(await line.collect('ke-min', id, both, { inspected: false }))).toBe('notInspected');
    expect(refusal(await line.collect('ke-min', id, both, { identityChecked: false }))).toBe('identityRefused');
    expect(refusal(await line.collect('ke-min', id, both, { at: { lat: 28.5846, lon: 121.32 } }))).toBe('notOnSpot');
    const noPhoto = { parcels: both.map((one) => ({ ...one, photos: [] })), inspected: true, identityChecked: true, at: place };
    expect(refusal(await line.act('ke-min', 'collect', id, noPhoto))).toBe('noPhoto');
    expect(refusal(await line.collect('ke-min', id, [{ n: 1, grams: 9000, seal: 'S1' }]))).toBe('weightOff');
    expect(refusal(await line.collect('ke-min', id, [{ ...both[0], scheme: 'foamIce' }]))).toBe('wrongScheme');
    const { case: collected } = await line.collect('ke-min', id, both);
    expect(collected.facts.parcels.map(({ charge }: Any) => charge.fen)).toEqual([1001, 667]);
    expect((await line.facts('ke-min', id)).contact).toBeNull();

    await line.act('jing-tao', 'store', id, { cell: 'xiaotongA', temperature: 32 });
    expect(refusal(await line.act('hua-lei', 'handToTrunk', id, { run: 'r0900', parcels: [3], sealsOk: true }))).toBe(
      'parcelMissing',
    );
    await line.act('hua-lei', 'handToTrunk', id, { run: 'r0900', parcels: [1, 2], sealsOk: true });
    const arrived = { n: 1, carrierEvent: 'E77', at: new Date(line.banjie.now()).toISOString() };
    expect((await line.act('carrier', 'track', id, arrived, 'carrier-e77')).replayed).toBe(false);
    expect((await line.act('carrier', 'track', id, arrived, 'carrier-e77')).replayed).toBe(true);
    expect(refusal(await line.act('carrier', 'track', id, arrived))).toBe('trackedAlready');
    expect(refusal(await line.act('carrier', 'deliver', id, { n: 2, to: 'station' }))).toBe('noConsent');
    const hours = (ago: number) => new Date(line.banjie.now() - ago * 3_600_000).toISOString();
    expect(refusal(await line.act('carrier', 'reportUndeliverable', id, { n: 2, messages: [hours(33), hours(26)] }))).toBe(
      'messageTooEarly',
    );
    // The carrier's own system says so, by an event that it signs; a repeat is the same one.
    const { data: machine } = await line.banjie.ask(
      'mei-xue',
      `mutation { setInboundMachine(input: { person: "carrier" }, requestId: "carrier") { ... on ChangeDone { secret } } }`,
    );
    const inbound = { address: `${line.banjie.url}/inbound/tongyu/carrier`, secret: machine.setInboundMachine.secret };
    const delivered = () => sendEvent(inbound, 'D-1', 'producePickup.deliver', { caseId: id, input: { n: 1, to: 'recipient' } });
    expect(await delivered()).toMatchObject({ status: 200, answer: { kind: 'done', replayed: false } });
    expect(await delivered()).toMatchObject({ status: 200, answer: { kind: 'done', replayed: true } });
    await line.act('carrier', 'deliver', id, { n: 2, to: 'station', consent: true });

    // The recipient of one parcel follows that one, by the code in their message.
    const { sms } = await line.banjie.until(
      async () => ({ sms: line.banjie.sent.find((message) => JSON.stringify(message).includes(`${id}/1`)) }),
      ({ sms: message }) => message !== undefined,
    );
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(sms?.body ?? '')?.[0] ?? '';
    const mineToo = `query ($id: ID!) { case(id: $id) { title sheet { display value } parties { name phone } history(first: 50) { edges { node { sheet { display } } } } } }`;
    const followed = await line.follow(`${id}/1`, code, mineToo, { id });
    expect(JSON.stringify(followed.data)).not.toMatch(/牟秀兰|1000001|小桐村/);
    expect(leaks(followed)).toEqual([]);
    const confirm = `mutation ($id: ID!, $input: ProducePickupConfirmReceipt!) { producePickupConfirmReceipt(caseId: $id, requestId: "${randomUUID()}", input: $input) {
      __typename ... on Refused { reason } } }`;
    const confirmed = await line.follow(`${id}/1`, code, confirm, { id, input: { n: 2, good: 6, bad: 0 } });
    expect(confirmed.data.producePickupConfirmReceipt.reason).toBe('othersParcel');
    const own = await line.follow(`${id}/1`, code, confirm.replace(/requestId: "[^"]*"/, `requestId: "${randomUUID()}"`), {
      id,
      input: { n: 1, good: 5, bad: 1 },
    });
    expect(own.data.producePickupConfirmReceipt.__typename).toBe('ActionDone');
    expect((await line.follow(`${id}/2`, code, mineToo, { id })).errors[0].extensions.code).toBe('UNAUTHENTICATED');

    // Who they are is read by nobody but the sender and the carrier.
    for (const person of ['tu-gang', 'ke-min', 'jiang-tao', 'yu-bo', 'hua-lei', 'du-fang'])
      expect([person, leaks(await seen(person, id))]).toEqual([person, []]);
    expect((await seen('ruan-fugen', id)).data?.case ?? null).toBeNull();
    // Nor on lists, nor by what a search finds.
    for (const person of ['tu-gang', 'jiang-tao', 'yu-bo', 'du-fang', 'ruan-fugen']) {
      const { data } = await line.banjie.ask(
        person,
        `{ cases(first: 20) { edges { node { title sheet { display } parties { name phone } } } } found: cases(filter: { text: "${PRIVATE[1]}" }) { totalCount } }`,
      );
      expect([person, leaks(data.cases), data.found.totalCount]).toEqual([person, [], 0]);
    }
    expect(leaks(await line.facts('mou-xiulan', id))).toEqual(PRIVATE);
    expect(leaks(await line.facts('carrier', id))).toEqual(PRIVATE);
    await line.banjie.pass('49 hours');
    await line.until(id, 'closed');
    expect(heard.heard.length).toBeGreaterThan(0);
    expect(leaks(heard.heard)).toEqual([]);
    heard.hangUp();
  });
});

describe('offers', () => {
  it('leave out who had enough nights, and tell them why', async () => {
    await line.untilHour(17);
    await nightCap(0);
    const id = idOf(await line.book('mou-xiulan'));
    await line.untilHour(18);
    const { leftOut } = await line.banjie.until(
      () => line.facts('yu-bo', id),
      ({ asking }) => asking === 'byHand',
    );
    expect(leftOut).toContainEqual({ courier: 'tu-gang', why: 'nightCap' });
    const { nextActions } = (await seen('tu-gang', id)).data.case;
    expect(nextActions.find(({ name }: Any) => name === 'accept')).toMatchObject({
      code: 'notOffered',
      reason: expect.stringMatching(/enough nights/),
    });
    await nightCap(5);
    await line.act('mou-xiulan', 'cancel', id, { reason: 'rain' });
  });

  it('count the nights of any seven days in a row, also those to come', async () => {
    await nightCap(1);
    const given = await accepted('bao-jie', { day: line.day(9) });
    const sooner = idOf(await line.book('mou-xiulan', { day: line.day(3) }));
    const longBefore = idOf(await line.book('mou-xiulan', { day: line.day(2) }));
    const assign = (id: string) => line.act('yu-bo', 'assign', id, { courier: 'bao-jie', agreedBy: 'phone', reason: 'near' });
    expect(refusal(await assign(sooner))).toBe('tired');
    idOf(await assign(longBefore));
    await nightCap(5);
    for (const id of [given, sooner, longBefore]) await line.act('mou-xiulan', 'cancel', id, { reason: 'rain' });
  });

  it('are taken in time or pass on, and never both', async () => {
    await line.untilHour(17);
    const ids = [idOf(await line.book('mou-xiulan')), idOf(await line.book('ruan-fugen'))];
    await line.untilHour(18);
    const [first, second] = await Promise.all(
      ids.map(async (id) => {
        await line.until(id, 'offered');
        return (await line.facts('yu-bo', id)).offer.to as string;
      }),
    );
    await line.banjie.pass('598 seconds');
    expect((await line.act(first ?? '', 'accept', ids[0] ?? '')).case.state).toBe('accepted');
    await line.banjie.pass('4 seconds');
    await line.banjie.until(
      () => line.facts('yu-bo', ids[1] ?? ''),
      ({ tried }) => tried.length === 1,
    );
    expect(refusal(await line.act(second ?? '', 'accept', ids[1] ?? ''))).toBe('notOffered');
    for (const [n, person] of ['mou-xiulan', 'ruan-fugen'].entries())
      await line.act(person, 'cancel', ids[n] ?? '', { reason: 'rain' });
  });

  it('that are open to all go to the first, and the others hear to whom', async () => {
    const id = idOf(await line.book('mou-xiulan', { slot: 'manned', day: line.day(2) }));
    const { case: open } = await line.act('yu-bo', 'broadcast', id);
    expect(open.facts.broadcast).toHaveLength(50);
    const accept = `mutation ($id: ID!, $requestId: ID!, $seen: Int!) { producePickupAccept(caseId: $id, requestId: $requestId, expectedRevision: $seen) {
      __typename ... on Conflict { actor } } }`;
    const answers: Any[] = await Promise.all(
      line.racers.map(async (racer) => {
        const { data } = await line.banjie.ask(racer, accept, { id, requestId: randomUUID(), seen: open.revision });
        return data.producePickupAccept;
      }),
    );
    const winner = (await line.facts('yu-bo', id)).courier.name;
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    expect(answers.filter(({ __typename, actor }) => __typename === 'Conflict' && actor === winner)).toHaveLength(49);
    expect(refusal(await line.act('yu-bo', 'assign', id, { courier: 'du-fang', reason: 'near' }))).toBe('notACourier');
    await line.act('mou-xiulan', 'cancel', id, { reason: 'rain' });
  });
});

describe('what was collected', () => {
  it('is charged by the tariff of its day, cooled, and told of when it was too warm for half an hour', async () => {
    await line.untilHour(19);
    const id = await accepted('bao-jie');
    const row = (value: object) => ({ table: 'tariffs', key: 'eastChina', validFrom: line.day(1), value });
    const { data } = await line.banjie.ask(
      'mei-xue',
      `mutation ($input: TableRowInput!) { setTableRow(input: $input, requestId: "dearer") { __typename } }`,
      { input: row({ firstKg: 2000, perKg: 500 }) },
    );
    expect(data.setTableRow.__typename).toBe('ChangeDone');
    const { data: refused } = await line.banjie.ask(
      'mei-xue',
      `mutation ($region: TableRowInput!, $limit: LimitInput!) {
        region: setTableRow(input: $region, requestId: "no-price") { ... on InvalidInput { issues { message } } }
        clock: setLimit(input: $limit, requestId: "no-effect") { ... on InvalidInput { issues { message } } } }`,
      {
        region: {
          table: 'regions',
          key: 'moon',
          validFrom: line.day(1),
          value: { title: { en: 'Moon', zh: '月球' }, zone: 'sky', hours: 24, suspended: false },
        },
        limit: { process: 'producePickup', name: 'clock.pickToTrunk', value: { clockMinutes: 60 }, validFrom: line.day(1) },
      },
    );
    expect(JSON.stringify(refused.region)).toMatch(/zone “sky”, which has no list price/);
    expect(JSON.stringify(refused.clock)).toMatch(/limit pickToTrunkMinutes/);
    expect((await line.facts('mou-xiulan', id)).estimate).toBe(1001);
    await line.untilHour(5, 35);
    const { case: collected } = await line.collect('bao-jie', id);
    expect(collected.facts.parcels[0].charge).toMatchObject({ list: 3000, fen: 2001 });

    await line.act('jing-tao', 'store', id, { cell: 'xiaotongA', temperature: 32 });
    const ago = (minutes: number) => new Date(line.banjie.now() - minutes * 60_000).toISOString();
    expect((await line.act('jing-tao', 'read', id, { temperature: 999, at: ago(0) })).__typename).toBe('InvalidInput');
    expect(refusal(await line.act('jing-tao', 'read', id, { temperature: 91, at: ago(40) }))).toBe('beforeItWasHere');
    await line.banjie.pass('41 minutes');
    await line.act('jing-tao', 'read', id, { temperature: 91, at: ago(40) });
    const { case: warm } = await line.act('jing-tao', 'read', id, { temperature: 91, at: ago(0) });
    // Syrup has no range; what has none is never too warm.
    expect(warm.facts.temperatures).toMatchObject({ readings: 2, highest: 91, excursions: 0 });
    const kept = await line.banjie.ask(
      'yu-bo',
      `query ($id: ID!) { case(id: $id) { measurements(series: "temperature", first: 10) { edges { node { value } } } } }`,
      { id },
    );
    expect(kept.data.case.measurements.edges.map(({ node }: Any) => node.value)).toEqual(expect.arrayContaining([32, 91]));

    const handed = { run: 'rHoliday', parcels: [1], sealsOk: true };
    await line.act('hua-lei', 'handToTrunk', id, handed);
    expect(refusal(await line.act('xu-min', 'pay', id, { n: 1, fen: 2002, paymentRef: 'P' }))).toBe('tooMuch');
    expect((await line.act('xu-min', 'pay', id, { n: 1, fen: 2001, paymentRef: 'P' })).case.facts.parcels[0].paid).toBe(2001);
  });

  it('with a range is told of when it was above it for more than half an hour', async () => {
    await line.untilHour(9);
    const id = idOf(
      await line.book('du-fang', {
        ...{ grower: 'mou-xiulan', consent: 'spoken', product: 'mandarin', slot: 'stationPm', day: line.day(0) },
      }),
    );
    await line.withPhotos(
      'du-fang',
      'dropOff',
      id,
      { parcels: [{ n: 1, grams: 2500, seal: 'S', photos: [null] }], inspected: true, identityChecked: true },
      ['parcels.0.photos'],
    );
    expect(refusal(await line.act('jing-tao', 'store', id, { cell: 'xiaotongA', temperature: 20 }))).toBe('tooCold');
    await line.act('jing-tao', 'store', id, { cell: 'xiaotongA', temperature: 45 });
    await line.banjie.pass('31 minutes');
    const read = (minutes: number) =>
      line.act('jing-tao', 'read', id, { temperature: 91, at: new Date(line.banjie.now() - minutes * 60_000).toISOString() });
    await read(29);
    expect((await read(0)).case.facts.temperatures).toMatchObject({ excursions: 0 });
    await line.banjie.pass('2 minutes');
    expect((await read(0)).case.facts.temperatures).toMatchObject({ readings: 3, highest: 91, excursions: 1 });
  });

  it('fills a cell of the cold store to its grams, however many come at once', async () => {
    await line.untilHour(14);
    const taken = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const day = line.day(0);
        const id = idOf(
          await line.book('du-fang', { grower: 'mou-xiulan', consent: 'spoken', slot: 'stationPm', day: line.day(1) }),
        );
        expect(day).toBe(line.day(0));
        await line.withPhotos(
          'du-fang',
          'dropOff',
          id,
          { parcels: [{ n: 1, grams: 2500, seal: 'S', photos: [null] }], inspected: true, identityChecked: true },
          ['parcels.0.photos'],
        );
        return id;
      }),
    );
    const answers = await Promise.all(
      taken.map((id, n) => line.act(n % 2 ? 'jing-tao' : 'wen-na', 'store', id, { cell: 'small', temperature: 30 })),
    );
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(4);
    expect(answers.filter(({ reason }) => reason === 'coldFull')).toHaveLength(46);
  });

  it('can be claimed for by each parcel’s own window, and closes only with its claim', async () => {
    await line.untilHour(19);
    const id = await accepted('bao-jie', { parcels: [parcel(), parcel(), parcel()] });
    await line.untilHour(5, 35);
    await line.collect(
      'bao-jie',
      id,
      [1, 2, 3].map((n) => ({ n, grams: 2500, seal: `S${n}` })),
    );
    await line.act('hua-lei', 'handToTrunk', id, { run: 'rHoliday', parcels: [1, 2, 3], sealsOk: true });
    for (const n of [1, 3]) await line.act('carrier', 'deliver', id, { n, to: 'recipient' });
    await line.banjie.pass('24 hours');
    await line.act('carrier', 'deliver', id, { n: 2, to: 'recipient' });
    await line.banjie.pass('1439 minutes');
    const claim = (n: number) =>
      line.withPhotosAt('mou-xiulan', 'claim', id, { n, kind: 'damaged', badUnits: 1, asked: 1000 }, 'photos', 2);
    expect(refusal(await claim(1))).toBe('ActionDone');
    await line.banjie.pass('2 minutes');
    expect(refusal(await claim(3))).toBe('windowOver');
    await line.banjie.until(
      () => line.facts('mou-xiulan', id),
      ({ parcels }) => /LC/.test(parcels[0].claim ?? ''),
    );
    // Whoever claims for it as well joins.
    expect((await claim(1)).__typename).toBe('Refused');
    expect((await claim(2)).__typename).toBe('ActionDone');
    await line.banjie.pass('25 hours');
    await line.banjie.until(
      () => line.facts('mou-xiulan', id),
      ({ windowOver }) => windowOver,
    );
    expect(await line.stateOf(id)).toBe('delivered');
  });
});

describe('the report', () => {
  it('counts what a hand counts', async () => {
    const START = Date.parse('2025-05-01T05:30:00+08:00');
    const DAY = 86_400_000;
    const schemes = ['netTray', 'plainBox'];
    // Two hundred parcels in fifty pickups, none like the one before.
    const pickups = Array.from({ length: 50 }, (_, n) => ({
      id: `TY-EX-REPORT-${n}`,
      state: n % 7 === 6 ? 'unserved' : n % 5 === 4 ? 'delivered' : 'closed',
      facts: {
        slotFrom: START + (n % 20) * DAY,
        product: { id: n % 2 ? 'loquatRed' : 'loquatWhite' },
        night: n % 3 > 0,
        tried: Array.from({ length: n % 4 }, () => ({ person: 'tu-gang' })),
        offerFrom: START,
        collected: n % 7 === 6 ? null : { by: ['ke-min', 'xie-lei', 'ke-min'][n % 3], where: 'spot', at: START },
        pickToTrunk: n % 7 === 6 ? null : 120 + ((n * 37) % 180),
        temperatures: { excursions: n % 11 === 0 ? 1 : 0 },
        cold: null,
        parcels: Array.from({ length: 4 }, (__, m) => ({
          n: m + 1,
          scheme: schemes[m % 2],
          region: 'shanghai',
          state: n % 7 === 6 ? 'waiting' : (n * 4 + m) % 23 === 0 ? 'lost' : 'delivered',
          units: m === 3 ? null : 40 + m,
          grams: 2000 + m,
          receipt: { good: 0, bad: (n * m) % 5 },
          claimBad: m === 2 && n % 6 === 0 ? 9 : null,
          claimOpen: m === 2 && n % 9 === 0,
          charge: { list: 1000, fen: 667, saving: 333 },
        })),
      },
    }));
    for (const { id, state, facts } of pickups)
      await line.banjie.sql(
        `INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, facts, tasks_open, clock_states, opened_by, opened_at, updated_at, live, head_hash)
         VALUES ($1, 'tongyu', 'producePickup', 1, 'Counted', $2, false, 0, $3, '[]', '{}', 'mou-dan', '2025-04-30', now(), false, 'h')`,
        [id, state, facts],
      );
    const { data } = await line.banjie.ask(
      'yu-bo',
      `{ pickupReport(from: "2025-05-01T00:00:00+08:00", before: "2025-06-01T00:00:00+08:00", by: scheme) { key pickups served offersPerPickup
        nightShare pickToTrunkMean pickToTrunkMedian pickToTrunkP90 pickToTrunkShorter parcels settled units bad lossRate lossBaseline openClaims saved excursions } }`,
    );
    const hundredth = (value: number) => Math.round(value * 100) / 100;
    const counted = schemes.map((key) => {
      const parcels = pickups.flatMap(({ facts }) => facts.parcels.filter(({ scheme }) => scheme === key));
      const settled = parcels.filter(({ state }) => state !== 'waiting');
      const losses = settled
        .filter(({ claimOpen }) => !claimOpen)
        .map(({ state, units, receipt, claimBad }) => {
          const all = units ?? 1;
          return { units: all, bad: state === 'lost' ? all : Math.min(all, Math.max(receipt.bad, claimBad ?? 0)) };
        });
      const [units, bad] = [losses.reduce((sum, one) => sum + one.units, 0), losses.reduce((sum, one) => sum + one.bad, 0)];
      const trunk = pickups.flatMap(({ facts }) => facts.pickToTrunk ?? []).toSorted((one, other) => one - other);
      const mean = trunk.reduce((sum, one) => sum + one, 0) / trunk.length;
      const nights = Map.groupBy(
        pickups.filter(({ facts }) => facts.night && facts.collected),
        ({ facts }) => facts.collected?.by,
      );
      const perCourier = [...nights.values()].map((list) => list.length);
      const closed = pickups.filter(({ state }) => state === 'closed').length;
      const unserved = pickups.filter(({ state }) => state === 'unserved').length;
      return {
        key,
        pickups: 50,
        served: Math.round((closed / (closed + unserved)) * 10_000) / 10_000,
        offersPerPickup: hundredth(pickups.reduce((sum, { facts }) => sum + facts.tried.length, 0) / 50),
        nightShare: hundredth((Math.max(...perCourier) * perCourier.length) / perCourier.reduce((sum, one) => sum + one, 0)),
        pickToTrunkMean: hundredth(mean),
        pickToTrunkMedian: hundredth(
          ((trunk[Math.floor((trunk.length - 1) / 2)] ?? 0) + (trunk[Math.ceil((trunk.length - 1) / 2)] ?? 0)) / 2,
        ),
        pickToTrunkP90: trunk[Math.ceil(trunk.length * 0.9) - 1],
        pickToTrunkShorter: hundredth(1 - mean / 300),
        parcels: parcels.length,
        settled: settled.length,
        units,
        bad,
        lossRate: Math.round((bad * 10_000) / units) / 10,
        lossBaseline: 150,
        openClaims: parcels.filter(({ claimOpen }) => claimOpen).length,
        saved: parcels.length * 333,
        excursions: pickups.filter(({ facts }) => facts.temperatures.excursions > 0).length,
      };
    });
    expect(data.pickupReport).toEqual(counted);
    const refused = await line.banjie.ask(
      'tu-gang',
      `{ pickupReport(from: "2025-05-01T00:00:00+08:00", before: "2025-06-01T00:00:00+08:00", by: scheme) { key } }`,
    );
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a booking', () => {
  it('by the station names the grower and how they consented', async () => {
    expect(await line.book('du-fang', { grower: 'mou-xiulan' })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'consent'] }],
    });
    expect(await line.book('du-fang')).toMatchObject({ issues: [{ path: ['input', 'grower'] }] });
    const id = idOf(await line.book('du-fang', { grower: 'mou-xiulan', consent: 'spoken' }));
    expect((await line.facts('mou-xiulan', id)).parcels[0].recipient.phone).toBe('10000990001');
    await line.act('mou-xiulan', 'cancel', id, { reason: 'rain' });
  });

  it.each([
    ['a weight of nothing', { parcels: [parcel({ planned: 0 })] }],
    ['a weight beyond thirty kilograms', { parcels: [parcel({ planned: 30_001 })] }],
    ['no parcel', { parcels: [] }],
    ['21 parcels', { parcels: Array.from({ length: 21 }, () => parcel()) }],
    ['a day that is over', { day: '2026-01-01' }],
    ['an unknown region', { parcels: [parcel({ recipient: { ...parcel().recipient, region: 'moon' } })] }],
    ['a telephone number of three digits', { parcels: [parcel({ recipient: { ...parcel().recipient, phone: '123' } })] }],
    ['no units', { parcels: [parcel({ units: 0 })] }],
    ['insurance without a value', { parcels: [parcel({ insured: true })] }],
    ['a place in no area', { pickPoint: { lat: 1, lon: 1 } }],
    ['fruit that is picked after the slot', { pickedAt: '2099-01-01T00:00:00+08:00' }],
  ])('with %s is answered with what to correct', async (_, more) => {
    const answer = await line.book('mou-xiulan', more);
    expect(answer.__typename).toBe('InvalidInput');
    expect(answer.issues.length).toBeGreaterThan(0);
  });

  it('is refused out of season, where nothing goes, without packaging and without a certificate', async () => {
    const out = await line.banjie.sql<{ key: string }>(`SELECT key FROM table_rows WHERE table_name = 'products' AND key = $1`, [
      'mandarin',
    ]);
    expect(out).toHaveLength(1);
    const month = Number(line.day(1).slice(5, 7));
    const product = month >= 4 && month <= 9 ? 'mandarin' : 'loquatRed';
    expect(refusal(await line.book('mou-xiulan', { product }))).toBe('outOfSeason');
    const nowhere = { recipient: { ...parcel().recipient, region: 'closed' } };
    expect(refusal(await line.book('mou-xiulan', { parcels: [parcel(nowhere)] }))).toBe('noRoute');
    expect(refusal(await line.book('mou-xiulan', { scheme: 'netTray' }))).toBe('needsScheme');
    expect(refusal(await line.book('cai-junming'))).toBe('noCertificate');
    expect(refusal(await line.book('mou-xiulan', { day: line.day(0) }))).toBe('afterCutOff');
  });

  it('is refused for a plot that isn’t harvested before a day, by advice, and names the day', async () => {
    const until = line.day(3);
    await line.banjie.sql(
      `INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, facts, tasks_open, clock_states, opened_by, opened_at, updated_at, live, head_hash)
       VALUES ('TY-FG-1', 'tongyu', 'fieldGuidance', 1, 'Spots', 'following', false, 0, $1, '[]', '{}', 'lin-yuzhen', now(), now(), false, 'h')`,
      [{ grower: 'lin-yuzhen', plot: 'P04', harvestNotBefore: until }],
    );
    const answer = await line.book('lin-yuzhen', { product: 'strawberry' });
    expect(answer).toMatchObject({ reason: 'withholding', message: expect.stringContaining(until) });
    // What was bottled before isn't harvested now.
    expect(refusal(await line.book('lin-yuzhen'))).toBe('ActionDone');
    expect(refusal(await line.book('lin-yuzhen', { day: until }))).toBe('ActionDone');
  });

  it('of many orders at once answers each by itself', async () => {
    const order = (n: number) => ({
      day: line.day(2),
      slot: 'dusk',
      product: 'loquatSyrup',
      pickPoint: place,
      payer: 'shop',
      parcels: [n % 8 === 3 ? parcel({ planned: n === 3 ? 0 : 1 }) : parcel()],
    });
    const { data } = await line.banjie.ask(
      'song-jiayi',
      `mutation ($inputs: [ProducePickupStart!]!, $requestId: ID!) { startProducePickupEach(inputs: $inputs, requestId: $requestId) {
        index result { __typename ... on ActionDone { case { id } } ... on InvalidInput { issues { message } } ... on Refused { reason } } } }`,
      { requestId: randomUUID(), inputs: Array.from({ length: 30 }, (_, n) => order(n)) },
    );
    const results = data.startProducePickupEach as { index: number; result: Any }[];
    expect(results.map(({ index }) => index)).toEqual(Array.from({ length: 30 }, (_, n) => n));
    expect(results.filter(({ result }) => result.__typename === 'ActionDone')).toHaveLength(26);
    const bad = results.filter(({ result }) => result.__typename === 'InvalidInput');
    expect(bad.map(({ index }) => index)).toEqual([3, 11, 19, 27]);
    for (const { result } of bad) expect(result.issues[0].message).not.toBe('');
  });

  it('takes no more than a slot has room for, however many come at once, and names the next free one', async () => {
    const more = { slot: 'narrow', day: line.day(1) };
    const answers = await Promise.all(line.racers.map((person) => line.book(person, more)));
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(10);
    const refused = answers.filter(({ reason }) => reason === 'slotFull');
    expect(refused).toHaveLength(40);
    for (const { message } of refused) expect(message).toMatch(/next free slot is/);
    const { data } = await line.banjie.ask(
      'racer-1',
      `query ($day: Date!) { freeSlots(day: $day, product: "loquatSyrup") { slot parcelsLeft bookable } }`,
      {
        day: line.day(1),
      },
    );
    expect(data.freeSlots).toContainEqual({ slot: 'narrow', parcelsLeft: 0, bookable: false });
  });

  it('is only for the station after three no-shows, and free again when these are thirty days old', async () => {
    const noShow = (ago: number) =>
      line.banjie.sql(
        `INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, closed_at, revision, facts, tasks_open, clock_states, opened_by, opened_at, updated_at, live, head_hash)
         VALUES ($1, 'tongyu', 'producePickup', 1, 'Nobody there', 'unserved', true, to_timestamp($2), 0, $3, '[]', '{}', 'guan-dexing', now(), now(), false, 'h')`,
        [`TY-EX-NOSHOW-${ago}`, line.banjie.now() / 1000 - ago * 86_400, { grower: 'guan-dexing', noShow: true, parcels: [] }],
      );
    for (const ago of [1, 29, 31]) await noShow(ago);
    const day = line.day(1);
    idOf(await line.book('guan-dexing', { day }));
    await noShow(28);
    expect(refusal(await line.book('guan-dexing', { day }))).toBe('banned');
    idOf(await line.book('du-fang', { day, grower: 'guan-dexing', consent: 'signed' }));
    await line.banjie.sql(`UPDATE cases SET closed_at = closed_at - interval '2 days' WHERE id LIKE 'TY-EX-NOSHOW-%'`);
    idOf(await line.book('guan-dexing', { day }));
  });
});

describe('the tariff', () => {
  it('is quoted before anything is booked', async () => {
    const { data } = await line.banjie.ask(
      'mou-xiulan',
      `{ tariffQuote(product: "loquatSyrup", grams: 1001, region: "hangzhou") { zone list fen saving farmTariff failed } }`,
    );
    expect(data.tariffQuote).toEqual({
      zone: 'zhejiang',
      list: 950,
      fen: 634,
      saving: 316,
      farmTariff: 'smallholderSyrup',
      failed: null,
    });
  });

  it('takes no farm tariff whose floor lies below cost', async () => {
    const { data } = await line.banjie.ask(
      'mei-xue',
      `mutation ($input: TableRowInput!) { setTableRow(input: $input, requestId: "below-cost") { __typename ... on InvalidInput { issues { message } } } }`,
      {
        input: {
          table: 'farmTariffs',
          key: 'cheap',
          validFrom: line.day(1),
          value: { order: 1, who: 'any', months: { from: 1, to: 12 }, off: 900, floor: 100 },
        },
      },
    );
    expect(data.setTableRow).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ message: expect.stringContaining('cheap') }],
    });
  });
});

describe('what growers saved', () => {
  it('is told to each of them week by week, in the sums of the ledger, by one statement at a time', async () => {
    const { banjie } = line;
    const statement = idOf(await banjie.start('yan-ping', 'savingStatement'));
    expect(refusal(await banjie.start('yu-bo', 'savingStatement'))).toBe('kernel.held');
    const id = await accepted('tu-gang');
    await line.untilHour(5, 40);
    await line.act('tu-gang', 'arrive', id, { at: place });
    idOf(await line.collect('tu-gang', id));
    await banjie.pass('8 days');
    type Told = { from: string; to: string; savings: { grower: string; fen: number }[] };
    const told = await banjie.until(
      () =>
        banjie.sql<{ reference: Told }>(
          `SELECT reference FROM events WHERE case_id = $1 AND name = 'SavingsTold' ORDER BY revision`,
          [statement],
        ),
      (found) => found.length > 0,
    );
    const lines = await banjie.sql<{ at: Date; to_owner: string; amount: string; person: string }>(
      `SELECT l.at, l.to_owner, l.amount, p.person FROM ledger_lines l JOIN parties p ON p.case_id = l.case_id AND p.role = 'grower'
       WHERE l.to_owner LIKE 'saved:%' OR l.from_owner LIKE 'saved:%'`,
    );
    const dayOf = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    for (const { reference } of told) {
      const byHand = new Map<string, number>();
      for (const { at, to_owner, amount, person } of lines)
        if (reference.from <= dayOf(at) && dayOf(at) <= reference.to)
          byHand.set(person, (byHand.get(person) ?? 0) + (to_owner.startsWith('saved:') ? 1 : -1) * Number(amount));
      expect(reference.savings.map(({ grower, fen }) => [grower, fen])).toEqual(
        [...byHand].filter(([, fen]) => fen > 0).toSorted(([one], [other]) => (one < other ? -1 : 1)),
      );
    }
    expect(told.some(({ reference }) => reference.savings.some(({ grower }) => grower === 'mou-xiulan'))).toBe(true);
    const { data } = await banjie.ask('mou-xiulan', '{ inbox(first: 50) { edges { node { subject } } } }');
    expect(data.inbox.edges.some(({ node }: Any) => /saved|节省/.test(node.subject))).toBe(true);
    idOf(await banjie.act('yan-ping', 'savingStatement.end', statement, { reason: '采收结束' }));
  });
});
