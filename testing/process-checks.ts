/** What has to be true of every process, ours or somebody else's; authors of a package run the same checks in their own tests. */
import { z } from 'zod';
import { noticesOf, placeholdersIn } from '../activities/notices.ts';
import { newest, type ProcessPackage } from '../activities/process-package.ts';
import { sampleFacts } from '../workers/docs/sample-facts.ts';
import { audiencesOf } from '../workflows/kernel/audiences.ts';
import { clocksIn, tasksIn } from '../workflows/kernel/lifecycle.ts';
import { defaultsOf, LIMIT_UNITS, type LimitRule } from '../workflows/kernel/limits.ts';
import type { AnyProcess, AnyRule, ClockRule, Recipient, TaskSpec, Title } from '../workflows/kernel/process.ts';
import { KERNEL_ROLES } from '../workflows/kernel/roles.ts';
import { silent, spoken } from './described.ts';

/** What is checked of a process without playing it, each check by what has to be true: it answers what is wrong in sentences, none where the process is sound. */
export const processChecks: Readonly<Record<string, (pkg: ProcessPackage) => readonly string[]>> = {
  'has titles in both languages for all that people see': (pkg) => titles(newest(pkg)),
  'describes its inputs, facts and tables in both languages': (pkg) => descriptions(pkg),
  'has texts in both languages, about clocks and states that it has': (pkg) => texts(pkg),
  'names only roles that it knows': (pkg) => roles(newest(pkg)),
  'reaches every state and every action, and says what each open state waits for': (pkg) => states(newest(pkg)),
  'waits in each open state for what can be done there, by those who may do it': (pkg) => work(pkg),
  'has clocks that run somewhere and do what their rules allow': (pkg) => clocks(pkg),
  'says who reads facts and fields that it has': (pkg) => audiences(pkg),
  'has limits within their own bounds': (pkg) => limits(newest(pkg)),
};

/** Everything wrong with a process that can be seen without playing it, in sentences. */
export const faultsOf = (pkg: ProcessPackage): readonly string[] => Object.values(processChecks).flatMap((check) => check(pkg));

const untitled = (what: string, title: Title | undefined): readonly string[] =>
  spoken(title) ? [] : [`${what} has no title in both languages.`];

const rulesOf = ({ actions }: AnyProcess): readonly (readonly [string, AnyRule])[] => Object.entries<AnyRule>(actions);

const titles = (process: AnyProcess): readonly string[] => [
  ...untitled('The process', process.title),
  ...untitled('Its start', process.start.title),
  ...Object.entries<Title>(process.states).flatMap(([state, title]) => untitled(`The state ${state}`, title)),
  ...Object.entries<ClockRule>(process.clocks).flatMap(([clock, { title }]) => untitled(`The clock ${clock}`, title)),
  ...Object.entries<Title>(process.roles ?? {}).flatMap(([role, title]) => untitled(`The role ${role}`, title)),
  ...rulesOf(process).flatMap(([action, { title, description }]) => [
    ...untitled(`The action ${action}`, title),
    ...(description ? untitled(`The description of ${action}`, description) : []),
  ]),
];

const descriptions = ({ inputs, facts, tables = {}, versions }: ProcessPackage): readonly string[] => {
  const process = versions.at(-1) as AnyProcess;
  const asked = new Set(Object.keys(inputs));
  return [
    ...['start', ...Object.keys(process.actions)].flatMap((action) =>
      asked.has(action) ? [] : [`${action} has no input schema.`],
    ),
    ...Object.entries(inputs).flatMap(([action, schema]) => silent(action, schema, 'input')),
    ...(facts instanceof z.ZodType ? silent('facts', facts, 'output') : ['The facts are not described.']),
    ...Object.entries(tables).flatMap(([table, { title, key, row }]) => [
      ...untitled(`The table ${table}`, title),
      ...untitled(`The key of ${table}`, key),
      ...silent(table, row, 'input'),
    ]),
  ];
};

const texts = (pkg: ProcessPackage): readonly string[] => {
  const { clocks, states } = newest(pkg);
  const made = (notice: string) => Object.keys(pkg.secretWords?.[notice] ?? {});
  return [
    ...Object.keys(pkg.secretWords ?? {})
      .filter((notice) => !Object.hasOwn(pkg.notices ?? {}, notice))
      .map((notice) => `There are secret words for ${notice}, and there is no such notice.`),
    ...Object.entries(noticesOf(pkg)).flatMap(([notice, { en, zh, secret = [] }]) => [
      ...(secret.toSorted().join() === made(notice).toSorted().join()
        ? []
        : [`The notice ${notice} has the secret words [${secret}], and the package makes [${made(notice)}].`]),
      ...(spoken({ en: en.subject + en.body, zh: zh.subject + zh.body })
        ? []
        : [`The notice ${notice} isn't said in both languages.`]),
      ...[en, zh]
        .flatMap(({ subject, body }) => placeholdersIn(subject + body))
        .filter((name) => name.startsWith('due.') && !Object.hasOwn(clocks, name.slice('due.'.length)))
        .map((name) => `The notice ${notice} speaks of {${name}}, and there is no such clock.`),
    ]),
    ...(pkg.replies ?? []).flatMap((reply) => [
      ...(spoken(reply) ? [] : [`The reply ${reply.id} isn't said in both languages.`]),
      ...(Object.hasOwn(states, reply.state) ? [] : [`The reply ${reply.id} is for ${reply.state}, and there is no such state.`]),
    ]),
  ];
};

