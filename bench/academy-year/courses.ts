/** The life of a course: a lecturer takes it, people enrol and leave, some wait and move up, sessions are held, credits given, opinions heard. */

import type { Chance } from '../moved/chance.ts';
import { at, MINUTE, plus } from '../moved/days.ts';
import { eventually } from '../moved/eventually.ts';
import { expect } from '../moved/expectation.ts';
import { type Academy, withFacts } from './academy.ts';
import { attendSession } from './attendance.ts';
import { type CoursePlan, inputOf, planCourses } from './course-plan.ts';
import { workdayFrom } from './duty-days.ts';
import type { Running } from './running-course.ts';
import type { Year } from './year.ts';

const ADMINS = ['sheng-lan', 'ji-qing'] as const;
const ADMIN = ADMINS[0];

export type Enrolment = { readonly state: 'enrolled' | 'waiting' | 'left' };

export const beginCourses = (year: Year): void => {
  for (const plan of planCourses(year)) year.lives.begin(() => course(year, plan));
};

/** The enrolments of a course, as the academy reads them. */
export const enrolmentsOf = async (academy: Academy, id: string): Promise<ReadonlyMap<string, Enrolment>> => {
  const { case: found } = await academy.ask(ADMIN, withFacts('trainingCourse'), { id });
  return new Map(
    (found.facts.entries as readonly { key: string; value: Enrolment }[]).map(({ key, value }) => [
      key.slice('person:'.length),
      value,
    ]),
  );
};

/** The first in line have the places, and the others wait. */
const expectPlaces = async ({ year, plan, id, inLine }: Running): Promise<void> => {
  const found = await enrolmentsOf(year.academy, id);
  const having = (state: Enrolment['state']) => [...found].filter(([, one]) => one.state === state).map(([person]) => person);
  const wanted = Math.min(plan.places, inLine.length);
  expect(
    having('enrolled').length === wanted && having('waiting').length === inLine.length - wanted,
    `${id} should have ${wanted} with a place and ${inLine.length - wanted} waiting, but has ${having('enrolled').length} and ${having('waiting').length}.`,
  );
};

const course = async (year: Year, plan: CoursePlan): Promise<void> => {
  const { academy, lives, tally } = year;
  const chance = year.chance('course', plan.index, 'life');
  const planned = workdayFrom(plan.planned);
  await lives.until(at(planned, '09:00'));
  const named = chance.happens(0.3) ? chance.pick(year.cast.lecturers).id : undefined;
  const { id, facts } = await academy.start('trainingCourse', chance.pick(ADMINS), inputOf(plan, named), { facts: true });
  tally.add('courses planned');
  const { lecturer, ready } = await findLecturer(year, id, facts.asked.id, planned, chance);
  await academy.act('trainingCourse.publish', lecturer, id);
  const running: Running = { year, plan, id, lecturer, chance, inLine: [], attended: new Map() };

  await enrolAll(running, ready);
  await someLeave(running);
  // A place that is taken now is kept to the end.
  const placed = running.inLine.slice(0, plan.places);
  for (let n = 1; n <= plan.sessions.length; n++) await attendSession(running, n, placed);
  await finish(running, placed);
};

/** Some decline, and some let the time to answer pass, so that the next of the pool is asked. */
const findLecturer = async (year: Year, id: string, first: string, planned: string, chance: Chance) => {
  const { academy, lives, tally } = year;
  let asked = first;
  let day = planned;
  const turn = chance.next();
  if (turn < 0.1) {
    await lives.until(at(day, '11:00'));
    const { facts } = await academy.act(
      'trainingCourse.declineCourse',
      asked,
      id,
      { reason: '当日已有授课安排。' },
      { facts: true },
    );
    asked = facts.asked.id;
    tally.add('lecturers declined');
  } else if (turn < 0.2) {
    day = workdayFrom(plus(day, 5));
    await lives.until(at(day, '08:00'));
    asked = await eventually(async () => {
      const { case: found } = await academy.ask(ADMIN, withFacts('trainingCourse'), { id });
      return found.facts.asked.id === first ? undefined : (found.facts.asked.id as string);
    }, `${id} should have asked the next lecturer, for the time of ${first} is over.`);
    tally.add('lecturers passed over');
  }
  await lives.until(at(day, '16:00'));
  await academy.act('trainingCourse.takeCourse', asked, id);
  return { lecturer: asked, ready: day };
};

