import { ApiError } from '../../activities/acting/api-error.ts';
import { maySeeCase, visibleCases } from '../../activities/acting/visibility.ts';
import { dueAsOf } from '../../activities/clock-rows.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { MOST_MOVED, type Moved, pageOf, type SortKey } from '../pages.ts';
import type { CaseRef } from './case.ts';
import { clockRow } from './clock-model.ts';
import { foundBy, noteFound } from './found-cases.ts';
import { among, checkNames } from './known.ts';
import { between, moment } from './moment.ts';
import { casesNaming } from './names-of.ts';
import { processesOf } from './process.ts';

/** Cases by their number, and lists of them. */
export const addCaseLists = (builder: Builder, current: CaseRef): void => {
  builder.queryField('case', (t) =>
    t.prismaField({
      type: 'Case',
      nullable: true,
      authScopes: { tenant: true },
      description: 'One case; null where there is none that you may see.',
      args: { id: t.arg.id() },
      resolve: async (query, _, args, context) => {
        // Numbers have capital letters, however they are typed.
        const id = args.id.trim().toUpperCase();
        return (await maySeeCase(context.read, context.caller.actor, processesOf(context), id))
          ? context.db.case.findUnique({ ...query, where: { id } })
          : null;
      },
    }),
  );

  const rectangle = builder.inputType('Rectangle', {
    description: 'A part of the map, in WGS 84 degrees.',
    fields: (t) => ({ south: t.float(), west: t.float(), north: t.float(), east: t.float() }),
  });
  const filter = builder.inputType('CaseFilter', {
    fields: (t) => ({
      process: t.stringList({ required: false }),
      state: t.stringList({ required: false }),
      closed: t.boolean({ required: false }),
      overdue: t.boolean({ required: false, description: 'Whether a clock is over its time, running or resting.' }),
      unit: t.idList({ required: false }),
      area: t.idList({ required: false }),
      category: t.stringList({ required: false, description: 'Codes of `categories`.' }),
      channel: t.stringList({ required: false, description: 'How it came in, such as hotline.' }),
      handler: t.idList({ required: false }),
      party: t.id({
        required: false,
        description: 'A person whom it concerns, such as its reporter, on cases on which you read their id.',
      }),
      openedBy: t.id({ required: false, description: 'On cases on which you read this id.' }),
      openedFrom: t.field({ type: 'DateTime', required: false }),
      openedBefore: t.field({ type: 'DateTime', required: false }),
      closedFrom: t.field({ type: 'DateTime', required: false }),
      closedBefore: t.field({ type: 'DateTime', required: false }),
      dueBefore: t.field({ type: 'DateTime', required: false, description: 'Open cases that are due before this moment.' }),
      within: t.field({ type: rectangle, required: false, description: 'Cases whose place lies in this part of the map.' }),
      text: t.string({ required: false, description: SEARCHED }),
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
  builder.queryField('cases', (t) =>
    t.connection(
      {
        type: current,
        authScopes: { tenant: true },
        description: 'The cases you may see. 案件列表',
        args: { filter: t.arg({ type: filter, required: false }), orderBy: t.arg({ type: order, required: false }) },
        resolve: async (_, args, context, info) => {
          const where = await caseWhere(context, args.filter);
          const by = args.orderBy ?? 'NEWEST';
          return pageOf(
            { context, info, args },
            {
              list: `cases ${by}`,
              keys: orders[by],
              where,
              find: async (query) => noteFound(context, args.filter?.text, await context.db.case.findMany(query)),
              count: () => context.db.case.count({ where }),
              ...(by === 'DUE' || by === 'UPDATED' ? { moved: (since) => casesMoved(context, by, since) } : {}),
            },
          );
        },
      },
      ...connectionOf(builder, current, 'Case'),
    ),
  );
};

/** What a search looks at, for filters of cases and of tasks. */
export const SEARCHED =
  'The number, or part of the title; for staff of the case also of what was written on it, and for roles that read personal data of names, numbers and addresses. Full-width signs and spaces within numbers make no difference.';

const orders: Readonly<Record<'NEWEST' | 'OLDEST' | 'DUE' | 'UPDATED', readonly SortKey[]>> = {
  NEWEST: [
    { field: 'openedAt', down: true },
    { field: 'id', down: true },
  ],
  OLDEST: [{ field: 'openedAt' }, { field: 'id' }],
  DUE: [{ field: 'dueAt', nullable: true }, { field: 'id' }],
  UPDATED: [
    { field: 'updatedAt', down: true },
    { field: 'id', down: true },
  ],
};

/** Cases that were acted on since a moment, with their place in the list at that moment. */
const casesMoved = async ({ db, read, calendar }: Context, by: 'DUE' | 'UPDATED', since: Date): Promise<readonly Moved[]> => {
  if (by === 'UPDATED') {
    const rows = await read<{ id: string; was: number | null }>(
      `SELECT c.id, (SELECT ms(max(e.at)) FROM events e WHERE e.case_id = c.id AND e.at <= ($1->>'since')::timestamptz) AS was
       FROM cases c WHERE c.updated_at > ($1->>'since')::timestamptz`,
      { since },
    );
    return rows.map(({ id, was }) => (was === null ? { id } : { id, keys: [new Date(was), id] }));
  }
  const rows = await db.case.findMany({
    where: { updatedAt: { gt: since } },
    select: { id: true, openedAt: true, clocks: true },
    take: MOST_MOVED + 1,
  });
  const working = await calendar();
  return rows.map(({ id, openedAt, clocks }) => {
    if (openedAt > since) return { id };
    const was = dueAsOf(clocks.map(clockRow), working, since.getTime());
    return { id, keys: [was === null ? null : new Date(was), id] };
  });
};

type Names = readonly string[] | null | undefined;
type CaseFilter = {
  process?: Names;
  state?: Names;
  closed?: boolean | null | undefined;
  overdue?: boolean | null | undefined;
  unit?: Names;
  area?: Names;
  category?: Names;
  channel?: Names;
  handler?: Names;
  party?: string | null | undefined;
  openedBy?: string | null | undefined;
  openedFrom?: string | null | undefined;
  openedBefore?: string | null | undefined;
  closedFrom?: string | null | undefined;
  closedBefore?: string | null | undefined;
  dueBefore?: string | null | undefined;
  within?: { south: number; west: number; north: number; east: number } | null | undefined;
  text?: string | null | undefined;
};

const caseWhere = async (context: Context, filter: CaseFilter | null | undefined) => {
  const {
    process,
    state,
    closed,
    overdue,
    unit,
    area,
    category,
    channel,
    handler,
    party,
    openedBy,
    within: rectangle,
    ...rest
  } = filter ?? {};
  const { openedFrom, openedBefore, closedFrom, closedBefore, dueBefore, text } = rest;
  checkNames(context, { process, state });
  await checkCategories(context, category);
  const now = new Date(context.now);
  const found = await foundBy(context, { text, process, openedFrom, openedBefore });
  return {
    AND: [
      await visibleCases(context.caller.actor, processesOf(context), context.mergers),
      ...(found ? [found] : []),
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
      ...(category ? [{ category: { in: [...category] } }] : []),
      ...(channel ? [{ channel: { in: [...channel] } }] : []),
      ...(handler
        ? [{ OR: await Promise.all(handler.map(async (one) => ({ handler: one, AND: [await casesNaming(context, one)] }))) }]
        : []),
      ...(party ? [{ parties: { some: { person: party } } }, await casesNaming(context, party, 'party')] : []),
      ...(openedBy ? [{ openedBy }, await casesNaming(context, openedBy)] : []),
      ...between('openedAt', openedFrom, openedBefore),
      ...between('closedAt', closedFrom, closedBefore),
      ...(dueBefore ? [{ closed: false, dueAt: { lt: moment(dueBefore) } }] : []),
      ...(rectangle ? [placedIn(rectangle)] : []),
    ],
  };
};

const placedIn = ({ south, west, north, east }: NonNullable<CaseFilter['within']>) => {
  if (south < north && west < east) return { lat: { gte: south, lte: north }, lon: { gte: west, lte: east } };
  throw new ApiError('INVALID_INPUT', {
    en: 'The rectangle has no inside: south is less than north, and west less than east, in degrees of WGS 84.',
    zh: '矩形范围有误：south应小于north，west应小于east（WGS 84坐标，度）。',
  });
};

/** A category may be asked for that is retired by now, but not one that never was. */
const checkCategories = async (context: Context, asked: Names): Promise<void> => {
  if (!asked || asked.length === 0) return;
  const known = await context.db.category.findMany({ select: { code: true }, distinct: ['code'], orderBy: { code: 'asc' } });
  for (const code of asked)
    among(
      'category',
      code,
      known.map((row) => row.code),
    );
};
