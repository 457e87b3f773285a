import type { Budget, ClockState } from '../../workflows/kernel/process.ts';
import { calendarDays, dutyDays, localDay, midnightOf, type Stretch } from './duty-days.ts';
import { type Repeating, type TurnAt, turnIn } from './turns.ts';
import { isAfterArranged, type WorkingCalendar } from './working-calendar.ts';

export type { Budget, ClockState };

/** What happened to a clock, at a moment in epoch milliseconds. An extension is in the unit of the budget and adds to it. */
export type ClockEntry =
  | { readonly at: number; readonly kind: 'start' | 'pause' | 'resume' | 'stop' }
  | { readonly at: number; readonly kind: 'extend'; readonly budget: Budget };

type Unit = 'workingDays' | 'dutyMinutes' | 'clockMinutes' | 'calendarDays';

/** What a budget counts, and where the last of its days ends: at its midnight, and behind days without duty. */
type Measure = { readonly unit: Unit; readonly midnight?: boolean; readonly roll?: boolean };

/** A ledger as read: the extended budget (in milliseconds, or in days) and when the clock ran, each time after `from` up to and with `to`. */
type Ledger = {
  readonly measure: Measure;
  readonly total: number;
  readonly runs: readonly Stretch[];
  readonly state: ClockState | 'unstarted';
  /** Whether it ends at one moment, so that time passes while it rests, too. */
  readonly fixed: boolean;
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Ten thousand days: longer limits are typing errors, and would be counted day by day. */
const LONGEST_DAYS = 10_000;
/** The year 10000: later moments are microseconds taken for milliseconds. */
const LATEST = Date.UTC(10_000);

/**
 * When the extended budget is used up, in epoch milliseconds; undefined unless the clock runs.
 * Days: that of the start is not counted. The last working day ends with its duty, or at midnight where the budget says so; the last calendar
 * day at midnight, and one without duty moves on where it rolls (Civil Code of the PRC, articles 201 to 203).
 * Throws a RangeError for a ledger or a budget that makes no sense, as do all functions here.
 */
export const dueAt = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[]): number | undefined => {
  if (repeats(budget)) return clockState(entries) === 'running' ? turnOf(calendar, budget, entries)?.at : undefined;
  const { measure, total, runs, state } = readLedger(budget, entries);
  return state === 'running' ? reachedAt(calendar, measure, runs, total) : undefined;
};

/** The turn that a clock which repeats takes next, or has missed while it rests; undefined behind the last. */
export const turnOf = (calendar: WorkingCalendar, budget: Repeating, entries: readonly ClockEntry[]): TurnAt | undefined =>
  turnIn(calendar, budget, readRuns(entries).runs);

export const repeats = (budget: Budget): budget is Repeating => 'repeat' in budget;

/**
 * When `percent` of the extended budget is used, in epoch milliseconds; undefined unless the clock runs.
 * Days come whole from 100 per cent on (rounded up). Before, it is when that share of the time from start to due has passed: of the duty for
 * working days, of the clock for calendar days.
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
  if (repeats(budget)) return shareOfTurn(calendar, budget, entries, percent);
  const { measure, total, runs, state } = readLedger(budget, entries);
  if (state !== 'running') return;
  if (!inDays(measure) || percent >= 100) return reachedAt(calendar, measure, runs, shareOf(total, percent));
  const due = reachedAt(calendar, measure, runs, total) ?? Number.NaN;
  const finer: Measure = { unit: measure.unit === 'workingDays' ? 'dutyMinutes' : 'clockMinutes' };
  return reachedAt(calendar, finer, runs, shareOf(amountOf(calendar, finer, until(runs, due)), percent));
};

/** Up to a turn it is the share of the time by the clock since the one before; behind it comes the next. */
const shareOfTurn = (
  calendar: WorkingCalendar,
  budget: Repeating,
  entries: readonly ClockEntry[],
  percent: number,
): number | undefined => {
  const due = dueAt(calendar, budget, entries);
  if (due === undefined || percent > 100) return undefined;
  if (percent === 100) return due;
  const { runs } = readRuns(entries);
  return reachedAt(calendar, BY_THE_CLOCK, runs, shareOf(amountOf(calendar, BY_THE_CLOCK, until(runs, due)), percent));
};

/** What has been used of the budget at a moment (epoch milliseconds), in its unit: whole days, or minutes with fractions. */
export const consumedAt = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[], now: number): number => {
  if (repeats(budget)) return amountOf(calendar, BY_THE_CLOCK, until(readRuns(entries).runs, now)) / MINUTE;
  const ledger = readLedger(budget, entries);
  return inUnit(ledger.measure, amountOf(calendar, ledger.measure, passed(ledger, now)));
};

