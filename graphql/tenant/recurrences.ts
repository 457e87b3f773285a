import { z } from 'zod';
import type { ClockRule } from '../../workflows/kernel/process.ts';
import { WEEKDAYS } from '../../workflows/kernel/recurrence.ts';
import { issue } from './change.ts';

const often = z.int().min(1).max(3_650);
const months = z.int().min(1).max(120);
const weekday = z.enum(WEEKDAYS);
const fromEnd = z.literal(-1);
const day = z.iso.date();

/** When a clock repeats, as administrators set it. */
export const recurrenceSchema = z.strictObject({
  every: z.union([
    z.strictObject({ days: often }),
    z.strictObject({ weeks: z.int().min(1).max(520), on: z.array(weekday).min(1).max(7) }),
    z.strictObject({ months, day: z.int().min(1).max(31).or(fromEnd) }),
    z.strictObject({ months, nth: z.int().min(1).max(5).or(fromEnd), weekday }),
    z.strictObject({ months, workingDay: z.int().min(1).max(23).or(fromEnd) }),
  ]),
  from: day.exactOptional(),
  to: day.exactOptional(),
  at: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
    .exactOptional(),
  holidays: z.enum(['skip', 'before', 'after']).exactOptional(),
  without: z.array(day).max(400).exactOptional(),
  ahead: z.int().min(0).max(400).exactOptional(),
});

/** Checks the budget of a clock that repeats by its own rules. */
export const checkRecurrence = (clock: ClockRule, value: unknown): boolean => {
  if (!('repeat' in clock.budget)) return false;
  if (z.strictObject({ repeat: recurrenceSchema }).safeParse(value).success) return true;
  throw issue(
    ['input', 'value'],
    'This clock repeats. Say when, such as {"repeat": {"every": {"months": 1, "day": 1}, "at": "02:00"}}; every is {"days"}, {"weeks", "on": ["mon"]}, {"months", "day"}, {"months", "nth", "weekday"} or {"months", "workingDay"}, and holidays "skip", "before" or "after".',
    '该时限周期执行，请填写周期，如{"repeat": {"every": {"months": 1, "day": 1}, "at": "02:00"}}；every可为{"days"}、{"weeks", "on": ["mon"]}、{"months", "day"}、{"months", "nth", "weekday"}或{"months", "workingDay"}，holidays可为"skip"、"before"或"after"。',
  );
};

/** Checks the ladder of a clock that repeats: its turn is taken at 100 per cent, and behind that comes the next one. */
export const checkTurns = (clock: ClockRule, ladder: readonly { readonly at: number; readonly act?: string }[]): void => {
  if (!('repeat' in clock.budget)) return;
  const turn = clock.ladder.find(({ at }) => at === 100);
  if (ladder.every(({ at }) => at <= 100) && ladder.some(({ at, act }) => at === 100 && act === turn?.act)) return;
  const step = JSON.stringify({ at: 100, ...(turn?.act === undefined ? {} : { act: turn.act }) });
  throw issue(
    ['input', 'value'],
    `This clock repeats: keep the step ${step}, at which it takes its turn, and no step behind 100.`,
    `该时限周期执行：须保留${step}一级（到期执行并重新计时），且不得有100之后的级别。`,
  );
};
