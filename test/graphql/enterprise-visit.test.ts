import { startBanjieForTests, type TestBanjie } from 'banjie/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xindai } from '../../prisma/seed/xindai.ts';
import { enterpriseDemandPackage } from '../../processes/enterprise-demand.ts';
import { enterpriseVisitPackage } from '../../processes/enterprise-visit.ts';
import { issueReportPackage } from '../../processes/issue-report.ts';
import { visitRoundPackage } from '../../processes/visit-round.ts';
import { isLicenceCode } from '../../workflows/kernel/licence-code.ts';
import { firmCode } from './firm-codes.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;
const YINFAN = '91339901MA9X00011A';
const XINLU = '91339901MA9X0002X2';
const LUNJI = '91339901MA9X00054P';
const HAOYU = '91339901MA9X00046W';
const TUOMI = '91339901MA9X00089A';

/** Sixty firms beside those of the sample, and an officer for each of fifty who race. */
const codes = Array.from({ length: 60 }, (_, n) => firmCode(n + 1));
const officers = Array.from({ length: 50 }, (_, n) => `racer-${n + 1}`);
const everyDay = [{ from: 8 * 60, to: 18 * 60 }];
const week = { 1: everyDay, 2: everyDay, 3: everyDay, 4: everyDay, 5: everyDay, 6: everyDay, 7: everyDay };
const today = (more = 0) => new Date(Date.now() + ZONE + more * DAY).toISOString().slice(0, 10);
const town = {
  ...xindai,
  // On duty every day, so that days can be counted whenever this is run.
  calendar: { zone: 'Asia/Shanghai', version: 1, week, dated: [], days: {} },
  people: [
    ...xindai.people,
    ...officers.map((id) => ({
      id,
      name: id,
      unit: 'racing',
      locale: 'en' as const,
      roles: [{ role: 'officer', unit: 'racing' }],
    })),
  ],
  units: [...xindai.units, { id: 'racing', parent: 'firm-service', kind: 'team', en: 'Racing', zh: '竞走组' }],
  tables: [
    ...(xindai.tables ?? []).filter(({ table }) => table !== 'quietDays'),
    { table: 'quietDays', key: 'far', value: { title: { en: 'the fair', zh: '展会' }, firstDay: today(60), lastDay: today(61) } },
    { table: 'grids', key: 'racing', value: { title: { en: 'Racing', zh: '竞走' }, unit: 'racing' } },
    ...codes.map((key) => ({ table: 'firmOfficers', key, value: { grid: 'racing' } })),
  ],
  subjects: [
    ...(xindai.subjects ?? []),
    ...codes.map((key, n) => ({
      ...{ kind: 'firm' as const, key, name: `Firm ${n + 1}`, industry: n < 2 ? 'zips' : 'luggage', agents: [] },
      ...{ names: [{ name: `Firm ${n + 1}`, from: '2020-01-01' }], states: [{ state: 'active', from: '2020-01-01' }] },
    })),
  ],
  limits: [{ process: 'enterpriseVisit', name: 'recordFigures', value: 1 }],
};

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startBanjieForTests({
    packages: [visitRoundPackage, enterpriseVisitPackage, enterpriseDemandPackage, issueReportPackage],
    tenants: [town],
  });
  // Seven in the morning.
  const local = banjie.now() + ZONE;
  await banjie.pass(`${Math.ceil((DAY - (local % DAY) + 7 * HOUR) / 60_000)} minutes`);
});
afterAll(() => banjie?.close());

/** A time of day of the tenant, so many days from today. */
const at = (day: number, hour = 10): string =>
  new Date(Math.floor((banjie.now() + ZONE) / DAY) * DAY - ZONE + day * DAY + hour * HOUR).toISOString();
const dayOf = (day: number): string => new Date(Date.parse(at(day)) + ZONE).toISOString().slice(0, 10);
const act = (person: string, action: string, id: string, input: object = {}) =>
  banjie.act(person, `enterpriseVisit.${action}`, id, input);
const done = async (...asked: Parameters<typeof act>) => {
  const answer = await act(...asked);
  expect(answer).toMatchObject({ __typename: 'ActionDone' });
  return answer.case;
};
const caseOf = async (id: string, selection: string, person = 'zhan-rui'): Promise<Any> =>
  (await banjie.ask(person, `{ case(id: "${id}") { ${selection} } }`)).data?.case;