const roles = (process: AnyProcess): readonly string[] => {
  const known = new Set([...Object.keys(process.roles ?? {}), ...Object.keys(KERNEL_ROLES), 'case']);
  const asks = (where: string, names: readonly string[]) =>
    names
      .filter((name) => !known.has(name) && !name.startsWith('clock:'))
      .map((name) => `${where} names the role ${name}, which the process doesn't know.`);
  const named = (to: readonly Recipient[]) => to.flatMap((recipient) => ('role' in recipient ? [recipient.role] : []));
  const ghosts = rulesOf(process).flatMap(([action, { by }]) =>
    by
      .filter((role) => role.startsWith('clock:') && !Object.hasOwn(process.clocks, role.slice('clock:'.length)))
      .map((role) => `${action} is done by ${role}, and there is no such clock.`),
  );
  return [
    ...asks('start', process.start.by),
    ...rulesOf(process).flatMap(([action, { by }]) => asks(action, by)),
    ...asks('staff', process.staff),
    ...asks('personal', process.personal),
    ...asks('outsiders', process.outsiders?.readBy ?? []),
    ...asks('openTo', process.openTo ?? []),
    ...audiencesOf(process).flatMap(([fact, { readBy }]) =>
      asks(`The audience of ${fact}`, typeof readBy === 'function' ? [] : readBy),
    ),
    ...asks('fallback', process.fallback === undefined ? [] : [process.fallback]),
    ...Object.entries<ClockRule>(process.clocks).flatMap(([clock, { ladder }]) =>
      ladder.flatMap(({ notify = [] }) => asks(`The ladder of ${clock}`, named(notify))),
    ),
    ...ghosts,
    ...rulesOf(process).flatMap(([action, { apart = [] }]) =>
      apart
        .filter(({ did }) => did !== 'start' && !Object.hasOwn(process.actions, did))
        .map(({ did }) => `${action} is kept apart from ${did}, and there is no such action.`),
    ),
    // Work that falls to somebody who can't see the case would be lost.
    ...(process.fallback === undefined || [...process.staff, ...(process.openTo ?? [])].includes(process.fallback)
      ? []
      : [`Work falls to ${process.fallback}, who isn't staff and doesn't see the case.`]),
  ];
};

const states = (process: AnyProcess): readonly string[] => {
  const all = Object.keys(process.states);
  const { lifecycle, start } = process;
  const opening: readonly string[] = start.to ?? [];
  const reached = new Set<string>(opening);
  const taken = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const [action, { from, to = [] }] of rulesOf(process)) {
      if (taken.has(action) || !from.some((state) => reached.has(state))) continue;
      taken.add(action);
      grown = true;
      for (const state of to) reached.add(state);
    }
  }
  const open = all.filter((state) => !process.closed.includes(state));
  const leads = (from: string) => rulesOf(process).some(([, rule]) => rule.from.includes(from) && (rule.to?.length ?? 0) > 0);
  return [
    ...(opening.length > 0 ? [] : ['start does not say in which states a case opens.']),
    ...(lifecycle ? [] : ['There is no lifecycle.']),
    ...all.filter((state) => !reached.has(state)).map((state) => `No way leads to ${state}.`),
    ...rulesOf(process)
      .filter(([action]) => !taken.has(action))
      .map(([action]) => `${action} can never be done.`),
    ...all.filter((state) => !Object.hasOwn(lifecycle ?? {}, state)).map((state) => `The lifecycle has no rule for ${state}.`),
    ...open
      .filter((state) => !lifecycle?.[state]?.runs && !spoken(lifecycle?.[state]?.untimed))
      .map((state) => `In ${state} no clock runs, and the lifecycle doesn't say why.`),
    ...open.filter((state) => !leads(state)).map((state) => `No way leads out of ${state}.`),
    ...process.closed
      .filter((state: string) => !all.includes(state))
      .map((state: string) => `${state} is closed, and isn't a state.`),
  ];
};

/** What runs, rests and is waited for in a state, for one sort of facts. */
type Waiting = { readonly runs: readonly string[]; readonly rests: readonly string[]; readonly tasks: readonly TaskSpec[] };

/** The same for all sorts of facts; some that a schema allows never come together, and a lifecycle may fail on them. */
const waitings = (pkg: ProcessPackage, state: string): readonly Waiting[] =>
  sampleFacts(pkg.facts).flatMap((facts) => {
    try {
      return [{ ...clocksIn(newest(pkg), { state, facts }), tasks: tasksIn(newest(pkg), { state, facts }) }];
    } catch {
      return [];
    }
  });

