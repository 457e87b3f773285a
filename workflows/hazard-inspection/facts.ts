/** What a hazard knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Grade } from './grades.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State = 'found' | 'assigned' | 'rectifying' | 'rechecking' | 'closed' | 'withdrawn';
export type Clock = 'takeUp' | 'rectify' | 'recheck';
export type Action = Exclude<keyof Inputs, 'start'>;

export const OPEN = ['found', 'assigned', 'rectifying', 'rechecking'] as const satisfies readonly State[];
export type OpenState = (typeof OPEN)[number];

/** A line, section or unit with its name in both languages. */
export type Named = { readonly id: string; readonly title: Title };

/** Days by the calendar count the midnights between; working days those with duty after the day of the finding. */
export type Days = { readonly calendarDays: number; readonly workingDays: number };

export type Facts = {
  readonly grade: Grade;
  readonly gradeChanges: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly by: string;
    readonly at: number;
  }[];
  readonly text: string;
  readonly line: Named | null;
  readonly section: Named | null;
  readonly place: { readonly lat: number; readonly lon: number; readonly address: string | null } | null;
  /** Where it was found: the protection plan and its round. */
  readonly plan: string | null;
  readonly round: string | null;
  readonly finder: string;
  readonly foundAt: number;
  /** Who rectifies it, and everybody who ever worked on it: none of these may recheck it. */
  readonly rectifier: string | null;
  readonly workedOn: readonly string[];
  /** What keeps people away from it until it is rectified. */
  readonly measures: readonly {
    readonly text: string;
    readonly guard: string | null;
    readonly by: string;
    readonly at: number;
  }[];
  readonly extensions: readonly { readonly days: number; readonly reason: string; readonly by: string; readonly at: number }[];
  readonly result: string | null;
  /** When it was last reported rectified. */
  readonly rectifiedAt: number | null;
  readonly rework: number;
  readonly permitNeeded: { readonly reason: string; readonly by: string; readonly at: number } | null;
  /** Live-line permits that were opened for it. */
  readonly permits: readonly { readonly id: string; readonly open: boolean }[];
  /** From the finding to the rectification that passed its recheck. */
  readonly foundToFixed: (Days & { readonly minutes: number }) | null;
  readonly closedAt: number | null;
  readonly withdrawal: { readonly reason: string; readonly by: string; readonly at: number } | null;
};

/** A unit that was named, and whether anybody there could do it. */
export type UnitFor = { readonly unit: Named; readonly held: boolean };

/** What the tenant's data said when an act was sent, by action. What isn't there at all was refused before, as input. */
export type Reference = {
  readonly start: {
    readonly limits: Limits;
    readonly grade: Grade;
    readonly line: Named | null;
    readonly section: Named | null;
    readonly plan: string | null;
    readonly round: string | null;
  };
  readonly assign: { readonly person: Actor | null; readonly unit: UnitFor | null };
  readonly secure: { readonly limits: Limits };
  readonly noteWork: { readonly limits: Limits };
  readonly extend: { readonly limits: Limits };
  readonly rectify: { readonly limits: Limits };
  readonly recheck: {
    readonly limits: Limits;
    readonly days: Days;
    /** Permits for this hazard that are open, also those it hasn't been told of yet. */
    readonly openPermits: readonly string[];
  };
  readonly changeGrade: { readonly grade: Grade };
  readonly withdraw: { readonly openPermits: readonly string[] };
};

export type Hazard = Case<State, Facts>;
export type HazardOutcome = Outcome<State, Facts, Clock, Action>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