const subjects = async (person: string): Promise<readonly string[]> => {
  const { data } = await banjie.ask(person, '{ inbox(first: 50) { edges { node { subject } } } }');
  return data.inbox.edges.map(({ node }: { node: { subject: string } }) => node.subject);
};
type Visit = {
  readonly id: string;
  readonly round: string;
  readonly firm: string;
  readonly officer: string | null;
  readonly state: string;
};
const VISITS = `query ($since: DateTime!) { cases(first: 100, filter: { process: ["enterpriseVisit"], openedFrom: $since }) {
  edges { node { id state ... on EnterpriseVisit { facts { round firm { code } officer { id } } } } } } }`;
/** Visits that rounds have opened since a moment. */
const openedSince = async (since: number): Promise<readonly Visit[]> => {
  const { data, errors } = await banjie.ask('zhan-rui', VISITS, { since: new Date(since).toISOString() });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.cases.edges.map(({ node: { id, state, facts } }: Any) => ({
    ...{ id, state, round: facts.round, firm: facts.firm.code, officer: facts.officer?.id ?? null },
  }));
};
const plan = (title: string, more: object) => ({ title, from: dayOf(0), to: dayOf(40), ...more });
const opens = async (title: string, more: object): Promise<string> => {
  const id = (await banjie.start('zhan-rui', 'visitRound', plan(title, more))).case?.id ?? '';
  expect(await banjie.act('zhan-rui', 'visitRound.begin', id)).toMatchObject({ case: { state: 'running' } });
  return id;
};
/** A round that is begun, with all its visits. */
const begun = async (
  title: string,
  more: object,
  many: number,
): Promise<{ readonly id: string; readonly visits: readonly Visit[] }> => {
  const since = banjie.now();
  const id = await opens(title, more);
  const found = async () => (await openedSince(since)).filter(({ round }) => round === id);
  return { id, visits: await banjie.until(found, (all) => all.length === many) };
};
const listed = (...firms: readonly string[]) => ({ scope: 'list', firms });
const called = async (person: string, firm: string, more: object = {}): Promise<string> => {
  const answer = await banjie.start(person, 'enterpriseVisit', { firm, text: 'Our power is too weak.', ...more });
  expect(answer).toMatchObject({ __typename: 'ActionDone' });
  return answer.case?.id ?? '';
};
const record = (more: object = {}) => ({ met: 'Production', answers: [], demands: [], policies: [], minutes: 30, ...more });
/** From the arrangement to the record, on one day. */
const visited = async (person: string, id: string, firm: string, more: object = {}) => {
  await done(person, 'arrange', id, { at: at(1), with: 'Office' });
  await done(person, 'checkIn', id, { code: firm, agreedBy: 'Office' });
  await done(person, 'record', id, record(more));
};
const coverage = async (round: string, selection: string, person = 'zhan-rui'): Promise<Any> =>
  (await banjie.ask(person, `{ visitCoverage(round: "${round}") { ${selection} } }`)).data?.visitCoverage;

