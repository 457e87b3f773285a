/** What becomes of a played case when people leave. */
import { whyNot } from '../../workflows/kernel/decide.ts';
import { tasksIn } from '../../workflows/kernel/lifecycle.ts';
import { type Actor, type AnyProcess, type Case, holdsRole } from '../../workflows/kernel/process.ts';
import { staffed, staffOf } from '../../workflows/kernel/staffing.ts';
import type { Played } from './play.ts';

/** The case after these people have left. Nobody but the others is there. */
export const withoutThem = <C extends Case>(
  process: AnyProcess,
  current: C,
  people: readonly Actor[],
  left: readonly Actor[],
): C => {
  const staff = staffOf(people.map(({ id, grants }) => ({ id, grants, left: left.some((one) => one.id === id) })));
  return { ...current, ...staffed(process, { ...current, tasks: tasksIn(process, current) }, staff) };
};

/**
 * Whichever of these people leave, what the case waits for that nobody who is there may do. `admin` always stays. A state in which nothing
 * is waited for is named too.
 */
export const deadEnds = <Facts>(
  process: AnyProcess,
  played: Played<Facts>,
  people: readonly Actor[],
  { admin = { id: 'root', name: 'root', grants: [{ role: 'admin' }] } as Actor, now = played.now() } = {},
): readonly string[] => {
  const all = [...people, admin];
  return subsetsOf(people).flatMap((left) => {
    const current = withoutThem(process, played.current() as Case, all, left);
    const there = all.filter((one) => !left.includes(one));
    const isFor = (actor: Actor, task: Case['tasks'][number]) =>
      task.person === undefined ? task.role !== undefined && holdsRole(actor, [task.role], current) : task.person === actor.id;
    const stuck = current.tasks.filter(
      (task) => !there.some((actor) => isFor(actor, task) && !whyNot(process, current, task.action, actor, now)),
    );
    const names = left.map(({ id }) => id).join(', ') || 'nobody';
    return current.tasks.length === 0
      ? [`${current.state}: nothing is waited for without ${names}`]
      : stuck.map(({ action }) => `${current.state}: nobody can ${action} without ${names}`);
  });
};

const subsetsOf = <T>(values: readonly T[]): readonly (readonly T[])[] =>
  values.reduce<readonly (readonly T[])[]>((sets, value) => sets.flatMap((set) => [set, [...set, value]]), [[]]);
