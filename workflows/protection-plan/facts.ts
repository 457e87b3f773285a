/** What a protection plan knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';

export type State = 'drafting' | 'awaitingApproval' | 'inForce' | 'closed' | 'withdrawn';
export type Clock = 'approval' | 'season';
export type Action = Exclude<keyof Inputs, 'start'>;

export type Named = { readonly id: string; readonly title: Title };
/** An irrigation well or a priority customer, and the line that feeds it. */
export type OnLine = Named & { readonly line: string };

/** Days (YYYY-MM-DD) of the tenant, both included. */
export type Span = { readonly from: string; readonly to: string };

/** What is protected. */
export type Scope = {
  readonly lines: readonly Named[];
  readonly wells: readonly OnLine[];
  readonly customers: readonly OnLine[];
};

/** A round as it is planned: what is inspected when, and by whom. */
export type PlannedRound = Span & {
  readonly number: number;
  readonly lines: readonly string[];
  readonly unit: Named | null;
  readonly assignee: string | null;
};

export type RoundState = 'drafted' | Inputs['noteRound']['state'];
export type ItemKind = Inputs['noteRound']['inspected'][number]['kind'];

/** A round with what its own case has told of it. */
export type Round = PlannedRound & {
  /** The wells and customers on its lines when it was opened. */
  readonly wells: readonly string[];
  readonly customers: readonly string[];
  readonly case: string | null;
  readonly state: RoundState;
  readonly revision: number;
  readonly overdue: boolean;
  readonly beganAt: number | null;
  readonly finishedAt: number | null;
  readonly inspected: readonly { readonly kind: ItemKind; readonly id: string }[];
};

export type FoundHazard = {
  readonly id: string;
  readonly revision: number;
  readonly state: Inputs['noteHazard']['state'];
  readonly grade: string;
  readonly line: string | null;
  readonly round: string | null;
  readonly foundAt: number;
  readonly closedAt: number | null;
};

export type Count = { readonly planned: number; readonly inspected: number };
export type Covered = Readonly<Record<'lines' | 'wells' | 'customers', Count>>;

/** Inspected of planned. For the season each line counts once, however many rounds it is in; `visits` counts it in each. */
export type Coverage = Covered & {
  readonly visits: Count;
  readonly rounds: readonly (Covered & { readonly number: number; readonly state: RoundState })[];
};

export type Change = {
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  readonly season: Span;
  readonly scope: Scope;
  readonly addRounds: readonly PlannedRound[];
  readonly cancelRounds: readonly number[];
};

export type Summary = {
  readonly at: number;
  /** Why it closed before the season's end; null where it closed with it. */
  readonly early: string | null;
  readonly coverage: Coverage;
  readonly rounds: { readonly planned: number; readonly finished: number; readonly overdue: number };
  readonly hazards: Readonly<Record<string, { readonly found: number; readonly closed: number; readonly withdrawn: number }>>;
  readonly openHazards: readonly string[];
};

export type Facts = Scope & {
  readonly title: string;
  readonly season: Span;
  readonly rounds: readonly Round[];
  readonly plannedBy: string;
  readonly sentBack: { readonly reason: string; readonly by: string; readonly at: number } | null;
  readonly approved: { readonly by: string; readonly at: number } | null;
  readonly change: Change | null;
  readonly changes: readonly (Change & { readonly approvedBy: string | null; readonly decidedAt: number })[];
  readonly hazards: readonly FoundHazard[];
  readonly openHazards: readonly string[];
  readonly coverage: Coverage;
  readonly summary: Summary | null;
};

/** Who was named for a round, as the tenant's data knows them. */
export type Assignee = {
  readonly person: Actor | null;
  readonly unit: Named | null;
  /** Whether the unit has a patroller. */
  readonly held: boolean;
};

/** The input with its codes looked up; `assignees` in the order of the rounds. */
export type Content = { readonly scope: Scope; readonly assignees: readonly Assignee[] };

/** When a day begins and ends, in epoch milliseconds. */
export type Moments = Readonly<Record<string, { readonly startsAt: number; readonly endsAt: number }>>;

export type Reference = {
  readonly start: Content;
  readonly revise: Content;
  readonly submit: { readonly moments: Moments };
  readonly approve: { readonly moments: Moments };
  readonly proposeChange: Content & { readonly moments: Moments };
  readonly approveChange: { readonly moments: Moments };
};

export type Plan = Case<State, Facts>;
export type PlanOutcome = Outcome<State, Facts, Clock, Action>;

export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