describe('a visit for which the firm calls', () => {
  it('is arranged whenever it suits, confirmed by the firm, and spares it from rounds', async () => {
    expect(codes.every(isLicenceCode)).toBe(true);
    const id = await called('agent-yinfan', YINFAN);
    expect(await banjie.start('agent-yinfan', 'enterpriseVisit', { firm: YINFAN, text: 'Again' })).toMatchObject({
      reason: 'calledAlready',
    });
    expect(await banjie.start('agent-yinfan', 'enterpriseVisit', { firm: XINLU, text: 'Theirs' })).toMatchObject({
      reason: 'kernel.actsForNone',
    });
    expect(await banjie.start('agent-yinfan', 'enterpriseVisit', { firm: YINFAN, round: 'VR-1' })).toMatchObject({
      issues: [{ path: ['input', 'round'] }],
    });
    expect(await subjects('lao-yun')).toContain('银帆箱包有限公司 asks for a visit');
    expect(await act('ji-hang', 'arrange', id, { at: at(0, 9), with: 'Office' }).catch(String)).toMatch(id);
    // Somebody of another team, and back: the case goes to their unit with them.
    await done('zhan-rui', 'reassign', id, { to: 'ji-hang', reason: 'He knows the grid.' });
    expect(await caseOf(id, 'unit', 'ji-hang')).toEqual({ unit: 'service-west' });
    await done('zhan-rui', 'reassign', id, { to: 'lao-yun', reason: 'She is back.' });
    // Two hours from now.
    await done('lao-yun', 'arrange', id, { at: at(0, 9), with: 'Office' });
    expect(await subjects('agent-yinfan')).toContainEqual(expect.stringMatching(/^A visit on /));
    await done('lao-yun', 'checkIn', id, { place: { lat: 30.78, lon: 121.06 } });
    await done('lao-yun', 'record', id, record({ figures: { staff: 900, exportPerMille: 700 } }));
    expect(await done('agent-yinfan', 'confirm', id)).toMatchObject({ state: 'confirmed' });
    expect(await caseOf(id, '... on EnterpriseVisit { facts { confirmed { how } } }')).toEqual({
      facts: { confirmed: { how: 'word' } },
    });
  });

  it('passes what spares the firm, also a day after another visit', async () => {
    const id = await called('agent-yinfan', YINFAN);
    await done('lao-yun', 'arrange', id, { at: at(0, 11), with: 'Office' });
    await done('agent-yinfan', 'reply', id, { choice: 'noNeed' });
  });

  it('is asked for by the hotline, whose caller follows it with a code', async () => {
    expect(await banjie.start('hong-min', 'enterpriseVisit', { firm: TUOMI, text: 'Rent' })).toMatchObject({
      reason: 'whoCalls',
    });
    const START = `mutation ($input: EnterpriseVisitStart!) { startEnterpriseVisit(requestId: "hotline", input: $input) {
      __typename ... on ActionDone { followCode case { id } } ... on InvalidInput { issues { path message } } } }`;
    const { data, errors } = await banjie.ask('hong-min', START, {
      input: { firm: TUOMI, text: 'Rent', caller: { phone: '10000099999' } },
    });
    expect(data?.startEnterpriseVisit ?? errors).toMatchObject({ __typename: 'ActionDone', followCode: expect.any(String) });
    await done('zhan-rui', 'cancel', data.startEnterpriseVisit.case.id, { reason: 'Settled on the telephone' });
  });
});

let town60: { readonly id: string; readonly visits: readonly Visit[] };

