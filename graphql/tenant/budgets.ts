import { z } from 'zod';
import { issue } from './change.ts';

const days = z.int().min(1).max(3_650);
const amount = z.int().min(1).max(100_000_000);

/** A limit of time as administrators set it. */
export const budgetSchema = z.union([
  z.strictObject({ workingDays: days, end: z.literal('midnight').exactOptional() }),
  z.strictObject({ calendarDays: days, roll: z.literal(true).exactOptional() }),
  z.strictObject({ dutyMinutes: amount }),
  z.strictObject({ clockMinutes: amount }),
]);

export const badBudget = (path: readonly string[]) =>
  issue(
    path,
    'A budget is {"workingDays": n}, {"calendarDays": n}, {"dutyMinutes": n} or {"clockMinutes": n} with a whole number from 1. Working days may have "end": "midnight", calendar days "roll": true.',
    '时限须为{"workingDays": n}、{"calendarDays": n}、{"dutyMinutes": n}或{"clockMinutes": n}，n为正整数；工作日可加"end": "midnight"（至24时），自然日可加"roll": true（末日休息的顺延）。',
  );
