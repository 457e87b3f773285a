import { handsOf, visibleCases, within } from '../../activities/acting/visibility.ts';
import { isProvisional } from '../../activities/calendar/clock.ts';
import { dueAsOf } from '../../activities/clock-rows.ts';
import type { Clock, Prisma } from '../../prisma/client/client.ts';
import type { Budget } from '../../workflows/kernel/process.ts';
import { capacities } from '../../workflows/kernel/standing-in.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { MOST_MOVED, type Moved, pageOf, type SortKey } from '../pages.ts';
import type { BudgetRefs } from './budget.ts';
import { SEARCHED } from './case-list.ts';
import { timeLeft } from './clock.ts';
import { clockRow } from './clock-model.ts';
import { foundBy, noteFound } from './found-cases.ts';
import { checkNames } from './known.ts';
import { CASE_OF } from './masking.ts';
import { moment } from './moment.ts';
import { areaTitle, casesNaming, personId, personName, roleTitle, unitTitle } from './names-of.ts';
import { processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

/** The work list. */
export const addTasks = (builder: Builder, title: TitleRef, { timeLeft: left }: BudgetRefs) => {
  const clockName = builder.objectRef<{ process: string; name: string }>('ClockName').implement({
    description: 'A clock by its name.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({
        type: title,
        nullable: true,
        resolve: ({ process, name }, _, context) => processesOf(context).get(process)?.clocks[name]?.title ?? null,
      }),
    }),
  });
  const task = builder.prismaObject('Task', {
    description: 'A piece of work that waits for one person, or for everybody who holds a role.',
    fields: (t) => ({
      id: t.exposeID('id'),
      caseId: t.exposeID('caseId'),
      case: t.relation('case'),
      process: t.exposeString('process'),
      action: t.exposeString('action', { description: 'The action that does it.' }),
      title: t.field({
        type: title,
        nullable: true,
        resolve: ({ process, action }, _, context) => processesOf(context).get(process)?.actions[action]?.title ?? null,
      }),
      person: t.id({
        nullable: true,
        description: 'For whom it is, where it is for one person whose name you may read.',
        select: { process: true, person: true, case: { select: CASE_OF } },
        resolve: (row, _, context) => personId(context, row.case, row.person),
      }),
      personName: t.string({
        nullable: true,
        description: 'Masked for those who hold no office, unless your role on the case needs it.',
        select: { process: true, person: true, case: { select: CASE_OF } },
        resolve: (row, _, context) => personName(context, row.case, row.person),
      }),
      role: t.exposeString('role', { nullable: true, description: 'For everybody who holds this role on the case.' }),
      roleTitle: t.field({
        type: title,
        nullable: true,
        resolve: ({ process, role }, _, context) => roleTitle(processesOf(context).get(process), role),
      }),
      unit: t.exposeID('unit', { nullable: true }),
      unitTitle: t.field({ type: title, nullable: true, resolve: ({ unit }, _, context) => unitTitle(context, unit) }),
      area: t.exposeID('area', { nullable: true }),
      areaTitle: t.field({ type: title, nullable: true, resolve: ({ area }, _, context) => areaTitle(context, area) }),
      group: t.exposeString('group', { nullable: true, description: 'Tasks of one group are all to be finished.' }),
      openedAt: t.expose('openedAt', { type: 'DateTime' }),
      dueAt: t.expose('dueAt', {
        type: 'DateTime',
        nullable: true,
        description: 'None where no clock runs, or while it rests with time left.',
      }),
      clock: t.field({
        type: clockName,
        nullable: true,
        description: 'The clock whose due time it has.',
        resolve: ({ process, clock }) => (clock === null ? null : { process, name: clock }),
      }),
      remaining: t.field({
        type: left,
        nullable: true,
        description: 'What is left of its clock.',
        select: { clock: true, case: { select: { clocks: true } } },
        resolve: async (row, _, context) => {
          const clock = (row.case.clocks as Clock[])
            .filter(({ name }) => name === row.clock)
            .toSorted((a, b) => b.run - a.run)[0];
          return clock ? timeLeft(context, clock) : null;
        },
      }),
      provisional: t.boolean({
        description: 'Whether `dueAt` lies in a year whose holidays aren’t arranged yet: it may move when they are. 暂定',
        select: { clock: true, dueAt: true, case: { select: { clocks: true } } },
        resolve: async ({ clock, dueAt, case: { clocks } }, _, context) => {
          const budget = (clocks as Clock[]).find(({ name }) => name === clock)?.budget as Budget | undefined;
          return dueAt !== null && budget !== undefined && isProvisional(await context.calendar(), budget, dueAt.getTime());
        },
      }),
      overdue: t.boolean({ resolve: ({ dueAt }, _, { now }) => dueAt !== null && dueAt.getTime() < now }),
    }),
  });

  const filter = builder.inputType('TaskFilter', {
    fields: (t) => ({
      mine: t.boolean({
        required: false,
        description:
          'What waits for you, for a role you hold, or for somebody in whose place you act (unless false: all that you may see).',
      }),
      process: t.stringList({ required: false }),
      action: t.stringList({ required: false }),
      person: t.id({ required: false, description: 'On cases on which you read this id.' }),
      role: t.stringList({ required: false }),
      unit: t.idList({ required: false }),
      area: t.idList({ required: false }),
      overdue: t.boolean({ required: false }),
      dueBefore: t.field({ type: 'DateTime', required: false }),
      text: t.string({ required: false, description: `Of the case: ${SEARCHED}` }),
    }),
  });
  const order = builder.enumType('TaskOrder', {
    values: {
      DUE: { description: 'Soonest due first; what has no due time at the end.' },
      NEWEST: { description: 'Last opened first.' },
      OLDEST: {},
    } as const,
  });
  builder.queryField('tasks', (t) =>
    t.connection(
      {
        type: task,
        authScopes: { person: true },
        description: 'My work list, soonest due first unless it is sorted otherwise. 待办列表',
        args: { filter: t.arg({ type: filter, required: false }), orderBy: t.arg({ type: order, required: false }) },
        resolve: async (_, args, context, info) => {
          const where = await taskWhere(context, args.filter);
          const by = args.orderBy ?? 'DUE';
          return pageOf(
            { context, info, args },
            {
              list: `tasks ${by}`,
              keys: orders[by],
              where,
              find: async (query) => noteFound(context, args.filter?.text, await context.db.task.findMany(query)),
              count: () => context.db.task.count({ where }),
              ...(by === 'DUE' ? { moved: (since) => tasksMoved(context, since) } : {}),
            },
          );
        },
      },
      ...connectionOf(builder, task, 'Task'),
    ),
  );
};