describe('a round', () => {
  it('opens one visit for each firm, page by page, and lists whom it leaves out with the reason', async () => {
    const quiet = await called('agent-lunji', LUNJI);
    const wrong = { choice: 'otherTime', at: at(-3) };
    expect(await act('agent-lunji', 'reply', quiet, wrong)).toMatchObject({ issues: [{ path: ['input', 'at'] }] });
    for (const until of [dayOf(-1), '9999-12-31'])
      expect(await act('agent-lunji', 'reply', quiet, { choice: 'noNeed', until })).toMatchObject({
        issues: [{ path: ['input', 'until'] }],
      });
    await done('agent-lunji', 'reply', quiet, { choice: 'noNeed', until: dayOf(100) });
    // Seventy in the register: two have ended, one was visited, one wants its peace.
    town60 = await begun('Spring', { scope: 'all', questions: ['Orders?'] }, 66);
    expect(new Set(town60.visits.map(({ firm }) => firm)).size).toBe(66);
    const each = Map.groupBy(town60.visits, ({ officer }) => officer);
    expect(each.has(null)).toBe(false);
    expect(Math.max(...[...each.values()].map(({ length }) => length))).toBeLessThanOrEqual(8);
    const found = await coverage(town60.id, 'inScope opened coverage leftOut { why firms } leftOutFirms { code why } open');
    expect(found).toMatchObject({ inScope: 70, opened: 66, coverage: 0, open: 66 });
    expect(found.leftOut).toEqual(
      expect.arrayContaining([
        { why: 'ended', firms: 2 },
        { why: 'quietWish', firms: 1 },
        { why: 'visitedLately', firms: 1 },
      ]),
    );
    expect(found.leftOutFirms).toContainEqual({ code: LUNJI, why: 'quietWish' });
    expect(found.leftOutFirms).toContainEqual({ code: YINFAN, why: 'visitedLately' });
    const [first] = found.leftOutFirms;
    const rest = await coverage(town60.id, `leftOutFirms(first: 2, after: "${first.code}") { code }`);
    expect(rest.leftOutFirms.map(({ code }: Any) => code)).toEqual(found.leftOutFirms.slice(1, 3).map(({ code }: Any) => code));
    expect(await banjie.act('zhan-rui', 'visitRound.openNext', town60.id, { after: firmCode(1) })).toMatchObject({
      reason: 'notTheNextPage',
    });
  });

  it('is for firms that the register has, in days to come, and for who leads the service', async () => {
    const start = (more: object, person = 'zhan-rui') => banjie.start(person, 'visitRound', plan('x', more));
    expect(await start({ scope: 'list', firms: [firmCode(9_000)] })).toMatchObject({
      issues: [{ path: ['input', 'firms', '0'] }],
    });
    expect(await start({ scope: 'segment', segment: 'none' })).toMatchObject({ issues: [{ path: ['input', 'segment'] }] });
    expect(await start({ scope: 'all', segment: 'suppliers' })).toMatchObject({ issues: [{ path: ['input', 'segment'] }] });
    expect(await start({ scope: 'all', from: dayOf(-9), to: dayOf(-1) })).toMatchObject({ reason: 'over' });
    expect(await start({ scope: 'all' }, 'lao-yun').catch(String)).toMatchObject({ reason: 'kernel.wrongRole' });
    const draft = (await start({ scope: 'segment', segment: 'suppliers' })).case?.id ?? '';
    expect(await banjie.act('zhan-rui', 'visitRound.cancel', draft, { reason: 'A slip' })).toMatchObject({
      case: { state: 'cancelled' },
    });
  });

  it('that is cancelled takes along the visits that haven’t begun', async () => {
    const { id, visits } = await begun('Short', listed(codes[58] as string, codes[59] as string), 2);
    const [one, other] = visits as [Visit, Visit];
    await done(one.officer as string, 'arrange', one.id, { at: at(2), with: 'Office' });
    await done(one.officer as string, 'checkIn', one.id, { code: one.firm, agreedBy: 'Office' });
    await banjie.act('zhan-rui', 'visitRound.cancel', id, { reason: 'Flood' });
    await banjie.until(
      () => caseOf(other.id, 'state'),
      ({ state }) => state === 'cancelled',
    );
    expect(await caseOf(one.id, 'state')).toEqual({ state: 'underWay' });
  });

  it('that is cancelled while it opens leaves no visit behind, and counts those that weren’t opened', async () => {
    const since = banjie.now();
    const id = await opens('Broken off', listed(...codes.slice(40, 58)));
    await banjie.act('zhan-rui', 'visitRound.cancel', id, { reason: 'Flood' });
    const settled = async () => ({
      states: (await openedSince(since)).filter(({ round }) => round === id).map(({ state }) => state),
      refused: (await coverage(id, 'notOpened')).notOpened as number,
    });
    const { states } = await banjie.until(
      settled,
      (so) => so.states.length + so.refused === 18 && !so.states.includes('planned'),
    );
    expect(states.filter((state) => state !== 'cancelled')).toEqual([]);
  });
});

