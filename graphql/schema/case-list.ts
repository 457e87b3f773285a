import { maySeeCase, visibleCases } from '../../activities/acting/visibility.ts';
import { type Builder, pagesOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { moment } from './moment.ts';
import { processesOf } from './process.ts';

/** Cases by their number, and lists of them. */
export const addCaseLists = (builder: Builder): void => {
  builder.queryField('case', (t) =>
    t.prismaField({
      type: 'Case',
      nullable: true,
      authScopes: { tenant: true },
      description: 'One case; null where there is none that you may see.',
      args: { id: t.arg.id() },
      resolve: async (query, _, { id }, context) =>
        (await maySeeCase(context.read, context.caller.actor, processesOf(context), id))
          ? context.db.case.findUnique({ ...query, where: { id } })
          : null,
    }),
  );

  const filter = builder.inputType('CaseFilter', {
    fields: (t) => ({
      process: t.stringList({ required: false }),
      state: t.stringList({ required: false }),
      closed: t.boolean({ required: false }),
      overdue: t.boolean({ required: false, description: 'Whether a running clock is over its due time.' }),
      unit: t.idList({ required: false }),
      area: t.idList({ required: false }),
      openedBy: t.id({ required: false }),
      openedFrom: t.field({ type: 'DateTime', required: false }),
      openedBefore: t.field({ type: 'DateTime', required: false }),
      text: t.string({ required: false, description: 'Part of the title or the whole number.' }),
    }),
  });
  const order = builder.enumType('CaseOrder', {
    values: {
      NEWEST: { description: 'Last opened first.' },
      OLDEST: {},
      DUE: { description: 'Soonest due first; what has no due time at the end.' },
      UPDATED: { description: 'Last acted on first.' },
    } as const,
  });
  const orders = {
    NEWEST: [{ openedAt: 'desc' }, { id: 'desc' }],
    OLDEST: [{ openedAt: 'asc' }, { id: 'asc' }],
    DUE: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    UPDATED: [{ updatedAt: 'desc' }, { id: 'desc' }],
  } as const;
  builder.queryField('cases', (t) =>
    t.prismaConnection(
      {
        type: 'Case',
        cursor: 'id',
        totalCount: async (_, { filter }, context) => context.db.case.count({ where: await caseWhere(context, filter) }),
        authScopes: { tenant: true },
        description: 'The cases you may see.',
        args: { filter: t.arg({ type: filter, required: false }), orderBy: t.arg({ type: order, required: false }) },
        resolve: async (query, _, { filter, orderBy }, context) =>
          context.db.case.findMany({
            ...query,
            where: await caseWhere(context, filter),
            orderBy: [...orders[orderBy ?? 'NEWEST']],
          }),
      },
      ...pagesOf('Case'),
    ),
  );
};

type CaseFilter = {
  process?: readonly string[] | null | undefined;
  state?: readonly string[] | null | undefined;
  closed?: boolean | null | undefined;
  overdue?: boolean | null | undefined;
  unit?: readonly string[] | null | undefined;
  area?: readonly string[] | null | undefined;
  openedBy?: string | null | undefined;
  openedFrom?: string | null | undefined;
  openedBefore?: string | null | undefined;
  text?: string | null | undefined;
};

const caseWhere = async (context: Context, filter: CaseFilter | null | undefined) => {
  const { process, state, closed, overdue, unit, area, openedBy, openedFrom, openedBefore, text } = filter ?? {};
  const now = new Date(context.now);
  return {
    AND: [
      await visibleCases(context.caller.actor, processesOf(context), context.mergers),
      ...(process ? [{ process: { in: [...process] } }] : []),
      ...(state ? [{ state: { in: [...state] } }] : []),
      ...(closed == null ? [] : [{ closed }]),
      ...(overdue == null
        ? []
        : [
            overdue
              ? { closed: false, dueAt: { lt: now } }
              : { OR: [{ closed: true }, { dueAt: null }, { dueAt: { gte: now } }] },
          ]),
      ...(unit ? [{ unit: { in: [...unit] } }] : []),
      ...(area ? [{ area: { in: [...area] } }] : []),
      ...(openedBy ? [{ openedBy }] : []),
      ...(openedFrom ? [{ openedAt: { gte: moment(openedFrom) } }] : []),
      ...(openedBefore ? [{ openedAt: { lt: moment(openedBefore) } }] : []),
      ...(text ? [{ OR: [{ id: text }, { title: { contains: text, mode: 'insensitive' as const } }] }] : []),
    ],
  };
};
