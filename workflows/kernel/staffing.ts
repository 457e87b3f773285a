/** Who is there for the work of a case: people who leave, roles that nobody holds, units that end. Pure. */
import { ruleOf } from './decide.ts';
import { tasksIn } from './lifecycle.ts';
import { biased } from './own-matter.ts';
import { unique } from './parts.ts';
import { type AnyProcess, type Case, covers, type Grant, type OpenTask, type Part, type TaskSpec } from './process.ts';
import { type Agent, agentsOf, isAgentRole } from './subjects.ts';

/** The people of a tenant as of one day. */
export type Staff = {
  /** What they hold, by id. People who aren't listed have no account here, such as followers, and can't leave. */
  readonly grants: ReadonlyMap<string, readonly Grant[]>;
  /** By role, the grants of all who hold it, and whose they are. */
  readonly held: ReadonlyMap<string, readonly (Grant & { readonly person: string })[]>;
  /** Whom people are related to, where to anybody. */
  readonly related: ReadonlyMap<string, readonly string[]>;
  /** Who acts for firms and households, by these, where anybody does. */
  readonly agents: ReadonlyMap<string, readonly Agent[]>;
  /** People who have left. */
  readonly left: ReadonlySet<string>;
};

/** A staff from its people, each with what they hold, whom they are related to, and who acts for firms and households. */
export const staffOf = (
  people: readonly { readonly id: string; readonly left: boolean; readonly grants: readonly Grant[] }[],
  related: Staff['related'] = new Map(),
  agents: Staff['agents'] = new Map(),
): Staff => {
  const there = people.filter(({ left }) => !left);
  return {
    grants: new Map(there.map(({ id, grants }) => [id, grants])),
    held: Map.groupBy(
      there.flatMap(({ id, grants }) => grants.map((grant) => ({ ...grant, person: id }))),
      ({ role }) => role,
    ),
    related,
    agents,
    left: new Set(people.filter(({ left }) => left).map(({ id }) => id)),
  };
};

type Place = Pick<Case, 'unit' | 'area'>;

/** What a case waits for, with the people who are there, and who of those it names has gone. */
export type Staffed = { readonly tasks: readonly OpenTask[]; readonly gone: readonly Part[] };

/** The people whom a case names: those of its open tasks, and those with a part in it. */
export const named = (process: AnyProcess, current: Pick<Case, 'state' | 'facts'>): readonly Part[] => {
  const tasks = tasksIn(process, current).flatMap(({ person, role }) =>
    person === undefined ? [] : [{ person, ...(role === undefined ? {} : { role }) }],
  );
  const parts = (process.parts?.(current.facts) ?? []).filter((part): part is Part => part !== null);
  return [...new Map([...parts, ...tasks].map((part) => [`${part.person} ${part.role ?? ''}`, part])).values()];
};

/**
 * Puts the work of a case into the hands of people who are there. Work for somebody who has gone falls to their role; in a group the
 * others finish without them. Work for a role that nobody holds, or only those who may not do it themselves, falls to `otherwise`, then
 * to the fallback of the process, then to the administrators, who are told where none of them may do it either.
 */
export const staffed = (process: AnyProcess, current: Case, staff: Staff): Staffed => {
  const gone = named(process, current).filter(
    (part) => isGone(staff, part, current) || (part.role === undefined && mayDoNothing(process, current, part.person, staff)),
  );
  const isAway = ({ action, person, role }: TaskSpec) =>
    gone.some((part) => part.person === person && (part.role === undefined || role === undefined || part.role === role)) ||
    (person !== undefined && biased(process, current, { action, role }, staff).includes(person));
  const hasGone = (person: string) => gone.some((part) => part.person === person);
  const there: There = { staff, hasGone };
  const specs = (current.tasks as readonly TaskSpec[]).flatMap((task) => forAgents(process, task, current, staff));
  const tasks = specs.flatMap((task) => {
    const missing = task.needs?.find(({ person }) => hasGone(person));
    if (missing) return [fallen(process, { ...withoutRole(task), otherwise: missing.otherwise }, current, there)];
    if (task.person !== undefined && !isAway(task)) return [open(task)];
    // A group finishes without those who have gone, as long as the case still waits for somebody.
    if (task.person !== undefined && task.group !== undefined && specs.some((other) => !isAway(other))) return [];
    return [fallen(process, task, current, there)];
  });
  return { tasks: distinct(tasks), gone };
};

