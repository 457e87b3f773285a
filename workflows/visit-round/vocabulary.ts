/** The names in which the rules of a round of visits are written, and what the tenant's data says to them. */
import type { Named, Officer } from '../enterprise-visit/vocabulary.ts';
import type { Case, Outcome, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, LeftOut } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State = 'drafting' | 'running' | 'finished' | 'cancelled';
export type Clock = 'round';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('serviceLeader', 'leader');
export type Role = keyof typeof roles;

/** What the tenant's data says to a plan. */
export type Plan = {
  readonly segment: Named | null;
  /** Days from the first to the last. */
  readonly days: number;
  /** Whether its last day is over. */
  readonly over: boolean;
};

/** A firm of the round: its visit with the officer and unit that have it, or why there is none. */
export type RoundFirm = { readonly code: string } & (
  | { readonly officer: Officer | null; readonly unit: string | null }
  | { readonly leftOut: LeftOut }
);

/** The firms behind the cursor, and whether others follow. */
export type FirmPage = { readonly firms: readonly RoundFirm[]; readonly more: boolean };

export type Reference = {
  readonly start: Plan;
  readonly change: Plan;
  readonly begin: FirmPage & {
    readonly over: boolean;
    readonly startsAt: number;
    readonly halfAt: number;
    readonly endsAt: number;
    readonly total: number;
  };
  readonly openNext: FirmPage;
  /** Its visits that could still be made. */
  readonly cancelVisits: { readonly visits: readonly string[] };
};

export type Round = Case<State, Facts>;
export type RoundOutcome = Outcome<State, Facts, Clock>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
