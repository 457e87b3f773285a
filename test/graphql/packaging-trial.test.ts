import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagingTrialPackage } from '../../processes/packaging-trial.ts';
import { aPhoto } from './case-acts.ts';
import { askWithFiles } from './office.ts';
import { openPickupLine, type PickupLine, parcel } from './pickup-line.ts';
import { FACTS } from './selections.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

let line: PickupLine;
let photo: Blob;
let token: (person: string) => string;
beforeAll(async () => {
  line = await openPickupLine([packagingTrialPackage]);
  photo = await aPhoto();
  const people = (await (await fetch(`${line.banjie.url}/dev/people`)).json()) as readonly { id: string; token: string }[];
  token = (person) => people.find(({ id }) => id === person)?.token ?? '';
  await line.untilHour(9);
});
afterAll(() => line?.close());

const design = {
  product: 'loquatSyrup',
  key: 'pulpCell',
  title: { en: 'Pulp cell', zh: '纸浆格挡' },
  parts: ['cell', 'lid'],
  costFen: 132,
  grams: 90,
  baselineScheme: 'boardBetween',
  firm: { id: '91339901MA9X00046W', name: '浩宇包装' },
  target: 30,
  shipments: 30,
  zones: ['local', 'eastChina'],
  budgetFen: 5000,
  days: 30,
};
const TESTS = ['corner80', 'face80', 'bottle120'].map((test) => ({ test, passed: true }));
const MEMBERS = ['bai-yu', 'tang-li', 'hong-mei', 'gu-feng', 'su-ping', 'qin-yong', 'pu-hao'];
const ACT = `__typename ... on ActionDone { case { id state } } ... on Refused { reason } ... on InvalidInput { issues { path } }`;

const act = (person: string, action: string, id: string, input: object = {}) =>
  line.banjie.act(person, `packagingTrial.${action}`, id, input);
const withPhoto = async (person: string, field: string, type: string, input: object, caseId?: string): Promise<Any> => {
  const [declared, given] = caseId === undefined ? ['', ''] : ['$caseId: ID!, ', 'caseId: $caseId, '];
  const { data } = await askWithFiles(
    { url: line.banjie.url, token },
    person,
    `mutation (${declared}$requestId: ID!, $input: ${type}!) { ${field}(${given}requestId: $requestId, input: $input) { ${ACT} } }`,
    { requestId: randomUUID(), input: { ...input, photos: [null] }, ...(caseId === undefined ? {} : { caseId }) },
    { 'variables.input.photos.0': photo },
  );
  return (data as Any)[field];
};
const propose = (person: string, more: object = {}) =>
  withPhoto(person, 'startPackagingTrial', 'PackagingTrialStart', { ...design, ...more });
const measure = (person: string, id: string, input: object) =>
  withPhoto(person, 'packagingTrialMeasure', 'PackagingTrialMeasure', input, id);
const factsOf = async (id: string): Promise<Any> =>
  (await line.banjie.ask('yan-ping', `{ case(id: "${id}") { ${FACTS('packagingTrial')} } }`)).data.case.facts;
const RESULT = `caseId state target gained extraFen fenPerPerMille from
  trial { key parcels units bad loss low high unmeasured worst } baseline { key parcels units bad loss unmeasured worst }`;

