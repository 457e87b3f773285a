/** The clocks that run, each with its due moment as it is stored and as a count of each minute gives it. */
import type { Budget, ClockEntry } from '../../activities/calendar/clock.ts';
import type { WorkingCalendar } from '../../activities/calendar/working-calendar.ts';
import { extended, type SlowUnit, slowClock } from '../calendar/slow-clock.ts';
import type { Told } from '../replay/stories.ts';
import { tenantOf } from '../replay/telling.ts';
import type { GateHouse } from './house.ts';

type Row = { case_id: string; name: string; budget: Budget; ledger: readonly ClockEntry[]; due_at: Date | null };

const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;
const midnightAfter = (at: number): number => (Math.floor((at - 1 + ZONE) / DAY) + 1) * DAY - ZONE;

/** Whether there is duty on the day that ends at this midnight. */
const hasDuty = (calendar: WorkingCalendar, midnight: number): boolean =>
  slowClock(calendar, 'dutyMinutes', [{ at: midnight - DAY, kind: 'start' }]).usedAt(midnight) > 0;

/** When a clock is due that runs: by counting its minutes or days one by one. */
const slowlyDue = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[]): number | undefined => {
  // A moment that was over when it began is due at once.
  if ('until' in budget) return Math.max(budget.until, entries[0]?.at ?? budget.until);
  const unit = ['workingDays', 'dutyMinutes', 'clockMinutes', 'calendarDays'].find((name) => name in budget) as SlowUnit;
  const reached = slowClock(calendar, unit, entries).reachedAt(extended(budget, entries));
  if (reached === undefined) return undefined;
  if ('end' in budget && budget.end === 'midnight') return midnightAfter(reached);
  let due = reached;
  if ('roll' in budget && budget.roll) while (!hasDuty(calendar, due)) due += DAY;
  return due;
};

export const clockRowsOf = ({ office }: GateHouse, told: Told) => {
  const seen = new Map<string, string | undefined>();
  const iso = (at: number | undefined) => (at === undefined ? 'never' : new Date(at).toISOString());
  return {
    look: async (): Promise<void> => {
      const tenant = tenantOf(told);
      const [stored] = await office.sql<{ calendar: WorkingCalendar }>(`SELECT calendar FROM calendars WHERE tenant = $1`, [
        tenant,
      ]);
      const rows = await office.sql<Row>(
        `SELECT case_id, name, budget, ledger, due_at FROM clocks WHERE tenant = $1 AND state = 'running'`,
        [tenant],
      );
      if (!stored) throw new Error(`${tenant} has no calendar.`);
      for (const { case_id, name, budget, ledger, due_at } of rows) {
        // It is due on days, and counts none.
        if ('repeat' in budget) continue;
        const key = JSON.stringify([case_id, name, budget, ledger, due_at]);
        if (seen.has(key)) continue;
        const [due, slow] = [iso(due_at?.getTime()), iso(slowlyDue(stored.calendar, budget, ledger))];
        seen.set(
          key,
          due === slow
            ? undefined
            : `${name} ${JSON.stringify(budget)} from ${iso(ledger[0]?.at)} is due ${due}; counted: ${slow}`,
        );
      }
    },
    looked: () => seen.size,
    wrong: () => [...seen.values()].flatMap((fault) => fault ?? []),
  };
};
