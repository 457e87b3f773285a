/** What a change of state does by itself: to the clocks, and to what is waited for. Pure. */
import type { AnyProcess, Budget, Case, ClockState, Outcome, TaskSpec } from './process.ts';

/** What runs, rests and is waited for while a case is in one state. */
export type StateRule<Facts, Clock extends string, Action extends string, Role extends string = string> = {
  /** Clocks that run: one that rests goes on, one that has stopped or never ran starts with its whole budget. */
  readonly runs?: readonly Clock[] | ((facts: Facts) => readonly Clock[]);
  /** Clocks that rest until a state in which they run. A clock named in neither list stops on entry. */
  readonly rests?: readonly Clock[] | ((facts: Facts) => readonly Clock[]);
  /** What is waited for, and from whom; read again after each act. */
  readonly tasks?: (facts: Facts) => readonly TaskSpec<Action, Role>[];
  /** Why no clock runs while the case is open. */
  readonly untimed?: { readonly en: string; readonly zh: string };
  /** Why nobody is ever waited for while the case is open: what moves it on. */
  readonly unattended?: { readonly en: string; readonly zh: string };
};

/** One rule for each state of a process. */
export type Lifecycle<State extends string, Facts, Clock extends string, Action extends string, Role extends string = string> = {
  readonly [S in State]: StateRule<Facts, Clock, Action, Role>;
};

/** An outcome with what follows from its state. `tasks` are missing where nothing changes what is waited for. */
export type Completed = Outcome & { readonly tasks?: readonly TaskSpec[] };

type Clocks = NonNullable<Outcome['clocks']>;
type At = { readonly state: string; readonly facts: unknown };
type AnyStateRule = StateRule<unknown, string, string>;

const ruleAt = ({ lifecycle }: AnyProcess, state: string): AnyStateRule | undefined =>
  (lifecycle as Record<string, AnyStateRule> | undefined)?.[state];

const listed = (clocks: AnyStateRule['runs'], facts: unknown): readonly string[] =>
  typeof clocks === 'function' ? clocks(facts) : (clocks ?? []);

type Wish = 'runs' | 'rests' | undefined;
const wishes = (process: AnyProcess, { state, facts }: At): ReadonlyMap<string, Wish> => {
  const rule = ruleAt(process, state);
  return new Map<string, Wish>([
    ...listed(rule?.rests, facts).map((clock) => [clock, 'rests'] as const),
    ...listed(rule?.runs, facts).map((clock) => [clock, 'runs'] as const),
  ]);
};

/** The clocks of a state that run and that rest, as its rule says for these facts. */
export const clocksIn = (
  process: AnyProcess,
  at: At,
): { readonly runs: readonly string[]; readonly rests: readonly string[] } => {
  const rule = ruleAt(process, at.state);
  return { runs: listed(rule?.runs, at.facts), rests: listed(rule?.rests, at.facts) };
};

/** What a state waits for with these facts, before anybody's absence is taken into account. */
export const tasksIn = (process: AnyProcess, { state, facts }: At): readonly TaskSpec[] =>
  ruleAt(process, state)?.tasks?.(facts) ?? [];

/**
 * An outcome with what follows from its state: which clocks start, go on, rest and stop, and what is waited for. What the rule says itself
 * goes first. `from` are the rules that held before, where others hold now.
 */
export const completed = (process: AnyProcess, before: Case, outcome: Outcome, from: AnyProcess = process): Completed => {
  const after = {
    state: outcome.state ?? before.state,
    facts: outcome.facts ? { ...(before.facts as object), ...outcome.facts } : before.facts,
  };
  const clocks = clocksAcross({ before, was: wishes(from, before) }, { process, after }, outcome.clocks ?? {});
  const { clocks: _, ...rest } = outcome;
  return { ...rest, tasks: tasksIn(process, after), ...(clocks ? { clocks } : {}) };
};

const clocksAcross = (
  { before, was }: { before: Case; was: ReadonlyMap<string, Wish> },
  { process, after }: { process: AnyProcess; after: At },
  said: Clocks,
): Clocks | undefined => {
  const will = wishes(process, after);
  const moved = after.state !== before.state;
  const spoken = new Set([...Object.keys(said.start ?? {}), ...(said.stop ?? []), ...(said.pause ?? []), ...(said.resume ?? [])]);
  const change = { start: [] as string[], resume: [] as string[], pause: [] as string[], stop: [] as string[] };
  for (const clock of new Set([...will.keys(), ...was.keys(), ...Object.keys(before.clocks)])) {
    if (spoken.has(clock)) continue;
    const step = stepOf(before.clocks[clock], was.get(clock), will.get(clock), moved);
    if (step) change[step].push(clock);
  }
  const start = Object.fromEntries(change.start.map((clock) => [clock, ownBudget(process, clock, after.facts)]));
  const all: Clocks = {
    ...said,
    start: { ...start, ...said.start },
    pause: [...change.pause, ...(said.pause ?? [])],
    resume: [...change.resume, ...(said.resume ?? [])],
    stop: [...change.stop, ...(said.stop ?? [])],
  };
  const some = Object.entries(all).filter(([, clocks]) => Object.keys(clocks).length > 0);
  return some.length > 0 ? Object.fromEntries(some) : undefined;
};

const stepOf = (state: ClockState | undefined, was: Wish, will: Wish, moved: boolean) => {
  const live = state === 'running' || state === 'paused';
  if (was === will && !moved) return undefined;
  switch (will) {
    case 'runs':
      if (state === 'paused') return 'resume';
      // A clock that an act stopped in a state where it runs isn't started again by the next state where it does.
      return live || was === 'runs' ? undefined : 'start';
    case 'rests':
      return state === 'running' ? 'pause' : undefined;
    case undefined:
      return live ? 'stop' : undefined;
  }
};

const ownBudget = (process: AnyProcess, clock: string, facts: unknown): Budget | 'default' =>
  process.clocks[clock]?.own?.(facts) ?? 'default';
