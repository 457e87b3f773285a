import { type Command, type Decision, decide, ruleOf } from './decide.ts';
import { type AnyProcess, type Case, isRefusal, refuse, roleOn, type TaskSpec } from './process.ts';

/** Acts every case takes, whatever its process. */
export const OWN_ACTS = { adoptRules: 'RulesAdopted', handBack: 'HandedBack' } as const;
type OwnAct = keyof typeof OWN_ACTS;

const isOwn = (action: string): action is OwnAct => Object.hasOwn(OWN_ACTS, action);

/** What history calls an act. */
export const eventOf = (process: AnyProcess, action: string): string =>
  isOwn(action) ? OWN_ACTS[action] : (ruleOf(process, action)?.event ?? action);

/** Decides an act by the rules the case opened with, or by the kernel's own. */
export const decideAny = (versions: readonly AnyProcess[], current: Case, command: Command): Decision => {
  if (command.action === 'adoptRules') return adoptRules(versions, current, command);
  if (command.action === 'handBack') return handBack(current, command);
  const process = versions.find(({ version }) => version === current.rulesVersion);
  if (!process)
    return refuse(
      'unknownRules',
      `Version ${current.rulesVersion} of the rules is not released here.`,
      `此处未发布第${current.rulesVersion}版规则。`,
    );
  return decide(process, current, command);
};

/** Takes an open case over into the newest released rules. */
const adoptRules = (versions: readonly AnyProcess[], current: Case, { actor }: Command): Decision => {
  const role = roleOn(actor, ['admin'], current);
  const next = versions.at(-1) as AnyProcess;
  if (!role)
    return refuse('wrongRole', 'Only an administrator takes cases over into new rules.', '仅管理员可将案件迁移到新规则。');
  if (next.version <= current.rulesVersion)
    return refuse('newestRules', 'The case has the newest rules already.', '案件已采用最新规则。');
  const taken = next.adopt ? next.adopt(current) : { state: current.state, facts: current.facts };
  if (isRefusal(taken)) return taken;
  if (!Object.hasOwn(next.states, taken.state)) {
    return refuse(
      'unknownState',
      `Version ${next.version} has no state “${current.state}”; move the case on first.`,
      `第${next.version}版没有“${current.state}”状态，请先推进案件。`,
    );
  }
  const adopted = {
    ...current,
    revision: current.revision + 1,
    rulesVersion: next.version,
    state: taken.state,
    facts: taken.facts,
  };
  return { outcome: { state: taken.state, facts: taken.facts as Record<string, unknown> }, role, adopted };
};

/** Somebody has left, or holds one role no more: what waited for them goes to the role's queue; a group goes on without them. */
const handBack = (current: Case, { actor, input }: Command): Decision => {
  const role = roleOn(actor, ['admin'], current);
  if (!role)
    return refuse(
      'wrongRole',
      'Only an administrator hands back the tasks of somebody who left.',
      '仅管理员可退回离岗人员的任务。',
    );
  const { person, role: only } = input as { person: string; role?: string };
  const isTheirs = (task: Case['tasks'][number]) => task.person === person && (only === undefined || task.role === only);
  const mine = current.tasks.filter(isTheirs);
  if (mine.length === 0)
    return refuse('nothingToHandBack', 'Nothing in this case waits for that person.', '本案没有等待该人员的任务。');
  const staying = current.tasks.filter((task) => !isTheirs(task));
  const queued = mine
    .filter((task) => task.role && !(task.group && staying.some(({ group }) => group === task.group)))
    .map(({ person: _, ...task }) => task)
    // Of two who leave, each leaves the same thing to do; it is done once.
    .filter((task, index, all) => ![...staying, ...all.slice(0, index)].some((other) => isSame(task, other)));
  return { outcome: { tasks: [...staying, ...queued] }, role };
};

const isSame = (one: TaskSpec, other: TaskSpec): boolean =>
  one.action === other.action && one.person === other.person && one.role === other.role && one.group === other.group;
