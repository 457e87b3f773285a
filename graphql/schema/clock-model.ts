import type { ClockEntry } from '../../activities/calendar/clock.ts';
import type { Clock } from '../../prisma/client/client.ts';

/** A stored clock's ledger. */
export const ledgerOf = (row: Pick<Clock, 'ledger'>): readonly ClockEntry[] => row.ledger as unknown as readonly ClockEntry[];

/** Whether it has run over its due time; a stopped clock keeps the due time it had. */
export const clockOverdue = (row: Pick<Clock, 'dueAt' | 'stoppedAt'>, now: number): boolean =>
  row.dueAt !== null && row.dueAt.getTime() < (row.stoppedAt?.getTime() ?? now);
