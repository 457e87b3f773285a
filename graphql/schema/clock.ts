import { unitOf } from '../../activities/calendar/budget-words.ts';
import { type ClockEntry, isProvisional, remainingAt } from '../../activities/calendar/clock.ts';
import type { Clock } from '../../prisma/client/client.ts';
import type { Budget } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { BudgetRefs, TimeLeft } from './budget.ts';
import { clockOverdue, ledgerOf } from './clock-model.ts';
import { processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

/** What is left of a clock now, or was when it stopped. */
export const timeLeft = async (context: Context, row: Pick<Clock, 'budget' | 'ledger' | 'stoppedAt'>): Promise<TimeLeft> => {
  const budget = row.budget as Budget;
  const at = row.stoppedAt ? row.stoppedAt.getTime() : context.now;
  return { value: remainingAt(await context.calendar(), budget, ledgerOf(row), at), unit: unitOf(budget) };
};

type Move = { readonly name: string; readonly run: number; readonly before: string | null; readonly after: string | null };

/** The clocks of a case, and how a changed calendar moved them. */
export const addClocks = (builder: Builder, title: TitleRef, { budget, timeLeft: left }: BudgetRefs): void => {
  const entry = builder.objectRef<ClockEntry>('ClockEntry').implement({
    description: 'Something that happened to a clock.',
    fields: (t) => ({
      at: t.field({ type: 'DateTime', resolve: ({ at }) => new Date(at) }),
      kind: t.exposeString('kind', { description: 'start, pause, resume, extend or stop' }),
      budget: t.field({
        type: budget,
        nullable: true,
        description: 'What an extension adds.',
        resolve: (parent) => (parent.kind === 'extend' ? parent.budget : null),
      }),
    }),
  });
  builder.prismaObject('Clock', {
    name: 'Clock',
    description: 'A limit of time on a case, by the tenant’s working calendar.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({
        type: title,
        nullable: true,
        resolve: ({ process, name }, _, context) => processesOf(context).get(process)?.clocks[name]?.title ?? null,
      }),
      run: t.exposeInt('run', { description: '0 for the first; a fresh clock of the same name is the next.' }),
      budget: t.field({ type: budget, description: 'Without extensions.', resolve: (row) => row.budget as Budget }),
      ledger: t.field({
        type: [entry],
        description: 'Its start, pauses, resumes, extensions and stop.',
        resolve: (row) => [...ledgerOf(row)],
      }),
      state: t.exposeString('state', { description: 'running, paused or stopped' }),
      paused: t.boolean({ resolve: ({ state }) => state === 'paused' }),
      dueAt: t.expose('dueAt', {
        type: 'DateTime',
        nullable: true,
        description: 'None while it rests with time left; one that rests late stays late.',
      }),
      remaining: t.field({
        type: left,
        description: 'What is left of it.',
        resolve: (row, _, context) => timeLeft(context, row),
      }),
      provisional: t.boolean({
        description: 'Whether `dueAt` lies in a year whose holidays aren’t arranged yet: it may move when they are. 暂定',
        resolve: async (row, _, context) =>
          row.dueAt !== null && isProvisional(await context.calendar(), row.budget as Budget, row.dueAt.getTime()),
      }),
      overdue: t.boolean({ resolve: (row, _, { now }) => clockOverdue(row, now) }),
      startedAt: t.expose('startedAt', { type: 'DateTime' }),
      stoppedAt: t.expose('stoppedAt', { type: 'DateTime', nullable: true }),
    }),
  });

  const moved = builder.objectRef<Move>('MovedClock').implement({
    description: 'A clock whose due time a changed calendar moved.',
    fields: (t) => ({
      name: t.exposeString('name'),
      run: t.exposeInt('run'),
      before: t.expose('before', { type: 'DateTime', nullable: true, description: 'When it was due.' }),
      after: t.expose('after', { type: 'DateTime', nullable: true, description: 'When it is due now.' }),
    }),
  });
  builder.prismaObject('ClockMove', {
    description: 'Due times that moved because the working calendar was changed.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime' }),
      actorId: t.exposeID('actorId'),
      calendarVersion: t.exposeInt('version'),
      clocks: t.field({ type: [moved], resolve: ({ clocks }) => clocks as Move[] }),
    }),
  });
};
