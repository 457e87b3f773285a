/** The names in which the rules of a packaging trial are written, and what the tenant’s data says to them. */
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

/** The states in which a trial is over. */
export const ENDED = ['adopted', 'dropped', 'withdrawn'] as const;
export type State = 'proposed' | 'approved' | 'shipping' | 'measuring' | 'deciding' | 'settling' | (typeof ENDED)[number];
export type Clock = 'approve' | 'revise' | 'shipping' | 'measure' | 'vote' | 'pay';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf(
  'courier',
  'grower',
  'stationClerk',
  'trunkClerk',
  'expert',
  'allianceMember',
  'allianceSecretary',
  'cashier',
  'bank',
  'leader',
);
export type Role = keyof typeof roles;

export const OPEN = ['proposed', 'approved', 'shipping', 'measuring', 'deciding'] as const satisfies readonly State[];
/** Messages from pickups arrive late, too; they are taken in every state. */
export const ALWAYS = [...OPEN, 'settling', ...ENDED] as const satisfies readonly State[];
export const MEASURABLE = ['shipping', 'measuring'] as const satisfies readonly State[];

export type Named = { readonly id: string; readonly title: Title };

/** A packaging that is in use, with what it costs for a parcel. */
export type Baseline = { readonly key: string; readonly title: Title; readonly costFen: number };

/** A member body of the alliance, and those who speak for it. */
export type Seat = Named & { readonly people: readonly string[] };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly product: Named;
    /** The key of the packaging that the product takes today, where there is one. */
    readonly usual: string | null;
    readonly baseline: Baseline;
  };
  readonly amend: { readonly baseline: Baseline };
  /** The drop tests that a packaging of this product has to stand. */
  readonly advise: { readonly tests: readonly Named[] };
  readonly publish: { readonly seats: readonly Seat[] };
  /** The bodies that are members today. */
  readonly vote: { readonly members: readonly string[] };
  readonly decide: {
    /** The bodies that are still members. */
    readonly members: readonly string[];
    /** The first working day after today. */
    readonly from: string;
    /** For which products the packaging is then. */
    readonly products: readonly string[];
    /** Whether the product is sent still on that day. */
    readonly isSent: boolean;
  };
};

export type Trial = Case<State, Facts>;
export type TrialOutcome = Outcome<State, Facts, Clock>;
/** What a guard judges by. */
export type GuardContext = { readonly current: Trial; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
