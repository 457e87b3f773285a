/** What a pairing knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Accrual } from '../credits/accrual.ts';
import type { Actor, Case, Outcome, Rule } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State =
  | 'proposed'
  | 'mentorAccepted'
  | 'agreeing'
  | 'active'
  | 'reviewing'
  | 'completed'
  | 'declined'
  | 'withdrawn'
  | 'lapsed'
  | 'ended';

export type Clock = 'acceptance' | 'silence' | 'midTerm' | 'term' | 'review';
export type Action = Exclude<keyof Inputs, 'start'>;

export type Person = { readonly id: string; readonly name: string };

/** A session as one of the two has logged it; `day` is that of the tenant's zone. */
export type Session = {
  readonly n: number;
  readonly at: number;
  readonly day: string;
  readonly minutes: number;
  readonly topic: string;
  readonly by: string;
};

export type Facts = {
  readonly mentor: Person;
  readonly mentee: Person;
  readonly purpose: string;
  /** Those who taught before; what they earned stays theirs. */
  readonly formerMentors: readonly (Person & { readonly until: number })[];
  readonly goals: { readonly list: readonly string[]; readonly by: string } | null;
  /** Days of the agreement and of the end of the year (YYYY-MM-DD): a session lies between them. */
  readonly since: string | null;
  readonly agreedAt: number | null;
  readonly until: string | null;
  /** Only what rules need; each session stands in the history. */
  readonly sessions: {
    readonly logged: number;
    readonly confirmed: number;
    readonly minutes: number;
    /** Days with a session, confirmed or waiting: one a day counts. */
    readonly days: readonly string[];
    readonly waiting: readonly Session[];
  };
  readonly midTerm: { readonly text: string; readonly onTrack: boolean; readonly by: string; readonly at: number } | null;
  readonly final: { readonly text: string; readonly reached: boolean; readonly by: string; readonly at: number } | null;
  readonly successor: (Person & { readonly reason: string; readonly by: string }) | null;
  readonly ending: { readonly reason: string; readonly by: string } | null;
};

/** Where one of the two leads the other's unit, or one above it. */
export type Supervision = { readonly supervises: boolean };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: { readonly mentor: Actor; readonly mentee: Actor; readonly limits: Limits } & Supervision;
  readonly acceptAsMentor: { readonly limits: Limits };
  readonly acceptAsMentee: { readonly limits: Limits };
  readonly acceptReplacement: { readonly limits: Limits };
  readonly sign: { readonly today: string };
  readonly logSession: { readonly day: string; readonly limits: Limits };
  /** None where no such session waits. */
  readonly confirmSession: { readonly credits: Accrual | null };
  readonly reviewMidTerm: { readonly limits: Limits };
  readonly endTerm: { readonly today: string };
  readonly confirmReview: { readonly credits: Accrual; readonly limits: Limits };
  readonly replaceMentor: { readonly mentor: Actor; readonly limits: Limits } & Supervision;
};

export type Pairing = Case<State, Facts>;
export type PairingOutcome = Outcome<State, Facts, Clock, Action>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
