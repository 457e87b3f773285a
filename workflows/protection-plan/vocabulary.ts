/** The names in which the rules of a plan are written, and what the tenant's data says to them. */
import type { Actor, Case, Outcome, Rule } from '../kernel/process.ts';
import type { Named } from '../lines/line.ts';
import type { Facts, Round, Scope } from './facts.ts';
import type { Inputs } from './inputs.ts';

export type State = 'drafting' | 'awaitingApproval' | 'inForce' | 'closed' | 'withdrawn';
export type Clock = 'approval' | 'season';
export type Action = Exclude<keyof Inputs, 'start'>;
export type Role = 'protectionPlanner' | 'leader' | 'patroller' | 'rectifier';

export type ItemKind = Round['inspected'][number]['kind'];

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
export type PlanOutcome = Outcome<State, Facts, Clock>;
/** What a guard judges by. */
export type GuardContext = { readonly current: Plan; readonly actor: Actor; readonly now: number };

export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role>;
};
