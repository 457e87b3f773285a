/** The clocks of a case as they are stored, and what an outcome makes of them. Pure; times in epoch milliseconds. */
import type { FiredStep } from '../workflows/kernel/contract.ts';
import type { AnyProcess, Budget, ClockState, LadderStep, Outcome } from '../workflows/kernel/process.ts';
import type { Turn } from '../workflows/kernel/recurrence.ts';
import { type ClockEntry, clockState, dueAt, lateSince, overdueAt, repeats, stepAt, turnOf } from './calendar/clock.ts';
import { ordinaryDuty, type WorkingCalendar } from './calendar/working-calendar.ts';

export type ClockRow = {
  readonly name: string;
  /** 0 for the first; a fresh clock of the same name is the next run. */
  readonly run: number;
  readonly budget: Budget;
  readonly ledger: readonly ClockEntry[];
  readonly ladder: readonly LadderStep[];
  readonly state: ClockState;
  /** When it is due; kept as it was when it stopped, and where it rests late; none while it rests with time left. */
  readonly dueAt: number | null;
  /** The next step of the ladder in per cent, and when it is reached. */
  readonly nextStep: number | null;
  readonly nextStepAt: number | null;
  readonly startedAt: number;
  readonly stoppedAt: number | null;
  /** Whether its due time is the house's own affair, and never that of the case. */
  readonly inner: boolean;
};

/** Budgets and ladders as the tenant has set them, by name (`clock.handle`, `ladder.handle`). */
export type Limits = Readonly<Record<string, unknown>>;

type Changes = NonNullable<Outcome['clocks']>;

export type MovedClocks = {
  /** The rows that are new or different. */
  readonly changed: readonly ClockRow[];
  readonly all: readonly ClockRow[];
  /** Of clocks that stopped: when they were due, and whether they had run over. */
  readonly stopped: Readonly<Record<string, { readonly dueAt: number | null; readonly overdue: boolean }>>;
  /** Whether a clock that repeats took a turn and was set anew. */
  readonly rewound: boolean;
};

type Moving = {
  readonly at: number;
  readonly calendar: WorkingCalendar;
  readonly process: AnyProcess;
  readonly limits: Limits;
  /** Those of the case after it. */
  readonly facts?: unknown;
  /** The turn that the act takes, as it was found due. */
  readonly turn?: Pick<Turn, 'planned' | 'at'> | undefined;
};

