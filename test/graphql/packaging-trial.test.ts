import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnCase } from '../../activities/acting/act.ts';
import { timeSkipping } from '../servers/shared.ts';
import { changeOf } from './administrator.ts';
import { actOn, aPhoto, factsOf, nextOf, startOf } from './case-acts.ts';
import { type Office, openOffice } from './office.ts';

/** On a server whose clock can be moved: five working days pass in a moment. */
let server: TestWorkflowEnvironment;
let office: Office;
beforeAll(async () => {
  server = await timeSkipping();
  office = await openOffice({ temporalAddress: server.address as string });
  for (const [table, key, value] of [
    [
      'products',
      'loquatWhite',
      { title: { en: 'White loquats', zh: '白沙枇杷' }, unit: 'fruit', perishable: true, scheme: 'netTray' },
    ],
    [
      'packagingSchemes',
      'netTray',
      { title: { en: 'Net and tray', zh: '单果套网+凹槽托底' }, products: [], adopted: true, costFen: 170 },
    ],
    ['tariffs', 'local', { firstKg: 600, perKg: 100 }],
    ['tariffs', 'eastChina', { firstKg: 1000, perKg: 250 }],
  ] as const)
    await office.sql(`INSERT INTO table_rows VALUES ('tongyu', $1, $2, '2020-01-01', $3) ON CONFLICT DO NOTHING`, [
      table,
      key,
      JSON.stringify(value),
    ]);
});
afterAll(async () => {
  await office?.close();
  await server?.teardown();
});

const design = {
  product: 'loquatWhite',
  key: 'pulpTray',
  title: { en: 'Pulp tray', zh: '纸浆托' },
  parts: ['tray', 'sleeve'],
  costFen: 212,
  grams: 90,
  baselineScheme: 'netTray',
  firm: { id: '91339901MA9X00046W', name: '浩宇包装' },
  target: 30,
  shipments: 30,
  zones: ['local', 'eastChina'],
  budgetFen: 10_000,
  days: 30,
};
const TESTS = ['corner80', 'face80', 'edge60'].map((test) => ({ test, passed: true }));
const MEMBERS = ['bai-yu', 'tang-li', 'hong-mei', 'gu-feng', 'su-ping', 'qin-yong', 'pu-hao', 'min-juan'];

const act = async (person: string, action: string, id: string, input?: object, photos: readonly Blob[] = []) =>
  actOn(office, person, `packagingTrial.${action}`, id, input, photos);
const propose = async (person: string, more: object = {}) =>
  startOf(office, person, 'packagingTrial', { ...design, ...more }, [await aPhoto()]);
/** What another case tells the trial. */
const told = (from: string, action: string, id: string, input: object, requestId: string) =>
  actOnCase(
    office.program.services,
    { tenant: 'tongyu', actor: { id: `case:${from}`, name: from, grants: [{ role: 'case' }] } },
    { process: 'packagingTrial', action, caseId: id, input, requestId },
  );
const RESULT = `caseId state target gained extraFen fenPerPerMille from
  trial { key parcels units bad loss low high unmeasured worst } baseline { key parcels units bad loss unmeasured }`;