describe('a firm', () => {
  it('is visited once in thirty days, of fifty rounds whose officers arrange at once', async () => {
    const firm = codes[0] as string;
    const since = banjie.now();
    await Promise.all(officers.map((_, n) => opens(`Race ${n}`, listed(firm))));
    const visits = await banjie.until(
      () => openedSince(since).then((all) => all.filter((one) => one.firm === firm)),
      ({ length }) => length === 50,
    );
    const answers = await Promise.all(
      visits.map(({ id, officer }, n) => act(officer as string, 'arrange', id, { at: at(2 + (n % 28)), with: 'Office' })),
    );
    expect(answers.filter(({ __typename: kind }) => kind === 'ActionDone')).toHaveLength(1);
    expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set([undefined, 'visitedLately']));
    // Who came too late joins the one that is to come.
    const won = visits[answers.findIndex(({ __typename: kind }) => kind === 'ActionDone')] as Visit;
    const late = answers.findIndex(({ reason }) => reason !== undefined);
    await done(visits[late]?.officer as string, 'join', visits[late]?.id as string);
    const joint = () => caseOf(won.id, '... on EnterpriseVisit { facts { arranged { joint { id } } } }');
    await banjie.until(joint, ({ facts }) => facts.arranged.joint.length === 1);
    // The code stays for life: another name changes nothing of that.
    const { data } = await banjie.ask('guan-shu', `{ firm(uscc: "${firm}") { version } }`);
    const renamed = await banjie.ask(
      'guan-shu',
      `mutation { setFirm(key: "${firm}", input: { name: "Renamed" }, expectedVersion: ${data.firm.version}, requestId: "rename") { __typename ... on InvalidInput { issues { path message } } } }`,
    );
    expect(renamed.data?.setFirm ?? renamed.errors).toEqual({ __typename: 'ChangeDone' });
    await banjie.until(
      () => caseOf(won.id, 'title'),
      ({ title }) => title === 'Renamed',
    );
    const next = (late + 1) % 50 === answers.findIndex(({ reason }) => reason === undefined) ? (late + 2) % 50 : (late + 1) % 50;
    expect(
      await act(visits[next]?.officer as string, 'arrange', visits[next]?.id as string, { at: at(20), with: 'Office' }),
    ).toMatchObject({
      reason: 'visitedLately',
      message: expect.stringMatching(/\d{4}-\d\d-\d\d/),
    });
    // Nothing comes of the one that it joined: it goes on alone.
    await done('zhan-rui', 'cancel', won.id, { reason: 'Flood' });
    await banjie.until(
      () => caseOf(visits[late]?.id as string, 'state'),
      ({ state }) => state === 'planned',
    );
  });

  it('is spared on quiet days, at night, at short notice, and by officers of other firms', async () => {
    const { visits } = await begun('Spared', { ...listed(codes[1] as string), to: dayOf(90) }, 1);
    const { id, officer } = visits[0] as Visit;
    const tries = (when: string, person = officer as string) => act(person, 'arrange', id, { at: when, with: 'Office' });
    expect(await tries(at(0, 15))).toMatchObject({ reason: 'tooSoon' });
    expect(await tries(`${today(60)}T02:00:00Z`)).toMatchObject({ reason: 'quietDays' });
    expect(await tries(at(3, 22))).toMatchObject({ issues: [{ path: ['input', 'at'] }] });
    expect(await tries(at(-1))).toMatchObject({ issues: [{ path: ['input', 'at'] }] });
    expect(await tries(at(95))).toMatchObject({ reason: 'afterRound' });
    // Nobody comes along who comes anyhow, or whom nobody could tell.
    for (const unit of ['racing', 'xindai-desk'])
      expect(await act(officer as string, 'arrange', id, { at: at(3), with: 'Office', joint: [unit] })).toMatchObject({
        issues: [{ path: ['input', 'joint', '0'] }],
      });
    const other = officers.find((one) => one !== officer) as string;
    expect(await tries(at(3), other)).toMatchObject({ reason: 'notYourFirm' });
    expect(await caseOf(id, 'state', 'ji-hang')).toBeNull();
    expect(await act(officer as string, 'arrange', id, { at: at(3), with: 'Office', joint: ['service-west'] })).toMatchObject({
      case: { state: 'arranged' },
    });
    // Who comes along reads where to, and when.
    expect(await caseOf(id, 'state', 'ji-hang')).toEqual({ state: 'arranged' });
  });

  it('that ends is visited no more', async () => {
    const firm = codes[2] as string;
    const { visits } = await begun('Ends', listed(firm), 1);
    const { id } = visits[0] as Visit;
    const { data } = await banjie.ask('guan-shu', `{ firm(uscc: "${firm}") { version } }`);
    await banjie.ask(
      'guan-shu',
      `mutation { endFirm(key: "${firm}", state: "dissolved", expectedVersion: ${data.firm.version}, requestId: "end-2") { __typename } }`,
    );
    await banjie.until(
      () => caseOf(id, 'state'),
      ({ state }) => state === 'cancelled',
    );
  });
});

