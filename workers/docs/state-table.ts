/** What runs, rests and is waited for in each state of a process, as its lifecycle says. */
import type { ProcessPackage } from '../../activities/process-package.ts';
import { clocksIn, tasksIn } from '../../workflows/kernel/lifecycle.ts';
import type { AnyProcess, Part, TaskSpec, Title } from '../../workflows/kernel/process.ts';
import { both, cellOf, table } from './markdown.ts';
import { roleTitle } from './roles.ts';
import { FOLLOWER, sampleFacts } from './sample-facts.ts';

/** The table of states, and who a case names. */
export const stateTable = (process: AnyProcess, pkg: ProcessPackage): readonly string[] => {
  if (!process.lifecycle) return [];
  const cases = pkg.facts ? sampleFacts(pkg.facts) : [{}];
  const rows = Object.entries<Title>(process.states).map(([state, title]) => stateRow(process, [state, title], cases));
  return [
    '## What runs, rests and is waited for 各状态的时限与待办',
    'A clock stops where its state is not named. *Italics* depend on the facts of the case; a name in “quotation marks” is the person in that fact; those after “not” may not do it. Work falls to the last column where nobody is there for it, and to the administrators where nobody holds that role either.',
    table(['State', 'Runs', 'Rests', 'Waited for', 'Where nobody is there'], rows),
    ...namedPeople(process, cases),
  ];
};

const stateRow = (process: AnyProcess, [state, title]: readonly [string, Title], cases: readonly unknown[]): string[] => {
  const clocks = answers(cases, (facts) => clocksIn(process, { state, facts }));
  const tasks = answers(cases, (facts) => tasksIn(process, { state, facts }));
  const runs = mentioned(clocks?.map((one) => one.runs)).map((clock) => italic(clock, `\`${clock.name}\``));
  const rests = mentioned(clocks?.map((one) => one.rests)).map((clock) => italic(clock, `\`${clock.name}\``));
  const awaited = mentioned(tasks?.map((specs) => specs.map(({ action }) => action)));
  const specs = (action: string) => (tasks ?? []).flat().filter((task) => task.action === action);
  const { untimed, unattended }: { untimed?: Title; unattended?: Title } = process.lifecycle?.[state] ?? {};
  return [
    `\`${state}\` ${both(title)}`,
    cellOf([...(clocks ? runs : [DEPENDS]), ...(untimed ? [`${runs.length > 0 ? 'else ' : ''}none: ${both(untimed)}`] : [])]),
    cellOf(clocks ? rests : [DEPENDS]),
    cellOf([
      ...(tasks ? awaited.map((task) => italic(task, `\`${task.name}\``) + by(process, specs(task.name))) : [DEPENDS]),
      ...(unattended ? [`nobody: ${both(unattended)}`] : []),
    ]),
    cellOf(awaited.map(({ name }) => unstaffed(process, specs(name)))),
  ];
};

const DEPENDS = 'depends on the case';

/** What is said for each of these facts; some facts that a schema allows never come together, and a rule may fail on them. */
const answers = <T>(cases: readonly unknown[], ask: (facts: unknown) => T): readonly T[] | undefined => {
  const said = cases.flatMap((facts) => {
    try {
      return [ask(facts)];
    } catch {
      return [];
    }
  });
  return said.length > 0 ? said : undefined;
};

type Mentioned = { readonly name: string; readonly always: boolean };

const mentioned = (said: readonly (readonly string[])[] = []): readonly Mentioned[] =>
  [...new Set(said.flat())].map((name) => ({ name, always: said.every((names) => names.includes(name)) }));

const italic = ({ always }: Mentioned, text: string): string => (always ? text : `*${text}*`);

const by = (process: AnyProcess, specs: readonly TaskSpec[]): string => {
  const people = specs.flatMap(({ person, role, group }) => {
    if (person === undefined) return [both(roleTitle(process, role ?? ''))];
    // What a rule puts in the place of a person who isn't in the facts yet.
    return person === '' ? [] : [personWords(person, group)];
  });
  const except = new Set(
    specs.flatMap((task) => task.except ?? []).flatMap((person) => (person === '' ? [] : [`“${factOf(person)}”`])),
  );
  return ` — ${[...new Set(people)].join(' or ')}${except.size > 0 ? `, not ${[...except].join(' or ')}` : ''}`;
};

const personWords = (person: string, group?: string): string =>
  group === undefined ? `“${factOf(person)}”` : `each of “${factOf(person)}”`;

/** The title of the fact that a person of the samples comes from. */
const factOf = (person: string): string => (person.startsWith(FOLLOWER) ? person.slice(FOLLOWER.length) : person);

/** Who has the work where its people are gone, in the order in which it falls. */
const unstaffed = (process: AnyProcess, specs: readonly TaskSpec[]): string => {
  const ways = specs.map((task) => fallsTo(process, task).join(', then ')).filter((way) => way !== '');
  return [...new Set(ways)].join(' or ') || both(roleTitle(process, 'admin'));
};

const fallsTo = (process: AnyProcess, { action, person, role, group, otherwise }: TaskSpec): readonly string[] => {
  const { fallback } = process;
  const other = otherwise?.action === undefined || otherwise.action === action ? '' : ` with \`${otherwise.action}\``;
  return [
    ...(group === undefined ? [] : ['the others of the group']),
    ...(person === undefined || role === undefined || role === otherwise?.role ? [] : [both(roleTitle(process, role))]),
    ...(otherwise ? [`${both(roleTitle(process, otherwise.role))}${other}`] : []),
    ...(fallback === undefined || fallback === role || fallback === otherwise?.role ? [] : [both(roleTitle(process, fallback))]),
  ];
};

const namedPeople = (process: AnyProcess, cases: readonly unknown[]): string[] => {
  const said = answers(cases, (facts) => process.parts?.(facts as never) ?? []) ?? [];
  const parts = said.flat().filter((part): part is Part => part !== null);
  const words = parts
    .filter(({ person }) => person !== '')
    .map(({ person, role }) =>
      role === undefined ? `“${factOf(person)}”` : `“${factOf(person)}” (${both(roleTitle(process, role))})`,
    );
  return words.length === 0
    ? []
    : [
        `People whom a case names for what only they do: ${[...new Set(words)].join(', ')}. The case keeps note of those who leave or lose that role.`,
      ];
};
