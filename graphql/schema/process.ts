import { newest } from '../../activities/process-package.ts';
import type { AnyProcess, AnyRule, ClockRule, Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { TitleRef } from './titles.ts';

/** The newest rules of each mounted process, by name. */
export const processesOf = ({ services }: Pick<Context, 'services'>): ReadonlyMap<string, AnyProcess> => {
  let known = newestRules.get(services.packages);
  if (!known) {
    known = new Map([...services.packages].map(([name, pkg]) => [name, newest(pkg)]));
    newestRules.set(services.packages, known);
  }
  return known;
};
const newestRules = new WeakMap<object, ReadonlyMap<string, AnyProcess>>();

/** Whether people do it, and not a clock or another case. */
export const isForPeople = ({ by }: Pick<AnyRule, 'by'>): boolean =>
  by.some((role) => role !== 'case' && !role.startsWith('clock:'));

/** The processes as callers may know them: states, actions, clocks, and a picture. */
export const addProcesses = (builder: Builder, title: TitleRef) => {
  const state = builder.objectRef<{ name: string; title: Title; closed: boolean }>('State').implement({
    description: 'A state that a case may be in.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      closed: t.exposeBoolean('closed', { description: 'Whether a case in it counts as closed.' }),
    }),
  });
  const action = builder.objectRef<AnyRule & { name: string; process: string }>('Action').implement({
    description: 'Something that may be done to a case.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      description: t.field({ type: title, nullable: true, resolve: (parent) => parent.description ?? null }),
      event: t.exposeString('event', { description: 'What history calls it.' }),
      roles: t.stringList({
        description: 'Who may; “clock:…” is done by a clock and “case” by another case.',
        resolve: ({ by }) => [...by],
      }),
      from: t.stringList({ resolve: ({ from }) => [...from] }),
      to: t.stringList({ description: 'States it may lead to; empty where it stays.', resolve: ({ to }) => [...(to ?? [])] }),
    }),
  });
  const clock = builder.objectRef<ClockRule & { name: string }>('ClockRule').implement({
    description: 'A limit of time in this process, where the tenant has set no other.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      budget: t.field({ type: 'JSON', description: 'Such as {"workingDays": 3}.', resolve: ({ budget }) => budget }),
      ladder: t.field({
        type: 'JSON',
        description: 'Who is told, or what is done, at which share of it (per cent).',
        resolve: ({ ladder }) => ladder,
      }),
    }),
  });
  const process = builder.objectRef<AnyProcess>('Process').implement({
    description: 'A kind of case.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      version: t.exposeInt('version', { description: 'Of the rules with which new cases open.' }),
      startedBy: t.stringList({
        description: 'Roles that may open a case; “anonymous” needs no token.',
        resolve: ({ start }) => [...start.by],
      }),
      states: t.field({
        type: [state],
        resolve: ({ states, closed }) =>
          Object.entries<Title>(states).map(([name, title]) => ({ name, title, closed: closed.includes(name) })),
      }),
      actions: t.field({
        type: [action],
        resolve: ({ name: process, actions }) =>
          Object.entries<AnyRule>(actions).map(([name, rule]) => ({ ...rule, name, process })),
      }),
      clocks: t.field({
        type: [clock],
        resolve: ({ clocks }) => Object.entries<ClockRule>(clocks).map(([name, rule]) => ({ ...rule, name })),
      }),
      limits: t.field({ type: 'JSON', description: 'Numbers a tenant may change with a date.', resolve: ({ limits }) => limits }),
      diagram: t.string({
        description: 'States and actions as a Mermaid diagram, in the language of the request.',
        resolve: (parent, _, { caller }) => diagramOf(parent, caller.locale),
      }),
    }),
  });
  builder.queryField('processes', (t) =>
    t.field({
      type: [process],
      description: 'The processes that are mounted here.',
      resolve: (_, __, context) => [...processesOf(context).values()],
    }),
  );
  return process;
};
export type ProcessRef = ReturnType<typeof addProcesses>;

/** A Mermaid state diagram: one arrow per pair of states, with the actions that lead from the one to the other. */
export const diagramOf = ({ states, start, actions, closed }: AnyProcess, language: 'en' | 'zh'): string => {
  const arrows = new Map<string, string[]>();
  for (const rule of Object.values<AnyRule>(actions)) {
    for (const from of rule.from) {
      for (const to of rule.to ?? []) {
        if (from === to) continue;
        const arrow = `${from} --> ${to}`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), rule.title[language]]);
      }
    }
  }
  return [
    'stateDiagram-v2',
    ...Object.entries<Title>(states).map(([name, title]) => `  state "${title[language]}" as ${name}`),
    ...(start.to ?? Object.keys(states).slice(0, 1)).map((state: string) => `  [*] --> ${state}`),
    ...[...arrows].map(([arrow, titles]) => `  ${arrow}: ${titles.join(', ')}`),
    ...closed.map((name: string) => `  ${name} --> [*]`),
  ].join('\n');
};
