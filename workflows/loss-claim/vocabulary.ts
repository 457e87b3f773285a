/** The names in which the rules of a claim are written, and what the tenant’s data says to them. */
import type { Actor, Case, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { LiableKind } from './amount.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State =
  | 'filed'
  | 'assessing'
  | 'awaitingEvidence'
  | 'offered'
  | 'disputed'
  | 'payable'
  | 'paid'
  | 'rejected'
  | 'withdrawn';
export type Clock = 'answer' | 'legal' | 'evidence' | 'dispute' | 'ruling' | 'pay';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf(
  'grower',
  'liveHost',
  'resident',
  'stationClerk',
  'claimAssessor',
  'claimRuler',
  'cashier',
  'bank',
  'allianceSecretary',
  'leader',
);
export type Role = keyof typeof roles;

export type Named = { readonly id: string; readonly title: Title };

/** A parcel as its pickup knows it, with those who had it in hand. */
export type ClaimedParcel = Pick<
  Facts,
  | 'product'
  | 'units'
  | 'insured'
  | 'declared'
  | 'charge'
  | 'deliveredAt'
  | 'claimWindow'
  | 'scheme'
  | 'region'
  | 'company'
  | 'hands'
  | 'members'
  | 'coop'
> & { readonly unit: string | null; readonly area: string | null; readonly told: readonly string[]; readonly lateDays: number };

/** A fund of the year with what may be drawn on it, and what was. */
export type Fund = { readonly id: string; readonly most: number; readonly used: number };
export type Funds = { readonly year: number; readonly funds: readonly Fund[] };

type Judging = Funds & {
  readonly parties: readonly (Named & { readonly kind: LiableKind })[];
  readonly goodwill: Named;
  readonly days: { readonly calendarDays: number; readonly workingDays: number };
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: { readonly parcel: ClaimedParcel };
  readonly assess: Judging;
  readonly rule: Judging;
  readonly agree: Funds;
  readonly fund: Funds;
};

export type LossClaim = Case<State, Facts>;
/** What a guard judges by. */
export type GuardContext = { readonly current: LossClaim; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
