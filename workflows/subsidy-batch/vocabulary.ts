/** The names in which the rules of a batch are written, and what the tenant’s data says to them. */
import type { BudgetFound } from '../budget-year/parent.ts';
import type { Case, Outcome, Process, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { PolicyItem } from '../subsidy-application/eligibility/item.ts';
import type { Entry, Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';

export type State = 'listed' | 'opening' | 'gathering' | 'onNotice' | 'finished' | 'withdrawn';
export type Clock = 'approve' | 'open' | 'gather';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('policyReviewer', 'noticeOfficer', 'financeOfficer', 'leader');
export type Role = keyof typeof roles;

export type ItemFound = Pick<PolicyItem, 'title' | 'track' | 'years'> & {
  /** Whether it may be applied for today, for that year. */
  readonly isOpen: boolean;
};

/** The list as it is judged now. */
export type ListFound = {
  readonly register: NonNullable<Facts['register']>;
  readonly entries: readonly Entry[];
  readonly hash: string;
  /** The sum of all that would be in if there were money for them. */
  readonly wantedFen: number;
  /** The budget of the item; null where there is none. */
  readonly budget: BudgetFound | null;
  /** What is free in it beside what is offered already. */
  readonly freeFen: number;
};

export type Committed = {
  readonly application: string;
  readonly firm: string;
  readonly name: string;
  readonly fen: number;
  /** Who acts for the firm. */
  readonly agents: readonly string[];
  readonly decidedBy: readonly string[];
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: { readonly item: ItemFound; readonly list: ListFound | null };
  readonly relist: { readonly item: ItemFound; readonly list: ListFound };
  readonly approve: { readonly item: ItemFound; readonly list: ListFound };
  readonly publish: { readonly committed: readonly Committed[] };
  /** Rows that are on no notice, though they were to be. */
  readonly noticeRefused: { readonly lost: readonly string[] };
  /** The rows of that notice, and how many applications haven’t come to one yet. */
  readonly noticeEnded: { readonly rows: readonly string[]; readonly before: number };
  readonly finish: { readonly before: number };
};

export type Batch = Case<State, Facts>;
export type Done = Outcome<State, Facts, Clock>;
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
export type Opening = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];
