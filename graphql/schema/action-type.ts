/** What may be done in a process, by whom, and what the form for it asks for. */
import { decideStart } from '../../workflows/kernel/decide.ts';
import { type AnyProcess, type AnyRule, holdsRole, isRefusal, type Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import { type Context, inLanguage } from '../context.ts';
import { formOf } from '../described/form.ts';
import { pascal } from './names.ts';
import { roleTitle } from './names-of.ts';
import { isForPeople } from './process.ts';
import type { TitleRef } from './titles.ts';

type Role = { readonly name: string; readonly process: AnyProcess };
type Action = AnyRule & { readonly name: string; readonly process: AnyProcess };

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

/** Roles, the opening of a case, and the actions of a process. */
export const addActions = (builder: Builder, title: TitleRef) => {
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
