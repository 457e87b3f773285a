/** Brings cases to an end with those who are there after people have left. */
import { type Actor, type AnyProcess, type Case, holdsRole } from '../../workflows/kernel/process.ts';
import { type Staff, staffOf } from '../../workflows/kernel/staffing.ts';
import type { Played } from './play.ts';

/** Tasks for people who have left, or for roles that nobody who is there holds. */
export const stranded = ({ tasks, unit, area }: Case, there: readonly Actor[]): readonly string[] => {
  const place = { ...(unit === undefined ? {} : { unit }), ...(area === undefined ? {} : { area }) };
  return tasks.flatMap(({ action, person, role }) => {
    const found = there.some((actor) => (person === undefined ? holdsRole(actor, [role ?? ''], place) : actor.id === person));
    return found ? [] : [`${action} ${person ?? role}`];
  });
};

/** A case in whose course people have left; everybody was there while it was played. */
export const without = <Facts>(
  begin: (staff: Staff) => Played<Facts>,
  left: readonly Actor[],
  everybody: readonly Actor[],
): Played<Facts> => {
  const staff = (gone: readonly Actor[]) =>
    staffOf(everybody.map(({ id, grants }) => ({ id, grants, left: gone.some((one) => one.id === id) })));
  return begin(staff([])).handedBack(staff(left));
};

/** Every choice of these people, nobody and all of them included. */
export const subsets = (...people: readonly Actor[]): readonly (readonly Actor[])[] =>
  Array.from({ length: 2 ** people.length }, (_, chosen) =>
    people.filter((_one, index) => Math.floor(chosen / 2 ** index) % 2 === 1),
  );

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