/** What is left of the extended budget at a moment (epoch milliseconds), in its unit; negative by what it is overdue. */
export const remainingAt = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[], now: number): number => {
  if (repeats(budget)) return ((turnOf(calendar, budget, entries)?.at ?? now) - now) / MINUTE;
  const ledger = readLedger(budget, entries);
  const { measure, runs } = ledger;
  const used = amountOf(calendar, measure, passed(ledger, now));
  return inUnit(measure, (measure.roll ? rolled(calendar, ledger, runs) : ledger.total) - used);
};

/** Whether the clock has run beyond its due moment at a moment (epoch milliseconds); also answered for paused and stopped clocks. */
export const overdueAt = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[], now: number): boolean => {
  if (repeats(budget)) return (turnOf(calendar, budget, entries)?.at ?? now) < now;
  const { measure, total, runs } = readLedger(budget, entries);
  return ranOverAt(calendar, measure, total, until(runs, now)) !== undefined;
};

/** When a clock that rests had run over, in epoch milliseconds; undefined where it rests with time left, and unless it rests. */
export const lateSince = (calendar: WorkingCalendar, budget: Budget, entries: readonly ClockEntry[]): number | undefined => {
  if (repeats(budget)) return clockState(entries) === 'paused' ? turnOf(calendar, budget, entries)?.at : undefined;
  const { measure, total, runs, state } = readLedger(budget, entries);
  return state === 'paused' ? ranOverAt(calendar, measure, total, runs) : undefined;
};

/** The due moment within these runs, which all end, where they went on beyond it. */
const ranOverAt = (calendar: WorkingCalendar, measure: Measure, total: number, runs: readonly Stretch[]): number | undefined => {
  const due = reachedAt(calendar, measure, runs, total);
  // Resumed and paused again in one millisecond, it hasn't run.
  return due !== undefined && runs.some(({ from, to }) => Math.max(from, due) < to) ? due : undefined;
};

/** Whether a due moment depends on holidays that aren't arranged yet: it may move when they are. */
export const isProvisional = (calendar: WorkingCalendar, budget: Budget, due: number | null): boolean =>
  due !== null &&
  ('workingDays' in budget ||
    'dutyMinutes' in budget ||
    ('calendarDays' in budget && budget.roll === true) ||
    (repeats(budget) && (budget.repeat.holidays !== undefined || 'workingDay' in budget.repeat.every))) &&
  isAfterArranged(calendar, new Date(localDay(calendar, due) * DAY).toISOString());

/** What a ledger says of its clock; undefined before its start. */
export const clockState = (entries: readonly ClockEntry[]): ClockState | undefined => {
  const { state } = readRuns(entries);
  return state === 'unstarted' ? undefined : state;
};

const units: readonly (Unit | 'until')[] = ['workingDays', 'dutyMinutes', 'clockMinutes', 'calendarDays', 'until'];

const unitOf = (budget: Budget): Unit | 'until' => {
  const { end, roll, ...rest } = budget as { readonly end?: unknown; readonly roll?: unknown };
  const [unit, ...more] = Object.keys(rest);
  const known = units.find((name) => name === unit);
  const endsSo = end === undefined || (end === 'midnight' && known === 'workingDays');
  const rollsSo = roll === undefined || (roll === true && known === 'calendarDays');
  if (!known || more.length > 0 || !endsSo || !rollsSo) {
    throw new RangeError(
      `A budget gives one of ${units.join(', ')}, such as { "workingDays": 5 }, { "workingDays": 5, "end": "midnight" } or { "calendarDays": 7, "roll": true }, not ${JSON.stringify(budget)}.`,
    );
  }
  return known;
};

const BY_THE_CLOCK: Measure = { unit: 'clockMinutes' };

const inDays = ({ unit }: Measure): boolean => unit === 'workingDays' || unit === 'calendarDays';

/** Rounded up; in two parts, because a long budget times a high step passes the integers that a number holds. */
const shareOf = (total: number, percent: number): number =>
  Math.floor(total / 100) * percent + Math.ceil(((total % 100) * percent) / 100);

