/** What becomes of a played case when people leave, when nobody holds a role any more, and when units end. */

import type { Played } from '../../testing/play.ts';
import { whyNot } from '../../workflows/kernel/decide.ts';
import { isFollower } from '../../workflows/kernel/parts.ts';
import { type Actor, type AnyProcess, type Case, type Grant, holdsRole, type OpenTask } from '../../workflows/kernel/process.ts';
import { type Staff, staffedAgain, staffOf } from '../../workflows/kernel/staffing.ts';

const ADMIN: Actor = { id: 'the-admin', name: 'the-admin', grants: [{ role: 'admin' }] };

/** The staff of these people, without those who have left. */
const staffFrom = (people: readonly Actor[], left: readonly Actor[]): Staff =>
  staffOf(people.map(({ id, grants }) => ({ id, grants, left: left.some((one) => one.id === id) })));

/** The staff of these people and an administrator, without those who have left. */
export const staffWithout = (people: readonly Actor[], ...left: readonly Actor[]): Staff => staffFrom([...people, ADMIN], left);

/** The case after these people have left. Nobody but the others is there. */
export const withoutThem = <C extends Case>(
  process: AnyProcess,
  current: C,
  people: readonly Actor[],
  left: readonly Actor[],
): C => ({ ...current, ...staffedAgain(process, current, staffFrom(people, left)) });

/** A case in whose course people have left; everybody was there while it was played. */
export const playedWithout = <Facts>(
  begin: (staff: Staff) => Played<Facts>,
  left: readonly Actor[],
  everybody: readonly Actor[],
): Played<Facts> => begin(staffFrom(everybody, [])).handedBack(staffFrom(everybody, left));

/** Every choice of these people, nobody and all of them included. */
export const subsets = <T>(...values: readonly T[]): readonly (readonly T[])[] =>
  values.reduce<readonly (readonly T[])[]>((sets, value) => sets.flatMap((set) => [set, [...set, value]]), [[]]);

/** Whether a task is this person's, by name or by a role that they hold on the case. */
export const isFor = ({ person, role, except = [] }: OpenTask, actor: Actor, current: Pick<Case, 'unit' | 'area'>): boolean =>
  person === undefined
    ? role !== undefined && !except.includes(actor.id) && holdsRole(actor, [role], current)
    : person === actor.id;

/** Tasks for people who have left, or for roles that nobody who is there holds. */
export const stranded = (current: Case, there: readonly Actor[]): readonly string[] =>
  current.tasks
    .filter((task) => !there.some((actor) => isFor(task, actor, current)))
    .map(({ action, person, role }) => `${action} ${person ?? role}`);

/** Tasks of a case that nobody who is there may do. */
const undoable = (process: AnyProcess, current: Case, there: readonly Actor[], now: number): readonly OpenTask[] =>
  current.tasks.filter(
    (task) => !there.some((actor) => isFor(task, actor, current) && !whyNot(process, current, task.action, actor, now)),
  );

/**
 * Whichever of these people leave, what the case waits for that nobody who is there may do. `admin` always stays. A state in which nothing
 * is waited for is named too.
 */
export const deadEnds = <Facts>(
  process: AnyProcess,
  course: Played<Facts>,
  people: readonly Actor[],
  { admin = ADMIN, now = course.now() } = {},
): readonly string[] => {
  const all = [...people, admin];
  return subsets(...people).flatMap((left) => {
    const current = withoutThem(process, course.current() as Case, all, left);
    const there = all.filter((one) => !left.includes(one));
    const names = left.map(({ id }) => id).join(', ') || 'nobody';
    return current.tasks.length === 0
      ? [`${current.state}: nothing is waited for without ${names}`]
      : undoable(process, current, there, now).map(({ action }) => `${current.state}: nobody can ${action} without ${names}`);
  });
};

/** What is left undone in an open case by everybody who is there, after each departure that could happen. */
export const undone = (process: AnyProcess, current: Case, people: readonly Actor[], now: number): readonly string[] => {
  if (process.closed.includes(current.state)) return [];
  return departures(people).flatMap(({ what, there, left }) => {
    const seen = withoutThem(process, current, [...there, ...left, ADMIN], left);
    if (seen.tasks.length === 0) return [`nothing is waited for in ${seen.state}, ${what}`];
    return (
      undoable(process, seen, [...there, ADMIN], now)
        // Followers have no account that could end.
        .filter(({ person }) => person === undefined || !isFollower(person))
        .map(({ action, person, role }) => `${seen.state}: ${action} by ${person ?? role}, ${what}`)
    );
  });
};

type Departure = { readonly what: string; readonly there: readonly Actor[]; readonly left: readonly Actor[] };

const departures = (people: readonly Actor[]): readonly Departure[] => {
  const grants = people.flatMap((actor) => actor.grants);
  const keeping = (keep: (grant: Grant) => boolean) => people.map((actor) => ({ ...actor, grants: actor.grants.filter(keep) }));
  return [
    { what: 'while everybody is there', there: people, left: [] },
    { what: 'after everybody has left', there: [], left: people },
    ...people.map((one) => ({
      what: `after ${one.id} has left`,
      there: people.filter((other) => other !== one),
      left: [one],
    })),
    ...[...new Set(grants.map(({ role }) => role))].map((role) => ({
      what: `after everybody has lost the role ${role}`,
      there: keeping((grant) => grant.role !== role),
      left: [],
    })),
    ...[...new Set(grants.flatMap(({ units = [] }) => units))].map((unit) => ({
      what: `after ${unit} has ended`,
      there: keeping(({ units }) => !units?.includes(unit)),
      left: [],
    })),
  ];
};

/** What is sent with an act. */
export type Sent = Readonly<Record<string, { readonly input?: unknown; readonly reference?: unknown }>>;

/** Has the first act of these that somebody may do done, over and over, until the case is closed; the state where it ends. */
export const bringToAnEnd = <Facts>(process: AnyProcess, course: Played<Facts>, there: readonly Actor[], acts: Sent): string => {
  const isOpen = () => !process.closed.includes(course.current().state);
  for (let step = 0; step < 20 && isOpen(); step++) {
    const next = Object.entries(acts)
      .flatMap(([action, { input, reference }]) => there.map((actor) => ({ actor, action, input, reference })))
      .find(({ actor, action, input, reference }) => !course.tries(actor, action, input, reference));
    if (!next) return `${course.current().state}, where nobody can do anything`;
    course.does(next.actor, next.action, next.input, next.reference);
  }
  return course.current().state;
};
