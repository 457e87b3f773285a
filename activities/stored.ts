/** Rows of the record, as the database client gives them or in JSON, and what the kernel makes of them. */
import type { Case as StoredCase } from '../prisma/client/client.ts';
import type { CaseHead } from '../workflows/kernel/contract.ts';
import type { Case } from '../workflows/kernel/process.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import type { ClockRow } from './clock-rows.ts';
import type { TenantRead } from './tenant-read.ts';

/** A row of the record in JSON, by the names of its columns, as the database client would have given it. */
export const storedRow = <Row extends object>(json: object): Row =>
  Object.fromEntries(
    Object.entries(json).map(([column, value]) => [
      column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value !== null && (column === 'at' || column.endsWith('_at')) ? new Date(value) : value,
    ]),
  ) as Row;

/** A stored case as rules see it. */
export const caseOf = (row: StoredCase): Case => ({
  id: row.id,
  tenant: row.tenant,
  state: row.state,
  revision: row.revision,
  rulesVersion: row.rulesVersion,
  facts: row.facts,
  openedBy: row.openedBy,
  openedAt: row.openedAt.getTime(),
  clocks: row.clockStates as Case['clocks'],
  tasks: row.tasksOpen as unknown as Case['tasks'],
  gone: row.gone as unknown as NonNullable<Case['gone']>,
  hands: row.hands as unknown as NonNullable<Case['hands']>,
  ...(row.unit === null ? {} : { unit: row.unit }),
  ...(row.area === null ? {} : { area: row.area }),
});

/** A case with what the kernel keeps beside it, as its workflow goes on from; undefined where there is no such case. */
export const readHead = async (read: TenantRead, caseId: string): Promise<CaseHead | undefined> => {
  const [found] = await read<{ case: object; by: string; at: string }>(
    `SELECT to_jsonb(c) AS case, e.actor_name AS by, e.at FROM cases c
     JOIN events e ON e.case_id = c.id AND e.revision = c.revision WHERE c.id = $1->>'caseId'`,
    { caseId },
  );
  if (!found) return undefined;
  const row = storedRow<StoredCase>(found.case);
  return {
    current: caseOf(row),
    title: row.title,
    hash: row.headHash,
    last: { name: found.by, at: Date.parse(found.at) },
    ...(row.nextStepAt === null ? {} : { nextStepAt: row.nextStepAt.getTime() }),
  };
};

/** How a clock row is asked for: its moments as epoch milliseconds. */
const CLOCK = `jsonb_build_object('name', k.name, 'run', k.run, 'budget', k.budget, 'ledger', k.ledger, 'ladder', k.ladder, 'state', k.state,
  'dueAt', ms(k.due_at), 'nextStep', k.next_step, 'nextStepAt', ms(k.next_step_at), 'startedAt', ms(k.started_at), 'stoppedAt', ms(k.stopped_at),
  'inner', k."inner")`;

/** The clocks of a case, the tenant's limits, and its calendar where it isn't of the version known here. */
export const readClocks = async (
  read: TenantRead,
  at: { caseId: string; process: string; calendarVersion: number },
): Promise<{ clocks: readonly ClockRow[]; limits: Record<string, unknown>; calendar: WorkingCalendar | null }> => {
  const [found] = await read<{
    clocks: readonly ClockRow[];
    limits: Record<string, unknown>;
    calendar: WorkingCalendar | null;
    version: number | null;
  }>(
    `SELECT coalesce((SELECT jsonb_agg(${CLOCK} ORDER BY k.name, k.run) FROM clocks k WHERE k.case_id = $1->>'caseId'), '[]') AS clocks,
       limits_today(current_setting('banjie.tenant', true), $1->>'process') AS limits,
       (SELECT CASE WHEN version <> ($1->>'calendarVersion')::int THEN calendar || jsonb_build_object('version', version) END FROM calendars) AS calendar`,
    at,
  );
  if (!found) throw new Error('A question without FROM has always one answer.');
  return found;
};
