/** What a course knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Accrual } from '../credits/accrual.ts';
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';

export type State = 'offered' | 'ready' | 'open' | 'evaluating' | 'closed' | 'cancelled';
export type Clock = 'answer' | 'evaluation';
export type Action = Exclude<keyof Inputs, 'start'>;

export type Person = { readonly id: string; readonly name: string };
export type Keyed = Title & { readonly key: string };

/**
 * How attendance is found out: by the lecturer's roll, by a code of the hour or the roll, by minutes of a live stream, day by day of a
 * rotation, or by the roll at the site to which the course comes.
 */
export type Attendance = 'roll' | 'code' | 'minutes' | 'days' | 'site';

/** `percent` of the sessions, or of the minutes, is enough. */
export type Format = Keyed & { readonly attendance: Attendance; readonly percent: number };

/** Epoch milliseconds; `day` is that of the tenant's zone (YYYY-MM-DD). */
export type Session = {
  readonly n: number;
  readonly day: string;
  readonly from: number;
  readonly until: number;
  readonly minutes: number;
};

export type Enrolment = {
  readonly name: string;
  readonly unit: string | null;
  readonly state: 'enrolled' | 'waiting' | 'left';
  /** Whose is lower came first. */
  readonly turn: number;
  /** Minutes by session. */
  readonly attended: Readonly<Record<string, number>>;
  readonly rated?: boolean;
};

/** Each enrolment is a fact of its own, so that an act on one says nothing of several hundred others. */
export type Facts = {
  readonly topic: Keyed;
  readonly format: Format;
  readonly groups: readonly (Keyed & { readonly unitKinds: readonly string[] })[];
  readonly text: string | null;
  readonly site: Keyed | null;
  readonly places: number;
  readonly sessions: readonly Session[];
  /** Who is asked to teach and hasn't answered. */
  readonly asked: Person | null;
  readonly lecturer: Person | null;
  /** Who has declined, or let the time to answer pass. */
  readonly declined: readonly string[];
  readonly turns: number;
  readonly rating: { readonly count: number; readonly sum: number };
  readonly result: { readonly enrolled: number; readonly attended: number; readonly enough: number } | null;
  readonly ending: { readonly reason: string; readonly by: string } | null;
} & { readonly [person: `person:${string}`]: Enrolment };

/** Whom an enrolment is for. */
type Candidate = { readonly person: Actor; readonly unitKind: string | null };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly topic: Keyed;
    readonly format: Format;
    readonly groups: Facts['groups'];
    readonly site: Keyed | null;
    readonly sessions: readonly Session[];
    readonly pool: readonly Person[];
  };
  readonly declineCourse: { readonly pool: readonly Person[] };
  readonly passOn: { readonly pool: readonly Person[] };
  readonly askLecturer: { readonly lecturer: Actor };
  readonly enrol: Candidate;
  readonly leave: { readonly person: Actor };
  /** The session that takes codes now, and whether the code is its own. */
  readonly checkIn: { readonly session: number | null; readonly right: boolean };
  readonly finish: { readonly credits: Accrual; readonly lecturing: Accrual };
};

export type Course = Case<State, Facts>;
export type CourseOutcome = Outcome<State, Facts, Clock, Action>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
