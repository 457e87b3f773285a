import { z } from 'zod';
import { issue } from './change.ts';

const amount = z.int().min(1).max(100_000_000);

/** A limit of time as administrators set it. */
export const budgetSchema = z.union([
  z.strictObject({ workingDays: z.int().min(1).max(3_650) }),
  z.strictObject({ dutyMinutes: amount }),
  z.strictObject({ clockMinutes: amount }),
]);

export const badBudget = (path: readonly string[]) =>
  issue(
    path,
    'A budget is {"workingDays": n}, {"dutyMinutes": n} or {"clockMinutes": n} with a whole number from 1.',
    '时限须为{"workingDays": n}、{"dutyMinutes": n}或{"clockMinutes": n}，n为正整数。',
  );
