import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Academy, openAcademy } from './academy.ts';
import { fuseJob, liveLineSite } from './live-line-site.ts';
import { nextRequest, type Office, openOffice } from './office.ts';
import { FACTS, SENT } from './selections.ts';

let office: Office;
let academy: Academy;
beforeAll(async () => {
  office = await openOffice();
  academy = openAcademy(office);
});
afterAll(() => office?.close());

const refusal = (answer: { reason?: string; __typename: string }) => answer.reason ?? answer.__typename;
const act = (person: string, action: string, id: string, input?: object) =>
  academy.act('dualAssessment', person, action, id, input);
const open = (person: string, kind = 'claimsHandling', input: object = {}) =>
  academy.start('dualAssessment', person, { kind, ...input });

const PAPER = `query ($id: ID!, $sitting: Int) { dualAssessmentPaper(caseId: $id, sitting: $sitting) {
  sitting sha256 until questions { n right question { en zh } options { en } } } }`;
type Asked = { n: number; right: number | null; question: { en: string } };
const paper = async (reader: string, id: string, sitting?: number) =>
  office.ask(reader, PAPER, { id, ...(sitting ? { sitting } : {}) });
/** What the paper asks, with the right options, as an examiner reads it. */
const key = async (id: string, examiner = 'examiner-01'): Promise<readonly Asked[]> =>
  (await paper(examiner, id)).data.dualAssessmentPaper.questions;
const answers = (questions: readonly Asked[], right = questions.length) =>
  questions.map(({ n, right: option }, index) => ({
    question: n,
    option: index < right ? (option as number) : option === 1 ? 2 : 1,
  }));
const sit = async (person: string, id: string, right?: number, examiner?: string) => {
  await act(person, 'startPaper', id);
  return act(person, 'sendAnswers', id, { answers: answers(await key(id, examiner), right) });
};
const score = (examiner: string, id: string, points: number) =>
  act(examiner, 'scorePractice', id, { score: points, remarks: 'Calm and exact' });
const qualifications = async (person: string) =>
  (
    await office.ask(person, `{ qualifications(first: 10) { edges { node { kind source validFrom until } } } }`)
  ).data.qualifications.edges.map(({ node }: { node: object }) => node);

