import { secondPair } from './four-eyes.ts';
import { type Completed, completed } from './lifecycle.ts';
import { limitsIn } from './limits.ts';
import { unbiased } from './own-matter.ts';
import { fallenTo } from './parts.ts';
import {
  type Actor,
  type AnyProcess,
  type AnyRule,
  type Case,
  type ClockState,
  isRefusal,
  type Outcome,
  type Refusal,
  roleOn,
  type Title,
} from './process.ts';
import { refuseByKernel } from './refusals.ts';
import { KERNEL_ROLES } from './roles.ts';
import { capacities, checksTheirs, forStoodIn, forThemselves, openedPrivately, wrongHand } from './standing-in.ts';
import { actsForNone, asAgent, isAgentRole } from './subjects.ts';

/** `adopted` replaces the case as a whole, where it goes over to other rules. */
export type Decision = { readonly outcome: Completed; readonly role: string; readonly adopted?: Case } | Refusal;

export type Command = {
  readonly action: string;
  readonly actor: Actor;
  readonly now: number;
  readonly input: unknown;
  readonly reference: unknown;
};

/** The rule of an action, if the process has it. */
export const ruleOf = (process: AnyProcess, action: string): AnyRule | undefined =>
  Object.hasOwn(process.actions, action) ? (process.actions as Record<string, AnyRule>)[action] : undefined;

/** The role in which somebody does this: one of those it is for, or the one that the open task fell to. */
const roleFor = (action: string, { by, anywhere }: AnyRule, current: Case, actor: Actor): string | undefined =>
  roleOn(actor, by, anywhere ? undefined : current) ?? roleOn(actor, fallenTo(action, by, current), current);

/** Why this person may not do this to the case now, as far as that can be said without what they would send. */
export const whyNot = (process: AnyProcess, current: Case, action: string, whoever: Actor, now: number): Refusal | undefined => {
  const rule = ruleOf(process, action);
  if (!rule)
    return refuseByKernel(
      'kernel.unknownAction',
      `A ${process.title.en.toLowerCase()} has no action “${action}”.`,
      `${process.title.zh}没有“${action}”这一步。`,
    );
  if (!rule.from.includes(current.state)) return wrongState(process, current, rule);
  const actor = asAgent(process, current, whoever);
  if (actor !== whoever && !roleFor(action, rule, current, actor) && roleFor(action, rule, current, whoever))
    return actsForNone();
  if (!roleFor(action, rule, current, actor))
    return roleOn(actor, rule.by) ? roleElsewhere(process, rule, current) : wrongRole(process, rule);
  const hand = wrongHand(process, current, actor);
  if (hand) return hand;
  const why = (one: Actor): Refusal | undefined => {
    const own = unbiased(process, current, one, rule);
    return roleFor(action, rule, current, own)
      ? (secondPair(process, rule, current, own) ?? rule.guard?.({ current, actor: own, now }))
      : ownMatter(rule);
  };
  return why(actor) ?? checksTheirs(actor, (id) => isExcepted(current, action, id) || why({ ...actor, id }) !== undefined);
};

/** Whether those who wait for an act don't wait for it from them. */
const isExcepted = ({ tasks }: Case, action: string, id: string): boolean =>
  tasks.some((task) => task.action === action && task.except?.includes(id));

/**
 * In which of their capacities somebody does this: in their own where they may, else for the first for whom they may. Where they may in none,
 * in the first that has the role for it, whose refusal says more than that of a role which they lack.
 */
export const actingOn = (process: AnyProcess, current: Case, action: string, actor: Actor, now: number): Actor => {
  const all = capacities(actor);
  if (all.length === 1) return all[0];
  const judged = all.map((one) => ({ one, refusal: whyNot(process, current, action, one, now) }));
  const best = judged.find(({ refusal }) => !refusal) ?? judged.find(({ refusal }) => refusal?.code !== 'kernel.wrongRole');
  return best?.one ?? all[0];
};

