/** The places of a course: who has one, who waits, and who moves up when one is free. */
import { book, type Effect, unbook } from '../effects/index.ts';
import type { Notice } from '../kernel/process.ts';
import { enrolmentFacts, enrolments, inState, notify, whenAndWhere } from './course.ts';
import type { Enrolment, Facts } from './facts.ts';

const changed = (facts: Facts, changes: Readonly<Record<string, Enrolment>>): Facts =>
  ({ ...facts, ...enrolmentFacts(changes) }) as Facts;

/** The facts after these enrolments have changed, with the count of places. */
export const withPlaces = (facts: Facts, changes: Readonly<Record<string, Enrolment>>): Partial<Facts> => {
  const after = changed(facts, changes);
  return {
    ...enrolmentFacts(changes),
    taken: inState(after, 'enrolled').length,
    waiting: inState(after, 'waiting').length,
  };
};

const over = ({ sessions }: Facts, now: number): boolean => now > (sessions[0]?.until ?? 0);

type Moved = { readonly facts: Partial<Facts>; readonly notify: readonly Notice[]; readonly effects: readonly Effect[] };

/**
 * What follows from these changes: as long as the first session isn't over, those who wait move up to the places that are free, first come
 * first. `busy` are people who have something else at that time; they go on waiting.
 */
export const movedUp = (
  facts: Facts,
  changes: Readonly<Record<string, Enrolment>>,
  { now, busy }: { now: number; busy: readonly string[] },
): Moved => {
  const after = changed(facts, changes);
  const free = over(facts, now) ? 0 : Math.max(0, facts.places - inState(after, 'enrolled').length);
  const next = inState(after, 'waiting')
    .filter(({ id }) => !busy.includes(id))
    .slice(0, free);
  const moving = Object.fromEntries(next.map(({ id, ...waited }) => [id, { ...waited, state: 'enrolled' as const }]));
  const left = Object.entries(changes).flatMap(([id, { state }]) => (state === 'left' ? [id] : []));
  return {
    facts: withPlaces(facts, { ...changes, ...moving }),
    notify: next.map(({ id }) => notify({ person: id }, 'movedUp', whenAndWhere(facts))),
    effects: [
      ...(left.length > 0 ? [unbook(...left)] : []),
      // Others may have been given something meanwhile; who can't come gives the place back.
      ...(next.length > 0
        ? [
            book(
              next.map(({ id }) => id),
              facts.sessions,
              true,
            ),
          ]
        : []),
    ],
  };
};

/** Everybody who has a place or waits for one. */
export const concerned = (facts: Facts) => enrolments(facts).filter(({ state }) => state !== 'left');