describe('a dual assessment', () => {
  it('takes a theory test and a practice, and gives credits and a qualification until the first of the two ends', async () => {
    const opened = await open('trainee-01');
    expect(opened).toMatchObject({ case: { state: 'open', unit: 'agency-01' } });
    const { id } = opened.case;
    expect((await act('trainee-01', 'startPaper', id)).case).toMatchObject({
      state: 'sitting',
      facts: { paper: { sitting: 1, questions: 10 } },
    });
    expect(refusal(await act('trainee-01', 'startPaper', id))).toBe('kernel.wrongState');
    const marked = await act('trainee-01', 'sendAnswers', id, { answers: answers(await key(id), 8) });
    expect(marked.case).toMatchObject({
      state: 'open',
      facts: { theory: { tries: [{ score: 80, passed: true }] }, paper: null },
    });
    expect(refusal(await act('trainee-01', 'sendAnswers', id, { answers: [] }))).toBe('kernel.wrongState');
    expect(refusal(await act('trainee-01', 'startPaper', id))).toBe('passedAlready');
    expect(await qualifications('trainee-01')).toEqual([]);

    const scored = await score('examiner-01', id, 70);
    expect(scored.case.state).toBe('passed');
    const { theory, practice } = scored.case.facts;
    // The theory counts for 24 months, the practice for 12.
    expect(practice.until < theory.until).toBe(true);
    expect(await qualifications('trainee-01')).toMatchObject([{ kind: 'claimsHandling', source: id, until: practice.until }]);
    expect(await academy.credits('trainee-01')).toMatchObject({ balance: 10, sums: [{ kind: 'assessment', got: 10 }] });
    expect(await academy.sumOfAll()).toBe(0);
  });

  it('earns nothing when it is passed again while the qualification counts', async () => {
    const { id } = (await open('trainee-01')).case;
    await score('examiner-01', id, 90);
    expect((await sit('trainee-01', id)).case.state).toBe('passed');
    expect(await qualifications('trainee-01')).toHaveLength(2);
    expect((await academy.credits('trainee-01')).balance).toBe(10);
  });

  it('shows the candidate nothing of what is right, wherever they look', async () => {
    const { id } = (await open('trainee-02')).case;
    await act('trainee-02', 'startPaper', id);
    const own = (await paper('trainee-02', id)).data.dualAssessmentPaper;
    expect(own.questions).toHaveLength(10);
    expect(new Set(own.questions.map(({ right }: Asked) => right))).toEqual(new Set([null]));
    const theirs = await key(id);
    expect(theirs.map(({ question }) => question)).toEqual(own.questions.map(({ question }: Asked) => question));
    expect(theirs.every(({ right }) => right !== null)).toBe(true);

    await act('trainee-02', 'sendAnswers', id, { answers: answers(theirs, 3) });
    const { data } = await office.ask(
      'trainee-02',
      `query ($id: ID!) { case(id: $id) { ${FACTS('dualAssessment')} history(first: 20) { edges { node { authority ${SENT('dualAssessment', 'Opened', 'PaperDrawn', 'AnswersMarked')} } } } }
        events(first: 20, filter: { caseId: [$id] }) { edges { node { name authority ${SENT('dualAssessment', 'Opened', 'PaperDrawn', 'AnswersMarked')} } } } }`,
      { id },
    );
    expect(
      JSON.stringify(
        [...data.case.history.edges, ...data.events.edges].map(({ node }: { node: { authority: unknown; changes: unknown } }) => [
          node.authority,
          node.changes,
        ]),
      ),
    ).not.toMatch(/"options"|"right":\s*\[/);
    const drawn = data.events.edges.find(({ node }: { node: { name: string } }) => node.name === 'PaperDrawn').node;
    expect(drawn.authority.paper.sha256).toBe(own.sha256);
    for (const { question } of theirs) expect(JSON.stringify(data)).not.toContain(question.en);
    expect((await paper('trainee-02', id)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await paper('trainee-03', id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await paper('examiner-01', id, 1)).data.dualAssessmentPaper.sha256).toBe(own.sha256);
    expect((await paper('examiner-01', id, 2)).data.dualAssessmentPaper).toBeNull();
    for (const person of ['trainee-02', 'lecturer-01', 'personnel', 'luo-wen', 'zhai-ming'].filter(
      (one) => one !== 'personnel',
    )) {
      for (const query of [
        `{ table(name: "questionBank") { key value } }`,
        `{ tableRows(table: "questionBank", first: 1) { edges { node { value } } } }`,
      ]) {
        expect((await office.ask(person, query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      }
    }
    expect(
      (await office.ask('examiner-01', `{ table(name: "questionBank") { key value } }`)).data.table.find(
        ({ key }: { key: string }) => key === 'claims-01',
      ).value.right,
    ).toBe(2);
  });

  it('asks what the bank said when the paper was drawn, though the bank is changed since', async () => {
    const { id } = (await open('trainee-03')).case;
    await act('trainee-03', 'startPaper', id);
    const before = await key(id);
    const [{ day } = { day: '' }] = await office.sql<{ day: string }>(`SELECT tenant_today('xiaoshan')::text AS day`);
    const change = (person: string) =>
      office.ask(
        person,
        `mutation ($input: TableRowInput!, $expectedVersion: Int, $requestId: ID!) { setTableRow(input: $input, expectedVersion: $expectedVersion, requestId: $requestId) { __typename ... on InvalidInput { issues { message } } } }`,
        {
          requestId: nextRequest(),
          input: {
            table: 'questionBank',
            key: 'claims-04',
            validFrom: day,
            value: {
              topic: 'claims',
              question: { en: 'Twice?', zh: '两次？' },
              options: [
                { en: 'No', zh: '否' },
                { en: 'Yes', zh: '是' },
              ],
              right: 1,
            },
          },
        },
      );
    expect((await change('luo-wen')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await change('sheng-lan')).data.setTableRow).toEqual({ __typename: 'ChangeDone' });
    const { data } = await office.ask('zhai-ming', `{ dataChanges(first: 1) { edges { node { name after } } } }`);
    expect(data.dataChanges.edges[0].node).toMatchObject({
      name: 'setTableRow',
      after: { key: 'claims-04', value: { sha256: expect.any(String) } },
    });
    expect(JSON.stringify(data)).not.toContain('Twice?');
    expect(await key(id)).toEqual(before);
    expect((await act('trainee-03', 'sendAnswers', id, { answers: answers(before) })).case.facts.theory.tries).toMatchObject([
      { score: 100 },
    ]);
  });

  it('is taken again once, and not before the waiting time is over', async () => {
    const { id } = (await open('trainee-04')).case;
    const failed = await sit('trainee-04', id, 7);
    expect(failed.case).toMatchObject({ state: 'open', facts: { theory: { fails: 1, tries: [{ score: 70, passed: false }] } } });
    const { resitFrom } = failed.case.facts.theory;
    expect(resitFrom > failed.case.facts.theory.tries[0].day).toBe(true);
    expect(refusal(await act('trainee-04', 'startPaper', id))).toBe('resitTooEarly');
    expect((await score('examiner-02', id, 69)).case.facts.practice).toMatchObject({ fails: 1, until: null });
    expect(refusal(await score('examiner-02', id, 90))).toBe('resitTooEarly');
    expect(refusal(await open('trainee-04'))).toBe('kernel.held');
    await act('trainee-04', 'withdraw', id, { reason: 'To get around the waiting' });
    expect(refusal(await open('trainee-04'))).toBe('failedLately');
    expect(await academy.credits('trainee-04')).toBeNull();
    expect(await qualifications('trainee-04')).toEqual([]);
  });

  it('is scored by an examiner who isn’t the candidate’s mentor, and marked only as a whole', async () => {
    await office.sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES
       ('xiaoshan', 'mentor-05:examiner', 'mentor-05', 'examiner', '2020-01-01'), ('xiaoshan', 'trainee-06:examiner', 'trainee-06', 'examiner', '2020-01-01')`,
    );
    const pairing = (
      await academy.start('mentorPairing', 'sheng-lan', { mentor: 'mentor-05', mentee: 'trainee-05', purpose: 'Claims' })
    ).case.id;
    const { id } = (await open('sheng-lan', 'claimsHandling', { person: 'trainee-05' })).case;
    await academy.act('mentorPairing', 'mentor-05', 'acceptAsMentor', pairing);
    expect(refusal(await score('mentor-05', id, 90))).toBe('ownMentee');
    await academy.act('mentorPairing', 'trainee-05', 'acceptAsMentee', pairing);
    await academy.act('mentorPairing', 'mentor-05', 'setGoals', pairing, { goals: ['Pass'] });
    await academy.act('mentorPairing', 'trainee-05', 'sign', pairing, { version: 1 });
    await academy.act('mentorPairing', 'sheng-lan', 'replaceMentor', pairing, { mentor: 'mentor-06', reason: 'Moved' });
    await academy.act('mentorPairing', 'mentor-06', 'acceptReplacement', pairing);
    await academy.act('mentorPairing', 'trainee-05', 'endEarly', pairing, { reason: 'Moved' });
    // Who was the mentor before another one is no examiner either.
    expect(refusal(await score('mentor-05', id, 90))).toBe('ownMentee');
    // Nor is another mentor, in the place of an examiner who is away.
    await office.sql(
      `INSERT INTO deputyships (tenant, id, person, deputy, roles, offices, valid_from, until)
       VALUES ('xiaoshan', 'd-06', 'examiner-01', 'mentor-06', '{}', '{mentor}', '2020-01-01', '2199-01-01')`,
    );
    expect(refusal(await score('mentor-06', id, 90))).toBe('ownMentee');
    await office.sql(`DELETE FROM deputyships WHERE id = 'd-06'`);
    expect(refusal(await score('trainee-07', id, 90).catch(() => ({ __typename: 'unseen' })))).toBe('unseen');
    expect((await score('examiner-01', id, 90)).case.state).toBe('open');
    expect(refusal(await score('examiner-01', id, 95))).toBe('passedAlready');

    await act('trainee-05', 'startPaper', id);
    expect(refusal(await act('trainee-05', 'sendAnswers', id, { answers: [{ question: 11, option: 1 }] }))).toBe(
      'noSuchQuestion',
    );
    expect(
      refusal(
        await act('trainee-05', 'sendAnswers', id, {
          answers: [
            { question: 1, option: 1 },
            { question: 1, option: 2 },
          ],
        }),
      ),
    ).toBe('answeredTwice');
    expect((await act('trainee-05', 'sendAnswers', id, { answers: answers(await key(id)) })).case.state).toBe('passed');

    expect(refusal(await open('trainee-06'))).toBe('keepsTheBank');
    expect(refusal(await open('trainee-07', 'claimsHandling', { person: 'trainee-08' }))).toBe('othersAssessment');
    expect(refusal(await open('sheng-lan', 'claimsHandling', { person: 'lecturer-01' }))).toBe('notATrainee');
    expect(await open('trainee-07', 'astrology')).toMatchObject({ issues: [{ path: ['input', 'kind'] }] });
  });

  it('gives the utility’s qualification for live-line work, from its own bank, and permits read from it', async () => {
    await office.sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('shangyu', 'shen-tuo:lineWorker', 'shen-tuo', 'lineWorker', '2020-01-01')`,
    );
    const permit = () =>
      liveLineSite(office).issue('zhang-qian', fuseJob({ job: 'replaceInsulator', members: ['cai-jun', 'shen-tuo'] }));
    const without = await permit();
    expect(without).toMatchObject({ reason: 'notQualified', message: expect.stringContaining('沈拓') });
    const { id } = (await open('shen-tuo', 'liveLineWork')).case;
    expect((await sit('shen-tuo', id, 6, 'lou-chang')).case.state).toBe('open');
    expect(await permit()).toMatchObject({ reason: 'notQualified' });
    const passed = await score('lou-chang', id, 88);
    expect(passed.case.state).toBe('passed');
    expect(await qualifications('shen-tuo')).toMatchObject([{ kind: 'liveLineWork', source: id }]);
    expect((await permit()).__typename).toBe('ActionDone');
  });
});
