/** The names in which the rules of a micro-renovation are written, and what the tenant's data says to them. */
import type { BudgetFound } from '../budget-year/parent.ts';
import type { Calling } from '../coordination-meeting/parent.ts';
import type { Register } from '../kernel/ballot-register.ts';
import type { Matter } from '../kernel/ballots.ts';
import type { Actor, Case, Outcome, Process, Refusal, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Home, Household, Work } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';

/** Before anything is agreed on, in their order. */
export const BEFORE = ['surveying', 'drafting', 'reviewed', 'negotiating', 'voting'] as const;
/** After a vote, before a contract. */
export const AGREED = ['agreed', 'sharing', 'contracting'] as const;
/** After a contract. */
export const BOUND = ['works', 'inspecting', 'settling', 'defects'] as const;
export const AFTER_VOTE = [...AGREED, ...BOUND] as const;
/** All states, in their order. */
export const STATES = [...BEFORE, ...AFTER_VOTE, ...(['closed', 'shelved', 'withdrawn'] as const)] as const;
export type State = (typeof STATES)[number];

export type Clock =
  | 'survey'
  | 'draft'
  | 'review'
  | 'vote'
  | 'signatures'
  | 'dues'
  | 'works'
  | 'inspect'
  | 'jointLook'
  | 'audit'
  | 'pay'
  | 'defects'
  | 'defectAnswer'
  | 'repair'
  | 'releaseCheck'
  | 'releasePay';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf(
  'householder',
  'resident',
  'renovationLead',
  'surveyor',
  'heritageReviewer',
  'fireReviewer',
  'utilityReviewer',
  'siteSupervisor',
  'auditorOfWorks',
  'contractor',
  'cashier',
  'bank',
  'treasury',
  'leader',
);
export type Role = keyof typeof roles;

/** The day it is for the tenant, and the hour. */
export type Today = { readonly today: string; readonly hour: number };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly project: { readonly id: string; readonly title: Title };
    readonly unit: { readonly id: string; readonly title: Title; readonly turn: number; readonly listed: boolean };
    /** The unit of the house that has the project. */
    readonly office: string | null;
    readonly homes: readonly Home[];
    readonly care: readonly string[];
  };
  readonly noAnswer: Today;
  /** Works as their rows have them. */
  readonly draft: { readonly works: readonly Omit<Work, 'no' | 'fen'>[] };
  readonly noteSale: { readonly household: Household };
  /** The register as it is frozen, or why it can't be; `earliest` is the first day on which the vote may begin. */
  readonly openVote: {
    readonly today: string;
    readonly earliest: string;
    readonly from: string;
    readonly to: string;
    readonly opensAt: number;
    readonly closesAt: number;
    readonly register: Register | Refusal;
    readonly registerHash: string;
    readonly matters: readonly Matter[];
    readonly hearOnly: boolean;
  };
  /** Whether the one who is named stands in for nobody, by their office. */
  readonly authorise: { readonly barred: boolean; readonly name: string };
  readonly closeVote: { readonly extendedTo: number };
  readonly share: { readonly rates: Rates };
  readonly procure: Firm;
  readonly changeContractor: Firm;
  /** Which lots come before each. */
  readonly contract: Money & {
    readonly today: string;
    readonly endsAt: number;
    readonly order: Readonly<Record<string, readonly string[]>>;
  };
  /** Until when what is kept back is kept, and the warranty of each lot lasts. */
  readonly audit: Money & { readonly defectsEndAt: number; readonly warranty: Facts['warranty'] };
  readonly writeOff: Money;
  readonly callMeeting: Calling;
};

/** The budget that renovations draw on; of the year that the case draws on already, where it does. */
export type Money = { readonly item: string; readonly year: number; readonly budget: BudgetFound | null };
export type Rates = NonNullable<Facts['shares']>['rates'];
type Firm = { readonly firm: { readonly uscc: string; readonly name: string } };

export type Renovation = Case<State, Facts>;
export type Done = Outcome<State, Facts, Clock>;
export type GuardContext = { readonly current: Renovation; readonly actor: Actor; readonly now: number };
export type Opening = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