/** The same for opening a case. */
export const opening = ({ start }: AnyProcess, actor: Actor): Actor => {
  const all = capacities(actor);
  return all.find((one) => roleOn(one, start.by)) ?? all[0];
};

/** What follows from an act, or why nothing does. Pure: the API asks before sending, the Update validator on arrival, the chain when its turn has come. */
export const decide = (
  process: AnyProcess,
  current: Case,
  { action, actor: whoever, now, input, reference }: Command,
): Decision => {
  const refusal = whyNot(process, current, action, whoever, now);
  if (refusal) return refusal;
  const rule = ruleOf(process, action) as AnyRule;
  const actor = unbiased(process, current, asAgent(process, current, whoever), rule);
  const limits = limitsIn(process.limits, reference);
  const decided = (one: Actor) => rule.decide({ current, actor: one, now, input, reference, limits });
  const outcome = decided(actor);
  if (isRefusal(outcome)) return outcome;
  const wrong =
    forThemselves(outcome, reference, actor) ??
    forStoodIn(current, input, outcome) ??
    checksTheirs(actor, (id) => isRefusal(decided({ ...actor, id })));
  if (wrong) return wrong;
  if (outcome.state !== undefined && outcome.state !== current.state && !rule.to?.includes(outcome.state)) {
    throw new RangeError(`The rule ${process.name}.${action} led to “${outcome.state}”, which its “to” does not name.`);
  }
  return { outcome: completed(process, current, outcome), role: roleFor(action, rule, current, actor) as string };
};

/** Why somebody opens no such case at all, whatever they would send. */
export const whyNotStart = (process: AnyProcess, { actor, input }: { actor: Actor; input: unknown }): Refusal | undefined =>
  process.start.as?.(actor, input) || roleOn(actor, process.start.by) ? undefined : wrongRoleToStart(process);

/** What follows from opening a case, or why it can't be opened. */
export const decideStart = (
  process: AnyProcess,
  start: { id: string; actor: Actor; now: number; input: unknown; reference: unknown },
): Decision => {
  const role = process.start.as?.(start.actor, start.input) ?? roleOn(start.actor, process.start.by);
  if (!role) return wrongRoleToStart(process);
  const limits = limitsIn(process.limits, start.reference);
  const decided = (actor: Actor) => process.start.decide({ ...start, actor, limits });
  const outcome = decided(start.actor);
  if (isRefusal(outcome)) return outcome;
  if (isAgentRole(process, role) && asAgent(process, outcome, start.actor) !== start.actor) return actsForNone();
  const wrong =
    openedPrivately(process, outcome, start.actor) ??
    forThemselves(outcome, start.reference, start.actor) ??
    checksTheirs(start.actor, (id) => isRefusal(decided({ ...start.actor, id })));
  if (wrong) return wrong;
  const before = unopened(process, { ...start, tenant: '' });
  return { outcome: completed(process, before, outcome), role };
};

/** The case as it is before its opening counts. */
export const unopened = (process: AnyProcess, at: { id: string; tenant: string; actor: Actor; now: number }): Case => ({
  id: at.id,
  tenant: at.tenant,
  state: '',
  revision: -1,
  rulesVersion: process.version,
  facts: {},
  openedBy: at.actor.id,
  openedAt: at.now,
  clocks: {},
  tasks: [],
});

/** The case after an outcome has been recorded, before the record has looked who is there for its work. */
export const applyOutcome = (current: Case, outcome: Completed): Case => {
  const { state, facts, unit, area, tasks } = outcome;
  return {
    ...current,
    revision: current.revision + 1,
    state: state ?? current.state,
    facts: facts ? { ...(current.facts as object), ...facts } : current.facts,
    clocks: outcome.clocks ? clocksAfter(current.clocks, outcome.clocks) : current.clocks,
    tasks: tasks ?? current.tasks,
    ...(unit === undefined ? {} : { unit }),
    ...(area === undefined ? {} : { area }),
  };
};