describe('a packaging trial', () => {
  let id: string;
  let pickup: string;

  it('is proposed with a photo and approved after a technical opinion that knows each drop test', async () => {
    await changeOf(office, 'giveRole', { input: { person: 'ke-min', role: 'trunkClerk' } }, { person: 'mei-xue' });
    expect(await startOf(office, 'ke-min', 'packagingTrial', design)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await propose('ke-min', { product: 'nothing', zones: ['local', 'moon'] })).toMatchObject({
      issues: [{ path: ['input', 'product'] }, { path: ['input', 'zones', '1'] }],
    });
    id = (await propose('ke-min')).case.id;
    expect(await propose('tu-gang')).toMatchObject({ __typename: 'Refused', reason: 'kernel.held' });
    expect(await nextOf(office, 'yan-ping', id, 'approve')).toMatchObject({ allowed: false, code: 'noOpinion' });
    const opinion = { fit: true, text: '可以发运' };
    expect(await act('tang-he', 'advise', id, { ...opinion, tests: TESTS.slice(1) })).toMatchObject({ reason: 'testMissing' });
    await act('tang-he', 'advise', id, { ...opinion, tests: TESTS });
    expect(await act('yan-ping', 'approve', id)).toMatchObject({ case: { state: 'approved' } });
    expect(await act('yan-ping', 'beginShipping', id)).toMatchObject({ case: { state: 'shipping' } });
  });

  it('gives its packagings in turn, though twenty tell it of parcels at once', async () => {
    // Any other case does for what pickups tell.
    pickup = (await propose('tu-gang', { key: 'foilTray' })).case.id;

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        told(
          pickup,
          'noteShipment',
          id,
          { pickup, parcels: [{ n: n + 1, units: 20, zone: n % 2 ? 'local' : 'eastChina' }] },
          `s${n}`,
        ),
      ),
    );
    expect(answers.map(({ kind }) => kind)).not.toContain('refused');
    const { parcels } = await factsOf(office, 'yan-ping', id);
    const trial = parcels.filter(({ arm }: { arm: string }) => arm === 'trial');
    expect([parcels.length, trial.length]).toEqual([20, 10]);
    const [owed] = await office.sql<{ sum: string }>(`SELECT sum(amount) FROM ledger_lines WHERE to_owner = $1`, [
      `payable:${design.firm.id}`,
    ]);
    expect(Number(owed?.sum)).toBe(10 * design.costFen);
  });

  it('is measured by recipients or by somebody else than its proposer', async () => {
    const { parcels } = await factsOf(office, 'yan-ping', id);
    await Promise.all(
      parcels
        .slice(0, 19)
        .map(({ n, arm }: { n: number; arm: string }) =>
          told(pickup, 'noteReceipt', id, { pickup, n, units: 20, bad: arm === 'trial' ? 1 : 4 }, `r${n}`),
        ),
    );
    const { n } = parcels[19];
    const input = { pickup, n, units: 20, bad: 4 };
    expect(await act('ke-min', 'measure', id, input, [await aPhoto()])).toMatchObject({ reason: 'kernel.ownMatter' });
    expect(await act('hua-lei', 'endShipping', id, {})).toMatchObject({ reason: 'kernel.wrongRole' });
    expect(await act('yan-ping', 'endShipping', id, {})).toMatchObject({ reason: 'tooFew' });
    await act('yan-ping', 'endShipping', id, { reason: '产季结束' });
    await act('hua-lei', 'measure', id, input, [await aPhoto()]);
    expect(await act('yan-ping', 'publish', id)).toMatchObject({ case: { state: 'deciding' } });
  });

  it('shows its result to those who may see it', async () => {
    const ask = (person: string) => office.ask(person, `{ trialResult(caseId: "${id}") { ${RESULT} } }`);
    expect((await ask('bai-yu')).data.trialResult).toEqual({
      caseId: id,
      state: 'deciding',
      target: 30,
      gained: 150,
      extraFen: expect.any(Number),
      fenPerPerMille: expect.any(Number),
      from: null,
      trial: { key: 'pulpTray', parcels: 10, units: 200, bad: 10, loss: 50, low: 27.4, high: 89.6, unmeasured: 0, worst: 50 },
      baseline: { key: 'netTray', parcels: 10, units: 200, bad: 40, loss: 200, unmeasured: 0 },
    });
    expect((await ask('mou-xiulan')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const { data } = await office.ask('jiang-tao', `{ trialReport { ${RESULT} } }`);
    expect(data.trialReport).toMatchObject([
      { caseId: pickup, trial: { loss: null } },
      { caseId: id, trial: { loss: 50 }, baseline: { loss: 200 } },
    ]);
    expect((await office.ask('mou-xiulan', '{ trialReport { caseId } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is adopted by the member bodies, and its packaging becomes the product’s on its day, not before', async () => {
    expect(await act('zhuang-qi', 'vote', id, { vote: 'drop' })).toMatchObject({ reason: 'noReason' });
    await act(MEMBERS[0] as string, 'vote', id, { vote: 'more', reason: '再看看' });
    for (const member of MEMBERS.slice(0, 7)) await act(member, 'vote', id, { vote: 'adopt' });
    await act(MEMBERS[7] as string, 'vote', id, { vote: 'more', reason: '件数少' });
    await server.sleep('14 days');
    const state = async () => (await office.ask('ke-min', `{ case(id: "${id}") { state } }`)).data.case.state;
    await expect.poll(state, { timeout: 20_000 }).toBe('adopted');
    const { decision, votes } = await factsOf(office, 'yan-ping', id);
    expect(decision).toMatchObject({ outcome: 'adopted', members: 10, cast: 8, yes: 7, more: 1 });
    expect(votes.silent).toEqual(['liuhu', 'team-technique']);
    const { from } = decision;
    const before = new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10);
    const schemeOn = async (day: string) =>
      (
        await office.sql<{ scheme: string }>(
          `SELECT value->>'scheme' AS scheme FROM table_rows WHERE tenant = 'tongyu' AND table_name = 'products' AND key = $1 AND valid_from <= $2
           ORDER BY valid_from DESC LIMIT 1`,
          [design.product, day],
        )
      )[0]?.scheme;
    expect([await schemeOn(before), await schemeOn(from)]).toEqual(['netTray', 'pulpTray']);
    const { data } = await office.ask('mei-xue', `{ dataChanges(first: 5) { edges { node { name subject actorId after } } } }`);
    expect(data.dataChanges.edges.map(({ node }: { node: object }) => node)).toMatchObject([
      {
        name: 'setTableRow',
        subject: 'table:products/loquatWhite',
        actorId: `case:${id}`,
        after: { value: { scheme: 'pulpTray' } },
      },
      { name: 'setTableRow', subject: 'table:packagingSchemes/pulpTray', actorId: `case:${id}` },
      {},
    ]);
  });
});
