import {
  type Actor,
  type AnyProcess,
  type AnyRule,
  type ClockState,
  isRefusal,
  type Kase,
  type Outcome,
  type Refusal,
  refuse,
  roleOn,
} from './process.ts';

/** `adopted` replaces the case as a whole, where it goes over to other rules. */
export type Decision = { readonly outcome: Outcome; readonly role: string; readonly adopted?: Kase } | Refusal;

export type Deed = {
  readonly action: string;
  readonly actor: Actor;
  readonly now: number;
  readonly input: unknown;
  readonly known: unknown;
};

/** The rule of an action, if the process has it. */
export const ruleOf = (process: AnyProcess, action: string): AnyRule | undefined =>
  Object.hasOwn(process.actions, action) ? (process.actions as Record<string, AnyRule>)[action] : undefined;

const roleFor = ({ by, anywhere }: AnyRule, kase: Kase, actor: Actor): string | undefined =>
  roleOn(actor, by, anywhere ? undefined : kase);

/** Why this person may not do this to the case now, as far as that can be said without what they would send. */
export const whyNot = (process: AnyProcess, kase: Kase, action: string, actor: Actor, now: number): Refusal | undefined => {
  const rule = ruleOf(process, action);
  if (!rule)
    return refuse(
      'unknownAction',
      `A ${process.title.en.toLowerCase()} has no action “${action}”.`,
      `${process.title.zh}没有“${action}”这一步。`,
    );
  if (!rule.from.includes(kase.state)) return wrongState(process, kase, rule);
  if (!roleFor(rule, kase, actor)) return wrongRole(rule);
  return rule.unless?.({ kase, actor, now });
};

/** What follows from an act, or why nothing does. Pure: the API asks before sending, the Update validator on arrival, the chain when its turn has come. */
export const decide = (process: AnyProcess, kase: Kase, { action, actor, now, input, known }: Deed): Decision => {
  const refusal = whyNot(process, kase, action, actor, now);
  if (refusal) return refusal;
  const rule = ruleOf(process, action) as AnyRule;
  const outcome = rule.follows({ kase, actor, now, input, known });
  if (isRefusal(outcome)) return outcome;
  if (outcome.state !== undefined && outcome.state !== kase.state && !rule.to?.includes(outcome.state)) {
    throw new RangeError(`The rule ${process.name}.${action} led to “${outcome.state}”, which its “to” does not name.`);
  }
  return { outcome, role: roleFor(rule, kase, actor) as string };
};

/** What follows from opening a case, or why it can't be opened. */
export const decideStart = (
  process: AnyProcess,
  opening: { id: string; actor: Actor; now: number; input: unknown; known: unknown },
): Decision => {
  const role = roleOn(opening.actor, process.start.by);
  if (!role) return wrongRole(process.start);
  const outcome = process.start.follows(opening);
  return isRefusal(outcome) ? outcome : { outcome, role };
};

/** The case as it is before its opening counts. */
export const unopened = (process: AnyProcess, at: { id: string; tenant: string; actor: Actor; now: number }): Kase => ({
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

/** The case after an outcome has been recorded. A change of state, or an `ask`, replaces the open tasks. */
export const applyOutcome = (kase: Kase, outcome: Outcome, done?: { action: string; actor: Actor }): Kase => {
  const { state, facts, unit, area } = outcome;
  const moved = state !== undefined && state !== kase.state;
  return {
    ...kase,
    revision: kase.revision + 1,
    state: state ?? kase.state,
    facts: facts ? { ...(kase.facts as object), ...facts } : kase.facts,
    clocks: outcome.clocks ? clocksAfter(kase.clocks, outcome.clocks) : kase.clocks,
    tasks: tasksAfter(kase, outcome, moved, done),
    ...(unit === undefined ? {} : { unit }),
    ...(area === undefined ? {} : { area }),
  };
};

const tasksAfter = (kase: Kase, { ask }: Outcome, moved: boolean, done?: { action: string; actor: Actor }): Kase['tasks'] => {
  if (ask) return ask;
  if (moved) return [];
  // One member of a group has finished: their share is done, the others' stays. Who has none takes one that waits for the role.
  const shares = done ? kase.tasks.filter((task) => task.group && task.to === done.action) : [];
  const share =
    shares.find(({ person }) => person === done?.actor.id) ??
    shares.find(({ person, role }) => done && !person && role && roleOn(done.actor, [role], kase));
  return share ? kase.tasks.filter((task) => task !== share) : kase.tasks;
};

const clocksAfter = (clocks: Kase['clocks'], changes: NonNullable<Outcome['clocks']>): Kase['clocks'] => {
  const next: Record<string, ClockState> = { ...clocks };
  // What stops and starts in one act ends one run and begins the next.
  for (const name of changes.stop ?? []) next[name] = 'stopped';
  for (const name of Object.keys(changes.start ?? {})) next[name] = 'running';
  for (const name of changes.pause ?? []) if (next[name] === 'running') next[name] = 'paused';
  for (const name of changes.resume ?? []) if (next[name] === 'paused') next[name] = 'running';
  return next;
};

const wrongState = (process: AnyProcess, kase: Kase, rule: AnyRule): Refusal => {
  const states = process.states as Record<string, { en: string; zh: string }>;
  const now = states[kase.state];
  const wanted = rule.from.map((state) => states[state]);
  return refuse(
    'wrongState',
    `“${rule.title.en}” is possible while a case is ${wanted.map((state) => `“${state?.en}”`).join(' or ')}; this one is “${now?.en ?? kase.state}”.`,
    `“${rule.title.zh}”须在${wanted.map((state) => `“${state?.zh}”`).join('或')}时办理；本件现为“${now?.zh ?? kase.state}”。`,
  );
};

const wrongRole = (rule: { title: { en: string; zh: string }; by: readonly string[] }): Refusal =>
  refuse(
    'wrongRole',
    `“${rule.title.en}” is for ${rule.by.join(' or ')} of the unit and area that have this case. Ask one of them, or have your role entered.`,
    `“${rule.title.zh}”由本件所属单位、网格的${rule.by.join('、')}办理，请联系有权限的同事或申请该角色。`,
  );
