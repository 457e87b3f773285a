import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongyu } from '../../prisma/seed/tongyu.ts';
import { courierPactPackage } from '../../processes/courier-pact.ts';
import { issueReportPackage } from '../../processes/issue-report.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({ packages: [courierPactPackage, issueReportPackage], tenants: [tongyu] });
});
afterAll(() => banjie?.close());

const join = (courier: string, more: object = {}) =>
  banjie.start(courier, 'courierPact', { consent: true, company: '顺达快递', area: 'xishan', ...more });
const act = (who: string, action: string, id: string, input: object = {}) => banjie.act(who, `courierPact.${action}`, id, input);
const signed = async (courier: string): Promise<string> => {
  const id = (await join(courier)).case?.id ?? '';
  expect(await act(courier, 'sign', id, { version: 1 })).toMatchObject({ case: { state: 'active' } });
  return id;
};
const stateOf = async (id: string): Promise<string> =>
  (await banjie.ask('yan-ping', `{ case(id: "${id}") { state } }`)).data.case.state;
const report = async (who: string) =>
  banjie.ask(who, '{ courierPactReport { active { caseId state company verified level { en } } states { state pacts } } }');

describe('the couriers’ pact', () => {
  let tu = '';
  it('is joined by consent, once, also of twenty at once, and signed after the lesson', async () => {
    expect(await join('tu-gang', { area: 'nowhere' })).toMatchObject({ __typename: 'InvalidInput' });
    const all = await Promise.all(Array.from({ length: 20 }, () => join('bao-jie')));
    const count = (what: string) => all.filter(({ __typename, reason }) => __typename === what || reason === what).length;
    expect([count('ActionDone'), count('pactKnown')]).toEqual([1, 19]);
    const late = all.flatMap(({ case: made }) => made?.id ?? [])[0] ?? '';
    expect(await act('bao-jie', 'sign', late, { version: 1 })).toMatchObject({
      ...{ reason: 'lessonFirst', message: expect.stringMatching(/Reporting what one sees/) },
    });
    tu = await signed('tu-gang');
    await expect(act('tu-gang', 'sign', late, { version: 1 })).rejects.toThrow(/no case .* that you may see/);
  });

  it('has the level that verified reports reach, and the report says who is active', async () => {
    const { case: issue } = await banjie.start('tu-gang', 'issueReport', {
      ...{ category: 'rubbish', text: 'Rubbish beside the path', place: { lat: 28.58, lon: 121.33 } },
    });
    const id = issue?.id ?? '';
    const on = (who: string, action: string, input: object = {}) => banjie.act(who, `issueReport.${action}`, id, input);
    await on('lin-hai', 'dispatch', { unit: 'tongyu-urban', reason: 'Theirs' });
    await on('luo-jun', 'accept');
    await on('luo-jun', 'done', { result: 'Taken away' });
    const before = (await report('yan-ping')).data.courierPactReport.active;
    expect(before).toMatchObject([{ caseId: tu, state: 'active', company: '顺达快递', verified: 0, level: null }]);
    const verified = await on('guan-hui', 'verify', { passed: true, at: { lat: 28.58, lon: 121.33 } });
    expect(verified).toMatchObject({ case: { state: 'closed' } });
    const { active, states } = (await report('ying-jie')).data.courierPactReport;
    expect(active).toMatchObject([{ caseId: tu, verified: 1, level: { en: 'Bronze' } }]);
    expect(states).toEqual([
      { state: 'active', pacts: 1 },
      { state: 'joined', pacts: 1 },
    ]);
    expect((await report('tu-gang')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('is withdrawn for fraud after the courier was heard, who joins again only when the bar is over', async () => {
    const id = await signed('ke-min');
    await act('yan-ping', 'question', id, { reason: 'One picture twice' });
    expect(await act('ying-jie', 'decide', id, { fraud: true, reason: 'So it is' })).toMatchObject({ reason: 'notHeard' });
    await act('ke-min', 'answer', id, { text: 'A slip' });
    expect(await act('ying-jie', 'decide', id, { fraud: true, reason: 'So it is' })).toMatchObject({
      case: { state: 'withdrawn' },
    });
    expect(await join('ke-min')).toMatchObject({ reason: 'barred' });
  });

  it('falls due a month before its year is over, is renewed in the version that stands, and lapses otherwise', async () => {
    const other = await signed('xie-lei');
    const until = (id: string, state: string) =>
      banjie.until(
        () => stateOf(id),
        (now) => now === state,
      );
    await banjie.pass('340 days');
    await Promise.all([tu, other].map((id) => until(id, 'due')));
    expect(await act('tu-gang', 'renew', tu, { version: 2 })).toMatchObject({ reason: 'otherVersion' });
    expect(await act('tu-gang', 'renew', tu, { version: 1 })).toMatchObject({ case: { state: 'active' } });
    const { data } = await banjie.ask(
      'yan-ping',
      `{ case(id: "${tu}") { ... on CourierPact { facts { level { id } signatures { version } } } } }`,
    );
    expect(data.case.facts as Any).toEqual({ level: { id: 'bronze' }, signatures: [{ version: 1 }, { version: 1 }] });
    await banjie.pass('30 days');
    await until(other, 'lapsed');
    expect(await stateOf(tu)).toBe('active');
    expect(await join('xie-lei')).toMatchObject({ __typename: 'ActionDone' });
    const { verifyRecord } = (await banjie.ask('jiang-tao', `{ verifyRecord(caseId: "${tu}") { intact } }`)).data;
    expect(verifyRecord).toEqual({ intact: true });
  });
});