/** Work for the agents of a firm or household is for each of them by name, and one does it; where there is none, it falls like any other. */
const forAgents = (process: AnyProcess, task: TaskSpec, current: Case, { agents, held }: Staff): readonly TaskSpec[] => {
  if (task.person !== undefined || !isAgentRole(process, task.role)) return [task];
  const { role, except = [], ...more } = task;
  const there = agentsOf(process, current, agents).filter(
    (person) => !except.includes(person) && held.get(role as string)?.some((grant) => grant.person === person),
  );
  return there.length > 0 ? there.map((person) => ({ ...more, person, role: role as string })) : [task];
};

/** What a case waits for where everybody whom its tasks name is there. */
export const whenAllAreThere = (tasks: readonly TaskSpec[]): readonly OpenTask[] => distinct(tasks.map(open));

/** The same for a case as its state and facts are now, without regard to who had its work before. */
export const staffedAgain = (process: AnyProcess, current: Case, staff: Staff): Staffed =>
  staffed(process, { ...current, tasks: tasksIn(process, current) }, staff);

const isGone = ({ grants, left }: Staff, { person, role }: Part, place: Place): boolean => {
  const held = grants.get(person);
  return (
    left.has(person) ||
    (role !== undefined && held !== undefined && !held.some((grant) => grant.role === role && covers(grant, place)))
  );
};

/** Whether somebody with an account has lost every role in which they could do what waits for them; where a task names its role, that counts. */
const mayDoNothing = (process: AnyProcess, current: Case, person: string, { grants }: Staff): boolean => {
  const held = grants.get(person);
  const theirs = tasksIn(process, current).filter((task) => task.person === person && task.role === undefined);
  return (
    held !== undefined &&
    theirs.length > 0 &&
    theirs.every(({ action }) => {
      const rule = ruleOf(process, action);
      return (
        rule !== undefined && !held.some((grant) => rule.by.includes(grant.role) && (rule.anywhere || covers(grant, current)))
      );
    })
  );
};

const isHeld = ({ held }: Staff, role: string, place: Place, except: readonly string[]): boolean =>
  held.get(role)?.some((grant) => covers(grant, place) && !except.includes(grant.person)) ?? false;

const withoutRole = ({ role: _, ...task }: TaskSpec): TaskSpec => task;

type There = { readonly staff: Staff; readonly hasGone: (person: string) => boolean };

/** A task whose person has gone, or which is for a role: for those of them who are there. */
const fallen = (process: AnyProcess, task: TaskSpec, place: Case, { staff, hasGone }: There): OpenTask => {
  const { person, role, otherwise, needs: _, except: never, ...more } = task;
  const later = otherwise?.action ?? task.action;
  // Nobody does by an office what is their own matter; those who don't hold it needn't be named.
  const exceptIn = (candidate: string | undefined, action: string) =>
    unique([
      ...(never ?? []),
      ...biased(process, place, { action, role: candidate }, staff).filter((one) =>
        staff.grants.get(one)?.some((grant) => grant.role === candidate),
      ),
    ]);
  const rest = (candidate: string | undefined, action: string) => {
    const except = exceptIn(candidate, action);
    return { ...more, action, ...(never === undefined && except.length === 0 ? {} : { except }) };
  };
  // Without a place of its own a case is everybody's who holds the role.
  const held = (candidate: string | undefined, action: string): candidate is string =>
    candidate !== undefined && !isAgentRole(process, candidate) && isHeld(staff, candidate, place, exceptIn(candidate, action));
  if (held(role, task.action) || (role !== undefined && isForNobodyInParticular(role)))
    return { ...rest(role, task.action), role };
  const fellFrom = role ?? person ?? '';
  if (otherwise?.person !== undefined && !hasGone(otherwise.person))
    return { ...rest(undefined, later), person: otherwise.person, fellFrom };
  if (otherwise && held(otherwise.role, later)) return { ...rest(otherwise.role, later), role: otherwise.role, fellFrom };
  // Those at the end of the line lead out too: what only the one who has gone could do, they can't do either.
  const last = held(process.fallback, later) ? process.fallback : 'admin';
  const fell: OpenTask = { ...rest(last, later), role: last, fellFrom };
  return held(last, later) ? fell : { ...fell, nobody: true };
};

/** Followers and callers without a token hold no grants that could end. */
const isForNobodyInParticular = (role: string): boolean => role === 'follower' || role === 'anonymous';

const open = ({ otherwise: _, needs: __, ...task }: TaskSpec): OpenTask => task;

/** Of two who leave, each leaves the same thing to do; it is done once. */
const distinct = (tasks: readonly OpenTask[]): readonly OpenTask[] => [
  ...new Map(tasks.map((task) => [JSON.stringify([task.action, task.person, task.role, task.group]), task])).values(),
];