const orders: Readonly<Record<'DUE' | 'NEWEST' | 'OLDEST', readonly SortKey[]>> = {
  DUE: [{ field: 'dueAt', nullable: true }, { field: 'id' }],
  NEWEST: [
    { field: 'openedAt', down: true },
    { field: 'id', down: true },
  ],
  OLDEST: [{ field: 'openedAt' }, { field: 'id' }],
};

/** Open tasks of cases that were acted on since a moment, with the due times that they had at that moment. */
const tasksMoved = async ({ db, calendar }: Context, since: Date): Promise<readonly Moved[]> => {
  const rows = await db.task.findMany({
    where: { closedRevision: null, case: { updatedAt: { gt: since } } },
    select: { id: true, clock: true, openedAt: true, case: { select: { clocks: true } } },
    take: MOST_MOVED + 1,
  });
  const working = await calendar();
  return rows.map(({ id, clock, openedAt, case: { clocks } }) => {
    if (openedAt > since) return { id };
    const was = dueAsOf(clocks.filter(({ name }) => name === clock).map(clockRow), working, since.getTime());
    return { id, keys: [was === null ? null : new Date(was), id] };
  });
};

type TaskFilter = {
  mine?: boolean | null | undefined;
  process?: readonly string[] | null | undefined;
  action?: readonly string[] | null | undefined;
  person?: string | null | undefined;
  role?: readonly string[] | null | undefined;
  unit?: readonly string[] | null | undefined;
  area?: readonly string[] | null | undefined;
  overdue?: boolean | null | undefined;
  dueBefore?: string | null | undefined;
  text?: string | null | undefined;
};

const taskWhere = async (context: Context, filter: TaskFilter | null | undefined): Promise<Prisma.TaskWhereInput> => {
  const { mine, process, action, person, role, unit, area, overdue, dueBefore, text } = filter ?? {};
  checkNames(context, { process, action });
  const found = await foundBy(context, { text, process });
  const { actor } = context.caller;
  const now = new Date(context.now);
  const visible = mine === false ? await visibleCases(actor, processesOf(context), context.mergers) : {};
  return {
    closedRevision: null,
    AND: [
      mine === false
        ? Object.keys(visible).length > 0
          ? { case: visible }
          : {}
        : {
            OR: [
              { person: { in: [...handsOf(actor)] } },
              ...capacities(actor).flatMap(({ id, grants }) =>
                grants.map((grant) => ({
                  person: null,
                  role: grant.role,
                  ...within(grant),
                  NOT: { except: { hasSome: [actor.id, id] } },
                })),
              ),
            ],
          },
      ...(found ? [{ case: found }] : []),
      ...(dueBefore ? [{ dueAt: { lt: moment(dueBefore) } }] : []),
      ...(process ? [{ process: { in: [...process] } }] : []),
      ...(action ? [{ action: { in: [...action] } }] : []),
      ...(person ? [{ person, case: await casesNaming(context, person) }] : []),
      ...(role ? [{ role: { in: [...role] } }] : []),
      ...(unit ? [{ unit: { in: [...unit] } }] : []),
      ...(area ? [{ area: { in: [...area] } }] : []),
      ...(overdue == null ? [] : [overdue ? { dueAt: { lt: now } } : { OR: [{ dueAt: null }, { dueAt: { gte: now } }] }]),
    ],
  };
};
