/** The names in which the rules of a budget are written, and what the tenant’s data says to them. */
import type { Case, Process, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';
import type { BudgetFound } from './parent.ts';

export type State = 'open' | 'frozen' | 'closed';
export type Clock = 'approve' | 'carryOver';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('financeOfficer', 'leader', 'policyReviewer');
export type Role = keyof typeof roles;

type Figures = { readonly budget: BudgetFound };

/** Those that are approved and wait for money of it; the first tells the one behind it. */
export type Waiting = { readonly first: string | null; readonly cases: number };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: { readonly carryOverAt: number; readonly known: string | null };
  readonly cut: Figures;
  readonly close: Figures & { readonly waiting?: Waiting };
  readonly approve: Figures & { readonly waiting?: Waiting };
  readonly carryOver: Figures & { readonly waiting?: Waiting };
  readonly noteCommitment: Figures;
  readonly noteReturn: Figures;
};

export type BudgetYear = Case<State, Facts>;
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
export type Opening = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];
