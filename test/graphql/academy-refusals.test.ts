import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterMidnight } from '../servers/after-midnight.ts';
import { type Academy, openAcademy } from './academy.ts';
import { nextRequest, type Office, openOffice } from './office.ts';

let office: Office;
let academy: Academy;
/** Cases in which something is tried that isn't allowed. */
let pairing: string;
let full: string;
let course: string;
let code: string;
let assessment: string;

/** Ten minutes that have just ended, or that many days later. */
const session = (days: number) => ({
  at: new Date(Date.now() + days * 86_400_000 - 600_000).toISOString(),
  minutes: 10,
  topic: 'Shelves',
});

afterMidnight();
beforeAll(async () => {
  office = await openOffice();
  academy = openAcademy(office);
  const propose = async (mentor: string, mentee: string): Promise<string> =>
    (await academy.start('mentorPairing', 'sheng-lan', { mentor, mentee, purpose: 'Archives' })).case.id;
  const act = (process: string, person: string, action: string, id: string, input?: object) =>
    academy.act(process, person, action, id, input);

  pairing = await propose('mentor-01', 'trainee-01');
  await act('mentorPairing', 'mentor-01', 'acceptAsMentor', pairing);
  await act('mentorPairing', 'trainee-01', 'acceptAsMentee', pairing);
  await act('mentorPairing', 'mentor-01', 'setGoals', pairing, { goals: ['Find every file'] });
  await act('mentorPairing', 'trainee-01', 'sign', pairing, { version: 1 });
  await act('mentorPairing', 'mentor-01', 'logSession', pairing, session(0));

  for (const mentee of ['trainee-02', 'trainee-03', 'trainee-05'])
    await act('mentorPairing', 'mentor-02', 'acceptAsMentor', await propose('mentor-02', mentee));
  full = await propose('mentor-02', 'trainee-06');

  const starts = new Date(Date.now() - 60_000).toISOString();
  const planned = await academy.start('trainingCourse', 'sheng-lan', {
    title: 'Archives',
    topic: 'archives',
    format: 'lecture',
    groups: ['agencies'],
    places: 5,
    sessions: [{ starts, minutes: 300 }],
    lecturer: 'lecturer-01',
  });
  course = planned.case.id;
  await act('trainingCourse', 'lecturer-01', 'takeCourse', course);
  await act('trainingCourse', 'lecturer-01', 'publish', course);
  await act('trainingCourse', 'trainee-01', 'enrol', course, {});
  code = (await office.ask('lecturer-01', `query ($id: ID!) { trainingCourseCheckInCode(caseId: $id) { code } }`, { id: course }))
    .data.trainingCourseCheckInCode.code;
  await act('trainingCourse', 'trainee-01', 'checkIn', course, { checkInCode: code });

  await office.sql(
    `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('xiaoshan', 'mentor-01:examiner', 'mentor-01', 'examiner', '2020-01-01')`,
  );
  assessment = (await academy.start('dualAssessment', 'trainee-01', { kind: 'claimsHandling' })).case.id;
}, 60_000);
afterAll(() => office?.close());

type Said = { __typename: string; message: string; reason?: string };
/** What is done, as a mutation with its input. */
type Command = { person: string; field: string; type: string; input?: object; caseId?: string };

const changes = { person: 'luo-wen', field: 'setTableRow', type: 'TableRowInput' };
const REFUSED = '... on Refused { message reason } ... on Conflict { message }';
const say = async ({ person, field, type, input, caseId }: Command, language: string): Promise<Said> => {
  const given = [
    ...(caseId ? [['caseId', 'ID!', caseId]] : []),
    ...(input ? [['input', `${type}!`, input]] : []),
    ['requestId', 'ID!', nextRequest()],
  ] as [string, string, unknown][];
  const { data, errors } = await office.ask(
    person,
    `mutation (${given.map(([name, of]) => `$${name}: ${of}`).join(', ')}) {
      ${field}(${given.map(([name]) => `${name}: $${name}`).join(', ')}) { __typename ... on InvalidInput { message } ${field === changes.field ? '' : REFUSED} } }`,
    Object.fromEntries(given.map(([name, , value]) => [name, value])),
    { 'accept-language': language },
  );
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data[field] as Said;
};

const rule = (more: object) => ({
  table: 'creditRules',
  key: 'reading',
  validFrom: '2199-01-01',
  value: { title: { en: 'Reading', zh: '阅读' }, amount: 1, mostPerYear: 10, validYears: 1, ...more },
});