/** What an act does to a case's clocks: stops first, then starts, so that stopping and starting one ends a run and begins the next. */
export const moveClocks = (
  rows: readonly ClockRow[],
  changes: Changes,
  fired: readonly FiredStep[],
  { at, calendar, process, limits, facts, turn }: Moving,
): MovedClocks => {
  const all = new Map(rows.map((row) => [key(row), row]));
  const before = new Map(all);
  const stopped: Record<string, { dueAt: number | null; overdue: boolean }> = {};
  const latest = (name: string): ClockRow | undefined => [...all.values()].filter((row) => row.name === name).at(-1);
  const put = (row: ClockRow) => all.set(key(row), row);
  const enter = (name: string, entry: ClockEntry, state: ClockState) => {
    const row = latest(name);
    if (!row || row.state === 'stopped') return;
    put(derived({ ...row, ledger: [...row.ledger, entry], state }, calendar));
  };
  const stop = (name: string) => {
    const row = latest(name);
    if (!row || row.state === 'stopped') return;
    const ledger: readonly ClockEntry[] = [...row.ledger, { at, kind: 'stop' }];
    const resting = row.state === 'paused';
    const due = resting ? dueAt(calendar, row.budget, [...row.ledger, { at, kind: 'resume' }]) : row.dueAt;
    put({ ...row, ledger, state: 'stopped', dueAt: due ?? null, nextStep: null, nextStepAt: null, stoppedAt: at });
    stopped[name] = { dueAt: due ?? null, overdue: overdueAt(calendar, row.budget, row.ledger, at) };
  };

  const ladderOf = (name: string) =>
    (limits[`ladder.${name}`] as readonly LadderStep[] | undefined) ?? process.clocks[name]?.ladder ?? [];
  const budgetOf = (name: string) => (limits[`clock.${name}`] as Budget | undefined) ?? process.clocks[name]?.budget;
  let rewound = false;
  /** Takes a turn of a clock that repeats: the run ends, and the next one begins where the turn was. */
  const rewind = (row: ClockRow) => {
    const taken = turn ?? (repeats(row.budget) ? turnOf(calendar, row.budget, row.ledger) : undefined);
    const given = process.clocks[row.name]?.own?.(facts) ?? budgetOf(row.name);
    if (!taken || !repeats(row.budget) || !given || !repeats(given)) return;
    rewound = true;
    const ladder = ladderOf(row.name);
    // The next run begins where this turn was: turns that were missed since then come next, also where the clock has rested meanwhile.
    const [past, since] = [row.ledger.filter((entry) => entry.at <= taken.at), row.ledger.filter((entry) => entry.at > taken.at)];
    const ledger: readonly ClockEntry[] = [...past, { at: taken.at, kind: 'stop' }];
    put({ ...row, ledger, state: 'stopped', nextStep: null, nextStepAt: null, stoppedAt: taken.at });
    put(
      derived(
        {
          ...row,
          run: row.run + 1,
          budget: { ...given, after: taken.planned },
          ledger: [{ at: taken.at, kind: 'start' }, ...since],
          ladder,
          nextStep: stepAfter(ladder, -1),
          startedAt: taken.at,
        },
        calendar,
      ),
    );
  };

  const spoken = [...(changes.stop ?? []), ...Object.keys(changes.start ?? {})];
  for (const { name, run, percent } of fired) {
    const row = all.get(key({ name, run }));
    if (!row) continue;
    put(derived({ ...row, nextStep: stepAfter(row.ladder, percent) }, calendar));
    if (percent === 100 && row.state === 'running' && !spoken.includes(name)) rewind(row);
  }
  for (const name of changes.stop ?? []) stop(name);
  for (const [name, budget] of Object.entries(changes.start ?? {})) {
    if (!budget) continue;
    stop(name);
    const rule = process.clocks[name];
    const ladder = ladderOf(name);
    const given = budget === 'default' ? budgetOf(name) : budget;
    if (!given) throw new RangeError(`The process ${process.name} has no clock “${name}”.`);
    put(
      derived(
        {
          name,
          run: (latest(name)?.run ?? -1) + 1,
          budget: given,
          ledger: [{ at, kind: 'start' }],
          ladder,
          state: 'running',
          dueAt: null,
          nextStep: stepAfter(ladder, -1),
          nextStepAt: null,
          startedAt: at,
          stoppedAt: null,
          // A turn to come is nothing that the case is late with.
          inner: (rule?.inner ?? false) || repeats(given),
        },
        calendar,
      ),
    );
  }
  for (const name of changes.pause ?? []) if (latest(name)?.state === 'running') enter(name, { at, kind: 'pause' }, 'paused');
  for (const name of changes.resume ?? []) if (latest(name)?.state === 'paused') enter(name, { at, kind: 'resume' }, 'running');
  for (const [name, budget] of Object.entries(changes.extend ?? {})) {
    const row = latest(name);
    if (budget && row) enter(name, { at, kind: 'extend', budget: inUnitOf(row.budget, budget, calendar) }, row.state);
  }
  for (const [name, budget] of Object.entries(changes.limit ?? {})) {
    const row = latest(name);
    if (!budget || !row || row.state === 'stopped') continue;
    if (repeats(row.budget)) {
      // Another rule goes on behind the turn that was taken last, unless it says behind which.
      if (!repeats(budget)) throw new RangeError('A clock that repeats is given another rule, and no length of time.');
      const { after } = row.budget;
      put(derived({ ...row, budget: after === undefined ? budget : { after, ...budget } }, calendar));
      continue;
    }
    const ledger = row.ledger.map((entry) =>
      entry.kind === 'extend' ? { ...entry, budget: inUnitOf(budget, entry.budget, calendar) } : entry,
    );
    // Each step of a run is taken once: those that were are not taken again.
    put(derived({ ...row, budget, ledger }, calendar));
  }
  const now = [...all.values()];
  return { all: now, changed: now.filter((row) => before.get(key(row)) !== row), stopped, rewound };
};

