import { newFollowCode } from '../effects/follow-code.ts';
import { applyOutcome, type Command, type Decision, decide, ruleOf } from './decide.ts';
import { completed } from './lifecycle.ts';
import { both } from './parts.ts';
import { type Actor, type AnyProcess, type Case, type Gone, isRefusal, type Notice, type Recipient, roleOn } from './process.ts';
import { refuseByKernel } from './refusals.ts';
import { named } from './staffing.ts';
import { afterChange, SUBJECT_STATES, type SubjectChange, subjectsNamed } from './subjects.ts';

/** Acts every case takes, whatever its process. */
export const OWN_ACTS = {
  adoptRules: 'RulesAdopted',
  handBack: 'HandedBack',
  renewCode: 'CodeRenewed',
  endSubject: 'SubjectEnded',
  renameSubject: 'SubjectRenamed',
} as const;
type OwnAct = keyof typeof OWN_ACTS;

const isOwn = (action: string): action is OwnAct => Object.hasOwn(OWN_ACTS, action);

/** What history calls an act. */
export const eventOf = (process: AnyProcess, action: string): string =>
  isOwn(action) ? OWN_ACTS[action] : (ruleOf(process, action)?.event ?? action);

/** Decides an act by the rules the case opened with, or by the kernel's own. */
export const decideAny = (versions: readonly AnyProcess[], current: Case, command: Command): Decision => {
  if (command.action === 'adoptRules') return adoptRules(versions, current, command);
  const process = versions.find(({ version }) => version === current.rulesVersion);
  if (!process)
    return refuseByKernel(
      'kernel.unknownRules',
      `Version ${current.rulesVersion} of the rules is not released here.`,
      `此处未发布第${current.rulesVersion}版规则。`,
    );
  if (command.action === 'renewCode') return renewCode(process, current, command);
  if (command.action === 'endSubject' || command.action === 'renameSubject') return noteSubject(process, current, command);
  return command.action === 'handBack' ? handBack(process, current, command) : decide(process, current, command);
};

/** Takes an open case over into the newest released rules. */
const adoptRules = (versions: readonly AnyProcess[], current: Case, { actor }: Command): Decision => {
  const role = roleOn(actor, ['admin'], current);
  const next = versions.at(-1) as AnyProcess;
  if (!role)
    return refuseByKernel(
      'kernel.wrongRole',
      'Only an administrator takes cases over into new rules.',
      '仅管理员可将案件迁移到新规则。',
    );
  if (next.version <= current.rulesVersion)
    return refuseByKernel('kernel.newestRules', 'The case has the newest rules already.', '案件已采用最新规则。');
  const taken = next.adopt ? next.adopt(current) : { state: current.state, facts: current.facts };
  if (isRefusal(taken)) return taken;
  if (!Object.hasOwn(next.states, taken.state)) {
    return refuseByKernel(
      'kernel.unknownState',
      `Version ${next.version} has no state “${current.state}”; move the case on first.`,
      `第${next.version}版没有“${current.state}”状态，请先推进案件。`,
    );
  }
  const before = versions.find(({ version }) => version === current.rulesVersion) ?? next;
  const outcome = completed(next, current, { state: taken.state, facts: taken.facts as Record<string, unknown> }, before);
  const adopted = { ...applyOutcome(current, outcome), rulesVersion: next.version, facts: taken.facts };
  return { outcome, role, adopted };
};

/** What a case is told when its people are found again: who has gone, and the unit that has taken over the work of the one that had it. */
export type HandedBack = Partial<Gone> & { readonly unit?: string };

