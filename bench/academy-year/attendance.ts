/** Who comes to a session, and how it is recorded: by the code of the hour, by the lecturer's roll, by minutes of a live stream. */

import { at, MINUTE } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import type { CoursePlan, Format } from './course-plan.ts';
import type { Running } from './running-course.ts';

/** So many of those with a place come to a session. */
const COMES = 0.92;

type Session = CoursePlan['sessions'][number];
type Sitting = {
  readonly n: number;
  readonly session: Session;
  readonly come: readonly string[];
  readonly missing: readonly string[];
};

const ATTENDANCE: Readonly<Record<Format, (running: Running, sitting: Sitting) => Promise<void>>> = {
  lecture: (running, sitting) => byCode(running, sitting),
  deskClass: (running, sitting) => byCode(running, sitting),
  handsOn: (running, sitting) => byCode(running, sitting),
  rotation: (running, sitting) => byCode(running, sitting),
  communityClass: (running, sitting) => byRoll(running, sitting),
  doorToDoor: (running, sitting) => byRoll(running, sitting),
  liveStream: (running, sitting) => byMinutes(running, sitting),
};

export const attendSession = async (running: Running, n: number, placed: readonly string[]): Promise<void> => {
  const session = running.plan.sessions[n - 1] as Session;
  const come = placed.filter(() => running.chance.happens(COMES));
  const there = new Set(come);
  await ATTENDANCE[running.plan.format](running, { n, session, come, missing: placed.filter((person) => !there.has(person)) });
};

const note = ({ attended }: Running, person: string, n: number, minutes: number): void => {
  const own = attended.get(person) ?? new Map<number, number>();
  if (minutes > 0) own.set(n, minutes);
  attended.set(person, own);
};

/** Nearly all check in with the code that the lecturer shows; people who come late or have no telephone are put on the roll. */
const byCode = async (running: Running, { n, session, come }: Sitting): Promise<void> => {
  const { year, id, lecturer, chance } = running;
  const { academy, lives, tally } = year;
  await lives.until(at(session.day, session.time) + MINUTE);
  const { trainingCourseCheckInCode: shown } = await academy.ask(
    lecturer,
    'query ($id: ID!) { trainingCourseCheckInCode(caseId: $id) { code session } }',
    {
      id,
    },
  );
  expect(shown?.session === n, `${id} should show the code of session ${n} to its lecturer, but shows ${JSON.stringify(shown)}.`);
  const late = new Set(chance.some(come, Math.round(come.length * 0.05)));
  const prompt = come.filter((person) => !late.has(person));
  await Promise.all(prompt.map((person) => academy.act('trainingCourse.checkIn', person, id, { checkInCode: shown.code })));
  tally.add('check-ins by code', prompt.length);
  await lives.until(at(session.day, session.time) + 30 * MINUTE);
  if (late.size > 0) await academy.act('trainingCourse.takeRoll', lecturer, id, { session: n, present: [...late] });
  tally.add('put on the roll', late.size);
  for (const person of come) note(running, person, n, session.minutes);
};

const byRoll = async (running: Running, { n, session, come, missing }: Sitting): Promise<void> => {
  const { year, id, lecturer } = running;
  await year.lives.until(at(session.day, session.time) + 20 * MINUTE);
  await year.academy.act('trainingCourse.takeRoll', lecturer, id, { session: n, present: come, absent: missing });
  year.tally.add('put on the roll', come.length);
  for (const person of come) note(running, person, n, session.minutes);
};

/** Most watch to the end, some drop out on the way, and some never come. */
const byMinutes = async (running: Running, { n, session, come, missing }: Sitting): Promise<void> => {
  const { year, id, lecturer, chance } = running;
  const watched = [
    ...come.map((person) => ({
      person,
      minutes: chance.happens(0.85) ? session.minutes : chance.whole(10, session.minutes - 1),
    })),
    ...missing.map((person) => ({ person, minutes: 0 })),
  ];
  await year.lives.until(at(session.day, session.time) + (session.minutes + 5) * MINUTE);
  await year.academy.act('trainingCourse.recordMinutes', lecturer, id, { session: n, attended: watched });
  year.tally.add('watched a live stream', come.length);
  for (const { person, minutes } of watched) note(running, person, n, minutes);
};
