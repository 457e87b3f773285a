import { remainingAt } from '../../activities/calendar/clock.ts';
import type { Budget } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import { clockOverdue, ledgerOf } from './clock-model.ts';
import { processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

/** The clocks of a case, and how a changed calendar moved them. */
export const addClocks = (builder: Builder, title: TitleRef): void => {
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
      budget: t.expose('budget', { type: 'JSON', description: 'Such as {"workingDays": 3}, without extensions.' }),
      ledger: t.expose('ledger', {
        type: 'JSON',
        description: 'Its start, pauses, resumes, extensions and stop, in epoch milliseconds.',
      }),
      state: t.exposeString('state', { description: 'running, paused or stopped' }),
      paused: t.boolean({ resolve: ({ state }) => state === 'paused' }),
      dueAt: t.expose('dueAt', { type: 'DateTime', nullable: true, description: 'None while it is paused.' }),
      remaining: t.float({
        description: 'What is left, in the unit of the budget: working days or minutes; negative when overdue.',
        resolve: async (row, _, context) =>
          remainingAt(
            await context.calendar(),
            row.budget as Budget,
            ledgerOf(row),
            row.stoppedAt ? row.stoppedAt.getTime() : context.now,
          ),
      }),
      overdue: t.boolean({ resolve: (row, _, { now }) => clockOverdue(row, now) }),
      startedAt: t.expose('startedAt', { type: 'DateTime' }),
      stoppedAt: t.expose('stoppedAt', { type: 'DateTime', nullable: true }),
    }),
  });

  builder.prismaObject('ClockMove', {
    description: 'Due times that moved because the working calendar was changed.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime' }),
      actorId: t.exposeID('actorId'),
      calendarVersion: t.exposeInt('version'),
      clocks: t.expose('clocks', { type: 'JSON', description: 'Each with its name, run, and due time before and after.' }),
    }),
  });
};