/** Somebody has left, has lost a role or a qualification, has come back, or the unit has ended: the record looks again who is there for the case's work. */
const handBack = (process: AnyProcess, before: Case, { actor, now, input }: Command): Decision => {
  const role = roleOn(actor, ['admin'], before);
  if (!role)
    return refuseByKernel(
      'kernel.wrongRole',
      'Only an administrator hands back the tasks of somebody who left.',
      '仅管理员可退回离岗人员的任务。',
    );
  const { person, unit, left = [], withoutRole = [], unqualified = [] } = input as HandedBack & { person?: string };
  const moved = unit === undefined ? {} : { unit };
  const current = { ...before, ...moved };
  const names = [...named(process, current), ...current.tasks, ...(current.gone ?? [])];
  if (person !== undefined && !names.some((part) => part.person === person))
    return refuseByKernel(
      'kernel.nothingToHandBack',
      'Nothing in this case waits for that person.',
      '本案没有等待该人员的任务。',
    );
  const some = left.length + withoutRole.length + unqualified.length > 0;
  const outcome = some ? process.whenGone?.(current, { left, withoutRole, unqualified }, now) : undefined;
  return { outcome: completed(process, current, { ...moved, ...outcome }), role };
};

/** A firm or household of the case has ended, or has another name: the process says what follows, or else those who work on it are told. */
const noteSubject = (process: AnyProcess, current: Case, { action, actor, now, input }: Command): Decision => {
  const role = roleOn(actor, ['admin'], current);
  if (!role)
    return refuseByKernel(
      'kernel.wrongRole',
      'What becomes of a firm or household is told to its cases by the register alone; change it there.',
      '企业或住户的变更由登记簿通知各案件，请在登记簿中修改。',
    );
  const change = input as SubjectChange;
  if (!subjectsNamed(process, current).includes(change.subject))
    return refuseByKernel(
      'kernel.notItsSubject',
      'This case doesn’t concern that firm or household; there is nothing to note.',
      '本件不涉及该企业或住户，无需登记。',
    );
  const outcome = afterChange(process, current, change, now) ?? { notify: toldOf(action, current, change) };
  return { outcome: completed(process, current, outcome), role };
};

/** Those for whom work of the case waits, each once. */
const toldOf = (action: string, { tasks }: Case, { name, before = '', state = 'active' }: SubjectChange): readonly Notice[] => {
  const to = new Map<string, Recipient>();
  for (const { person, role } of tasks) {
    if (person !== undefined) to.set(`person ${person}`, { person });
    else if (role !== undefined) to.set(`role ${role}`, { role });
  }
  const said =
    action === 'renameSubject'
      ? { notice: 'subjectRenamed', params: { name, before } }
      : { notice: 'subjectEnded', params: { name, ...both('state', SUBJECT_STATES[state] ?? { en: state, zh: state }) } };
  return [...to.values()].map((one) => ({ to: one, ...said }));
};

/**
 * Somebody without an account has lost the code to follow their case with. Whoever has a code acts as that reporter: those who work on the case
 * are never given one.
 */
const renewCode = (process: AnyProcess, current: Case, { actor, input }: Command): Decision => {
  const { accountless, filedAs } = input as { accountless?: boolean; filedAs?: string };
  const role = actor.id === `follower:${current.id}` ? 'follower' : receiving(process, current, actor);
  const refusal = refuseByKernel(
    'kernel.wrongRole',
    'A new code is given by those who filed the case for somebody without an account and don’t work on it, or taken by whoever has the old one.',
    '查询码由代为登记本件且不经办本件的人员补发，或由持有原查询码的人更换。',
  );
  if (!role) return refusal;
  if (!accountless)
    return refuseByKernel(
      'kernel.noFollower',
      'Whoever opened this case has an account and needs no code.',
      '本件由有账号的人员提交，无须查询码。',
    );
  // With a new code they would act in the name of somebody who never came to them.
  if (role !== 'follower' && role !== filedAs) return refusal;
  return { outcome: completed(process, current, { confidential: true, effects: [newFollowCode()] }), role };
};

/** The role in which somebody files such cases for others and reads how to reach them, unless they work on this one as well. */
const receiving = ({ personal, staff, start }: AnyProcess, current: Case, actor: Actor): string | undefined => {
  const desk = personal.filter((role) => start.accountless?.by.includes(role));
  const work = staff.filter((role) => !desk.includes(role));
  return roleOn(actor, work, current) ? undefined : roleOn(actor, desk, current);
};