const tried: Record<string, () => { command: Command; reason?: string; en: string; zh: string }> = {
  'somebody paired with themselves': () => ({
    command: {
      person: 'sheng-lan',
      field: 'startMentorPairing',
      type: 'MentorPairingStart',
      input: { mentor: 'mentor-03', mentee: 'mentor-03', purpose: 'Alone' },
    },
    reason: 'selfPairing',
    en: 'choose somebody else',
    zh: '请另选人员',
  }),
  'a mentor over the cap': () => ({
    command: { person: 'mentor-02', field: 'mentorPairingAcceptAsMentor', type: '', caseId: full },
    reason: 'kernel.full',
    en: 'Wait until one of them ends, or choose another',
    zh: '或另行选择',
  }),
  'a session confirmed by who logged it': () => ({
    command: {
      person: 'mentor-01',
      field: 'mentorPairingConfirmSession',
      type: 'MentorPairingConfirmSession',
      input: { session: 1 },
      caseId: pairing,
    },
    reason: 'ownSession',
    en: 'confirms it',
    zh: '须由',
  }),
  'a session to come': () => ({
    command: {
      person: 'mentor-01',
      field: 'mentorPairingLogSession',
      type: 'MentorPairingLogSession',
      input: session(1),
      caseId: pairing,
    },
    reason: 'sessionToCome',
    en: 'log it when it has taken place',
    zh: '请在完成后登记',
  }),
  'a session outside the pairing': () => ({
    command: {
      person: 'trainee-01',
      field: 'mentorPairingLogSession',
      type: 'MentorPairingLogSession',
      input: session(-3),
      caseId: pairing,
    },
    reason: 'outsidePairing',
    en: 'only sessions within it count',
    zh: '仅结对期内的带教有效',
  }),
  'an assessment scored by the mentor': () => ({
    command: {
      person: 'mentor-01',
      field: 'dualAssessmentScorePractice',
      type: 'DualAssessmentScorePractice',
      input: { score: 90, remarks: 'Well' },
      caseId: assessment,
    },
    reason: 'ownMentee',
    en: 'another examiner scores the practice',
    zh: '须由其他考官评分',
  }),
  'a credit rule that comes with itself': () => ({
    command: { ...changes, input: rule({ alsoWith: ['reading'] }) },
    en: 'Take one of these out',
    zh: '去掉',
  }),
  'a credit rule with a cap below zero': () => ({
    command: { ...changes, input: rule({ mostPerYear: -1 }) },
    en: 'Give a whole number from 0',
    zh: '请填写0至',
  }),
  'a check-in code used twice': () => ({
    command: {
      person: 'trainee-01',
      field: 'trainingCourseCheckIn',
      type: 'TrainingCourseCheckIn',
      input: { checkInCode: code },
      caseId: course,
    },
    reason: 'codeUsed',
    en: 'a code counts once',
    zh: '不可重复使用',
  }),
  'a question from somebody without a site': () => ({
    command: { person: 'trainee-01', field: 'startDeskQuestion', type: 'DeskQuestionStart', input: { text: 'How?' } },
    reason: 'noSite',
    en: 'Ask your township to enter you',
    zh: '请联系镇街登记',
  }),
};

/** All that something that was refused must leave as it was. */
const kept = () =>
  office.sql(
    `SELECT (SELECT count(*) FROM ledger_lines) AS lines, (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM cases) AS cases,
       (SELECT sum(revision) FROM cases) AS revisions, (SELECT count(*) FROM outbox) AS notices, (SELECT count(*) FROM holds) AS holds,
       (SELECT count(*) FROM table_rows) AS rows, (SELECT coalesce(sum(balance), 0) FROM accounts) AS sum`,
  );

describe('in the academy', () => {
  it.each(Object.entries(tried))(
    '%s is refused in words that say how to go on, in both languages, and leaves nothing',
    async (_, trying) => {
      const { command, reason, en, zh } = trying();
      const before = await kept();
      for (const [language, words] of [
        ['en', en],
        ['zh-CN', zh],
      ] as const) {
        const answer = await say(command, language);
        expect(answer).toMatchObject({
          __typename: reason ? 'Refused' : 'InvalidInput',
          message: expect.stringContaining(words),
          ...(reason ? { reason } : {}),
        });
      }
      expect(await kept()).toEqual(before);
    },
  );
});