/** Most enrol themselves, some are enrolled by their leader or by the academy; half of a course on its first day. */
const enrolAll = async (running: Running, ready: string): Promise<void> => {
  const { year, plan, id, chance, inLine } = running;
  const { academy, lives, tally } = year;
  const waves = [0.5, 0.75, 0.9, 1];
  let done = 0;
  for (const [n, share] of waves.entries()) {
    const upTo = Math.round(plan.people.length * share);
    await lives.until(at(workdayFrom(plus(ready, 1 + n * 4)), '09:30'));
    const wave = plan.people.slice(done, upTo);
    done = upTo;
    await Promise.all(
      wave.map(async ({ id: person }) => {
        const by = chance.happens(0.92) ? person : chance.pick(['kong-hua', ...ADMINS]);
        await academy.act('trainingCourse.enrol', by, id, by === person ? {} : { person });
        tally.add('enrolments');
      }),
    );
    inLine.push(...wave.map(({ id: person }) => person));
    await expectPlaces(running);
  }
  // Acts sent at once are taken in any order: the record says who waits.
  const found = await enrolmentsOf(academy, id);
  inLine.sort((one, other) => Number(found.get(one)?.state === 'waiting') - Number(found.get(other)?.state === 'waiting'));
  tally.add('enrolments that waited', Math.max(0, inLine.length - plan.places));
};

const someLeave = async (running: Running): Promise<void> => {
  const { year, plan, id, chance, inLine } = running;
  const { academy, lives, tally } = year;
  await lives.until(at(plus(plan.sessions[0]?.day as string, -1), '10:00'));
  const leavers = chance.some(inLine, Math.round(inLine.length * 0.06));
  const waited = Math.max(0, inLine.length - plan.places);
  const givenBack = leavers.filter((person) => inLine.indexOf(person) < plan.places).length;
  await Promise.all(leavers.map((person) => academy.act('trainingCourse.leave', person, id, {})));
  for (const person of leavers) inLine.splice(inLine.indexOf(person), 1);
  await expectPlaces(running);
  const found = await enrolmentsOf(academy, id);
  expect(
    leavers.every((person) => found.get(person)?.state === 'left'),
    `${id} should have let go of all who left it.`,
  );
  inLine.sort((one, other) => Number(found.get(one)?.state === 'waiting') - Number(found.get(other)?.state === 'waiting'));
  tally.add('enrolments left', leavers.length);
  tally.add('moved up from the waitlist', Math.min(givenBack, waited - (leavers.length - givenBack)));
};

/** Those who were there for as much as the format asks, computed here once more. */
const enoughOf = ({ plan, attended }: Running, placed: readonly string[]): readonly string[] => {
  const all = plan.sessions.reduce((sum, { minutes }) => sum + minutes, 0);
  return placed.filter((person) => {
    const own = attended.get(person) ?? new Map<number, number>();
    const minutes = [...own.values()].reduce((sum, one) => sum + one, 0);
    if (plan.format === 'liveStream') return minutes > 0 && minutes * 100 >= 80 * all;
    if (plan.format === 'rotation') return own.size > 0 && own.size * 100 >= 80 * plan.sessions.length;
    return own.size === plan.sessions.length;
  });
};

const finish = async (running: Running, placed: readonly string[]): Promise<void> => {
  const { year, plan, id, lecturer, chance, attended } = running;
  const { academy, lives, tally } = year;
  const last = plan.sessions.at(-1) as CoursePlan['sessions'][number];
  await lives.until(at(last.day, last.time) + (last.minutes + 15) * MINUTE);
  const { facts } = await academy.act('trainingCourse.finish', lecturer, id, undefined, { facts: true });
  const there = placed.filter((person) => (attended.get(person)?.size ?? 0) > 0);
  const wanted = { enrolled: placed.length, attended: there.length, enough: enoughOf(running, placed).length };
  expect(
    JSON.stringify({ ...wanted, ...facts.result }) === JSON.stringify(wanted),
    `${id} should end with ${JSON.stringify(wanted)}, but says ${JSON.stringify(facts.result)}.`,
  );
  tally.add('courses finished');
  tally.add('courses that somebody passed', Number(wanted.enough > 0));
  tally.add('courses passed by people', wanted.enough);
  tally.add('attended in part or in whole', wanted.attended);

  const opinions = chance.some(there, Math.round(there.length * 0.4));
  await lives.until(at(workdayFrom(plus(last.day, 1)), '10:00'));
  await Promise.all(opinions.map((person) => academy.act('trainingCourse.evaluate', person, id, { stars: chance.whole(3, 5) })));
  tally.add('courses evaluated by people', opinions.length);
  await lives.until(at(plus(last.day, 16), '08:00'));
  await eventually(async () => {
    const { case: found } = await academy.ask(ADMIN, 'query ($id: ID!) { case(id: $id) { state } }', { id });
    return found.state === 'closed' ? true : undefined;
  }, `${id} should be closed by itself two weeks after its end.`);
};
