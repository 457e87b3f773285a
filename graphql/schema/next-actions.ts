import { inTenantTime } from '../../activities/local-moments.ts';
import { caseOf } from '../../activities/stored.ts';
import type { Case } from '../../prisma/client/client.ts';
import { type Blocker, heldBy } from '../../workflows/effects/holds.ts';
import { actingOn, ruleOf, whyNot } from '../../workflows/kernel/decide.ts';
import {
  type Actor,
  type AnyRule,
  type Case as CaseOfRules,
  holdsRole,
  type Refusal,
  type TaskSpec,
  type Title,
} from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { isForPeople } from './process.ts';
import type { TitleRef } from './titles.ts';

export type NextAction = {
  readonly name: string;
  readonly title: Title;
  readonly refusal: Refusal | undefined;
  /** In whose place the caller would do it. */
  readonly actingFor: string | undefined;
  /** Whether a task of the caller waits for it. */
  readonly task: boolean;
  /** Whether it closes the case, wherever it leads. */
  readonly ends: boolean;
  /** Whether it leads to another state. */
  readonly moves: boolean;
  /** Cases that have what this act needs. */
  readonly waitsFor: readonly Blocker[];
};

/** What may be done to a case next, with the reason where something may not; by the rules it opened with. */
export const nextActionsOf = async ({ services, caller, now, load, calendar }: Context, row: Case): Promise<NextAction[]> => {
  const rules = services.packages.get(row.process)?.versions.find(({ version }) => version === row.rulesVersion);
  if (!rules) return [];
  const current = caseOf(row);
  const judged = Object.entries<AnyRule>(rules.actions)
    .filter(([, rule]) => isForPeople(rule))
    .map(([name, rule]) => {
      const actor = actingOn(rules, current, name, caller.actor, now);
      return {
        name,
        title: rule.title,
        refusal: whyNot(rules, current, name, actor, now),
        actingFor: actor.deputy ? actor.id : undefined,
        task: current.tasks.some((task) => task.action === name && isFor(task, actor, current)),
        moves: (rule.to ?? []).length > 0,
        ends: (rule.to ?? []).length > 0 && (rule.to ?? []).every((state) => rules.closed.includes(state)),
      };
    });
  return Promise.all(
    judged.map(async (action) => {
      const needed = action.refusal ? [] : (ruleOf(rules, action.name)?.needsFree?.(current) ?? []);
      const held = (await Promise.all(needed.map((resource) => load.blockers.load(resource)))).flat();
      // Of many resources that one case has, such as poles of one section, it is named once.
      const waitsFor = held.filter(
        ({ caseId, title }, at) =>
          caseId !== row.id && held.findIndex((other) => other.caseId === caseId && other.title.en === title.en) === at,
      );
      const refusal = waitsFor[0] ? heldBy(waitsFor[0]) : action.refusal;
      return { ...action, refusal: refusal && (await inTenantTime(refusal, async () => (await calendar()).zone)), waitsFor };
    }),
  );
};

const isFor = ({ person, role, except = [] }: TaskSpec, actor: Actor, current: CaseOfRules): boolean =>
  person === undefined
    ? role !== undefined && !except.includes(actor.id) && holdsRole(actor, [role], current)
    : person === actor.id;

/** What people do first: what waits for them, then what moves the case, then the rest; what isn't allowed comes last. */
const rankOf = ({ refusal, task, moves }: NextAction): number => (refusal ? 3 : task ? 0 : moves ? 1 : 2);

export const addNextActions = (builder: Builder, title: TitleRef) => {
  const blocker = builder.objectRef<Blocker>('Blocker').implement({
    description: 'Another case that has what this one needs.',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      process: t.exposeString('process'),
      resource: t.exposeString('resource', { description: 'The lasting name of what it has, such as line:E551.' }),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
    }),
  });
  return builder.objectRef<NextAction>('NextAction').implement({
    description: 'Something that may be done to a case now, or the reason why it may not.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      allowed: t.boolean({ resolve: ({ refusal }) => refusal === undefined }),
      reason: t.string({
        nullable: true,
        description: 'Why not, in words that say how to go on.',
        resolve: ({ refusal }, _, { caller }) => refusal?.[caller.locale] ?? null,
      }),
      code: t.string({
        nullable: true,
        description: 'The lasting name of the reason.',
        resolve: ({ refusal }) => refusal?.code ?? null,
      }),
      actingFor: t.id({
        nullable: true,
        description: 'In whose place you would do it, as their deputy. 代理对象',
        resolve: ({ actingFor }) => actingFor ?? null,
      }),
      task: t.boolean({ description: 'Whether a task of yours waits for it.', resolve: (parent) => parent.task }),
      ends: t.boolean({ description: 'Whether it closes the case.', resolve: (parent) => parent.ends }),
      order: t.int({
        description: 'The usual one is 0: first what waits for you, then what moves the case on; what isn’t allowed is 3.',
        resolve: rankOf,
      }),
      waitsFor: t.field({
        type: [blocker],
        description: 'The cases that must let go first; those whose work this is are told as soon as they have.',
        resolve: (parent) => parent.waitsFor,
      }),
    }),
  });
};
export type NextActionRef = ReturnType<typeof addNextActions>;
