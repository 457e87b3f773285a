/** Acts that were not done, for auditors. */
import type { Attempt, Prisma } from '../../prisma/client/client.ts';
import type { AnyProcess } from '../../workflows/kernel/process.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { maskedName } from '../described/masked.ts';
import { LAST_FIRST, pageOf } from '../pages.ts';
import { checkActor, checkNames, checkUnits } from '../schema/known.ts';
import { isAccount } from '../schema/masking.ts';
import { between } from '../schema/moment.ts';
import { officesOf, processesOf } from '../schema/process.ts';

export const addAttempts = (builder: Builder): void => {
  const attempt = builder.prismaObject('Attempt', {
    description: 'An act that was refused, or came too late: who tried what, and why it was not done.',
    fields: (t) => ({
      caseId: t.exposeID('caseId', { nullable: true }),
      process: t.exposeString('process'),
      action: t.exposeString('action'),
      actorId: t.id({
        nullable: true,
        description: 'None where its sender of a sealed case isn’t shown to you.',
        resolve: async (row, _, context) => (await attemptActor(context, row)).id,
      }),
      actorName: t.string({ resolve: async (row, _, context) => (await attemptActor(context, row)).name }),
      actingFor: t.id({
        nullable: true,
        description: 'In whose place, where a deputy tried it. 代理对象',
        resolve: ({ capacity }) => (capacity as { for?: string } | null)?.for ?? null,
      }),
      emergency: t.id({
        nullable: true,
        description: 'The emergency in which they had taken the role, as `emergencies` lists it. 紧急授权',
        resolve: ({ capacity }) => (capacity as { emergency?: string } | null)?.emergency ?? null,
      }),
      unit: t.id({
        nullable: true,
        description: 'Unit of who tried.',
        resolve: async (row, _, context) => ((await attemptActor(context, row)).id === null ? null : row.unit),
      }),
      at: t.expose('at', { type: 'DateTime' }),
      kind: t.exposeString('kind', { description: 'Refused or Conflict' }),
      code: t.exposeString('code', { description: 'The lasting name of the refusal.' }),
      message: t.exposeString('message'),
    }),
  });
  const outcome = builder.enumType('AttemptOutcome', {
    values: {
      REFUSED: { description: 'The rules or the data didn’t allow it.' },
      CONFLICT: { description: 'Somebody else was first.' },
    } as const,
  });
  const filter = builder.inputType('AttemptFilter', {
    fields: (t) => ({
      process: t.stringList({ required: false }),
      caseId: t.idList({ required: false }),
      action: t.stringList({ required: false }),
      actor: t.id({ required: false }),
      unit: t.idList({ required: false, description: 'Unit of who tried.' }),
      outcome: t.field({ type: outcome, required: false }),
      code: t.stringList({ required: false, description: 'Lasting names of refusals, such as kernel.wrongRole.' }),
      from: t.field({ type: 'DateTime', required: false }),
      before: t.field({ type: 'DateTime', required: false }),
    }),
  });
  builder.queryField('attempts', (t) =>
    t.connection(
      {
        type: attempt,
        authScopes: { role: ['admin', 'auditor'] },
        description: 'Acts that were not done, last first. 未成功的操作',
        args: { filter: t.arg({ type: filter, required: false }) },
        resolve: async (_, args, context, info) => {
          const where = await attemptWhere(context, args.filter);
          return pageOf(
            { context, info, args },
            {
              list: 'attempts',
              keys: LAST_FIRST,
              where,
              find: (query) => context.db.attempt.findMany(query),
              count: () => context.db.attempt.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, attempt, 'Attempt'),
    ),
  );
};

/** Whether it is what anybody may do without being named, such as an objection: also of staff nobody learns here that they tried. */
export const isUnnamed = (process: AnyProcess | undefined, action: string): boolean =>
  process?.apart?.unnamed !== undefined && (process.actions[action]?.by.includes('anonymous') ?? false);

/** Who tried, as far as those who oversee the tenant are to see: of a sealed case they don't learn its sender, nor who objects without being named. */
export const attemptActor = async (
  context: Context,
  { caseId, process, action, actorId, actorName }: Pick<Attempt, 'caseId' | 'process' | 'action' | 'actorId' | 'actorName'>,
): Promise<{ readonly id: string | null; readonly name: string }> => {
  const { actor } = context.caller;
  if (actorId === actor.id || !isAccount(actorId)) return { id: actorId, name: actorName };
  if (isUnnamed(processesOf(context).get(process), action)) return { id: null, name: maskedName('') };
  const [of, person] = await Promise.all([
    caseId === null ? null : context.load.cases.load(caseId),
    context.load.people.load(actorId),
  ]);
  if (of?.sealed && of.openedBy === actorId) return { id: null, name: maskedName('') };
  if (person?.roles.some((role) => officesOf(context).has(role))) return { id: actorId, name: actorName };
  if (of) context.readings.shown(processesOf(context).get(process), of, 'name', [actorId]);
  else context.readings.shownApart('name', [actorId]);
  return { id: actorId, name: actorName };
};

type Names = readonly string[] | null | undefined;
export type AttemptFilter = {
  readonly process?: Names;
  readonly caseId?: Names;
  readonly action?: Names;
  readonly actor?: string | null | undefined;
  readonly unit?: Names;
  readonly outcome?: 'REFUSED' | 'CONFLICT' | null | undefined;
  readonly code?: Names;
  readonly from?: string | null | undefined;
  readonly before?: string | null | undefined;
};

export const attemptWhere = async (
  context: Context,
  filter: AttemptFilter | null | undefined,
): Promise<Prisma.AttemptWhereInput> => {
  const { process, caseId, action, actor, unit, outcome, code, from, before } = filter ?? {};
  checkNames(context, { process, action });
  const [sealed] = await Promise.all([sealedOf(context, actor), checkUnits(context, unit), checkActor(context, actor)]);
  return {
    AND: [
      ...(process ? [{ process: { in: [...process] } }] : []),
      ...(caseId ? [{ caseId: { in: caseId.map((id) => id.toUpperCase()) } }] : []),
      ...(action ? [{ action: { in: [...action] } }] : []),
      ...(actor ? [{ actorId: actor }] : []),
      ...(actor && actor !== context.caller.actor.id ? unnamedIn(context).map((not) => ({ NOT: not })) : []),
      ...(sealed.length > 0 ? [{ OR: [{ caseId: null }, { caseId: { notIn: sealed } }] }] : []),
      ...(unit ? [{ unit: { in: [...unit] } }] : []),
      ...(outcome ? [{ kind: outcome === 'REFUSED' ? 'Refused' : 'Conflict' }] : []),
      ...(code ? [{ code: { in: [...code] } }] : []),
      ...between('at', from, before),
    ],
  };
};

/** Acts in which nobody is named: nor are they found by whoever tried them. */
const unnamedIn = (context: Context) =>
  [...processesOf(context).values()].flatMap((process) => {
    const actions = Object.keys(process.actions).filter((action) => isUnnamed(process, action));
    return actions.length > 0 ? [{ process: process.name, action: { in: actions } }] : [];
  });

/** Sealed cases of which somebody is the sender: a filter by them tells no more than the rows do. */
const sealedOf = async ({ db, caller }: Context, actor: string | null | undefined): Promise<string[]> => {
  if (!actor || actor === caller.actor.id) return [];
  const rows = await db.case.findMany({ where: { sealed: true, openedBy: actor }, select: { id: true } });
  return rows.map(({ id }) => id);
};
