import type { Budget, ClockState } from '../../workflows/kernel/process.ts';
import { dutyDays, localDay, type Stretch } from './duty-days.ts';
import { isAfterArranged, type WorkingCalendar } from './working-calendar.ts';

export type { Budget, ClockState };

/** What happened to a clock, at a moment in epoch milliseconds. An extension is in the unit of the budget and adds to it. */
export type ClockEntry =
  | { readonly at: number; readonly kind: 'start' | 'pause' | 'resume' | 'stop' }
  | { readonly at: number; readonly kind: 'extend'; readonly budget: Budget };

type Unit = 'workingDays' | 'dutyMinutes' | 'clockMinutes';

/** A ledger as read: the extended budget (in milliseconds, or in working days) and when the clock ran, each time after `from` up to and with `to`. */
type Ledger = {
  readonly unit: Unit;
  readonly total: number;
  readonly runs: readonly Stretch[];
  readonly state: ClockState | 'unstarted';
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Ten thousand days: longer limits are typing errors, and would be counted day by day. */
const LONGEST_DAYS = 10_000;
/** The year 10000: later moments are microseconds taken for milliseconds. */
const LATEST = Date.UTC(10_000);

/**
 * When the extended budget is used up, in epoch milliseconds; undefined unless the clock runs.
 * Working days: the day of the start is not counted, and the last one ends with its duty (Civil Code of the PRC, articles 201 and 203).
 * Throws a RangeError for a ledger or a budget that makes no sense, as do all functions here.
 */
export const dueAt = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[]): number | undefined => {
  const { unit, total, runs, state } = readLedger(budget, entries);
  return state === 'running' ? reachedAt(calendar, unit, runs, total) : undefined;
};

/**
 * When `percent` of the extended budget is used, in epoch milliseconds; undefined unless the clock runs.
 * Working days come whole from 100 per cent on (rounded up); before, it is when that share of the duty from start to due has passed.
 */
export const stepAt = (
  calendar: WorkingCalendar,
  budget: Budget,
  entries: readonly ClockEntry[],
  percent: number,
): number | undefined => {
  if (!(Number.isInteger(percent) && percent >= 0 && percent <= 100_000)) {
    throw new RangeError(`A step of a ladder stands at a whole number of per cent from 0 to 100000, not at ${percent}.`);
  }
  const { unit, total, runs, state } = readLedger(budget, entries);
  if (state !== 'running') return;
  if (unit !== 'workingDays' || percent >= 100) return reachedAt(calendar, unit, runs, shareOf(total, percent));
  const due = reachedAt(calendar, unit, runs, total) ?? Number.NaN;
  const duty = amountOf(calendar, 'dutyMinutes', until(runs, due));
  return reachedAt(calendar, 'dutyMinutes', runs, shareOf(duty, percent));
};

/** What has been used of the budget at a moment (epoch milliseconds), in its unit: whole working days, or minutes with fractions. */
export const consumedAt = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[], now: number): number => {
  const { unit, runs } = readLedger(budget, entries);
  return inUnit(unit, amountOf(calendar, unit, until(runs, now)));
};

/** What is left of the extended budget at a moment (epoch milliseconds), in its unit; negative by what it is overdue. */
export const remainingAt = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[], now: number): number => {
  const { unit, total, runs } = readLedger(budget, entries);
  return inUnit(unit, total - amountOf(calendar, unit, until(runs, now)));
};

/** Whether the clock has run beyond its due moment at a moment (epoch milliseconds); also answered for paused and stopped clocks. */
export const overdueAt = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[], now: number): boolean => {
  const { unit, total, runs } = readLedger(budget, entries);
  return ranOverAt(calendar, unit, total, until(runs, now)) !== undefined;
};

/** When a clock that rests had run over, in epoch milliseconds; undefined where it rests with time left, and unless it rests. */
export const lateSince = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[]): number | undefined => {
  const { unit, total, runs, state } = readLedger(budget, entries);
  return state === 'paused' ? ranOverAt(calendar, unit, total, runs) : undefined;
};

/** The due moment within these runs, which all end, where they went on beyond it. */
const ranOverAt = (calendar: WorkingCalendar, unit: Unit, total: number, runs: readonly Stretch[]): number | undefined => {
  const due = reachedAt(calendar, unit, runs, total);
  // Resumed and paused again in one millisecond, it hasn't run.
  return due !== undefined && runs.some(({ from, to }) => Math.max(from, due) < to) ? due : undefined;
};

/** Whether a due moment depends on holidays that aren't arranged yet: it may move when they are. */
export const isProvisional = (calendar: WorkingCalendar, budget: Budget, due: number | null): boolean =>
  due !== null &&
  unitOf(budget) !== 'clockMinutes' &&
  isAfterArranged(calendar, new Date(localDay(calendar, due) * DAY).toISOString());

/** What a ledger says of its clock; undefined before its start. */
export const clockState = (entries: readonly ClockEntry[]): ClockState | undefined => {
  const { state } = readRuns(entries);
  return state === 'unstarted' ? undefined : state;
};

const units: readonly Unit[] = ['workingDays', 'dutyMinutes', 'clockMinutes'];

const unitOf = (budget: Budget): Unit => {
  const [unit, ...more] = Object.keys(budget);
  const known = units.find((name) => name === unit);
  if (!known || more.length > 0) {
    throw new RangeError(
      `A budget gives one of ${units.join(', ')}, such as { "workingDays": 5 }, not ${JSON.stringify(budget)}.`,
    );
  }
  return known;
};

