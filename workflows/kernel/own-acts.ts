import { type Decision, type Deed, decide, ruleOf } from './decide.ts';
import { type AnyProcess, type Ask, isRefusal, type Kase, refuse, roleOn } from './process.ts';

/** Acts every case takes, whatever its process. */
export const OWN_ACTS = { adoptRules: 'RulesAdopted', handBack: 'HandedBack' } as const;
type OwnAct = keyof typeof OWN_ACTS;

const isOwn = (action: string): action is OwnAct => Object.hasOwn(OWN_ACTS, action);

/** What history calls an act. */
export const eventOf = (process: AnyProcess, action: string): string =>
  isOwn(action) ? OWN_ACTS[action] : (ruleOf(process, action)?.event ?? action);

/** Decides an act by the rules the case opened with, or by the kernel's own. */
export const decideAny = (versions: readonly AnyProcess[], kase: Kase, deed: Deed): Decision => {
  if (deed.action === 'adoptRules') return adoptRules(versions, kase, deed);
  if (deed.action === 'handBack') return handBack(kase, deed);
  const process = versions.find(({ version }) => version === kase.rulesVersion);
  if (!process)
    return refuse(
      'unknownRules',
      `Version ${kase.rulesVersion} of the rules is not released here.`,
      `此处未发布第${kase.rulesVersion}版规则。`,
    );
  return decide(process, kase, deed);
};

/** Takes an open case over into the newest released rules. */
const adoptRules = (versions: readonly AnyProcess[], kase: Kase, { actor }: Deed): Decision => {
  const role = roleOn(actor, ['admin'], kase);
  const next = versions.at(-1) as AnyProcess;
  if (!role)
    return refuse('wrongRole', 'Only an administrator takes cases over into new rules.', '仅管理员可将案件迁移到新规则。');
  if (next.version <= kase.rulesVersion)
    return refuse('newestRules', 'The case has the newest rules already.', '案件已采用最新规则。');
  const taken = next.adopt ? next.adopt(kase) : { state: kase.state, facts: kase.facts };
  if (isRefusal(taken)) return taken;
  if (!Object.hasOwn(next.states, taken.state)) {
    return refuse(
      'unknownState',
      `Version ${next.version} has no state “${kase.state}”; move the case on first.`,
      `第${next.version}版没有“${kase.state}”状态，请先推进案件。`,
    );
  }
  const adopted = { ...kase, revision: kase.revision + 1, rulesVersion: next.version, state: taken.state, facts: taken.facts };
  return { outcome: { state: taken.state, facts: taken.facts as Record<string, unknown> }, role, adopted };
};

/** Somebody has left, or holds one role no more: what waited for them goes to the role's queue; a group goes on without them. */
const handBack = (kase: Kase, { actor, input }: Deed): Decision => {
  const role = roleOn(actor, ['admin'], kase);
  if (!role)
    return refuse(
      'wrongRole',
      'Only an administrator hands back the tasks of somebody who left.',
      '仅管理员可退回离岗人员的任务。',
    );
  const { person, role: only } = input as { person: string; role?: string };
  const isTheirs = (task: Kase['tasks'][number]) => task.person === person && (only === undefined || task.role === only);
  const mine = kase.tasks.filter(isTheirs);
  if (mine.length === 0)
    return refuse('nothingToHandBack', 'Nothing in this case waits for that person.', '本案没有等待该人员的任务。');
  const staying = kase.tasks.filter((task) => !isTheirs(task));
  const queued = mine
    .filter((task) => task.role && !(task.group && staying.some(({ group }) => group === task.group)))
    .map(({ person: _, ...task }) => task)
    // Of two who leave, each leaves the same thing to do; it is done once.
    .filter((task, index, all) => ![...staying, ...all.slice(0, index)].some((other) => isSame(task, other)));
  return { outcome: { ask: [...staying, ...queued] }, role };
};

const isSame = (one: Ask, other: Ask): boolean =>
  one.to === other.to && one.person === other.person && one.role === other.role && one.group === other.group;
