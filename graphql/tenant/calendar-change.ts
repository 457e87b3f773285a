import { readCalendar, type WorkingCalendar } from '../../activities/calendar/working-calendar.ts';
import { derived } from '../../activities/clock-rows.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { CLOCKS_MOVED } from '../../workflows/kernel/contract.ts';
import type { Budget, LadderStep } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { ledgerOf } from '../schema/clock-model.ts';
import { type ChangeAnswer, type ChangeRefs, change, issue } from './change.ts';

/** Edits the duty calendar. Every open clock's due time is derived anew, and each case that moved gets an entry in its journal of moves. */
export const addCalendarChange = (builder: Builder, { result }: ChangeRefs): void => {
  builder.queryField('calendar', (t) =>
    t.field({
      type: 'JSON',
      authScopes: { tenant: true },
      description: 'The working calendar by which the tenant’s clocks run, with its version. 工作日历',
      resolve: (_, __, context) => context.calendar(),
    }),
  );
  builder.mutationField('setCalendar', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Replaces the working calendar. Due times of open clocks move, with a journal entry per case that moved. 修改工作日历',
      args: {
        calendar: t.arg({ type: 'JSON', description: 'As `calendar` gives it; its version is set for you.' }),
        expectedVersion: t.arg.int({ description: 'The version you have edited.' }),
        requestId: t.arg.id(),
      },
      resolve: (_, { calendar, expectedVersion, requestId }, context) =>
        setCalendar(context, calendar, expectedVersion, requestId),
    }),
  );
};

const setCalendar = async (
  context: Context,
  sent: unknown,
  expectedVersion: number,
  requestId: string,
): Promise<ChangeAnswer> => {
  const moved = new Map<string, number | null>();
  const answer = await change(context, { name: 'setCalendar', requestId, input: { sent, expectedVersion } }, async (tx) => {
    const { tenant, actor } = context.caller;
    const version = expectedVersion + 1;
    let calendar: WorkingCalendar;
    try {
      calendar = readCalendar({ ...(sent as object), version });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw issue(['calendar'], error.message, error.message);
    }
    // Acts that touch clocks hold the calendar while they are recorded, so that none is reckoned by the old one after this.
    const [before] = await tx.$queryRaw<{ version: number; calendar: unknown }[]>`
      SELECT version, calendar FROM calendars WHERE tenant = ${tenant} FOR UPDATE`;
    if ((before?.version ?? 0) !== expectedVersion) {
      throw issue(
        ['expectedVersion'],
        `The calendar is at version ${before?.version ?? 0} by now; read it again and make your change there.`,
        `工作日历现为第${before?.version ?? 0}版，请重新读取后再修改。`,
      );
    }
    await tx.calendar.upsert({
      where: { tenant },
      create: { tenant, version, calendar: calendar as unknown as Prisma.InputJsonValue },
      update: { version, calendar: calendar as unknown as Prisma.InputJsonValue },
    });
    for (const [caseId, next] of await moveOpenClocks(tx, calendar, { tenant, actorId: actor.id })) moved.set(caseId, next);
    return { before: before?.calendar, after: { ...calendar, moved: moved.size } };
  });
  // After the commit: a workflow that wakes too early asks what is truly due anyway.
  await Promise.all(
    [...moved].map(([caseId, nextStepAt]) =>
      context.services.temporal.workflow
        .getHandle(caseId)
        .signal(CLOCKS_MOVED, nextStepAt === null ? {} : { nextStepAt })
        .catch((error: unknown) => context.log.warn({ err: error, caseId }, 'A case wasn’t told that its clocks moved')),
    ),
  );
  return answer;
};

/** Derives every open clock anew; gives the cases whose clocks moved, with their next rung. */
const moveOpenClocks = async (
  tx: Prisma.TransactionClient,
  calendar: WorkingCalendar,
  { tenant, actorId }: { tenant: string; actorId: string },
): Promise<ReadonlyMap<string, number | null>> => {
  const open = await tx.clock.findMany({ where: { state: { not: 'stopped' } }, orderBy: [{ caseId: 'asc' }, { name: 'asc' }] });
  const updates: object[] = [];
  for (const row of open) {
    const after = derived(
      {
        name: row.name,
        run: row.run,
        budget: row.budget as Budget,
        ledger: ledgerOf(row),
        ladder: row.ladder as unknown as LadderStep[],
        state: row.state as 'running' | 'paused',
        dueAt: row.dueAt?.getTime() ?? null,
        nextStep: row.nextStep,
        nextStepAt: row.nextStepAt?.getTime() ?? null,
        startedAt: row.startedAt.getTime(),
        stoppedAt: null,
      },
      calendar,
    );
    updates.push({
      caseId: row.caseId,
      name: row.name,
      run: row.run,
      dueAt: after.dueAt === null ? null : new Date(after.dueAt).toISOString(),
      nextStepAt: after.nextStepAt === null ? null : new Date(after.nextStepAt).toISOString(),
    });
  }
  const moved = await tx.$queryRaw<{ case_id: string; next: bigint | null }[]>`
    SELECT case_id, next FROM move_clocks(${tenant}, ${calendar.version}::int, ${actorId}, ${JSON.stringify(updates)}::jsonb)`;
  return new Map(moved.map(({ case_id, next }) => [case_id, next === null ? null : Number(next)]));
};