describe('what a visit brings', () => {
  it('is confirmed by silence after five working days, shown as such, and counted', async () => {
    const of = (firm: string) => town60.visits.find((visit) => visit.firm === firm) as Visit;
    const three = [3, 4, 5].map((n) => of(codes[n] as string));
    for (const { id, firm, officer } of three) await visited(officer as string, id, firm, { figures: { staff: 10 } });
    const xinlu = of(XINLU);
    await visited('ji-hang', xinlu.id, XINLU, { figures: { staff: 320 }, answers: [{ question: 1, text: 'More' }] });
    // The figures of a firm are no other's.
    const figures = '... on EnterpriseVisit { facts { figures { staff } } }';
    expect((await caseOf(xinlu.id, figures, 'agent-xinlu')).facts.figures).toEqual({ staff: 320 });
    expect((await caseOf(xinlu.id, figures, 'ji-hang')).facts.figures).toEqual({ staff: 320 });
    expect((await caseOf(xinlu.id, figures, 'fu-lei')).facts.figures).toBeNull();
    expect((await caseOf(xinlu.id, figures, 'ke-zheng')).facts.figures).toBeNull();
    // What the record was sent with is for who leads the service and who sent it.
    const sent = 'history(first: 20) { edges { node { ... on EnterpriseVisitRecordedEvent { input { figures { staff } } } } } }';
    const reads = (person: string) => caseOf(xinlu.id, sent, person).then((found) => JSON.stringify(found).includes('320'));
    expect(await Promise.all(['ji-hang', 'zhan-rui', 'fu-lei', 'ke-zheng'].map(reads))).toEqual([true, true, false, false]);
    await done('agent-xinlu', 'dispute', xinlu.id, { what: 'Fewer orders' });
    const demand = { category: 'labour', text: 'No hands in spring', urgency: 'urgent' };
    const wrong = record({ demands: [{ ...demand, category: 'weather' }] });
    expect(await act('ji-hang', 'record', xinlu.id, wrong)).toMatchObject({
      issues: [{ path: ['input', 'demands', '0', 'category'] }],
    });
    expect(await act('ji-hang', 'record', xinlu.id, record({ demands: [{ ...demand, policy: 'nix' }] }))).toMatchObject({
      issues: [{ path: ['input', 'demands', '0', 'policy'], message: expect.stringMatching(/There are: /) }],
    });
    await done('ji-hang', 'record', xinlu.id, record({ answers: [{ question: 1, text: 'Fewer' }], demands: [demand] }));
    const raised = () => caseOf(xinlu.id, 'linkedFrom { from kind }');
    const { linkedFrom } = await banjie.until(raised, (found) => found.linkedFrom.length > 0);
    expect(linkedFrom).toEqual([{ from: expect.stringMatching(/^XD-ED/), kind: 'raisedIn' }]);
    await done('agent-xinlu', 'confirm', xinlu.id);
    expect(await act('agent-xinlu', 'confirm', xinlu.id)).toMatchObject({ reason: 'kernel.wrongState' });
    expect(await act('zhan-rui', 'confirm', three[0]?.id as string)).toMatchObject({ reason: 'whoSaidSo' });
    await done('zhan-rui', 'confirm', three[0]?.id as string, { who: 'Office' });
    await banjie.pass('6 days');
    await banjie.until(
      () => caseOf(three[2]?.id as string, 'state'),
      ({ state }) => state === 'confirmed',
    );
    const found = await coverage(
      town60.id,
      'inScope covered coverage confirmed byWord bySilence minutes demandsPer100 figures { industry firms staff } officers { officer visits made }',
    );
    // By hand: four of seventy.
    expect(found).toMatchObject({
      inScope: 70,
      covered: 4,
      coverage: 0.0571,
      confirmed: 4,
      byWord: 0.5,
      bySilence: 2,
      minutes: 120,
    });
    // What the next firm gives would be seen by the difference.
    expect(found.figures).toEqual([]);
    expect(found.officers.reduce((sum: number, { made }: Any) => sum + made, 0)).toBe(4);
  });

  it('of two firms says no figures', async () => {
    const { id, visits } = await begun('Two', listed(codes[6] as string, codes[7] as string), 2);
    for (const visit of visits) {
      await visited(visit.officer as string, visit.id, visit.firm, { figures: { staff: 7 } });
      await done('zhan-rui', 'confirm', visit.id, { who: 'Office' });
    }
    expect(await coverage(id, 'coverage figures { staff }')).toEqual({ coverage: 1, figures: [] });
  });

  it('counts for the year: a firm that has had all its visits of it is in no other round', async () => {
    const limit = `process: "enterpriseVisit", name: "visitsPerYear", value: 1, validFrom: "${today()}"`;
    const set = await banjie.ask('guan-shu', `mutation { setLimit(input: { ${limit} }, requestId: "cap") { __typename } }`);
    expect(set.data.setLimit.__typename).toBe('ChangeDone');
    const { id } = await begun('Full', { ...listed(codes[6] as string), to: dayOf(0) }, 0);
    expect(await coverage(id, 'opened leftOut { why firms }')).toEqual({ opened: 0, leftOut: [{ why: 'yearFull', firms: 1 }] });
  });

  it('that is dangerous is reported as by anybody, in the name of the officer', async () => {
    const { officer, id, firm } = town60.visits.find((visit) => visit.firm === HAOYU) as Visit;
    await done(officer as string, 'arrange', id, { at: at(1), with: 'Office' });
    // The code of another firm isn’t made up for by the place.
    const elsewhere = { code: YINFAN, agreedBy: 'Office', place: { lat: 30.78, lon: 121.1 } };
    expect(await act(officer as string, 'checkIn', id, elsewhere)).toMatchObject({ reason: 'notThere' });
    await done(officer as string, 'checkIn', id, { code: firm, agreedBy: 'Office' });
    const danger = { category: 'workSafety', text: 'A blocked exit', place: { lat: 30.78, lon: 121.1 } };
    for (const wrong of [{ category: 'nix' }, { place: { lat: 0, lon: 0 } }])
      expect(await act(officer as string, 'reportDanger', id, { ...danger, ...wrong })).not.toMatchObject({
        __typename: 'ActionDone',
      });
    await done(officer as string, 'reportDanger', id, danger);
    expect(await subjects('agent-haoyu')).toContainEqual(expect.stringMatching(/^Something dangerous/));
    const linked = () => caseOf(id, 'linkedFrom { from kind }');
    const { linkedFrom } = await banjie.until(linked, (found) => found.linkedFrom.length > 0);
    expect(linkedFrom).toEqual([{ from: expect.stringMatching(/^XD-IR/), kind: 'reportedIn' }]);
    const [{ from }] = linkedFrom;
    expect((await banjie.ask(officer as string, `{ case(id: "${from}") { state } }`)).data.case).toEqual({ state: 'reported' });
  });

  it('that nobody makes is missed: the day lapses first, then the round ends', async () => {
    const { id, visits } = await begun('Missed', { ...listed(codes[8] as string), to: dayOf(5) }, 1);
    const [visit] = visits as [Visit];
    await done(visit.officer as string, 'arrange', visit.id, { at: at(1), with: 'Office' });
    await banjie.pass('2 days');
    await banjie.until(
      () => caseOf(visit.id, 'state'),
      ({ state }) => state === 'planned',
    );
    await banjie.pass('4 days');
    await banjie.until(
      () => caseOf(visit.id, 'state'),
      ({ state }) => state === 'missed',
    );
    await banjie.until(
      () => caseOf(id, 'state'),
      ({ state }) => state === 'finished',
    );
    expect(await coverage(id, 'missed coverage')).toEqual({ missed: 1, coverage: 0 });
    const report = `{ enterpriseVisitReport(from: "${dayOf(-30)}", before: "${dayOf(1)}") { visits called confirmed mostPerFirm aboveCap } firmsNotVisited(days: 90, first: 200) { code lastVisit } }`;
    const { data } = await banjie.ask('hua-sheng', report);
    // Yinfan, the flood's, three and Xinlu, the two, and Haoyu.
    expect(data.enterpriseVisitReport).toEqual({ visits: 9, called: 1, confirmed: 7, mostPerFirm: 1, aboveCap: 0 });
    const not = data.firmsNotVisited.map(({ code }: Any) => code);
    expect([not.includes(YINFAN), not.includes(LUNJI), not.length]).toEqual([false, true, 70 - 3 - 9]);
  });
});
