/** The names in which the rules of a course are written, and what the tenant's data says to them. */
import type { Accrual } from '../credits/accrual.ts';
import type { Actor, Case, Outcome, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Format, Keyed, Person, Session } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State = 'offered' | 'ready' | 'open' | 'evaluating' | 'closed' | 'cancelled';
export type Clock = 'answer' | 'reminder' | 'evaluation';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('academyAdmin', 'lecturer', 'trainee', 'siteWorker', 'leader', 'mentor', 'personnel');
export type Role = keyof typeof roles;

/** Somebody with the kind of their unit. */
export type Candidate = {
  readonly person: Actor;
  readonly unitKind: string | null;
  /** Their unit and those above it, where the course is for some by name. */
  readonly units?: readonly string[];
  /** Whether they have finished a course that this one requires, where it does. */
  readonly prepared?: boolean;
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly topic: Keyed;
    readonly format: Format;
    readonly groups: Facts['groups'];
    readonly site: Keyed | null;
    readonly sessions: readonly Session[];
    readonly pool: readonly Person[];
    readonly qualifies?: NonNullable<Facts['qualifies']>;
  };
  readonly declineCourse: { readonly pool: readonly Person[] };
  readonly passOn: { readonly pool: readonly Person[] };
  readonly askLecturer: { readonly lecturer: Actor };
  readonly enrol: Candidate;
  /** `busy`: those who wait and have something else at that time. */
  readonly leave: { readonly person: Actor; readonly busy: readonly string[] };
  /** `clashing`: those with a place, as far as another case has their time. */
  readonly change: {
    readonly sessions: readonly Session[];
    readonly busy: readonly string[];
    readonly clashing: readonly { readonly person: string; readonly caseId: string; readonly other: string }[];
  };
  /** Those on the roll who have no place. */
  readonly takeRoll: { readonly others: readonly Candidate[] };
  readonly recordMinutes: { readonly others: readonly Candidate[] };
  /** The session that takes codes now, and whether the code is its own. */
  readonly checkIn: { readonly session: number | null; readonly right: boolean };
  readonly finish: { readonly credits: Accrual; readonly lecturing: Accrual };
};

export type Course = Case<State, Facts>;
export type CourseOutcome = Outcome<State, Facts, Clock>;
/** What guards judge by. */
export type GuardContext = { readonly current: Course; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
