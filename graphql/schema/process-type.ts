/** The processes as callers may know them: what is asked for, what may be done by whom, clocks, limits, and a picture. */
import { decideStart } from '../../workflows/kernel/decide.ts';
import {
  type AnyProcess,
  type AnyRule,
  type ClockRule,
  holdsRole,
  isRefusal,
  type Title,
} from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import { type Context, inLanguage } from '../context.ts';
import { formOf, sheetForm } from '../described/form.ts';
import type { BudgetRefs } from './budget.ts';
import { type LimitRef, limitsWith } from './limit.ts';
import { pascal } from './names.ts';
import { roleTitle } from './names-of.ts';
import { offeredProcesses } from './offered.ts';
import { diagramOf, isForPeople, processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

type Role = { readonly name: string; readonly process: AnyProcess };
type Action = AnyRule & { readonly name: string; readonly process: AnyProcess };
type Parts = { readonly title: TitleRef; readonly budgets: BudgetRefs; readonly limit: LimitRef };

/** Why the caller may not open a case at all, whatever they would send. */
const whyNotStart = ({ caller: { actor }, now }: Context, process: AnyProcess): Title | undefined => {
  if (holdsRole(actor, process.start.by)) return undefined;
  const refusal = decideStart(process, { id: '', actor, now, input: {}, reference: undefined });
  return isRefusal(refusal) ? refusal : undefined;
};

const inputOf = ({ services, caller }: Context, process: AnyProcess, action: string): object | null => {
  const schema = services.packages.get(process.name)?.inputs[action];
  return schema ? formOf(schema, caller.locale) : null;
};

const addActions = (builder: Builder, title: TitleRef) => {
  const role = builder.objectRef<Role>('Role').implement({
    description: 'A role with what it is called.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As giveRole takes it; “clock:…” is a clock and “case” another case.' }),
      title: t.field({ type: title, nullable: true, resolve: ({ process, name }) => roleTitle(process, name) }),
    }),
  });
  const start = builder.objectRef<AnyProcess>('Start').implement({
    description: 'How a case is opened.',
    fields: (t) => ({
      title: t.field({ type: title, resolve: ({ start }) => start.title }),
      description: t.field({ type: title, nullable: true, resolve: ({ start }) => start.description ?? null }),
      mutation: t.string({
        nullable: true,
        description: 'None where only other cases or clocks open it.',
        resolve: ({ name, start }) => (isForPeople(start) ? `start${pascal(name)}` : null),
      }),
      roles: t.field({ type: [role], resolve: (process) => process.start.by.map((name) => ({ name, process })) }),
      input: t.field({
        type: 'JSONSchema',
        nullable: true,
        description: 'What the form asks for.',
        resolve: (process, _, context) => inputOf(context, process, 'start'),
      }),
      mayStart: t.boolean({
        description: 'Whether you hold a role that opens it.',
        resolve: (process, _, context) => whyNotStart(context, process) === undefined,
      }),
      reason: t.string({
        nullable: true,
        description: 'Why not, in words that say how to go on.',
        resolve: (process, _, context) => {
          const why = whyNotStart(context, process);
          return why ? inLanguage(context, why) : null;
        },
      }),
    }),
  });
  const action = builder.objectRef<Action>('Action').implement({
    description: 'Something that may be done to a case.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      description: t.field({ type: title, nullable: true, resolve: (parent) => parent.description ?? null }),
      mutation: t.string({
        nullable: true,
        description: 'None where a clock or another case does it; with Each behind it, for many cases at once.',
        resolve: (rule) => (isForPeople(rule) ? `${rule.process.name}${pascal(rule.name)}` : null),
      }),
      input: t.field({
        type: 'JSONSchema',
        nullable: true,
        description: 'What the form asks for.',
        resolve: ({ process, name }, _, context) => inputOf(context, process, name),
      }),
      allowed: t.boolean({
        description:
          'Whether you hold a role that does it, on some case; `nextActions` of a case says whether it may be done now.',
        resolve: ({ by }, _, { caller }) => holdsRole(caller.actor, by),
      }),
      event: t.exposeString('event', { description: 'What history calls it.' }),
      roles: t.field({
        type: [role],
        description: 'Who may.',
        resolve: ({ by, process }) => by.map((name) => ({ name, process })),
      }),
      from: t.stringList({ resolve: ({ from }) => [...from] }),
      to: t.stringList({ description: 'States it may lead to; empty where it stays.', resolve: ({ to }) => [...(to ?? [])] }),
    }),
  });
  return { role, start, action };
};

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
