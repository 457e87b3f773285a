import { visibleCases, within } from '../../activities/acting/visibility.ts';
import { remainingAt } from '../../activities/calendar/clock.ts';
import type { Clock, Prisma } from '../../prisma/client/client.ts';
import type { Budget } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { ledgerOf } from './clock-model.ts';
import { processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

/** The work list. */
export const addTasks = (builder: Builder, title: TitleRef) => {
  builder.prismaObject('Task', {
    description: 'A piece of work that waits for somebody, or for whoever holds a role.',
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
      person: t.exposeID('person', { nullable: true, description: 'For whom it is, where it is for one person.' }),
      role: t.exposeString('role', { nullable: true, description: 'For whoever holds this role on the case.' }),
      unit: t.exposeID('unit', { nullable: true }),
      area: t.exposeID('area', { nullable: true }),
      group: t.exposeString('group', { nullable: true, description: 'Tasks of one group are all to be finished.' }),
      openedAt: t.expose('openedAt', { type: 'DateTime' }),
      dueAt: t.expose('dueAt', {
        type: 'DateTime',
        nullable: true,
        description: 'None where no clock runs, or while it is paused.',
      }),
      remaining: t.float({
        nullable: true,
        description:
          'What is left of its clock, in the unit of the clock’s budget: working days or minutes; negative when overdue.',
        select: { clock: true, case: { select: { clocks: true } } },
        resolve: async (row, _, context) => {
          const clock = (row.case.clocks as Clock[])
            .filter(({ name }) => name === row.clock)
            .toSorted((a, b) => b.run - a.run)[0];
          return clock ? remainingAt(await context.calendar(), clock.budget as Budget, ledgerOf(clock), context.now) : null;
        },
      }),
      overdue: t.boolean({ resolve: ({ dueAt }, _, { now }) => dueAt !== null && dueAt.getTime() < now }),
    }),
  });

  const filter = builder.inputType('TaskFilter', {
    fields: (t) => ({
      mine: t.boolean({
        required: false,
        description: 'What waits for you or for a role you hold (unless false: all that you may see).',
      }),
      process: t.stringList({ required: false }),
      action: t.stringList({ required: false }),
      person: t.id({ required: false }),
      role: t.stringList({ required: false }),
      unit: t.idList({ required: false }),
      area: t.idList({ required: false }),
      overdue: t.boolean({ required: false }),
    }),
  });
  builder.queryField('tasks', (t) =>
    t.prismaConnection({
      type: 'Task',
      cursor: 'id',
      authScopes: { person: true },
      description: 'My work list, soonest due first.',
      args: { filter: t.arg({ type: filter, required: false }) },
      totalCount: async (_, args, context) => context.db.task.count({ where: await taskWhere(context, args.filter) }),
      resolve: async (query, _, args, context) =>
        context.db.task.findMany({
          ...query,
          where: await taskWhere(context, args.filter),
          orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
        }),
    }),
  );
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
};

const taskWhere = async (context: Context, filter: TaskFilter | null | undefined): Promise<Prisma.TaskWhereInput> => {
  const { mine, process, action, person, role, unit, area, overdue } = filter ?? {};
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
        : { OR: [{ person: actor.id }, ...actor.grants.map((grant) => ({ person: null, role: grant.role, ...within(grant) }))] },
      ...(process ? [{ process: { in: [...process] } }] : []),
      ...(action ? [{ action: { in: [...action] } }] : []),
      ...(person ? [{ person }] : []),
      ...(role ? [{ role: { in: [...role] } }] : []),
      ...(unit ? [{ unit: { in: [...unit] } }] : []),
      ...(area ? [{ area: { in: [...area] } }] : []),
      ...(overdue == null ? [] : [overdue ? { dueAt: { lt: now } } : { OR: [{ dueAt: null }, { dueAt: { gte: now } }] }]),
    ],
  };
};