describe('a packaging trial', () => {
  let id: string;

  it('is proposed with a photo and approved after a technical opinion that knows each drop test', async () => {
    const role = await line.banjie.ask(
      'mei-xue',
      'mutation { giveRole(input: { person: "ke-min", role: "trunkClerk" }, requestId: "g1") { __typename } }',
    );
    expect(role.data.giveRole.__typename).toBe('ChangeDone');
    expect(await line.banjie.start('ke-min', 'packagingTrial', design)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await propose('ke-min', { product: 'nothing', zones: ['local', 'moon'] })).toMatchObject({
      issues: [{ path: ['input', 'product'] }, { path: ['input', 'zones', '1'] }],
    });
    expect(await propose('ke-min', { key: 'boardBetween' })).toMatchObject({ reason: 'sameScheme' });
    id = (await propose('ke-min')).case.id;
    expect(await propose('tu-gang')).toMatchObject({ reason: 'kernel.held' });
    expect(await act('yan-ping', 'approve', id)).toMatchObject({ reason: 'noOpinion' });
    const opinion = { fit: true, text: '可以发运' };
    expect(await act('tang-he', 'advise', id, { ...opinion, tests: TESTS.slice(1) })).toMatchObject({ reason: 'testMissing' });
    await act('tang-he', 'advise', id, { ...opinion, tests: TESTS });
    expect(await act('yan-ping', 'approve', id)).toMatchObject({ case: { state: 'approved' } });
    expect(await line.book('mou-xiulan', { trial: id })).toMatchObject({ issues: [{ path: ['input', 'trial'] }] });
    expect(await act('yan-ping', 'beginShipping', id)).toMatchObject({ case: { state: 'shipping' } });
  });

  it('gives its packagings in turn, though twenty book at once, and tells each pickup which', async () => {
    const recipient = parcel().recipient;
    const booked = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        line.book('mou-xiulan', {
          trial: id,
          slot: 'stationAm',
          parcels: [parcel({ recipient: { ...recipient, region: n % 2 ? 'taizhou' : 'shanghai' } })],
        }),
      ),
    );
    expect(booked.map(({ __typename }) => __typename)).toEqual(Array.from({ length: 20 }, () => 'ActionDone'));
    const { parcels } = await line.banjie.until(
      () => factsOf(id),
      (facts) => facts.parcels.length === 20,
    );
    expect(parcels.filter(({ arm }: Any) => arm === 'trial')).toHaveLength(10);
    const [first] = parcels;
    const told = await line.banjie.until(
      () => line.facts('mou-xiulan', first.pickup),
      (facts) => facts.parcels[0].arm !== null,
    );
    expect(told.parcels[0]).toMatchObject({ arm: 'pulpCell', scheme: 'pulpCell' });
  });

  it('takes no pickup of another product, and loses the parcels of one that is cancelled', async () => {
    const other = await line.book('mou-xiulan', { trial: id, product: 'loquatDrink', slot: 'stationAm' });
    expect(other).toMatchObject({ issues: [{ path: ['input', 'trial'] }] });
    const { case: booked } = await line.book('mou-xiulan', { trial: id, slot: 'stationAm' });
    const parcels = (many: number) =>
      line.banjie.until(
        () => factsOf(id),
        (facts) => facts.parcels.length === many,
      );
    await parcels(21);
    await line.act('mou-xiulan', 'cancel', booked.id, { reason: '不寄了' });
    await parcels(20);
  });

  it('is measured by somebody else than its proposer', async () => {
    const { parcels } = await factsOf(id);
    const found = ({ pickup, n, arm }: Any) => ({ pickup, n, units: 6, bad: arm === 'trial' ? 0 : 2 });
    expect(await measure('ke-min', id, found(parcels[0]))).toMatchObject({ reason: 'kernel.ownMatter' });
    for (const one of parcels.slice(0, 19)) await measure('hua-lei', id, found(one));
    expect(await measure('hua-lei', id, found(parcels[0]))).toMatchObject({ reason: 'measuredAlready' });
    expect(await act('yan-ping', 'endShipping', id)).toMatchObject({ reason: 'tooFew' });
    await act('yan-ping', 'endShipping', id, { reason: '产季结束' });
    expect(await act('yan-ping', 'publish', id)).toMatchObject({ case: { state: 'deciding' } });
  });

  it('shows its result to those who may see it', async () => {
    const ask = (person: string) => line.banjie.ask(person, `{ trialResult(caseId: "${id}") { ${RESULT} } }`);
    expect((await ask('bai-yu')).data.trialResult).toEqual({
      caseId: id,
      state: 'deciding',
      target: 30,
      gained: 333.3,
      extraFen: 42,
      fenPerPerMille: 0.13,
      from: null,
      trial: { key: 'pulpCell', parcels: 10, units: 60, bad: 0, loss: 0, low: 0, high: 60.2, unmeasured: 0, worst: 0 },
      baseline: { key: 'boardBetween', parcels: 10, units: 54, bad: 18, loss: 333.3, unmeasured: 1, worst: 400 },
    });
    expect((await ask('mou-xiulan')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const report = (person: string) => line.banjie.ask(person, `{ trialReport { ${RESULT} } }`);
    expect((await report('jiang-tao')).data.trialReport).toMatchObject([
      { caseId: id, trial: { loss: 0 }, baseline: { loss: 333.3 } },
    ]);
    expect((await report('mou-xiulan')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is adopted by the member bodies, and its packaging becomes the product’s on its day, not before', async () => {
    expect(await act('zhuang-qi', 'vote', id, { vote: 'drop' })).toMatchObject({ reason: 'noReason' });
    await act('bai-yu', 'vote', id, { vote: 'more', reason: '再看看' });
    for (const member of MEMBERS) await act(member, 'vote', id, { vote: 'adopt' });
    await act('min-juan', 'vote', id, { vote: 'more', reason: '件数少' });
    const later = line.day(40);
    const entered = await line.banjie.ask(
      'mei-xue',
      `mutation { setTableRow(requestId: "t1", input: { table: "products", key: "loquatSyrup", validFrom: "${later}",
        value: { title: { en: "Loquat syrup", zh: "枇杷露" }, unit: "罐", perishable: false, scheme: "boardBetween" } }) { __typename } }`,
    );
    expect(entered.data.setTableRow.__typename).toBe('ChangeDone');
    const { data } = await line.banjie.ask('ke-min', `{ case(id: "${id}") { dueAt } }`);
    await line.banjie.pass(`${Date.parse(data.case.dueAt) - line.banjie.now() + 1000} ms`);
    const facts = await line.banjie.until(
      () => factsOf(id),
      ({ decision }) => decision !== null,
    );
    expect(facts.decision).toMatchObject({ outcome: 'adopted', members: 10, cast: 8, yes: 7, more: 1 });
    expect(facts.votes.silent).toEqual(['liuhu', 'team-technique']);
    const { from } = facts.decision;
    const productOn = async (on: string) => {
      const answer = await line.banjie.ask('yan-ping', `{ table(name: "products", on: "${on}") { key value } }`);
      return answer.data.table.find(({ key }: Any) => key === design.product).value;
    };
    const before = new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10);
    expect([(await productOn(before)).scheme, (await productOn(from)).scheme]).toEqual(['boardBetween', 'pulpCell']);
    // Also in what was entered for a later day, which otherwise stays.
    expect(await productOn(later)).toMatchObject({ scheme: 'pulpCell', unit: '罐' });
    const booked = await line.book('mou-xiulan', { day: from, slot: 'stationAm' });
    expect(booked.case.facts.parcels[0]).toMatchObject({ scheme: 'pulpCell', arm: null });
    expect(await line.book('mou-xiulan', { trial: id, day: from, slot: 'stationAm' })).toMatchObject({
      issues: [{ path: ['input', 'trial'] }],
    });
    const journal = await line.banjie.ask(
      'mei-xue',
      '{ dataChanges(first: 3) { edges { node { name subject actorId after } } } }',
    );
    const change = { name: 'setTableRow', actorId: `case:${id}` };
    const product = { ...change, subject: 'table:products/loquatSyrup', after: { value: { scheme: 'pulpCell' } } };
    expect(journal.data.dataChanges.edges.map(({ node }: Any) => node)).toMatchObject([
      product,
      product,
      { ...change, subject: 'table:packagingSchemes/pulpCell' },
    ]);
    const { data: verified } = await line.banjie.ask('jiang-tao', `{ verifyRecord(caseId: "${id}") { intact } }`);
    expect(verified).toEqual({ verifyRecord: { intact: true } });
  });
});
