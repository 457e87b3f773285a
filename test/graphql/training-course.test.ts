import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Academy, openAcademy } from './academy.ts';
import { changeOf } from './administrator.ts';
import { type Office, openOffice } from './office.ts';
import { FACTS, SENT } from './selections.ts';

let office: Office;
let academy: Academy;
beforeAll(async () => {
  office = await openOffice();
  academy = openAcademy(office);
});
afterAll(() => office?.close());
// Each course here is at the same time, and nobody has two at once.
beforeEach(() => office.sql('DELETE FROM bookings'));

const MINUTE = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();
const refusal = (answer: { reason?: string; __typename: string }) => answer.reason ?? answer.__typename;
const act = (person: string, action: string, id: string, input?: object) =>
  academy.act('trainingCourse', person, action, id, input);
const plan = (more: object = {}, by = 'sheng-lan') =>
  academy.start('trainingCourse', by, {
    title: 'Reimbursement, step by step',
    topic: 'reimbursement',
    format: 'lecture',
    groups: ['agencies', 'villages'],
    places: 20,
    sessions: [{ starts: inMinutes(-5), minutes: 120 }],
    lecturer: 'lecturer-01',
    ...more,
  });

/** A course for which people can enrol. */
const open = async (more: object = {}, lecturer = 'lecturer-01'): Promise<string> => {
  const planned = await plan({ lecturer, ...more });
  const { id } = planned.case;
  await act(lecturer, 'takeCourse', id);
  expect(await act(lecturer, 'publish', id)).toMatchObject({ case: { state: 'open' } });
  return id;
};
/** One whose only session is over, with these on the roll though none of them has enrolled. */
const past = async (more: object, present: readonly string[]): Promise<string> => {
  const id = await open({ sessions: [{ starts: inMinutes(-70), minutes: 60 }], ...more });
  await act('lecturer-01', 'takeRoll', id, { session: 1, present });
  return id;
};
const place = async (id: string, person: string) =>
  (
    await office.sql<{ state: string }>(`SELECT facts->('person:' || $2)->>'state' AS state FROM cases WHERE id = $1`, [
      id,
      person,
    ])
  )[0]?.state;
const codeOf = async (person: string, id: string) =>
  office.ask(person, `query ($id: ID!) { trainingCourseCheckInCode(caseId: $id) { code session } }`, { id });
const code = async (id: string, lecturer = 'lecturer-01'): Promise<string> =>
  (await codeOf(lecturer, id)).data.trainingCourseCheckInCode.code;

