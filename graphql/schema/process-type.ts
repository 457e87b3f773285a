/** The processes as callers may know them: what is asked for, what may be done by whom, clocks, limits, and a picture. */
import type { AnyProcess, AnyRule, ClockRule, Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import { sheetForm } from '../described/form.ts';
import { addActions } from './action-type.ts';
import type { BudgetRefs } from './budget.ts';
import { type LimitRef, limitsWith } from './limit.ts';
import { offeredProcesses } from './offered.ts';
import { diagramOf, processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

type Parts = { readonly title: TitleRef; readonly budgets: BudgetRefs; readonly limit: LimitRef };

export const addProcesses = (builder: Builder, { title, budgets, limit }: Parts) => {
  const { role, start, action } = addActions(builder, title);
  const state = builder.objectRef<{ name: string; title: Title; closed: boolean }>('State').implement({
    description: 'A state that a case may be in.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      closed: t.exposeBoolean('closed', { description: 'Whether a case in it counts as closed.' }),
    }),
  });
  const clock = builder.objectRef<ClockRule & { name: string }>('ClockRule').implement({
    description: 'A limit of time in this process, where the tenant has set no other.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      budget: t.field({ type: budgets.budget, resolve: ({ budget }) => budget }),
      ladder: t.field({
        type: [budgets.step],
        description: 'Who is told, or what is done, at which share of it.',
        resolve: ({ ladder }) => [...ladder],
      }),
    }),
  });
  const process = builder.objectRef<AnyProcess>('Process').implement({
    description: 'A kind of case.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      version: t.exposeInt('version', { description: 'Of the rules with which new cases open.' }),
      start: t.field({ type: start, resolve: (parent) => parent }),
      roles: t.field({
        type: [role],
        description: 'The roles that have to do with its cases.',
        resolve: (process) => Object.keys(process.roles ?? {}).map((name) => ({ name, process })),
      }),
      states: t.field({
        type: [state],
        resolve: ({ states, closed }) =>
          Object.entries<Title>(states).map(([name, title]) => ({ name, title, closed: closed.includes(name) })),
      }),
      actions: t.field({
        type: [action],
        resolve: (process) => Object.entries<AnyRule>(process.actions).map(([name, rule]) => ({ ...rule, name, process })),
      }),
      clocks: t.field({
        type: [clock],
        resolve: ({ clocks }) => Object.entries<ClockRule>(clocks).map(([name, rule]) => ({ ...rule, name })),
      }),
      limits: t.field({
        type: [limit],
        description: 'What a tenant may change with a date, as the process has it; `limits` says what the tenant has set.',
        resolve: (parent) => limitsWith(parent),
      }),
      facts: t.field({
        type: 'JSONSchema',
        description: 'What a case knows about itself.',
        resolve: ({ name }, _, { services, caller }) => {
          const facts = services.packages.get(name)?.facts;
          return facts ? sheetForm(facts, caller.locale) : {};
        },
      }),
      diagram: t.string({
        description: 'States and actions as a Mermaid diagram, in the language of the request.',
        resolve: (parent, _, { caller }) => diagramOf(parent, caller.locale),
      }),
    }),
  });
  builder.queryField('processes', (t) =>
    t.field({
      type: [process],
      description: 'The processes that the tenant uses; by name also others that are mounted here. 流程目录',
      args: { name: t.arg.stringList({ required: false }) },
      resolve: async (_, { name }, context) => {
        const mounted = [...processesOf(context).values()];
        if (name) return mounted.filter((one) => name.includes(one.name));
        const offered = await offeredProcesses(context);
        return mounted.filter((one) => offered.has(one.name));
      },
    }),
  );
  return process;
};
export type ProcessRef = ReturnType<typeof addProcesses>;