/** Time in the unit of another budget: a day has the minutes of an ordinary day's duty, or of the clock; a day begun counts whole. */
const inUnitOf = (of: Budget, added: Budget, calendar: WorkingCalendar): Budget => {
  const duty = ordinaryDuty(calendar);
  if (repeats(of)) throw new RangeError('A clock that repeats isn’t extended; start it with another rule.');
  const days = daysIn(added, duty);
  if ('workingDays' in of) return { workingDays: Math.ceil(days) };
  if ('calendarDays' in of) return { calendarDays: Math.ceil(days) };
  if ('dutyMinutes' in of) return 'dutyMinutes' in added ? added : { dutyMinutes: Math.ceil(days * duty) };
  return 'clockMinutes' in added ? added : { clockMinutes: Math.ceil(days * 24 * 60) };
};

const daysIn = (added: Budget, duty: number): number => {
  if ('workingDays' in added) return added.workingDays;
  if ('calendarDays' in added) return added.calendarDays;
  if ('dutyMinutes' in added) return added.dutyMinutes / duty;
  if ('clockMinutes' in added) return added.clockMinutes / (24 * 60);
  throw new RangeError('A clock is extended by a length of time; to move it to a moment, give it another limit.');
};

/** A clock's due time and next step by the calendar. A clock that rests or has stopped reaches no step. */
export const derived = (row: ClockRow, calendar: WorkingCalendar): ClockRow => {
  if (row.state === 'stopped') return row;
  const due = dueAt(calendar, row.budget, row.ledger) ?? lateSince(calendar, row.budget, row.ledger) ?? null;
  const step = row.nextStep === null ? null : (stepAt(calendar, row.budget, row.ledger, row.nextStep) ?? null);
  return { ...row, dueAt: due, nextStepAt: step };
};

/** The earliest due time, and the earliest step, of the clocks that run, or rest late. */
export const earliest = (rows: readonly ClockRow[]): { dueAt: number | null; nextStepAt: number | null } => ({
  dueAt: least(rows.map((row) => (row.state === 'stopped' || row.inner ? null : row.dueAt))),
  nextStepAt: least(rows.map(({ nextStepAt }) => nextStepAt)),
});

/** The due time that clocks had at a moment, by the calendar as it is now. */
export const dueAsOf = (rows: readonly ClockRow[], calendar: WorkingCalendar, at: number): number | null =>
  earliest(
    rows.flatMap((row) => {
      const ledger = row.ledger.filter((entry) => entry.at <= at);
      const state = clockState(ledger);
      return state === undefined || state === 'stopped' ? [] : [derived({ ...row, ledger, state }, calendar)];
    }),
  ).dueAt;

/** Every step reached by now, in the order of time; a clock that slept through several answers them all. */
export const stepsReached = (
  rows: readonly ClockRow[],
  calendar: WorkingCalendar,
  now: number,
): readonly { readonly row: ClockRow; readonly step: LadderStep; readonly at: number }[] =>
  rows
    .filter(({ state }) => state === 'running')
    .flatMap((row) =>
      row.ladder
        .filter(({ at }) => row.nextStep !== null && at >= row.nextStep)
        .flatMap((step) => {
          const at = stepAt(calendar, row.budget, row.ledger, step.at);
          return at !== undefined && at <= now ? [{ row, step, at }] : [];
        }),
    )
    .toSorted((one, other) => one.at - other.at || one.step.at - other.step.at);

const stepAfter = (ladder: readonly LadderStep[], percent: number): number | null =>
  least(ladder.map(({ at }) => (at > percent ? at : null)));

const least = (values: readonly (number | null)[]): number | null =>
  values.reduce((low, value) => (value === null || (low !== null && low <= value) ? low : value), null);

const key = ({ name, run }: { readonly name: string; readonly run: number }): string => `${name}/${run}`;
