/** The names in which the rules of a pairing are written, and what the tenant's data says to them. */
import type { Accrual } from '../credits/accrual.ts';
import type { Actor, Case, Outcome, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
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

export type Clock = 'acceptance' | 'silence' | 'confirming' | 'midTerm' | 'term' | 'review';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('academyAdmin', 'mentor', 'trainee', 'personnel', 'leader');
export type Role = keyof typeof roles;

/** Where one of the two leads the other's unit, or one above it. */
export type Supervision = { readonly supervises: boolean };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: { readonly mentor: Actor; readonly mentee: Actor } & Supervision;
  readonly sign: { readonly today: string };
  readonly logSession: { readonly day: string };
  /** None where no such session waits. */
  readonly confirmSession: { readonly credits: Accrual | null };
  readonly endTerm: { readonly today: string };
  readonly confirmReview: { readonly credits: Accrual };
  readonly settleReview: { readonly credits: Accrual };
  readonly replaceMentor: { readonly mentor: Actor } & Supervision;
};

export type Pairing = Case<State, Facts>;
export type PairingOutcome = Outcome<State, Facts, Clock>;
/** What guards judge by. */
export type GuardContext = { readonly current: Pairing; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