describe('a course', () => {
  it('passes from lecturer to lecturer until one takes it, and opens when it is published', async () => {
    const planned = await plan();
    expect(planned).toMatchObject({ case: { state: 'offered', unit: 'academy', facts: { asked: { id: 'lecturer-01' } } } });
    const { id } = planned.case;
    expect(refusal(await act('lecturer-02', 'takeCourse', id))).toBe('askedOnly');
    const declined = await act('lecturer-01', 'declineCourse', id, { reason: 'On leave' });
    const next = declined.case.facts.asked.id;
    expect(next).not.toBe('lecturer-01');
    expect((await act(next, 'takeCourse', id)).case).toMatchObject({
      state: 'ready',
      facts: { lecturer: { id: next }, asked: null },
    });
    expect(refusal(await act('lecturer-01', 'publish', id))).toBe('lecturersOwn');
    expect(refusal(await act('trainee-01', 'enrol', id, {}))).toBe('kernel.wrongState');
    expect((await act(next, 'publish', id)).case.state).toBe('open');
  });

  it('is planned only from what the tables know', async () => {
    expect(await plan({ topic: 'astrology' })).toMatchObject({ issues: [{ path: ['input', 'topic'] }] });
    expect(await plan({ lecturer: 'trainee-01' })).toMatchObject({ issues: [{ path: ['input', 'lecturer'] }] });
    expect(refusal(await plan({ format: 'doorToDoor' }))).toBe('siteMissing');
    expect(refusal(await plan({ site: 'site-001' }))).toBe('noDoorToDoor');
    expect(refusal(await plan({}, 'lecturer-01'))).toBe('kernel.wrongRole');
    expect(
      refusal(
        await plan({
          sessions: [
            { starts: inMinutes(30), minutes: 60 },
            { starts: inMinutes(0), minutes: 60 },
          ],
        }),
      ),
    ).toBe('sessionsOverlap');
  });

  it('is enrolled for by oneself or by a leader of one’s unit; who comes too late waits, and moves up by itself', async () => {
    const id = await open({ places: 2 });
    expect((await act('trainee-01', 'enrol', id, {})).event.name).toBe('EnrolmentTaken');
    expect(
      await office.sql(
        `SELECT params->>'day' AS day FROM outbox WHERE case_id = $1 AND notice = 'enrolled' AND channel = 'inbox'`,
        [id],
      ),
    ).toEqual([{ day: new Date(Date.now() - 5 * MINUTE).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' }) }]);
    expect(refusal(await act('trainee-01', 'enrol', id, {}))).toBe('alreadyEnrolled');
    // fu-rong leads agency-01, where trainee-04 works; trainee-05 is in agency-02.
    expect((await act('fu-rong', 'enrol', id, { person: 'trainee-04' })).__typename).toBe('ActionDone');
    expect(refusal(await act('fu-rong', 'enrol', id, { person: 'trainee-05' }))).toBe('othersPlace');
    expect(refusal(await act('trainee-02', 'enrol', id, { person: 'trainee-03' }))).toBe('othersPlace');
    expect(refusal(await act('bank-trainee-01', 'enrol', id, {}))).toBe('outsideGroup');
    await act('trainee-02', 'enrol', id, {});
    await act('trainee-03', 'enrol', id, {});
    expect([await place(id, 'trainee-02'), await place(id, 'trainee-03')]).toEqual(['waiting', 'waiting']);
    await act('trainee-04', 'leave', id, {});
    expect([await place(id, 'trainee-04'), await place(id, 'trainee-02'), await place(id, 'trainee-03')]).toEqual([
      'left',
      'enrolled',
      'waiting',
    ]);
    expect(await office.sql(`SELECT person FROM outbox WHERE case_id = $1 AND notice = 'movedUp'`, [id])).toEqual([
      { person: 'trainee-02' },
    ]);
    expect(refusal(await act('trainee-03', 'checkIn', id, { checkInCode: await code(id) }))).toBe('notEnrolled');
  });

  it('is seen by trainees with their own enrolment alone, and nobody but the lecturer is shown the code', async () => {
    const id = await open();
    for (const person of ['trainee-01', 'trainee-02']) await act(person, 'enrol', id, {});
    await act('trainee-01', 'checkIn', id, { checkInCode: await code(id) });
    const seen = async (person: string) =>
      (
        await office.ask(
          person,
          `query ($id: ID!) { case(id: $id) { ${FACTS('trainingCourse')} history(first: 50) { edges { node { name actorId authority ${SENT('trainingCourse', 'EnrolmentTaken', 'CheckedIn')} } } } } }`,
          { id },
        )
      ).data.case;
    const enrolled = ({ facts }: { facts: { entries: { key: string }[] } }) => facts.entries.map(({ key }) => key);
    const asOther = await seen('trainee-02');
    expect(enrolled(asOther)).toEqual(['person:trainee-02']);
    expect(asOther.history.edges.map(({ node }: { node: { actorId: string } }) => node.actorId)).toEqual(['trainee-02']);
    expect(JSON.stringify(asOther)).not.toContain('trainee-01');
    const across = await office.ask(
      'trainee-02',
      `{ events(first: 50, filter: { process: ["trainingCourse"], actor: "trainee-01" }) { totalCount } }`,
    );
    expect(across.data.events.totalCount).toBe(0);
    const asLecturer = await seen('lecturer-02');
    expect(enrolled(asLecturer)).toContain('person:trainee-01');
    expect(asLecturer.history.edges).toHaveLength(6);
    expect(JSON.stringify(asLecturer)).not.toContain(await code(id));
    expect(
      (await office.ask('trainee-02', `query ($id: ID!) { case(id: $id) { parties { person } } }`, { id })).data.case.parties,
    ).toEqual([{ person: 'lecturer-01' }]);
    // The academy shows it in place of a lecturer who can't.
    expect((await codeOf('sheng-lan', id)).data.trainingCourseCheckInCode.session).toBe(1);
    for (const person of ['trainee-01', 'lecturer-02', 'luo-wen']) {
      expect((await codeOf(person, id)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await office.ask('bank-trainee-01', `query ($id: ID!) { case(id: $id) { id } }`, { id })).data.case).toEqual({ id });
    expect((await office.ask('desk-officer-01', `query ($id: ID!) { case(id: $id) { id } }`, { id })).data.case).toBeNull();
  });

  it('takes a code once from each, and neither another course’s nor a made-up one; those who were there get credits', async () => {
    const id = await open();
    const other = await open({}, 'lecturer-02');
    for (const person of ['trainee-07', 'trainee-08', 'site-worker-01']) await act(person, 'enrol', id, {});
    expect(refusal(await act('trainee-07', 'checkIn', id, { checkInCode: await code(other, 'lecturer-02') }))).toBe('wrongCode');
    expect(refusal(await act('trainee-07', 'checkIn', id, { checkInCode: 'ABCD-EFGH' }))).toBe('wrongCode');
    // As people type it.
    expect(
      (await act('trainee-07', 'checkIn', id, { checkInCode: (await code(id)).toLowerCase().replace('-', ' ') })).__typename,
    ).toBe('ActionDone');
    expect(refusal(await act('trainee-07', 'checkIn', id, { checkInCode: await code(id) }))).toBe('codeUsed');
    expect(refusal(await act('trainee-07', 'leave', id, {}))).toBe('beenThere');
    expect(refusal(await act('lecturer-02', 'takeRoll', id, { session: 1, present: ['site-worker-01'] }))).toBe('lecturersOwn');
    expect(refusal(await act('lecturer-01', 'takeRoll', id, { session: 1, present: ['nobody'] }))).toBe('notEnrolled');
    await act('lecturer-01', 'takeRoll', id, { session: 1, present: ['site-worker-01'] });
    expect(refusal(await act('trainee-07', 'evaluate', id, { stars: 5 }))).toBe('kernel.wrongState');
    const before = (await office.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ledger_lines WHERE case_id = $1`, [id]))[0]
      ?.n;
    expect(before).toBe(0);
    expect(refusal(await act('lecturer-01', 'finish', id))).toBe('sessionsToCome');
  });

  it('gives those who were there credits when it is over, also where they are entered afterwards', async () => {
    const id = await past({}, ['trainee-07', 'site-worker-01']);
    const finished = await act('lecturer-01', 'finish', id);
    expect(finished.case).toMatchObject({ state: 'evaluating', facts: { result: { enrolled: 2, attended: 2, enough: 2 } } });
    for (const person of ['trainee-07', 'site-worker-01']) {
      expect(await academy.credits(person)).toMatchObject({
        sums: [
          { kind: 'course', got: 4 },
          { kind: 'diligence', got: 1 },
        ],
      });
    }
    expect(await academy.credits('trainee-08')).toBeNull();
    expect(await academy.credits('lecturer-01')).toMatchObject({ balance: 6, sums: [{ kind: 'lecturing', got: 6 }] });
    expect(await academy.sumOfAll()).toBe(0);

    expect((await act('trainee-07', 'evaluate', id, { stars: 4, comment: 'Clear' })).case.facts.ratings).toEqual([
      { stars: 4, comment: 'Clear' },
    ]);
    // Who teaches reads what was said, and not by whom; statistics have it too.
    const { data: read } = await office.ask(
      'lecturer-01',
      `query ($id: ID!) { case(id: $id) { ${FACTS('trainingCourse')} history(first: 50) { edges { node { name } } } } }`,
      { id },
    );
    expect(read.case.facts.ratings).toEqual([{ stars: 4, comment: 'Clear' }]);
    expect(read.case.history.edges).not.toContainEqual({ node: { name: 'Evaluated' } });
    const figures = `{ statistics(process: "trainingCourse", from: "2020-01-01T00:00:00Z", before: "2100-01-01T00:00:00Z") { averageStars ratings } }`;
    for (const person of ['sheng-lan', 'xiang-yu'])
      expect((await office.ask(person, figures)).data.statistics).toEqual([{ averageStars: 4, ratings: 1 }]);
    expect(refusal(await act('trainee-07', 'evaluate', id, { stars: 5 }))).toBe('rated');
    expect(refusal(await act('trainee-08', 'evaluate', id, { stars: 1 }))).toBe('notThere');
    expect(await act('site-worker-01', 'evaluate', id, { stars: 6 })).toMatchObject({ issues: [{ path: ['input', 'stars'] }] });
  });

  it('counts minutes of a live stream against the share that the table asks for', async () => {
    const stream = await open({
      format: 'liveStream',
      sessions: [
        { starts: inMinutes(-100), minutes: 60 },
        { starts: inMinutes(-30), minutes: 40 },
      ],
    });
    expect(refusal(await act('trainee-10', 'enrol', stream, {}))).toBe('begun');
    const live = await open({ format: 'liveStream', sessions: [{ starts: inMinutes(-220), minutes: 100 }] });
    expect(refusal(await act('lecturer-01', 'takeRoll', live, { session: 1, present: ['trainee-10'] }))).toBe('otherAttendance');
    expect(
      refusal(
        await act('lecturer-01', 'recordMinutes', live, { session: 1, attended: [{ person: 'trainee-10', minutes: 101 }] }),
      ),
    ).toBe('longerThanSession');
    const twice = [80, 90].map((minutes) => ({ person: 'trainee-10', minutes }));
    expect(await act('lecturer-01', 'recordMinutes', live, { session: 1, attended: twice })).toMatchObject({
      __typename: 'InvalidInput',
    });
    await act('lecturer-01', 'recordMinutes', live, {
      session: 1,
      attended: [
        { person: 'trainee-10', minutes: 80 },
        { person: 'trainee-11', minutes: 79 },
      ],
    });
    expect((await act('lecturer-01', 'finish', live)).case.facts.result).toEqual({ enrolled: 2, attended: 2, enough: 1 });
    expect(await academy.credits('trainee-11')).toBeNull();
  });

  it('never gives more places than there are: sixty people ask at once for thirty', async () => {
    const id = await open({ places: 30, groups: ['agencies', 'villages'] });
    const people = [
      ...Array.from({ length: 22 }, (_, n) => `trainee-${String(n + 1).padStart(2, '0')}`),
      ...Array.from({ length: 22 }, (_, n) => `township-trainee-${String(n + 1).padStart(2, '0')}`),
      ...Array.from({ length: 16 }, (_, n) => `site-worker-${String(n + 1).padStart(2, '0')}`),
    ];
    const answers = await Promise.all(people.map((person) => act(person, 'enrol', id, {})));
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(60);
    const count = async (state: string) =>
      (
        await office.sql<{ n: number }>(
          `SELECT count(*)::int AS n FROM cases, jsonb_each(facts) AS e WHERE id = $1 AND key LIKE 'person:%' AND value->>'state' = $2`,
          [id, state],
        )
      )[0]?.n;
    expect([await count('enrolled'), await count('waiting')]).toEqual([30, 30]);
    const [first] = await office.sql<{ id: string }>(
      `SELECT substr(key, 8) AS id FROM cases, jsonb_each(facts) AS e WHERE cases.id = $1 AND key LIKE 'person:%' AND value->>'state' = 'waiting' ORDER BY (value->>'turn')::int LIMIT 1`,
      [id],
    );
    const [one] = await office.sql<{ id: string }>(
      `SELECT substr(key, 8) AS id FROM cases, jsonb_each(facts) AS e WHERE cases.id = $1 AND key LIKE 'person:%' AND value->>'state' = 'enrolled' LIMIT 1`,
      [id],
    );
    await act(one?.id as string, 'leave', id, {});
    expect(await place(id, first?.id as string)).toBe('enrolled');
    expect(await count('enrolled')).toBe(30);
  });

  it('has nobody in two courses at the same time, neither to learn nor to teach', async () => {
    const one = await open();
    const other = await open({}, 'lecturer-02');
    expect(await plan({ lecturer: 'lecturer-01' })).toMatchObject({ issues: [{ path: ['input', 'lecturer'] }] });
    await act('trainee-20', 'enrol', one, {});
    const refused = await act('trainee-20', 'enrol', other, {});
    expect(refused).toMatchObject({ reason: 'booked', message: expect.stringContaining(one) });
    const both = await Promise.all([one, other].map((id) => act('trainee-21', 'enrol', id, {})));
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual(['ActionDone', 'Refused']);
    await act('trainee-20', 'leave', one, {});
    expect((await act('trainee-20', 'enrol', other, {})).__typename).toBe('ActionDone');
    await act('sheng-lan', 'askLecturer', one, { lecturer: 'lecturer-02' });
    expect(refusal(await act('lecturer-02', 'takeCourse', one))).toBe('booked');
  });

  it('tells who has another course at the time to which one is moved', async () => {
    const at = (days: number) => [{ starts: new Date(Date.now() + days * 86_400_000).toISOString(), minutes: 60 }];
    const moved = await open({ sessions: at(40) }, 'lecturer-01');
    const other = await open({ sessions: at(50) }, 'lecturer-02');
    for (const id of [moved, other]) await act('trainee-24', 'enrol', id, {});
    expect((await act('sheng-lan', 'change', moved, { sessions: at(50), reason: 'Heat' })).__typename).toBe('ActionDone');
    const told = await office.sql(
      `SELECT person, params->>'caseId' AS other FROM outbox WHERE case_id = $1 AND notice = 'clashes' AND channel = 'inbox'`,
      [moved],
    );
    expect(told).toEqual([{ person: 'trainee-24', other }]);
  });

  it('has nobody in two rooms at once, though they have a place in both: the second says where they are', async () => {
    const soon = [{ starts: inMinutes(5), minutes: 60 }];
    const one = await open({ sessions: soon }, 'lecturer-01');
    const other = await open({ sessions: [{ starts: inMinutes(60_000), minutes: 60 }] }, 'lecturer-02');
    for (const id of [one, other]) await act('trainee-22', 'enrol', id, {});
    await act('sheng-lan', 'change', other, { sessions: soon, reason: 'Heat' });
    const checkIn = async (id: string, lecturer: string) =>
      act('trainee-22', 'checkIn', id, { checkInCode: await code(id, lecturer) });
    expect((await checkIn(one, 'lecturer-01')).__typename).toBe('ActionDone');
    expect(await checkIn(other, 'lecturer-02')).toMatchObject({ reason: 'elsewhere', message: expect.stringContaining(one) });
  });

  it('that is finished keeps those who were there from a roll of the same time', async () => {
    const one = await past({}, ['trainee-22']);
    await act('lecturer-01', 'finish', one);
    const other = await open({ sessions: [{ starts: inMinutes(-65), minutes: 60 }], lecturer: 'lecturer-02' }, 'lecturer-02');
    const roll = (present: string[]) => act('lecturer-02', 'takeRoll', other, { session: 1, present });
    expect(await roll(['trainee-22'])).toMatchObject({ reason: 'booked', message: expect.stringContaining(one) });
    expect((await roll(['trainee-23'])).__typename).toBe('ActionDone');
  });

  it('gives the place of somebody who leaves the house to the first who waits, and tells the academy of its lecturer', async () => {
    const id = await open({ places: 1 }, 'lecturer-03');
    await act('trainee-22', 'enrol', id, {});
    await act('trainee-23', 'enrol', id, {});
    await changeOf(office, 'endPerson', { id: 'trainee-22' }, { person: 'luo-wen' });
    expect([await place(id, 'trainee-22'), await place(id, 'trainee-23')]).toEqual(['left', 'enrolled']);
    await changeOf(office, 'endPerson', { id: 'lecturer-03' }, { person: 'luo-wen' });
    const told = await office.sql(
      `SELECT person FROM outbox WHERE case_id = $1 AND notice = 'lecturerOut' AND channel = 'inbox' ORDER BY 1`,
      [id],
    );
    expect(told).toEqual([{ person: 'ji-qing' }, { person: 'sheng-lan' }]);
    await act('sheng-lan', 'askLecturer', id, { lecturer: 'lecturer-04' });
    expect((await act('lecturer-04', 'takeCourse', id)).case).toMatchObject({
      state: 'open',
      facts: { lecturer: { id: 'lecturer-04' } },
    });
    const { data } = await office.ask('trainee-23', `query ($id: ID!) { case(id: $id) { nextActions { name allowed } } }`, {
      id,
    });
    expect(data.case.nextActions).toContainEqual({ name: 'enrol', allowed: false });
  });

  it('is cancelled with a reason that everybody reads', async () => {
    const id = await open();
    await act('trainee-12', 'enrol', id, {});
    expect(refusal(await act('lecturer-02', 'cancel', id, { reason: 'No' }))).toBe('lecturersOwn');
    expect((await act('lecturer-01', 'cancel', id, { reason: 'Ill' })).case.state).toBe('cancelled');
    expect(
      await office.sql(
        `SELECT params->>'reason' AS reason FROM outbox WHERE case_id = $1 AND notice = 'cancelled' AND person = 'trainee-12'`,
        [id],
      ),
    ).toEqual([{ reason: 'Ill' }]);
    expect(refusal(await act('trainee-13', 'enrol', id, {}))).toBe('kernel.wrongState');
  });
});

describe('the three levels of a street', () => {
  const level = async (format: string, of: { topic?: string; groups: string[]; starts?: number; lecturer?: string }) => {
    const { topic = 'eCommerce', groups, starts = -5, lecturer = 'tian-ye' } = of;
    const sessions = [{ starts: inMinutes(starts), minutes: 60 }];
    const planned = await plan({ topic, format, groups, lecturer, sessions }, 'gong-hui');
    const { id } = planned.case;
    await act(lecturer, 'takeCourse', id);
    await act(lecturer, 'publish', id);
    return id as string;
  };
  const finished = async (format: string, present: string[], of: Parameters<typeof level>[1]) => {
    const id = await level(format, { starts: -70, ...of });
    expect((await act('tian-ye', 'takeRoll', id, { session: 1, present })).__typename).toBe('ActionDone');
    await act('tian-ye', 'finish', id);
  };
  const enrol = async (id: string, person: string) => refusal(await act(person, 'enrol', id, {}));

  it('are three rows of a table, for groups by role, by company or by the kind of a unit', async () => {
    const { data } = await office.ask('gong-hui', '{ tableRows(table: "courseFormats", first: 9) { edges { node { key } } } }');
    expect(data.tableRows.edges.map(({ node }: { node: { key: string } }) => node.key)).toEqual(
      expect.arrayContaining(['districtAcademy', 'nightSchool', 'townSchool']),
    );
    const night = await level('nightSchool', { groups: ['couriers', 'growers'] });
    // A grower without a unit, one of a co-operative, and a courier.
    for (const person of ['mou-xiulan', 'cai-junming', 'tu-gang'])
      expect([person, await enrol(night, person)]).toEqual([person, 'ActionDone']);
    expect(await enrol(night, 'su-ping')).toBe('outsideGroup');
    expect(await enrol(await level('nightSchool', { groups: ['villages'], lecturer: 'shu-wen' }), 'du-fang')).toBe('ActionDone');
  });

  it('follow on each other: who hasn’t finished the one below on the same topic is told which it is', async () => {
    await finished('nightSchool', ['ke-min', 'xie-lei'], { groups: ['couriers'] });
    const town = await level('townSchool', { groups: ['couriers'] });
    expect([await enrol(town, 'ke-min'), await enrol(town, 'zang-yu')]).toEqual(['ActionDone', 'lowerCourseFirst']);
    expect((await act('zang-yu', 'enrol', town, {})).message).toContain(
      '“E-commerce” in the format “Community night school”, which 臧宇',
    );
    // Nor does the roll of the lecturer let anybody in.
    expect(refusal(await act('tian-ye', 'takeRoll', town, { session: 1, present: ['xie-lei', 'bao-jie'] }))).toBe(
      'lowerCourseFirst',
    );
    expect((await act('tian-ye', 'takeRoll', town, { session: 1, present: ['xie-lei'] })).__typename).toBe('ActionDone');
    const other = await level('townSchool', { topic: 'packing', groups: ['couriers'], lecturer: 'shu-wen', starts: 90 });
    expect(await enrol(other, 'ke-min')).toBe('lowerCourseFirst');
    // The second level isn't finished yet.
    const district = await level('districtAcademy', { groups: ['couriers'], starts: 200 });
    expect(await enrol(district, 'ke-min')).toBe('lowerCourseFirst');
  });

  it('are covered by village, also where somebody of a station below it came', async () => {
    await finished('nightSchool', ['qin-yong', 'du-fang'], { topic: 'reporting', groups: ['villages'] });
    const covered = async (kinds?: string[]) =>
      (
        await office.ask(
          'gong-hui',
          `query ($kinds: [String!]) { trainingCourseCoverage(from: "2020-01-01", before: "2199-01-01", topic: "reporting", kinds: $kinds) {
            villageSites { units } byKind { kind share { reached units percent } units { id reached } } } }`,
          kinds ? { kinds } : {},
        )
      ).data.trainingCourseCoverage;
    const { byKind } = await covered(['community', 'station']);
    expect(byKind).toMatchObject([
      { kind: 'community', share: { reached: 2, units: 5, percent: '40.00 %' } },
      { kind: 'station', share: { reached: 1, units: 1 } },
    ]);
    expect(byKind[0].units).toContainEqual({ id: 'xiaotong', reached: true });
    expect((await covered(['community'])).byKind).toMatchObject([{ share: { reached: 1, units: 5 } }]);
    expect(await covered()).toMatchObject({
      villageSites: { units: 0 },
      byKind: [{ kind: 'township' }, { kind: 'villageSite' }],
    });
  });
});

describe('the coverage', () => {
  const coverage = (person: string, from: string, before: string, topic?: string) =>
    office.ask(
      person,
      `query ($from: Date!, $before: Date!, $topic: String) { trainingCourseCoverage(from: $from, before: $before, topic: $topic) {
        townships { reached units percent } villageSites { reached units percent hundredths } byTownship { id reached sites { reached units } } } }`,
      { from, before, ...(topic ? { topic } : {}) },
    );

  it('counts a site of which somebody attended, and the township above it', async () => {
    const id = await open({
      topic: 'archives',
      format: 'doorToDoor',
      site: 'site-003',
      sessions: [{ starts: inMinutes(-5), minutes: 60 }],
    });
    for (const person of ['site-worker-03', 'site-worker-04', 'township-trainee-05', 'site-worker-06'])
      await act(person, 'enrol', id, {});
    await act('lecturer-01', 'takeRoll', id, {
      session: 1,
      present: ['site-worker-03', 'site-worker-04', 'township-trainee-05'],
    });
    const { data } = await coverage('sheng-lan', '2020-01-01', '2199-01-01', 'archives');
    expect(data.trainingCourseCoverage).toMatchObject({
      townships: { reached: 3, units: 22, percent: '13.64 %' },
      villageSites: { reached: 2, units: 553, percent: '0.36 %', hundredths: 36 },
    });
    expect(data.trainingCourseCoverage.byTownship.filter(({ reached }: { reached: boolean }) => reached)).toMatchObject([
      { id: 'township-03', sites: { reached: 1, units: 26 } },
      { id: 'township-04', sites: { reached: 1 } },
      { id: 'township-05', sites: { reached: 0 } },
    ]);
    expect((await coverage('sheng-lan', '2020-01-01', '2020-02-01')).data.trainingCourseCoverage.villageSites.reached).toBe(0);
    expect((await coverage('sheng-lan', '2020-02-01', '2020-01-01')).errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    expect((await coverage('trainee-01', '2020-01-01', '2199-01-01')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    // Whose role is bound to a unit is given what lies in it.
    await changeOf(
      office,
      'giveRole',
      { input: { person: 'mentor-01', role: 'leader', unit: 'township-04' } },
      { person: 'luo-wen' },
    );
    const led = (await coverage('mentor-01', '2020-01-01', '2199-01-01', 'archives')).data.trainingCourseCoverage;
    expect(led).toMatchObject({ townships: { reached: 1, units: 1 }, villageSites: { reached: 1 } });
  });

  it('counts the site to which a course came, and can be asked by format and target group', async () => {
    const id = await open({
      topic: 'enrolment',
      format: 'doorToDoor',
      site: 'site-040',
      sessions: [{ starts: inMinutes(-5), minutes: 60 }],
    });
    await act('lecturer-01', 'takeRoll', id, { session: 1, present: ['township-trainee-09'] });
    const sites = async (more: string) =>
      (
        await office.ask(
          'sheng-lan',
          `{ trainingCourseCoverage(from: "2020-01-01", before: "2199-01-01", topic: "enrolment"${more}) { villageSites { reached } } }`,
        )
      ).data.trainingCourseCoverage.villageSites.reached;
    expect([await sites(''), await sites(', format: "doorToDoor", group: "villages"')]).toEqual([1, 1]);
    expect([await sites(', format: "lecture"'), await sites(', group: "parks"')]).toEqual([0, 0]);
  });

  it('is drawn for staff, in both languages, with words for those who don’t see it', async () => {
    const picture = (person: string | null, query: string) =>
      fetch(
        `${office.url}/academy/coverage.svg?${query}`,
        person ? { headers: { authorization: `Bearer ${office.token(person)}` } } : {},
      );
    const term = 'from=2020-01-01&before=2199-01-01&topic=archives';
    const english = await picture('sheng-lan', `${term}&lang=en`);
    expect([english.status, english.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    const drawn = await english.text();
    expect(drawn).toContain(
      '<desc id="desc">2 of 553 village sites (0.36 %) and 3 of 22 townships (13.64 %) were reached.</desc>',
    );
    expect(drawn.match(/role="listitem"/g)).toHaveLength(22);
    expect(await (await picture('sheng-lan', `${term}&lang=zh`)).text()).toContain('覆盖村社服务点2/553个');
    await office.sql(`UPDATE units SET zh = '<镇&"街"' WHERE id = 'township-03'`);
    const escaped = await (await picture('kong-hua', `${term}&lang=zh`)).text();
    expect(escaped).toContain('<title id="title">培训覆盖村社服务点（2020-01-01起，2199-01-01前）</title>');
    expect(escaped).toContain('aria-label="&lt;镇&amp;&quot;街&quot;: 1/26 · 3.85 %"');
    expect(escaped).not.toContain('<镇');
    await office.sql(`UPDATE units SET zh = '镇街3' WHERE id = 'township-03'`);
    expect((await picture('trainee-01', term)).status).toBe(403);
    expect((await picture('fu-rong', term)).status).toBe(200);
    expect((await picture(null, term)).status).toBe(401);
    expect((await picture('sheng-lan', 'from=2020-01-32&before=2199-01-01')).status).toBe(400);
  });
});