/** Rounded up; in two parts, because a long budget times a high step passes the integers that a number holds. */
const shareOf = (total: number, percent: number): number =>
  Math.floor(total / 100) * percent + Math.ceil(((total % 100) * percent) / 100);

const amountIn = (unit: Unit, budget: Budget): number => {
  const given = unitOf(budget);
  if (given !== unit) throw new RangeError(`A budget in ${unit} can't be extended in ${given}; give the same unit.`);
  const amount = (budget as Record<Unit, number>)[unit];
  const days = unit === 'workingDays' ? amount : amount / (24 * 60);
  // Time by the wall clock may end at any millisecond, for it often leads to a moment that people have written down.
  const whole = unit === 'clockMinutes' ? Math.round(amount * MINUTE) / MINUTE === amount : Number.isInteger(amount);
  if (!whole || amount < 0 || days > LONGEST_DAYS) {
    throw new RangeError(`A budget is a whole number of ${unit} from 0 to ten thousand days, not ${amount}.`);
  }
  return unit === 'workingDays' ? amount : Math.round(amount * MINUTE);
};

const readLedger = (budget: Budget, entries: readonly ClockEntry[]): Ledger => {
  const unit = unitOf(budget);
  const extended = entries.reduce(
    (sum, entry) => (entry.kind === 'extend' ? sum + amountIn(unit, entry.budget) : sum),
    amountIn(unit, budget),
  );
  return { unit, total: extended, ...readRuns(entries) };
};

/** The next state of a clock, by its state and the entry; what isn't here can't happen. */
const moves: { readonly [K in ClockEntry['kind']]: { readonly [S in Ledger['state']]?: ClockState } } = {
  start: { unstarted: 'running' },
  pause: { running: 'paused' },
  resume: { paused: 'running' },
  stop: { running: 'stopped', paused: 'stopped' },
  extend: { running: 'running', paused: 'paused' },
};

/** When the clock ran; the last run of a running clock has no end. */
const readRuns = (entries: readonly ClockEntry[]): Pick<Ledger, 'runs' | 'state'> => {
  const runs: Stretch[] = [];
  let state: Ledger['state'] = 'unstarted';
  let since = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (const { at, kind } of entries) {
    if (!(Number.isInteger(at) && at >= 0 && at < LATEST)) {
      throw new RangeError(`A clock's moments are whole epoch milliseconds before the year 10000, not ${at}.`);
    }
    if (at < before) {
      throw new RangeError(
        `The entries of a clock stand in the order of time, but ${iso(at)} (${kind}) comes after ${iso(before)}.`,
      );
    }
    before = at;
    const next: ClockState | undefined = Object.hasOwn(moves, kind) ? moves[kind][state] : undefined;
    if (!next) throw new RangeError(`A clock can't ${kind} at ${iso(at)}: it is ${state}.`);
    if (state === 'running' && next !== 'running') runs.push({ from: since, to: at });
    if (state !== 'running' && next === 'running') since = at;
    state = next;
  }
  if (state === 'running') runs.push({ from: since, to: Number.POSITIVE_INFINITY });
  return { runs, state };
};

const iso = (at: number): string => new Date(at).toISOString();

const until = (runs: readonly Stretch[], now: number): readonly Stretch[] =>
  runs.filter(({ from }) => from < now).map(({ from, to }) => ({ from, to: Math.min(to, now) }));

/** What was used in these runs, which all end: milliseconds, or working days. */
const amountOf = (calendar: WorkingCalendar, unit: Unit, runs: readonly Stretch[]): number => {
  let sum = 0;
  for (const { amount } of pieces(calendar, unit, runs)) sum += amount;
  return sum;
};

/** The moment at which so much is used; undefined when the runs end before. */
const reachedAt = (calendar: WorkingCalendar, unit: Unit, runs: readonly Stretch[], amount: number): number | undefined => {
  if (amount <= 0) return runs[0]?.from;
  let left = amount;
  for (const piece of pieces(calendar, unit, runs)) {
    if (piece.amount >= left) return unit === 'workingDays' ? piece.at : piece.at + left;
    left -= piece.amount;
  }
  return;
};

/** What counts, in order: stretches of time beginning `at`, or ends of working days, one each. */
function* pieces(
  calendar: WorkingCalendar,
  unit: Unit,
  runs: readonly Stretch[],
): Generator<{ at: number; amount: number }, void> {
  const [first] = runs;
  const startDay = first && unit === 'workingDays' ? localDay(calendar, first.from) : undefined;
  for (const run of runs) {
    if (unit === 'clockMinutes') {
      yield { at: run.from, amount: run.to - run.from };
      continue;
    }
    for (const { day, duty, end } of dutyDays(calendar, run)) {
      if (unit === 'workingDays') {
        if (day !== startDay && run.from < end && end <= run.to) yield { at: end, amount: 1 };
        continue;
      }
      for (const stretch of duty) {
        const from = Math.max(stretch.from, run.from);
        const to = Math.min(stretch.to, run.to);
        if (from < to) yield { at: from, amount: to - from };
      }
    }
  }
}

const inUnit = (unit: Unit, amount: number): number => (unit === 'workingDays' ? amount : amount / MINUTE);