const amountIn = (unit: Unit, budget: Budget): number => {
  const given = unitOf(budget);
  if (given !== unit) throw new RangeError(`A budget in ${unit} can't be extended in ${given}; give the same unit.`);
  const amount = (budget as Record<Unit, number>)[unit];
  const days = inDays({ unit }) ? amount : amount / (24 * 60);
  // Time by the wall clock may end at any millisecond, for it often leads to a moment that people have written down.
  const whole = unit === 'clockMinutes' ? Math.round(amount * MINUTE) / MINUTE === amount : Number.isInteger(amount);
  if (!whole || amount < 0 || days > LONGEST_DAYS) {
    throw new RangeError(`A budget is a whole number of ${unit} from 0 to ten thousand days, not ${amount}.`);
  }
  return inDays({ unit }) ? amount : Math.round(amount * MINUTE);
};

const readLedger = (budget: Budget, entries: readonly ClockEntry[]): Ledger => {
  const given = unitOf(budget);
  const fixed = given === 'until';
  // A moment is so much time by the clock after the start; it is extended by such time.
  const unit: Unit = fixed ? 'clockMinutes' : given;
  const { runs, state } = readRuns(entries);
  const total = entries.reduce(
    (sum, entry) => (entry.kind === 'extend' ? sum + amountIn(unit, entry.budget) : sum),
    'until' in budget ? timeUntil(budget.until, entries[0]?.at) : amountIn(unit, budget),
  );
  const measure: Measure = {
    unit,
    midnight: 'workingDays' in budget && budget.end === 'midnight',
    roll: 'calendarDays' in budget && budget.roll === true,
  };
  return { measure, total, runs: fixed ? withoutGaps(runs) : runs, state, fixed };
};

const timeUntil = (at: number, start = at): number => {
  if (!(Number.isInteger(at) && at >= 0 && at < LATEST && at - start <= LONGEST_DAYS * DAY)) {
    throw new RangeError(`A clock runs to a moment in whole epoch milliseconds, at most ten thousand days on, not to ${at}.`);
  }
  return Math.max(0, at - start);
};

const withoutGaps = (runs: readonly Stretch[]): readonly Stretch[] =>
  runs.map(({ from, to }, at) => ({ from: runs[at - 1]?.to ?? from, to }));

/** What of the clock's time has passed by a moment. */
const passed = ({ runs, state, fixed }: Ledger, now: number): readonly Stretch[] => {
  const [first] = runs;
  return fixed && first && state === 'paused' ? until([{ from: first.from, to: now }], now) : until(runs, now);
};

/** The days of a budget that rolls, with those behind which its last one moves; while it rests, at least one more. */
const rolled = (calendar: WorkingCalendar, { measure, total }: Ledger, runs: readonly Stretch[]): number => {
  const due = reachedAt(calendar, measure, runs, total);
  if (due !== undefined) return amountOf(calendar, measure, until(runs, due));
  return Math.max(total, amountOf(calendar, measure, runs) + 1);
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

/** What was used in these runs, which all end: milliseconds, or days. */
const amountOf = (calendar: WorkingCalendar, measure: Measure, runs: readonly Stretch[]): number => {
  let sum = 0;
  for (const { amount } of pieces(calendar, measure, runs)) sum += amount;
  return sum;
};

/** The moment at which so much is used; undefined when the runs end before. */
const reachedAt = (calendar: WorkingCalendar, measure: Measure, runs: readonly Stretch[], amount: number): number | undefined => {
  if (amount <= 0) return runs[0]?.from;
  let left = amount;
  for (const piece of pieces(calendar, measure, runs)) {
    if (piece.amount >= left && !piece.goesOn) return inDays(measure) ? piece.at : piece.at + left;
    left -= piece.amount;
  }
  return;
};

/** What counts, in order: stretches of time beginning `at`, or ends of days, one each; at one that `goesOn` no budget ends. */
function* pieces(
  calendar: WorkingCalendar,
  measure: Measure,
  runs: readonly Stretch[],
): Generator<{ at: number; amount: number; goesOn?: boolean }, void> {
  const { unit, midnight, roll = false } = measure;
  const [first] = runs;
  const startDay = first && inDays(measure) ? localDay(calendar, first.from) : undefined;
  for (const run of runs) {
    if (unit === 'calendarDays') {
      for (const { day, end, hasDuty } of calendarDays(calendar, run)) {
        if (day !== startDay && run.from < end && end <= run.to) yield { at: end, amount: 1, goesOn: roll && !hasDuty };
      }
      continue;
    }
    if (unit === 'clockMinutes') {
      yield { at: run.from, amount: run.to - run.from };
      continue;
    }
    for (const { day, duty, end: endOfDuty } of dutyDays(calendar, run)) {
      if (unit === 'workingDays') {
        const end = midnight ? (midnightOf(calendar, day) ?? endOfDuty) : endOfDuty;
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

const inUnit = (measure: Measure, amount: number): number => (inDays(measure) ? amount : amount / MINUTE);
