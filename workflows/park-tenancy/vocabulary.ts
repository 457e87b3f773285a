/** The names in which the rules of a tenancy are written, and what the tenant's data says to them. */
import type { Actor, Case, Outcome, Process, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Terms } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';

export type State =
  | 'intent'
  | 'fitReview'
  | 'negotiating'
  | 'reserved'
  | 'awaitingSignature'
  | 'signed'
  | 'movedIn'
  | 'ending'
  | 'ended'
  | 'rejected'
  | 'withdrawn'
  | 'lapsed';
export type Clock =
  | 'answer'
  | 'review'
  | 'reservation'
  | 'signature'
  | 'handOver'
  | 'match'
  | 'rent'
  | 'arrears'
  | 'term'
  | 'settle';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('firmAgent', 'parkManager', 'fitReviewer', 'noticeOfficer', 'cashier', 'bank', 'leader');
export type Role = keyof typeof roles;

export type Room = Terms['rooms'][number];

/** The day it is for the tenant, and when the days begin that the act needs, in epoch milliseconds. */
export type Days = { readonly today: string; readonly at: Readonly<Record<string, number>> };

/** A room that another tenancy has in some of the time. */
export type Taken = { readonly room: string; readonly until: number | null };

/** Notices of the case that are public still. */
type Public = { readonly notices: readonly string[] };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly today: string;
    readonly park: { readonly id: string; readonly title: Title; readonly publicProperty: boolean; readonly unit: string | null };
    readonly firm: { readonly uscc: string; readonly name: string };
  };
  /** Reviewers are those named, or all, who aren't related to the firm. */
  readonly admit: { readonly criteria: Facts['criteria']; readonly reviewers: readonly string[] };
  readonly callIn: { readonly mayJudge: boolean };
  readonly withdraw: Public;
  readonly lapse: Days & Public;
  readonly offer: Public & { readonly terms: Terms; readonly floor: number | null };
  /** `sitting`: tenancies whose tenants have these rooms until before they would be let. */
  readonly agree: Days & {
    readonly taken: Taken | null;
    readonly sitting: readonly { readonly case: string; readonly rooms: readonly string[] }[];
  };
  readonly waitFor: { readonly rooms: readonly Room[]; readonly during: { readonly from: number; readonly until: number } };
  readonly sign: Days;
  readonly payDeposit: Days;
  readonly handOver: { readonly occupiedBy: string | null };
  /** `occupiedBy`: a tenancy whose tenant is still in one of the rooms. */
  readonly takeOver: Days & { readonly occupiedBy: string | null };
  readonly showRival: { readonly terms: Terms | null };
  readonly match: Days & Public & { readonly taken: Taken | null };
  readonly rightLapsed: Days;
  readonly outmatched: Public;
  /** Whether the notice is of what is agreed or offered now. */
  readonly noticeEnded: { readonly isOwn: boolean };
  readonly bill: Days;
  readonly askChange: Days & { readonly room: Room };
  /** `sitting`: the room is another's until then, who may still match. */
  readonly allowChange: Days & {
    readonly taken: Taken | null;
    readonly floor: number | null;
    readonly area: number;
    readonly sitting: boolean;
  };
  readonly askRenewal: Days;
  /** `next`: another tenancy has one of the rooms after this one. */
  readonly noteTerm: Days & Public & { readonly next: boolean };
  readonly giveNotice: Days & Public;
  readonly inspectExit: Days;
  readonly succeed: { readonly firm: Facts['firm'] | null };
};

export type ParkTenancy = Case<State, Facts>;
export type TenancyOutcome = Outcome<State, Facts, Clock>;
export type GuardContext = { readonly current: ParkTenancy; readonly actor: Actor; readonly now: number };
export type Opening = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
