import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Academy, openAcademy } from './academy.ts';
import { type Office, openOffice } from './office.ts';
import { FACTS } from './selections.ts';

let office: Office;
let academy: Academy;
beforeAll(async () => {
  office = await openOffice();
  academy = openAcademy(office);
});
afterAll(() => office?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;
const act = (person: string, action: string, id: string, input?: object) => academy.act('sitePairing', person, action, id, input);
const track = (person: string, action: string, id: string, input?: object) =>
  academy.act('siteDifficulty', person, action, id, input);
const refusal = (answer: { reason?: string; __typename: string }) => answer.reason ?? answer.__typename;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });
const lines = async () => (await office.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ledger_lines`))[0]?.n;

const propose = (n: string, more: object = {}, by = 'sheng-lan') =>
  academy.start('sitePairing', by, {
    site: `site-0${n}`,
    worker: `site-worker-${n}`,
    lecturers: ['lecturer-01', 'lecturer-02'],
    purpose: 'Help on the spot with enrolment',
    until: inDays(300),
    ...more,
  });
const begin = async (n: string): Promise<string> => {
  const { id } = (await propose(n)).case;
  expect((await act(`site-worker-${n}`, 'agree', id)).case.state).toBe('active');
  return id;
};
const visit = (more: object = {}) => ({
  day: inDays(0),
  place: 'Village hall',
  done: 'Helped forty people to enrol',
  lecturers: ['lecturer-01', 'lecturer-02'],
  ...more,
});
const difficultiesOf = async (id: string): Promise<Any[]> => {
  const { data } = await office.ask('sheng-lan', `query ($id: ID!) { case(id: $id) { ${FACTS('sitePairing')} } }`, { id });
  return data.case.facts.difficulties;
};
/** The case in which a difficulty is followed, once it has said so. */
const followed = async (id: string, n: number): Promise<string> => {
  await expect.poll(async () => (await difficultiesOf(id))[n - 1]?.caseId, { timeout: 20_000 }).toMatch(/SD/);
  return (await difficultiesOf(id))[n - 1].caseId;
};

describe('a site pairing', () => {
  it('is agreed by the site, visited, and confirmed; those who were there get credits', async () => {
    const proposed = await propose('01');
    expect(proposed).toMatchObject({ case: { state: 'proposed', unit: 'site-001' }, event: { name: 'Proposed' } });
    const { id } = proposed.case;
    expect(refusal(await act('lecturer-01', 'agree', id))).toBe('kernel.wrongRole');
    expect((await act('site-worker-01', 'agree', id)).case.state).toBe('active');
    const planned = await act('lecturer-01', 'planVisit', id, { day: inDays(0), place: 'Village hall', purpose: 'Enrolment' });
    expect(planned.case.facts.visits.planned).toMatchObject([{ n: 1, by: 'lecturer-01' }]);
    expect(refusal(await act('lecturer-03', 'logVisit', id, visit()).catch(() => ({ __typename: 'unseen' })))).toBe('unseen');
    await act('lecturer-01', 'logVisit', id, visit({ visit: 1 }));
    expect(refusal(await act('site-worker-01', 'close', id, {}))).toBe('visitsWaiting');
    expect(await lines()).toBe(0);
    const confirmed = await act('site-worker-01', 'confirmVisit', id, { visit: 1 });
    expect(confirmed.case.facts.visits).toMatchObject({ confirmed: 1, waiting: [], planned: [] });
    for (const person of ['lecturer-01', 'lecturer-02'])
      expect((await academy.credits(person)).sums).toMatchObject([{ kind: 'siteVisit', got: 2 }]);
    expect((await act('site-worker-01', 'close', id, { comment: 'Thank you' })).case.state).toBe('closed');
    expect(await office.sql(`SELECT 1 FROM holds WHERE case_id = $1`, [id])).toEqual([]);
    expect(await academy.sumOfAll()).toBe(0);
  });

  it('is proposed only for a site, its own worker and lecturers of the academy', async () => {
    expect(refusal(await propose('02', { site: 'township-02' }))).toBe('notASite');
    expect(refusal(await propose('02', { worker: 'site-worker-03' }))).toBe('notOfTheSite');
    expect(refusal(await propose('02', { lecturers: ['mentor-01'] }))).toBe('notALecturer');
    expect(refusal(await propose('02', { lecturers: ['lecturer-01', 'lecturer-01'] }))).toBe('namedTwice');
    expect(refusal(await propose('02', { until: inDays(-1) }))).toBe('alreadyOver');
    expect(refusal(await propose('02', {}, 'lecturer-05'))).toBe('othersPairing');
    expect(refusal(await propose('02', {}, 'site-worker-02'))).toBe('kernel.wrongRole');
    expect(await propose('02', { site: 'nowhere', lecturers: ['nobody'] })).toMatchObject({
      issues: [{ path: ['input', 'site'] }, { path: ['input', 'lecturers', '0'] }],
    });
    expect((await propose('02', {}, 'lecturer-01')).case.state).toBe('proposed');
  });

  it('holds its site: another group waits until it is over', async () => {
    const id = await begin('03');
    const other = (await propose('03', { lecturers: ['lecturer-04'] })).case.id;
    expect(refusal(await act('site-worker-03', 'agree', other))).toBe('kernel.held');
    expect((await act('sheng-lan', 'end', id, { reason: 'The group is needed elsewhere' })).case.state).toBe('ended');
    expect((await act('site-worker-03', 'agree', other)).case.state).toBe('active');
    expect(refusal(await act('site-worker-03', 'close', other, {}))).toBe('noVisit');
  });

  it('takes no visit to come, outside it, twice a day or by strangers, with no entry in the ledger', async () => {
    const id = await begin('04');
    const before = await lines();
    const log = async (more: object, by = 'lecturer-01') => refusal(await act(by, 'logVisit', id, visit(more)));
    expect(await log({ day: inDays(1) })).toBe('visitToCome');
    expect(await log({ day: inDays(-1) })).toBe('outsidePairing');
    expect(await log({ lecturers: ['lecturer-03'] })).toBe('notInTheGroup');
    expect(await log({ visit: 7 })).toBe('noSuchVisit');
    expect(refusal(await act('lecturer-01', 'planVisit', id, { day: inDays(-1), place: 'Hall', purpose: 'No' }))).toBe('dayPast');
    expect(refusal(await act('lecturer-01', 'planVisit', id, { day: inDays(301), place: 'Hall', purpose: 'No' }))).toBe(
      'outsidePairing',
    );
    expect(await log({})).toBe('ActionDone');
    expect(await log({})).toBe('oneADay');
    expect(refusal(await act('lecturer-01', 'confirmVisit', id, { visit: 1 }))).toBe('kernel.wrongRole');
    await act('site-worker-04', 'rejectVisit', id, { visit: 1, reason: 'Nobody came' });
    expect(await lines()).toBe(before);
    expect(await log({})).toBe('ActionDone');
    const both = await Promise.all([1, 2].map(() => act('site-worker-04', 'confirmVisit', id, { visit: 2 })));
    expect(both.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    const credited = await office.sql(`SELECT rule FROM ledger_lines WHERE case_id = $1`, [id]);
    expect(credited).toEqual([{ rule: 'siteVisit:visit 2' }, { rule: 'siteVisit:visit 2' }]);
  });

  it('goes on with another group and another worker when people leave', async () => {
    const id = await begin('05');
    expect(refusal(await act('sheng-lan', 'changeWorker', id, { worker: 'site-worker-06', reason: 'Moved' }))).toBe(
      'notOfTheSite',
    );
    await office.sql(`UPDATE people SET unit = 'site-005' WHERE id = 'site-worker-07'`);
    await act('sheng-lan', 'changeWorker', id, { worker: 'site-worker-07', reason: 'Moved' });
    await act('sheng-lan', 'changeGroup', id, { lecturers: ['lecturer-05'], reason: 'Moved' });
    // Those whom it no longer names read no more of it.
    await expect(act('lecturer-01', 'logVisit', id, visit({ lecturers: ['lecturer-05'] }))).rejects.toThrow(id);
    await act('lecturer-05', 'logVisit', id, visit({ lecturers: ['lecturer-05'] }));
    await expect(act('site-worker-05', 'confirmVisit', id, { visit: 1 })).rejects.toThrow(id);
    expect((await act('site-worker-07', 'confirmVisit', id, { visit: 1 })).__typename).toBe('ActionDone');
  });
});

describe('a difficulty of a site', () => {
  let id: string;
  let first: string;
  it('is raised before a department with somebody who handles it', async () => {
    id = await begin('08');
    await act('lecturer-01', 'logVisit', id, visit());
    await act('site-worker-08', 'confirmVisit', id, { visit: 1 });
    const nobody = await act('lecturer-01', 'raiseDifficulty', id, {
      text: 'Old people can’t use the app',
      departments: ['academy'],
    });
    expect(nobody).toMatchObject({ issues: [{ path: ['input', 'departments', '0'] }] });
    await act('lecturer-01', 'raiseDifficulty', id, { text: '老人不会用手机参保', departments: ['agency-01'] });
    first = await followed(id, 1);
  }, 60_000);

  it('becomes a case of its own, linked both ways, in the work list of the department', async () => {
    const { data } = await office.ask(
      'agency-handler-01',
      `{ tasks(first: 50) { edges { node { action dueAt case { id state } } } } }`,
    );
    expect(data.tasks.edges).toContainEqual({
      node: { action: 'accept', dueAt: expect.any(String), case: { id: first, state: 'raised' } },
    });
    expect(await office.sql(`SELECT to_case, kind FROM links WHERE from_case = $1`, [first])).toEqual([
      { to_case: id, kind: 'foundIn' },
    ]);
  });

  it('keeps the pairing open, which names it among what may be done next', async () => {
    const { data } = await office.ask(
      'site-worker-08',
      `query ($id: ID!) { case(id: $id) { nextActions { name allowed reason code } } }`,
      { id },
    );
    const close = data.case.nextActions.find(({ name }: Any) => name === 'close');
    expect(close).toMatchObject({ allowed: false, code: 'difficultiesOpen', reason: expect.stringContaining(first) });
    expect(refusal(await act('site-worker-08', 'close', id, {}))).toBe('difficultiesOpen');
  });

  it('is handed on once, disputed, ruled by the leader over both, answered, sent back and confirmed', async () => {
    expect(refusal(await track('agency-handler-02', 'accept', first).catch(() => ({ __typename: 'unseen' })))).toBe('unseen');
    const handOn = (person: string, department: string) => track(person, 'handOn', first, { department, reason: '属报销' });
    expect(refusal(await handOn('agency-handler-01', 'agency-01'))).toBe('sameDepartment');
    expect((await handOn('agency-handler-01', 'agency-02')).case).toMatchObject({ state: 'raised', unit: 'agency-02' });
    expect(refusal(await handOn('agency-handler-02', 'agency-03'))).toBe('handedOnOnce');
    await track('agency-handler-02', 'dispute', first, { reason: '属参保' });
    const rule = (person: string) => track(person, 'rule', first, { department: 'agency-01', reason: '参保由其负责' });
    expect(refusal(await rule('fu-rong').catch(() => ({ __typename: 'unseen' })))).toMatch(/unseen|kernel.wrongRole/);
    expect((await rule('kong-hua')).case).toMatchObject({ state: 'handling', unit: 'agency-01' });
    expect(refusal(await track('agency-handler-01', 'dispute', first, { reason: '还是不属' }))).toBe('ruledAlready');
    expect(refusal(await handOn('agency-handler-01', 'agency-03'))).toBe('ruledAlready');
    await track('agency-handler-01', 'answer', first, { text: '将派人上门' });
    await expect.poll(async () => (await difficultiesOf(id))[0].state, { timeout: 20_000 }).toBe('answered');
    expect(refusal(await act('site-worker-08', 'close', id, {}))).toBe('difficultiesOpen');
    expect(refusal(await track('site-worker-01', 'confirm', first).catch(() => ({ __typename: 'unseen' })))).toBe('unseen');
    expect((await track('site-worker-08', 'sendBack', first, { reason: '没有人来' })).case.state).toBe('handling');
    await track('agency-handler-01', 'answer', first, { text: '已上门' });
    expect((await track('site-worker-08', 'confirm', first)).case.state).toBe('closed');
    await expect.poll(async () => (await difficultiesOf(id))[0].state, { timeout: 20_000 }).toBe('closed');
    expect((await act('site-worker-08', 'close', id, {})).case.state).toBe('closed');
  }, 60_000);
});
