import { readCalendar, type WorkingCalendar } from '../../activities/calendar/working-calendar.ts';
import { derived } from '../../activities/clock-rows.ts';
import { channelsOf, noticesOf } from '../../activities/notices.ts';
import type { ProcessPackage } from '../../activities/process-package.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { CLOCKS_MOVED } from '../../workflows/kernel/contract.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { clockRow } from '../schema/clock-model.ts';
import { processesOf } from '../schema/process.ts';
import { type ChangeAnswer, type ChangeRefs, change, issue } from './change.ts';

/** Edits the duty calendar. Every open clock's due time is derived anew, and each case that moved gets an entry in its journal of moves. */
export const addCalendarChange = (builder: Builder, { result }: ChangeRefs): void => {
  builder.queryField('calendar', (t) =>
    t.field({
      type: 'JSON',
      authScopes: { tenant: true },
      description:
        'The working calendar by which the tenant’s clocks run, with its version. JSON, because it is the tenant’s own, with keys that are days. 工作日历',
      resolve: (_, __, context) => context.calendar(),
    }),
  );
  builder.mutationField('setCalendar', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Replaces the working calendar. Due times of open clocks move, with a journal entry per case that moved; those who were promised a date are told. 修改工作日历',
      args: {
        calendar: t.arg({
          type: 'JSON',
          description: 'As `calendar` gives it; its version is set for you. JSON, because its keys are days.',
        }),
        expectedVersion: t.arg.int({ description: 'The version you have edited.' }),
        requestId: t.arg.id(),
      },
      resolve: (_, { calendar, expectedVersion, requestId }, context) =>
        setCalendar(context, calendar, expectedVersion, requestId),
    }),
  );
};

/** Cases told at a time. */
const AT_ONCE = 20;

const setCalendar = async (
  context: Context,
  sent: unknown,
  expectedVersion: number,
  requestId: string,
): Promise<ChangeAnswer> => {
  const answer = await change(context, { name: 'setCalendar', requestId, input: { sent, expectedVersion } }, async (tx) => {
    const { tenant, actor } = context.caller;
    const version = expectedVersion + 1;
    let calendar: WorkingCalendar;
    try {
      calendar = readCalendar({ ...(sent as object), version });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const { en, zh } = (error.cause as Title | undefined) ?? { en: error.message, zh: error.message };
      throw issue(['calendar'], en, zh);
    }
    // Acts that touch clocks keep a new calendar waiting while they are recorded (check_reckoning), so that none is reckoned by the old one after it.
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
    const moved = await moveOpenClocks(tx, calendar, { tenant, actorId: actor.id, promised: promisedClocks(context) });
    return { before: before?.calendar, after: { ...calendar, moved } };
  });
  // After the commit, and again where the change is repeated: some may not have been told the first time.
  if (answer.__typename === 'ChangeDone') await tellCases(context, expectedVersion + 1);
  return answer;
};

/** Tells the cases whose clocks a version of the calendar moved to look at what is due. */
const tellCases = async ({ read, services, log }: Context, version: number): Promise<void> => {
  const cases = await read<{ id: string }>(
    `SELECT c.id FROM clock_moves m JOIN cases c ON c.id = m.case_id WHERE m.version = ($1->>'version')::int AND c.live ORDER BY c.id`,
    { version },
  );
  const tell = ({ id: caseId }: { id: string }) =>
    services.temporal.workflow
      .getHandle(caseId)
      .signal(CLOCKS_MOVED)
      .catch((error: unknown) => log.warn({ err: error, caseId }, 'A case wasn’t told that its clocks moved'));
  for (let at = 0; at < cases.length; at += AT_ONCE) await Promise.all(cases.slice(at, at + AT_ONCE).map(tell));
};

/** By process, the clocks of which people were promised the date, and how they hear that it has moved. */
const promisedClocks = (context: Context): object =>
  Object.fromEntries(
    [...processesOf(context).values()].flatMap(({ name, promised }) => {
      const said = noticesOf(context.services.packages.get(name) as ProcessPackage).dueMoved;
      return promised && said ? [[name, { clocks: promised, channels: channelsOf(said) }]] : [];
    }),
  );

/** Derives every open clock anew; gives the number of cases whose clocks moved. */
const moveOpenClocks = async (
  tx: Prisma.TransactionClient,
  calendar: WorkingCalendar,
  { tenant, actorId, promised }: { tenant: string; actorId: string; promised: object },
): Promise<number> => {
  const open = await tx.clock.findMany({ where: { state: { not: 'stopped' } }, orderBy: [{ caseId: 'asc' }, { name: 'asc' }] });
  const updates: object[] = [];
  for (const row of open) {
    const after = derived(clockRow(row), calendar);
    updates.push({
      caseId: row.caseId,
      name: row.name,
      run: row.run,
      dueAt: after.dueAt === null ? null : new Date(after.dueAt).toISOString(),
      nextStepAt: after.nextStepAt === null ? null : new Date(after.nextStepAt).toISOString(),
    });
  }
  const [moved] = await tx.$queryRaw<{ cases: number }[]>`
    SELECT move_clocks(${tenant}, ${calendar.version}::int, ${actorId}, ${JSON.stringify(updates)}::jsonb, ${JSON.stringify(promised)}::jsonb) AS cases`;
  return moved?.cases ?? 0;
};
