/** The course: two places, three who want one, and a code in the room; and one that is entered afterwards. */
import type { Day } from './cast.ts';

const MINUTE = 60_000;

/** The number of the course. */
const FACTS = `query ($id: ID!) { case(id: $id) { ... on TrainingCourse { facts {
  result { enough } sessions { day } entries { key value { state } } } } } }`;

export const training = async (day: Day): Promise<{ course: string; yesterday: string }> => {
  const { act, ask, cast, expect, name, say, start, tries } = day;
  const { academy, lecturer, trainee, other, worker } = cast;
  const { id } = await start(academy, 'trainingCourse', {
    title: '生育津贴：从申请到到账 Maternity allowance, from the claim to the money',
    topic: 'maternity',
    format: 'lecture',
    groups: ['agencies', 'villages'],
    places: 2,
    sessions: [{ starts: new Date(Date.now() - 5 * MINUTE).toISOString(), minutes: 60 }],
    lecturer,
  });
  say(`${name(academy)} of the academy plans a course with two places and asks ${name(lecturer)} to teach it: ${id}.`);
  await act(lecturer, 'takeCourse', id);
  await act(lecturer, 'publish', id);
  say(`${name(lecturer)} takes it, and it is published.`);

  const facts = async () => (await ask(academy, FACTS, { id })).case.facts;
  const isIn = async (person: string, state: string): Promise<void> => {
    const { entries } = await facts();
    const place = entries.find(({ key }: { key: string }) => key === `person:${person}`)?.value.state;
    expect(place === state, `${name(person)} should be ${state} in ${id}, but is “${place}”.`);
  };
  for (const person of [trainee, other, worker]) await act(person, 'enrol', id, {});
  await isIn(trainee, 'enrolled');
  await isIn(worker, 'waiting');
  say(`${name(trainee)} and ${name(other)} have the two places; ${name(worker)} of a village site waits.`);

  const shown = (await ask(lecturer, 'query ($id: ID!) { trainingCourseCheckInCode(caseId: $id) { code } }', { id }))
    .trainingCourseCheckInCode;
  expect(Boolean(shown?.code), `${name(lecturer)} should be shown a code for ${id}, but isn't.`);
  await tries(worker, 'would check in while waiting', 'checkIn', id, { checkInCode: shown.code });
  await act(other, 'leave', id, {});
  await isIn(worker, 'enrolled');
  say(`${name(other)} can't come and gives the place back: ${name(worker)} moves up without anybody's doing.`);
  await tries(trainee, 'types a code from hearsay', 'checkIn', id, { checkInCode: 'ABCD-EFGH' });
  for (const person of [trainee, worker]) {
    const { trainingCourseCheckInCode: code } = await ask(
      lecturer,
      'query ($id: ID!) { trainingCourseCheckInCode(caseId: $id) { code } }',
      { id },
    );
    await act(person, 'checkIn', id, { checkInCode: code.code });
  }
  say(`${name(trainee)} and ${name(worker)} check in with the code that ${name(lecturer)} shows in the room.`);

  await tries(lecturer, 'would finish before the hour is over', 'finish', id);
  await act(lecturer, 'cancel', id, { reason: 'The power has failed in the whole building.' });
  say('Then the light goes out. The course is cancelled, and everybody who has a place is told.');
  return { course: id, yesterday: await enteredAfterwards(day) };
};

/** The course of the day before: nobody had enrolled, and the roll of the class is entered today. */
const enteredAfterwards = async (day: Day): Promise<string> => {
  const { act, ask, cast, expect, name, say, start } = day;
  const { academy, lecturer, trainee, worker } = cast;
  // Whoever was in one room isn't entered in another at that hour: told again, the story takes an earlier one.
  const { cases } = await ask(academy, `query { cases(filter: { process: ["trainingCourse"] }) { totalCount } }`, {});
  const ago = (24 * 60 + 61 * cases.totalCount) * MINUTE;
  const { id } = await start(academy, 'trainingCourse', {
    title: '送课到村：生育津贴 In the village: maternity allowance',
    topic: 'maternity',
    format: 'communityClass',
    groups: ['agencies', 'villages'],
    places: 20,
    room: '文化礼堂',
    sessions: [{ starts: new Date(Date.now() - ago).toISOString(), minutes: 60 }],
    lecturer,
  });
  await act(lecturer, 'takeCourse', id);
  await act(lecturer, 'publish', id);
  await act(lecturer, 'takeRoll', id, { session: 1, present: [trainee, worker] });
  say(`${name(lecturer)} enters who came to the village yesterday, though nobody had enrolled: ${id}.`);
  await act(lecturer, 'finish', id);
  const { result, sessions } = (await ask(academy, FACTS, { id })).case.facts;
  expect(result?.enough === 2, `Both who were in the village for ${id} should have attended enough, but ${result?.enough} did.`);
  await act(worker, 'evaluate', id, { stars: 5, comment: 'I can explain it in the village now.' });
  say(`${name(lecturer)} finishes the course: both were there, and their accounts have the credits at once.`);
  await coverage(day, sessions[0].day);
  return id;
};

type Share = { readonly reached: number; readonly units: number; readonly percent: string };

const coverage = async ({ ask, cast: { academy }, expect, say }: Day, courseDay: string): Promise<void> => {
  const year = Number(courseDay.slice(0, 4));
  const { trainingCourseCoverage }: { trainingCourseCoverage: { townships: Share; villageSites: Share } } = await ask(
    academy,
    `query ($from: Date!, $before: Date!) { trainingCourseCoverage(from: $from, before: $before) {
      townships { reached units percent } villageSites { reached units percent } } }`,
    { from: `${year}-01-01`, before: `${year + 1}-01-01` },
  );
  const { townships, villageSites } = trainingCourseCoverage;
  expect(villageSites.reached > 0, 'The course should have reached a village site, but the coverage counts none.');
  const words = ({ reached, units, percent }: Share, what: string): string => `${reached} of ${units} ${what} (${percent})`;
  say(`Courses of ${year} have reached ${words(villageSites, 'village sites')} and ${words(townships, 'townships')}.`);
};
