/** When people leave the house, or lose their role: their places go to those who wait, and the academy hears of a course without a lecturer. */
import { unbook } from '../effects/index.ts';
import type { Gone } from '../kernel/process.ts';
import { enrolmentOf, notify } from './course.ts';
import type { Enrolment } from './facts.ts';
import { movedUp } from './places.ts';
import type { Course, CourseOutcome } from './vocabulary.ts';

export const whenGone = ({ facts }: Course, { left, withoutRole }: Gone, now: number): CourseOutcome => {
  const leaving = Object.fromEntries(
    left.flatMap((id) => {
      const own = enrolmentOf(facts, id);
      const stays = !own || own.state === 'left' || Object.keys(own.attended).length > 0;
      return stays ? [] : [[id, { ...own, state: 'left' } satisfies Enrolment] as const];
    }),
  );
  const { lecturer } = facts;
  const lost = lecturer !== null && [...left, ...withoutRole].includes(lecturer.id);
  const moved = Object.keys(leaving).length > 0 ? movedUp(facts, leaving, { now, busy: [] }) : undefined;
  return {
    ...(moved ? { facts: moved.facts } : {}),
    notify: [
      ...(lost ? [notify({ role: 'academyAdmin' }, 'lecturerOut', { name: lecturer.name, reason: '' })] : []),
      ...(moved?.notify ?? []),
    ],
    effects: [...(lost ? [unbook(lecturer.id)] : []), ...(moved?.effects ?? [])],
  };
};
