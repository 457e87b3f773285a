/** Whose days an application took, from the ledgers of its clocks. Pure; moments in epoch milliseconds. */

import type { Days } from '../../workflows/power-application/vocabulary.ts';
import { type ClockEntry, consumedAt, overdueAt } from '../calendar/clock.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { ClockRow } from '../clock-rows.ts';

export type Ledgered = Pick<ClockRow, 'name' | 'run' | 'budget' | 'ledger'>;

/**
 * Working days of ours and of the customer's up to a moment. A day is whose time runs when duty ends on it, and the day of filing is
 * nobody's, so that the two never count one day twice, however often the turn passes from one to the other.
 */
export const daysOf = (clocks: readonly Ledgered[], calendar: WorkingCalendar, now: number): Days => {
  const total = clocks.find(({ name }) => name === 'total');
  const filedAt = total?.ledger[0]?.at;
  if (!total || filedAt === undefined) return { ours: 0, customer: 0, onTime: true };
  const runs = clocks.filter(({ name }) => name === 'customer').toSorted((a, b) => a.run - b.run);
  // All of the customer's runs as one clock that was started on filing and rested at once.
  const turns = runs
    .flatMap(({ ledger }) => ledger)
    .filter(({ kind }) => kind !== 'extend')
    .map(({ at, kind }): ClockEntry => ({ at, kind: kind === 'start' || kind === 'resume' ? 'resume' : 'pause' }))
    // What was stopped while it rested rests already.
    .filter(({ kind }, index, all) => kind === 'resume' || all[index - 1]?.kind === 'resume');
  return {
    ours: consumedAt(calendar, total.budget, total.ledger, now),
    customer: consumedAt(
      calendar,
      { workingDays: 0 },
      [{ at: filedAt, kind: 'start' }, { at: filedAt, kind: 'pause' }, ...turns],
      now,
    ),
    onTime: !overdueAt(calendar, total.budget, total.ledger, now),
  };
};