const work = (pkg: ProcessPackage): readonly string[] => {
  const process = newest(pkg);
  const rules = new Map(rulesOf(process));
  const known = new Set([...Object.keys(process.roles), ...Object.keys(KERNEL_ROLES)]);
  const wrong = (state: string, { runs, rests, tasks }: Waiting): readonly string[] => {
    const actsByItself = (clock: string) =>
      process.clocks[clock]?.ladder.some(
        ({ act }: { act?: string }) => act !== undefined && rules.get(act)?.from.includes(state),
      );
    const isWaited =
      tasks.length > 0 ||
      runs.some(actsByItself) ||
      process.lifecycle[state]?.untimed ||
      spoken(process.lifecycle[state]?.unattended);
    return [
      ...(isWaited ? [] : [`In ${state} there may be nobody who is waited for, and no clock that moves the case on.`]),
      ...[...runs, ...rests]
        .filter((clock) => !Object.hasOwn(process.clocks, clock))
        .map((clock) => `In ${state} runs or rests ${clock}, and there is no such clock.`),
      ...tasks.flatMap(({ action, person, role, clock, otherwise }) => [
        ...[action, otherwise?.action ?? action]
          .filter((one) => !rules.get(one)?.from.includes(state))
          .map((one) => `In ${state} ${one} is waited for, which can't be done there.`),
        ...[role, otherwise?.role]
          .filter((one) => one !== undefined && !known.has(one))
          .map((one) => `In ${state} ${action} is for the role ${one}, which the process doesn't know.`),
        ...(person !== undefined || role === undefined || rules.get(action)?.by.includes(role)
          ? []
          : [`In ${state} ${action} is waited for from ${role}, whose it isn't.`]),
        ...(clock === undefined || runs.includes(clock) || rests.includes(clock)
          ? []
          : [`In ${state} ${action} has the time of ${clock}, which doesn't run there.`]),
      ]),
    ];
  };
  const open = Object.keys(process.states).filter((state) => !process.closed.includes(state));
  return open.flatMap((state) => {
    const all = waitings(pkg, state);
    return [
      ...(all.some(({ tasks }) => tasks.length > 0) !== spoken(process.lifecycle[state]?.unattended)
        ? []
        : [`In ${state} nobody is ever waited for, and the lifecycle doesn't say why.`]),
      ...new Set(all.flatMap((waiting) => wrong(state, waiting))),
    ];
  });
};

const clocks = (pkg: ProcessPackage): readonly string[] => {
  const process = newest(pkg);
  const mentioned = new Set(
    Object.keys(process.states).flatMap((state) => waitings(pkg, state).flatMap(({ runs, rests }) => [...runs, ...rests])),
  );
  return Object.entries<ClockRule>(process.clocks).flatMap(([clock, { ladder, budget }]) => [
    ...(mentioned.has(clock) ? [] : [`The clock ${clock} runs in no state.`]),
    ...('repeat' in budget || Object.values(budget).every((size) => typeof size === 'string' || size > 0)
      ? []
      : [`The clock ${clock} has no time.`]),
    ...('repeat' in budget && (ladder.every(({ at }) => at !== 100) || ladder.some(({ at }) => at > 100))
      ? [`The clock ${clock} repeats: its ladder needs a step at 100 per cent, and none behind it.`]
      : []),
    ...ladder.flatMap(({ act }) => {
      if (act === undefined) return [];
      const rule = rulesOf(process).find(([action]) => action === act)?.[1];
      return rule?.by.includes(`clock:${clock}`) ? [] : [`The clock ${clock} does ${act}, which its rule doesn't allow.`];
    }),
  ]);
};

const audiences = (pkg: ProcessPackage): readonly string[] =>
  audiencesOf(newest(pkg)).flatMap(([fact, { sentWith = {} }]) => [
    ...(Object.hasOwn(pkg.facts.shape, fact) ? [] : [`${fact} has an audience, and there is no such fact.`]),
    ...Object.entries(sentWith).flatMap(([action, fields = []]) => {
      const input = pkg.inputs[action];
      if (!input) return [`${fact} comes by ${action}, and there is no such action.`];
      return (fields === 'all' ? [] : fields)
        .filter((field) => !Object.hasOwn(input.shape, field))
        .map((field) => `${fact} comes by ${field} of ${action}, which has no such field.`);
    }),
  ]);

const limits = ({ limits }: AnyProcess): readonly string[] =>
  Object.entries<LimitRule | number>(limits).flatMap(([name, rule]) => {
    if (typeof rule === 'number') return [`The limit ${name} has no title and no bounds.`];
    const { title, unit, default: value, least = 0, most = Number.POSITIVE_INFINITY, atMost } = rule;
    const other = atMost === undefined ? undefined : defaultsOf(limits)[atMost];
    return [
      ...untitled(`The limit ${name}`, title),
      ...(Object.hasOwn(LIMIT_UNITS, unit) ? [] : [`The limit ${name} counts ${unit}, which has no words.`]),
      ...(value >= least && value <= most ? [] : [`The limit ${name} is ${value}, outside its own bounds.`]),
      ...(atMost === undefined || (other !== undefined && value <= other)
        ? []
        : [`The limit ${name} is ${value}, above ${atMost}, which is ${other ?? 'no limit'}.`]),
    ];
  });
