/** The types of a process: its cases with their facts, and its events with what was sent and what changed. */
import { type GraphQLFieldConfig, type GraphQLFieldConfigMap, GraphQLNonNull, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { z } from 'zod';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import type { Case } from '../../prisma/client/client.ts';
import { OWN_ACTS } from '../../workflows/kernel/own-acts.ts';
import type { AnyProcess, AnyRule, Title } from '../../workflows/kernel/process.ts';
import type { SubjectChange } from '../../workflows/kernel/subjects.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { outputDeriver } from '../described/output-types.ts';
import { keptPart, type Part } from '../described/part.ts';
import type { CaseRef } from './case.ts';
import type { EventRef } from './event.ts';
import { CASE_OF, type EventOf, shownChanges, shownFacts, shownInput } from './masking.ts';
import { pascal } from './names.ts';

/** The events of a process in all its released versions, each with the actions that it may come from. */
const eventsOf = ({
  versions,
}: ProcessPackage): ReadonlyMap<string, { readonly title: Title; readonly actions: ReadonlySet<string> }> => {
  const found = new Map<string, { title: Title; actions: Set<string> }>();
  for (const { start, actions } of versions) {
    const rules: [string, Pick<AnyRule, 'event' | 'title'>][] = [['start', start], ...Object.entries<AnyRule>(actions)];
    for (const [action, { event, title }] of rules) {
      const known = found.get(event) ?? { title, actions: new Set() };
      known.actions.add(action);
      found.set(event, known);
    }
  }
  return found;
};

const eventType = (process: string, event: string): string => `${pascal(process)}${event}Event`;

/** The type of an event by its process and name; one that nobody here knows is of `OtherEvent`. */
export const eventTypeNames = (packages: readonly ProcessPackage[]): ((process: string, name: string) => string) => {
  const known = new Set(
    packages.flatMap((pkg) => [...eventsOf(pkg).keys(), OWN_ACTS.adoptRules].map((event) => eventType(newest(pkg).name, event))),
  );
  return (process, name) => {
    if (name === OWN_ACTS.handBack) return 'HandedBackEvent';
    if (name === OWN_ACTS.renewCode) return 'CodeRenewedEvent';
    if (name === OWN_ACTS.endSubject) return 'SubjectEndedEvent';
    if (name === OWN_ACTS.renameSubject) return 'SubjectRenamedEvent';
    const type = eventType(process, name);
    return known.has(type) ? type : 'OtherEvent';
  };
};

/** The contract with the types of all mounted processes: they have what every case and every event has, and what is their own. */
export const withProcessTypes = (schema: GraphQLSchema, packages: readonly ProcessPackage[]): GraphQLSchema => {
  const types = outputDeriver(schema);
  const like = likeOther(schema);
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, types: [...config.types, ...packages.flatMap((pkg) => typesOf(pkg, types, like))] });
};

type Own = Readonly<Record<string, GraphQLFieldConfig<never, Context>>>;
type Like = (other: 'OtherCase' | 'OtherEvent', name: string, description: string, own: Own) => GraphQLObjectType;

/** Makes a type with all fields of `OtherCase` or `OtherEvent`, which have what every case and event has, and some of its own. */
const likeOther = (schema: GraphQLSchema): Like => {
  const configs = new Map(
    ['OtherCase', 'OtherEvent'].map((name) => [name, (schema.getType(name) as GraphQLObjectType).toConfig()]),
  );
  // What a field says stands at the interface, once.
  const quiet = new Map(
    [...configs].map(([name, { fields }]) => [
      name,
      Object.fromEntries(Object.entries(fields).map(([field, { description: _, ...rest }]) => [field, rest])),
    ]),
  );
  return (other, name, description, own) =>
    new GraphQLObjectType({
      ...(configs.get(other) as ReturnType<GraphQLObjectType['toConfig']>),
      name,
      description,
      fields: { ...quiet.get(other), ...(own as GraphQLFieldConfigMap<unknown, unknown>) },
    });
};

const both = ({ en, zh }: Title): string => `${en} ${zh}.`;
const some = <T extends GraphQLObjectType>(type: T) => new GraphQLNonNull(type);

