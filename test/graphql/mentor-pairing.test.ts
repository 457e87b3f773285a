import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterMidnight } from '../servers/after-midnight.ts';
import { type Academy, openAcademy } from './academy.ts';
import { changeOf } from './administrator.ts';
import { type Office, openOffice } from './office.ts';
import { FACTS } from './selections.ts';

let office: Office;
let academy: Academy;
afterMidnight();
beforeAll(async () => {
  office = await openOffice();
  academy = openAcademy(office);
});
afterAll(() => office?.close());

const act = (person: string, action: string, id: string, input?: object) =>
  academy.act('mentorPairing', person, action, id, input);
const propose = (mentor: string, mentee: string, by = 'sheng-lan') =>
  academy.start('mentorPairing', by, { mentor, mentee, purpose: 'Reimbursement from end to end' });
const refusal = (answer: { reason?: string; __typename: string }) => answer.reason ?? answer.__typename;

/** A pairing whose year has begun. */
const begin = async (mentor: string, mentee: string): Promise<string> => {
  const { id } = (await propose(mentor, mentee)).case;
  await act(mentor, 'acceptAsMentor', id);
  await act(mentee, 'acceptAsMentee', id);
  await act(mentor, 'setGoals', id, { goals: ['Handle a reimbursement alone'] });
  const signed = await act(mentee, 'sign', id, { version: 1 });
  expect(signed).toMatchObject({ __typename: 'ActionDone', case: { state: 'active' } });
  return id;
};
const justNow = () => new Date(Date.now() - 10 * 60_000).toISOString();
const session = (at = justNow()) => ({ at, minutes: 10, topic: 'Invoices from other provinces' });
const lines = async () => (await office.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ledger_lines`))[0]?.n;

describe('a mentor pairing', () => {
  it('goes from the proposal to the agreement, and a confirmed session gives both their credits', async () => {
    const proposed = await propose('mentor-01', 'trainee-01');
    expect(proposed).toMatchObject({ case: { state: 'proposed', unit: 'agency-01' }, event: { name: 'Proposed' } });
    const { id } = proposed.case;
    expect(refusal(await act('trainee-01', 'acceptAsMentee', id))).toBe('kernel.wrongState');
    expect(refusal(await act('trainee-01', 'acceptAsMentor', id))).toBe('kernel.wrongRole');
    expect((await act('mentor-01', 'acceptAsMentor', id)).case.state).toBe('mentorAccepted');
    expect((await act('trainee-01', 'acceptAsMentee', id)).case.state).toBe('agreeing');
    expect(refusal(await act('trainee-01', 'sign', id, { version: 1 }))).toBe('noGoals');
    await act('mentor-01', 'setGoals', id, { goals: ['Answer alone at the desk'] });
    expect(refusal(await act('mentor-01', 'sign', id, { version: 1 }))).toBe('ownGoals');
    await act('mentor-01', 'setGoals', id, { goals: ['Answer alone at the desk', 'Pass both parts'] });
    expect(refusal(await act('trainee-01', 'sign', id, { version: 1 }))).toBe('otherVersion');
    expect((await act('trainee-01', 'sign', id, { version: 2 })).case.state).toBe('active');

    const logged = await act('trainee-01', 'logSession', id, session());
    expect(logged.case.facts.sessions).toMatchObject({ logged: 1, confirmed: 0, waiting: [{ n: 1, by: 'trainee-01' }] });
    const { data } = await office.ask('mentor-01', `{ tasks(first: 50) { edges { node { action case { id } } } } }`);
    expect(data.tasks.edges).toContainEqual({ node: { action: 'confirmSession', case: { id } } });
    expect(await lines()).toBe(0);
    const confirmed = await act('mentor-01', 'confirmSession', id, { session: 1 });
    expect(confirmed.case.facts.sessions).toMatchObject({ confirmed: 1, minutes: 10, waiting: [] });
    for (const person of ['mentor-01', 'trainee-01']) {
      expect(await academy.credits(person)).toMatchObject({
        balance: 3,
        sums: [
          { kind: 'diligence', got: 1 },
          { kind: 'session', got: 2 },
        ],
      });
    }
    expect(await academy.sumOfAll()).toBe(0);
  });

  it('is proposed only for two who can be paired', async () => {
    expect(refusal(await propose('mentor-01', 'mentor-01'))).toBe('selfPairing');
    expect(refusal(await propose('trainee-02', 'trainee-01'))).toBe('notAMentor');
    expect(refusal(await propose('mentor-02', 'mentor-03'))).toBe('notATrainee');
    expect(refusal(await propose('mentor-02', 'trainee-02', 'mentor-03'))).toBe('othersPairing');
    expect(refusal(await propose('mentor-02', 'trainee-02', 'lecturer-01'))).toBe('kernel.wrongRole');
    expect(await propose('nobody', 'trainee-02')).toMatchObject({ issues: [{ path: ['input', 'mentor'] }] });
    expect((await propose('mentor-02', 'trainee-02', 'trainee-02')).case.state).toBe('proposed');
  });

  it('is not proposed for somebody and their own supervisor, unless the tenant allows it', async () => {
    // fu-rong leads agency-01, where trainee-04 works; trainee-05 is in agency-02.
    expect(refusal(await propose('fu-rong', 'trainee-04'))).toBe('ownSupervisor');
    expect((await propose('fu-rong', 'trainee-05')).__typename).toBe('ActionDone');
    await office.sql(
      `INSERT INTO limits (tenant, process, name, valid_from, value) VALUES ('xiaoshan', 'mentorPairing', 'supervisorMayMentor', '2020-01-01', '1')`,
    );
    expect((await propose('fu-rong', 'trainee-04')).__typename).toBe('ActionDone');
    await office.sql(`DELETE FROM limits WHERE name = 'supervisorMayMentor'`);
  });

  it('is declined or taken back before the year begins', async () => {
    const one = (await propose('mentor-02', 'trainee-06')).case.id;
    expect(refusal(await act('mentor-03', 'decline', one, { reason: 'Not mine' }).catch(() => ({ __typename: 'unseen' })))).toBe(
      'unseen',
    );
    expect((await act('mentor-02', 'decline', one, { reason: 'No time this year' })).case.state).toBe('declined');
    const other = (await propose('mentor-02', 'trainee-06')).case.id;
    expect(refusal(await act('trainee-06', 'withdraw', other, { reason: 'I see' }))).toBe('othersProposal');
    expect((await act('sheng-lan', 'withdraw', other, { reason: 'Another plan' })).case.state).toBe('withdrawn');
  });
});

describe('the places of a mentor', () => {
  it('go to three of thirty who accept at once, and free up when a pairing ends', async () => {
    const mentees = [
      ...Array.from({ length: 22 }, (_, n) => `township-trainee-${String(n + 1).padStart(2, '0')}`),
      ...Array.from({ length: 6 }, (_, n) => `institution-trainee-0${n + 1}`),
      'bank-trainee-01',
      'bank-trainee-02',
    ];
    expect(mentees).toHaveLength(30);
    const ids = await Promise.all(mentees.map(async (mentee) => (await propose('mentor-12', mentee)).case.id));
    const answers = await Promise.all(ids.map((id) => act('mentor-12', 'acceptAsMentor', id)));
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(3);
    expect(answers.filter(({ __typename }) => __typename !== 'ActionDone').map(refusal)).toEqual(Array(27).fill('kernel.full'));
    const held = `SELECT count(*)::int AS n FROM holds WHERE resource = 'mentor:mentor-12'`;
    expect(await office.sql(held)).toEqual([{ n: 3 }]);
    const unchanged = await office.sql(
      `SELECT DISTINCT state, revision FROM cases WHERE id = ANY ($1) AND state <> 'mentorAccepted'`,
      [ids],
    );
    expect(unchanged).toEqual([{ state: 'proposed', revision: 0 }]);

    const won = ids.find((_, n) => answers[n].__typename === 'ActionDone');
    await act('mentor-12', 'decline', won, { reason: 'Too much at once' });
    const waiting = ids.filter((_, n) => answers[n].__typename !== 'ActionDone');
    const again = await Promise.all(waiting.slice(0, 5).map((id) => act('mentor-12', 'acceptAsMentor', id)));
    expect(again.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    expect(await office.sql(held)).toEqual([{ n: 3 }]);
  }, 90_000);
});

describe('a session', () => {
  let id: string;
  beforeAll(async () => {
    id = await begin('mentor-04', 'trainee-10');
  });

  it('is refused to come, outside the pairing, by others, or confirmed by the one who logged it, with no entry in the ledger', async () => {
    const before = await lines();
    const inDays = (days: number) => session(new Date(Date.now() + days * 86_400_000).toISOString());
    expect(refusal(await act('mentor-04', 'logSession', id, inDays(1)))).toBe('sessionToCome');
    expect(refusal(await act('mentor-04', 'logSession', id, inDays(-2)))).toBe('outsidePairing');
    expect(await act('mentor-04', 'logSession', id, { ...session(), minutes: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    await act('mentor-04', 'logSession', id, session());
    expect(refusal(await act('mentor-04', 'confirmSession', id, { session: 1 }))).toBe('ownSession');
    expect(refusal(await act('trainee-10', 'confirmSession', id, { session: 2 }))).toBe('noSuchSession');
    expect(refusal(await act('trainee-10', 'logSession', id, session()))).toBe('oneADay');
    expect(refusal(await act('mentor-04', 'rejectSession', id, { session: 1, reason: 'I was away' }))).toBe('ownSession');
    const next = async (person: string) =>
      (await office.ask(person, `query ($id: ID!) { case(id: $id) { nextActions { name allowed code } } }`, { id })).data.case
        .nextActions;
    expect(await next('mentor-04')).toContainEqual({ name: 'confirmSession', allowed: false, code: 'ownSession' });
    expect(await next('trainee-10')).toContainEqual({ name: 'confirmSession', allowed: true, code: null });
    expect(await lines()).toBe(before);
    expect(
      (await act('trainee-10', 'rejectSession', id, { session: 1, reason: 'I was away' })).case.facts.sessions,
    ).toMatchObject({
      logged: 1,
      waiting: [],
      days: [],
    });
    expect(await next('trainee-10')).toContainEqual({ name: 'confirmSession', allowed: false, code: 'noSuchSession' });
    expect(await lines()).toBe(before);
  });

  it('confirmed twice at once counts once', async () => {
    const { n } = (await act('trainee-10', 'logSession', id, session())).case.facts.sessions.waiting[0];
    const answers = await Promise.all([1, 2, 3].map(() => act('mentor-04', 'confirmSession', id, { session: n })));
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    expect((await academy.credits('trainee-10')).sums).toContainEqual({
      kind: 'session',
      year: expect.any(Number),
      got: 2,
      cut: 0,
      expired: 0,
    });
  });
});

describe('a mentor who leaves', () => {
  it('leaves it to the academy to name another; the place is free then', async () => {
    const id = await begin('mentor-08', 'trainee-12');
    await act('trainee-12', 'logSession', id, session());
    await changeOf(office, 'endPerson', { id: 'mentor-08' }, { person: 'luo-wen' });
    const waiting = async (person: string) => {
      const { data } = await office.ask(person, `{ tasks(first: 100) { edges { node { action person case { id } } } } }`);
      return data.tasks.edges.flatMap(({ node }: { node: { action: string; case: { id: string } } }) =>
        node.case.id === id ? [node.action] : [],
      );
    };
    expect(await waiting('sheng-lan')).toEqual(['replaceMentor']);
    expect(await waiting('trainee-12')).toEqual([]);
    await act('sheng-lan', 'replaceMentor', id, { mentor: 'mentor-09', reason: 'Retired' });
    expect((await act('mentor-09', 'acceptReplacement', id)).case.facts.mentor.id).toBe('mentor-09');
    expect(await waiting('sheng-lan')).toEqual([]);
    expect(await waiting('mentor-09')).toEqual(['reviewMidTerm']);
    expect(await office.sql(`SELECT 1 FROM holds WHERE resource = 'mentor:mentor-08'`)).toEqual([]);
  });
});

describe('another mentor', () => {
  it('goes on when they accept, with the place of the former freed and what was earned kept', async () => {
    const id = await begin('mentor-05', 'trainee-11');
    await act('mentor-05', 'logSession', id, session());
    await act('trainee-11', 'confirmSession', id, { session: 1 });
    const replace = (mentor: string) => act('sheng-lan', 'replaceMentor', id, { mentor, reason: 'Moved to another office' });
    expect(refusal(await act('mentor-05', 'replaceMentor', id, { mentor: 'mentor-06', reason: 'No' }))).toBe('kernel.wrongRole');
    expect(refusal(await replace('trainee-11'))).toBe('selfPairing');
    expect(refusal(await replace('mentor-05'))).toBe('sameMentor');
    await replace('mentor-06');
    expect((await act('mentor-06', 'declineReplacement', id, { reason: 'No time' })).case.facts.successor).toBeNull();
    await replace('mentor-07');
    // Whoever is asked to go on sees with whom, in the facts and in the message; who is no party to it doesn't see it at all.
    const asked = await office.ask(
      'mentor-07',
      `{ case(id: "${id}") { title ${FACTS('mentorPairing')} } inbox(first: 5) { edges { node { caseId subject } } } }`,
    );
    const [{ name }] = (await office.sql(`SELECT name FROM people WHERE id = 'trainee-11'`)) as [{ name: string }];
    expect(asked.data.case).toMatchObject({
      title: expect.stringContaining(name),
      facts: { mentee: { id: 'trainee-11', name } },
    });
    expect(asked.data.inbox.edges.find(({ node }: { node: { caseId: string } }) => node.caseId === id).node.subject).toContain(
      name,
    );
    expect(refusal(await act('mentor-05', 'acceptReplacement', id))).toBe('successorsOwn');
    const replaced = await act('mentor-07', 'acceptReplacement', id);
    expect(replaced.case.facts).toMatchObject({
      mentor: { id: 'mentor-07' },
      formerMentors: [{ id: 'mentor-05' }],
      sessions: { confirmed: 1 },
    });
    expect(await office.sql(`SELECT resource FROM holds WHERE case_id = $1 ORDER BY 1`, [id])).toEqual([
      { resource: 'mentee:trainee-11' },
      { resource: 'mentor:mentor-07' },
    ]);
    expect((await academy.credits('mentor-05')).balance).toBe(3);
    // Who was the mentor, and who was only asked, reads no more of it; who goes on does.
    const reads = async (person: string) => {
      const { data } = await office.ask(person, `{ case(id: "${id}") { id } cases(first: 100) { edges { node { id } } } }`);
      return [data?.case?.id, data?.cases?.edges.some(({ node }: { node: { id: string } }) => node.id === id)];
    };
    for (const person of ['mentor-05', 'mentor-06'])
      expect((await office.ask(person, `{ case(id: "${id}") { id } }`)).data?.case ?? null, person).toBeNull();
    for (const person of ['mentor-07', 'trainee-11']) expect(await reads(person)).toEqual([id, true]);
    const listed = await office.ask('mentor-05', `{ cases(first: 100) { edges { node { id } } } }`);
    expect(listed.data.cases.edges).not.toContainEqual({ node: { id } });
    const { data: seen } = await office.ask('mentor-07', `{ case(id: "${id}") { parties { role person ended } } }`);
    expect(seen.case.parties.filter(({ ended }: { ended: boolean }) => !ended)).toEqual([
      { role: 'mentee', person: 'trainee-11', ended: false },
      { role: 'mentor', person: 'mentor-07', ended: false },
    ]);
    expect((await act('trainee-11', 'endEarly', id, { reason: 'A new post' })).case.state).toBe('ended');
    expect(await office.sql(`SELECT 1 FROM holds WHERE case_id = $1`, [id])).toEqual([]);
    expect((await academy.credits('mentor-05')).balance).toBe(3);
  });
});
