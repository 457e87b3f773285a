/** What an issue report knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Actor, Budget, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State =
  | 'reported'
  | 'dispatched'
  | 'handling'
  | 'awaitingReporter'
  | 'awaitingObjectionRuling'
  | 'suspended'
  | 'verifying'
  | 'closed'
  | 'merged'
  | 'rejected';

export type Clock =
  | 'dispatch'
  | 'accept'
  | 'objection'
  | 'handle'
  | 'answer'
  | 'ruling'
  | 'finalRuling'
  | 'suspension'
  | 'verify'
  | 'reopenWindow';

export type Action = Exclude<keyof Inputs, 'start'>;

/** A unit or area with its name in both languages. */
export type Named = { readonly id: string; readonly title: Title };

export type Category = {
  readonly code: string;
  readonly title: Title;
  /** Time to handle it, counted from dispatch. */
  readonly handle: Budget;
  /** Whether it may be reported without a name and a number. */
  readonly anonymous: boolean;
};

/**
 * Somebody who reported the matter, in this case or in one merged into it. `id` is a person, or `follower:<case>` for who comes back with
 * a secret code; never a name or a number. `earns` says that they get points, which couriers do.
 */
export type Reporter = { readonly id: string; readonly case: string; readonly at: number; readonly earns: boolean };

export type Dispatch = {
  readonly unit: Named;
  readonly why: Title;
  /** The dispatch rule that matched; none when somebody decided. */
  readonly rule: string | null;
  readonly by: string;
  readonly at: number;
  /** By a final ruling: it can't be objected to any more. */
  readonly forced: boolean;
};

export type Objection = {
  readonly unit: string;
  readonly by: string;
  readonly at: number;
  readonly ground: string;
  readonly ruling: {
    readonly upheld: boolean;
    readonly by: string;
    readonly at: number;
    readonly reason: string;
    readonly final: boolean;
  } | null;
};

export type Facts = {
  readonly category: Category;
  readonly text: string;
  readonly place: { readonly lat: number; readonly lon: number; readonly address: string | null };
  readonly area: Named;
  readonly channel: NonNullable<Inputs['start']['channel']>;
  readonly reporters: readonly Reporter[];
  /** The dispatch desk, where a report without a unit waits. */
  readonly desk: Named;
  readonly handedOver: { readonly channel: Title; readonly at: number } | null;
  readonly dispatch: Dispatch | null;
  readonly objections: readonly Objection[];
  /** Who does the work now, and everybody who ever did: none of these may verify it. */
  readonly handler: string | null;
  readonly workedOn: readonly string[];
  readonly question: {
    readonly text: string;
    readonly by: string;
    readonly at: number;
    readonly from: 'reported' | 'handling';
  } | null;
  readonly extensions: readonly { readonly workingDays: number; readonly by: string; readonly at: number }[];
  readonly extensionAsked: { readonly workingDays: number; readonly reason: string | null; readonly by: string } | null;
  readonly suspensionAsked: { readonly until: number; readonly reason: string; readonly by: string } | null;
  readonly suspendedUntil: number | null;
  readonly meetings: readonly {
    readonly at: string;
    readonly units: readonly Named[];
    readonly agenda: string;
    readonly by: string;
  }[];
  readonly result: string | null;
  readonly rework: number;
  readonly reopenings: number;
  /** The leader is to decide who goes on with a matter reopened again and again. */
  readonly leaderToAssign: boolean;
  /** One rating per reporter and closing. */
  readonly ratings: readonly {
    readonly reporter: string;
    readonly closing: number;
    readonly stars: number;
    readonly comment: string | null;
  }[];
  readonly points: {
    readonly lines: readonly { readonly to: string; readonly amount: number; readonly rule: string }[];
    readonly reversed: boolean;
  } | null;
  readonly rejection: { readonly ground: Title; readonly channel: Title } | null;
  readonly merged: {
    readonly into: string;
    readonly from: OpenState;
    readonly paused: readonly Clock[];
    readonly by: string;
    readonly at: number;
  } | null;
  readonly closedAt: number | null;
};

export const OPEN = [
  'reported',
  'dispatched',
  'handling',
  'awaitingReporter',
  'awaitingObjectionRuling',
  'suspended',
  'verifying',
] as const satisfies readonly State[];
export type OpenState = (typeof OPEN)[number];
export const isOpen = (state: State): state is OpenState => (OPEN as readonly State[]).includes(state);

/** A unit that a caseworker named, and the owner whose matter would be pushed down to a township by giving it there. */
export type ChosenUnit = { readonly unit: Named; readonly pushedDownFrom: Named | null };

/** What the tenant's data said when an act was sent, by action. What isn't there at all was refused before, as input. */
export type Reference = {
  readonly start: {
    readonly limits: Limits;
    readonly category: Category & {
      /** Where danger is reported to at once. */
      readonly emergency: { readonly title: Title; readonly phone: string | null } | null;
      /** The court, discipline body or other authority whose matter it is. */
      readonly legal: Title | null;
    };
    readonly area: Named;
    readonly desk: Named;
    /** The first dispatch rule that matched; none sends the report to the dispatch desk. */
    readonly dispatch: { readonly rule: string; readonly why: Title; readonly unit: Named } | null;
  };
  readonly dispatch: ChosenUnit;
  readonly transfer: ChosenUnit;
  readonly rule: { readonly chosen: ChosenUnit | null };
  readonly ruleFinally: { readonly unit: Named };
  readonly assign: { readonly person: Actor };
  readonly comment: { readonly limits: Limits };
  readonly noteWork: { readonly limits: Limits };
  readonly done: { readonly limits: Limits };
  readonly answer: { readonly limits: Limits };
  readonly requestExtension: { readonly limits: Limits };
  readonly requestSuspension: { readonly limits: Limits };
  readonly verify: { readonly limits: Limits };
  readonly reopen: { readonly limits: Limits };
  /** The departments called, with the people who speak for them. */
  readonly callMeeting: { readonly departments: readonly { readonly unit: Named; readonly people: readonly string[] }[] };
  /** The case to merge into, as it stood; `mergedInto` where it has itself been merged. */
  readonly merge: {
    readonly target: {
      readonly id: string;
      readonly process: string;
      readonly open: boolean;
      readonly mergedInto: string | null;
    };
  };
};

export type IssueReport = Case<State, Facts>;
export type IssueOutcome = Outcome<State, Facts, Clock, Action>;
/** What `unless` is given. */
export type GuardContext = { readonly current: IssueReport; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
