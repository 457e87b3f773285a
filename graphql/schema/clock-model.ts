import type { ClockEntry } from '../../activities/calendar/clock.ts';
import type { ClockRow } from '../../activities/clock-rows.ts';
import type { Clock } from '../../prisma/client/client.ts';
import type { Budget, ClockState, LadderStep } from '../../workflows/kernel/process.ts';

/** A stored clock's ledger. */
export const ledgerOf = (row: Pick<Clock, 'ledger'>): readonly ClockEntry[] => row.ledger as unknown as readonly ClockEntry[];

/** Whether it has run over its due time; a stopped clock keeps the due time it had. */
export const clockOverdue = (row: Pick<Clock, 'dueAt' | 'stoppedAt'>, now: number): boolean =>
  row.dueAt !== null && row.dueAt.getTime() < (row.stoppedAt?.getTime() ?? now);

/** A clock as it is reckoned with. */
export const clockRow = (row: Clock): ClockRow => ({
  name: row.name,
  run: row.run,
  budget: row.budget as Budget,
  ledger: ledgerOf(row),
  ladder: row.ladder as unknown as LadderStep[],
  state: row.state as ClockState,
  dueAt: row.dueAt?.getTime() ?? null,
  nextStep: row.nextStep,
  nextStepAt: row.nextStepAt?.getTime() ?? null,
  startedAt: row.startedAt.getTime(),
  stoppedAt: row.stoppedAt?.getTime() ?? null,
  inner: row.inner,
});
