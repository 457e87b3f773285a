/** People who leave, roles that nobody holds any more and units that end while a case is open: what of its work is then left undone. */
import { whyNot } from '../../workflows/kernel/decide.ts';
import { tasksIn } from '../../workflows/kernel/lifecycle.ts';
import { type Actor, type AnyProcess, type Case, type Grant, holdsRole, type OpenTask } from '../../workflows/kernel/process.ts';
import { type Staff, staffed, staffOf } from '../../workflows/kernel/staffing.ts';

const ADMIN: Actor = { id: 'the-admin', name: 'the-admin', grants: [{ role: 'admin' }] };

/** The staff of these people and an administrator, without those who have left. */
export const staffWithout = (people: readonly Actor[], ...left: readonly Actor[]): Staff =>
  staffOf([...people, ADMIN].map(({ id, grants }) => ({ id, grants, left: left.some((one) => one.id === id) })));

/** What is left undone in an open case by everybody who is there, after each departure that could happen. */
export const undone = (process: AnyProcess, current: Case, people: readonly Actor[], now: number): readonly string[] => {
  if (process.closed.includes(current.state)) return [];
  const tasks = tasksIn(process, current);
  if (tasks.length === 0) return [`nothing is waited for in ${current.state}`];
  return departures(people).flatMap(({ what, there, left }) => {
    const staff = staffOf([
      ...[...there, ADMIN].map(({ id, grants }) => ({ id, grants, left: false })),
      ...left.map(({ id, grants }) => ({ id, grants, left: true })),
    ]);
    const seen: Case = { ...current, ...staffed(process, { ...current, tasks }, staff) };
    // Followers have no account that could end.
    const isDone = (task: OpenTask) =>
      task.person?.startsWith('follower:') ||
      [...there, ADMIN].some((actor) => isFor(task, actor, seen) && !whyNot(process, seen, task.action, actor, now));
    return seen.tasks
      .filter((task) => !isDone(task))
      .map(({ action, person, role }) => `${current.state}: ${action} by ${person ?? role}, ${what}`);
  });
};

const isFor = ({ person, role }: OpenTask, actor: Actor, current: Case): boolean =>
  person === undefined ? role !== undefined && holdsRole(actor, [role], current) : person === actor.id;

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