const clocksAfter = (clocks: Case['clocks'], changes: NonNullable<Outcome['clocks']>): Case['clocks'] => {
  const next: Record<string, ClockState> = { ...clocks };
  // What stops and starts in one act ends one run and begins the next.
  for (const name of changes.stop ?? []) next[name] = 'stopped';
  for (const name of Object.keys(changes.start ?? {})) next[name] = 'running';
  for (const name of changes.pause ?? []) if (next[name] === 'running') next[name] = 'paused';
  for (const name of changes.resume ?? []) if (next[name] === 'paused') next[name] = 'running';
  return next;
};

const wrongState = (process: AnyProcess, current: Case, rule: AnyRule): Refusal => {
  const states = process.states as Record<string, { en: string; zh: string }>;
  const now = states[current.state];
  const wanted = rule.from.map((state) => states[state]);
  const other = process.goesOnAs?.(current.facts);
  if (other !== undefined) {
    return refuseByKernel(
      'kernel.goesOnElsewhere',
      `This one goes on as ${other}. Open ${other}, and do it there.`,
      `本件已并入${other}，请到${other}办理。`,
    );
  }
  return refuseByKernel(
    'kernel.wrongState',
    `“${rule.title.en}” is possible while a case is ${wanted.map((state) => `“${state?.en}”`).join(' or ')}; this one is “${now?.en ?? current.state}”.`,
    `“${rule.title.zh}”须在${wanted.map((state) => `“${state?.zh}”`).join('或')}时办理；本件现为“${now?.zh ?? current.state}”。`,
  );
};

const wrongRole = (process: AnyProcess, rule: AnyRule): Refusal => {
  const { en, zh } = rolesInWords(process, rule.by);
  return refuseByKernel(
    'kernel.wrongRole',
    `“${rule.title.en}” is for ${en} of the unit and area that have this case. Ask one of them, or have your role entered.`,
    `“${rule.title.zh}”由本件所属单位、网格的${zh}办理，请联系有权限的同事或申请该角色。`,
  );
};

/** Their grants are bound to units or areas, and the case is in none of these. */
const roleElsewhere = (process: AnyProcess, rule: AnyRule, { unit, area }: Case): Refusal => {
  const { en, zh } = rolesInWords(process, rule.by);
  const [here, hereZh] =
    unit === undefined && area === undefined
      ? ['this case belongs to no unit and no area', '本件未归属任何单位、网格']
      : ['your role is for others', '您的岗位范围不含本件'];
  return refuseByKernel(
    'kernel.wrongRole',
    `“${rule.title.en}” is for ${en} of the unit and area that have this case, and ${here}. Ask somebody whose role counts here, or have yours entered so.`,
    `“${rule.title.zh}”由本件所属单位、网格的${zh}办理，${hereZh}。请联系有权限的同事，或申请扩大该角色的范围。`,
  );
};

const ownMatter = (rule: AnyRule): Refusal =>
  refuseByKernel(
    'kernel.ownMatter',
    `This is your own matter, or that of somebody related to you. “${rule.title.en}” is for somebody else of the office: leave it to them.`,
    `本件涉及您本人或与您有利害关系的人，“${rule.title.zh}”须由其他人员办理，请交由同事处理。`,
  );

const wrongRoleToStart = (process: AnyProcess): Refusal => {
  const { start } = process;
  const { en, zh } = rolesInWords(process, start.by);
  return refuseByKernel(
    'kernel.wrongRole',
    `“${start.title.en}” is for ${en}. Ask one of them, or have your role entered.`,
    `“${start.title.zh}”由${zh}办理，请联系有权限的同事或申请该角色。`,
  );
};

/** Roles in a sentence; clocks and other cases are nobody whom one could ask. */
const rolesInWords = ({ roles }: AnyProcess, by: readonly string[]): Title => {
  const titles = by
    .filter((role) => role !== 'case' && !role.startsWith('clock:'))
    .map((role) => (roles as Record<string, Title> | undefined)?.[role] ?? KERNEL_ROLES[role] ?? { en: role, zh: role });
  return { en: titles.map(({ en }) => en).join(' or ') || 'nobody', zh: titles.map(({ zh }) => zh).join('、') || '系统' };
};
