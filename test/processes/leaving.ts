/** Lets people leave a case that is being played, and brings it to an end with those who are there. */
import type { Actor, AnyProcess, Case } from '../../workflows/kernel/process.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import type { Staff } from '../../workflows/kernel/staffing.ts';
import type { Played } from './play.ts';

/** A staff that changes while a case is played. */
export type ChangingStaff = Staff & { readonly grants: Map<string, Actor['grants']>; readonly left: Set<string> };

export const staffOf = (people: readonly Actor[]): ChangingStaff => ({
  grants: new Map(people.map(({ id, grants }) => [id, grants])),
  left: new Set(),
});

/** People leave for good. */
export const leave = (staff: ChangingStaff, people: readonly string[]): void => {
  for (const id of people) {
    staff.grants.delete(id);
    staff.left.add(id);
  }
};

/** Tasks for people who have left, or for roles that nobody who is there holds. */
export const stranded = ({ tasks, unit, area }: Case, there: readonly Actor[]): readonly string[] => {
  const place = { ...(unit === undefined ? {} : { unit }), ...(area === undefined ? {} : { area }) };
  return tasks.flatMap(({ action, person, role }) => {
    const found = there.some((actor) => (person === undefined ? holdsRole(actor, [role ?? ''], place) : actor.id === person));
    return found ? [] : [`${action} ${person ?? role}`];
  });
};

/** What is sent with an act. */
export type Sent = Readonly<Record<string, { readonly input?: unknown; readonly reference?: unknown }>>;

/** Has the first act of these that somebody may do done, over and over, until the case is closed; the state where it ends. */
export const bringToAnEnd = <Facts>(process: AnyProcess, played: Played<Facts>, there: readonly Actor[], acts: Sent): string => {
  const isOpen = () => !process.closed.includes(played.current().state);
  for (let step = 0; step < 20 && isOpen(); step++) {
    const next = Object.entries(acts)
      .flatMap(([action, { input, reference }]) => there.map((actor) => ({ actor, action, input, reference })))
      .find(({ actor, action, input, reference }) => !played.tries(actor, action, input, reference));
    if (!next) return `${played.current().state}, where nobody can do anything`;
    played.does(next.actor, next.action, next.input, next.reference);
  }
  return played.current().state;
};