const typesOf = (pkg: ProcessPackage, types: ReturnType<typeof outputDeriver>, like: Like): GraphQLObjectType[] => {
  const process: AnyProcess = newest(pkg);
  const name = pascal(process.name);
  const facts = types.object(`${name}Facts`, keptPart(pkg.facts));
  const current = like('OtherCase', name, both(process.title), {
    stateName: {
      type: types.choice(`${name}State`, Object.keys(process.states), process.states),
      description: 'Its state; null where it is one of rules that are no longer the newest.',
      resolve: ({ state }: Case) => (Object.hasOwn(process.states, state) ? state : null),
    },
    facts: {
      type: some(facts),
      description: 'What it knows about itself; what you aren’t to see is null or masked.',
      resolve: (row: Case, _, context) => shownFacts(context, row, row.facts),
    },
  });
  const changes: Own = {
    changes: {
      type: some(
        new GraphQLObjectType({
          name: `${name}Changes`,
          description: 'Facts that an event changed; the others are null on both sides.',
          fields: { before: { type: some(facts) }, after: { type: some(facts) } },
        }),
      ),
      resolve: (event: EventOf, _, context) => shownChanges(context, event),
    },
  };
  const events = [...eventsOf(pkg)].map(([event, { title, actions }]) => {
    const [first = ''] = actions;
    const sent = sentWith(pkg, [...actions]);
    const input: Own = sent
      ? {
          input: {
            type: some(types.object(`${name}${pascal(first)}Answer`, sent)),
            description: 'What was sent; what is personal in it is masked unless your role on the case needs it.',
            resolve: (row: EventOf, _, context) => shownInput(context, row),
          },
        }
      : {};
    return like('OtherEvent', eventType(process.name, event), both(title), { ...input, ...changes });
  });
  const adopted = eventType(process.name, OWN_ACTS.adoptRules);
  return [current, ...events, like('OtherEvent', adopted, 'The case went over to newer rules.', changes)];
};

/** What is sent with any of these actions; nothing where nobody sends anything. */
const sentWith = ({ inputs }: ProcessPackage, actions: readonly string[]): Part | undefined => {
  const parts = actions.flatMap((action) => (inputs[action] ? [keptPart(inputs[action] as z.ZodType)] : []));
  const properties: Record<string, Part> = Object.assign({}, ...parts.map((part) => part.properties ?? {}));
  return Object.keys(properties).length === 0 ? undefined : { type: 'object', properties };
};

/** What is of a process that isn't mounted here, and what the kernel itself does to a case. */
export const addOtherTypes = (builder: Builder, { current, event }: { current: CaseRef; event: EventRef }): void => {
  const include = { case: { select: CASE_OF } } as const;
  builder.prismaObject('Case', {
    variant: 'OtherCase',
    interfaces: [current],
    description: 'A case of a process that isn’t mounted here.',
  });
  builder.prismaObject('Event', {
    variant: 'OtherEvent',
    interfaces: [event],
    include,
    description: 'An event that no process mounted here knows.',
  });
  builder.prismaObject('Event', {
    variant: 'HandedBackEvent',
    interfaces: [event],
    include,
    description: 'People left, or lost a role or a qualification: what waited for them waits for others.',
  });
  builder.prismaObject('Event', {
    variant: 'CodeRenewedEvent',
    interfaces: [event],
    include,
    description: 'Whoever follows the case has a new code.',
  });
  const changeOf = ({ input }: { readonly input: unknown }) => input as SubjectChange;
  builder.prismaObject('Event', {
    variant: 'SubjectEndedEvent',
    interfaces: [event],
    include,
    description: 'A firm or household of the case has ended in the register.',
    fields: (t) => ({
      subject: t.id({ description: 'Such as firm:91339901MA9X00011A.', resolve: (row) => changeOf(row).subject }),
      endedAs: t.string({ description: 'revoked, dissolved or moved.', resolve: (row) => changeOf(row).state ?? '' }),
      successor: t.id({ nullable: true, resolve: (row) => changeOf(row).successor ?? null }),
    }),
  });
  builder.prismaObject('Event', {
    variant: 'SubjectRenamedEvent',
    interfaces: [event],
    include,
    description: 'A firm or household of the case has another name; the register shows both.',
    fields: (t) => ({
      subject: t.id({ description: 'Such as firm:91339901MA9X00011A.', resolve: (row) => changeOf(row).subject }),
    }),
  });
};
