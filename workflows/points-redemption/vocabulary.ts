/** The names in which the rules of an exchange are written, and what the tenant's data says to them. */
import { notifier } from '../kernel/parts.ts';
import type { Actor, Case, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import type { Notices } from './notices.ts';

export type State = 'reserved' | 'ready' | 'collected' | 'lapsed' | 'cancelled' | 'returned';
export type Clock = 'pack' | 'collect';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('courier', 'resident', 'goodsKeeper', 'leader');
export type Role = keyof typeof roles;

/** A site as the tenant's table has it today. */
export type Site = { readonly id: string; readonly title: Title; readonly unit: string; readonly closed: boolean };

/** Goods that are asked for: as priced today, and where there is enough of them. */
export type Wanted = {
  readonly sku: string;
  readonly title: Title;
  readonly n: number;
  readonly points: number;
  readonly perMonth: number;
  /** What the site has of them that may still be given. */
  readonly shelf: number;
  /** Other open sites that have as many. */
  readonly elsewhere: readonly Title[];
};

/** What of an account somebody may spend. */
export type Purse = { readonly balance: number; readonly spendable: number };

/** Points of the reservation that have had their time since, by their last day; all of them by day where there are any. */
export type Spent = {
  readonly today: string;
  readonly lots: readonly { readonly until: string | null; readonly amount: number }[];
};

export type Reference = {
  readonly start: {
    readonly month: string;
    readonly site: Site;
    readonly wanted: readonly Wanted[];
    readonly purse: Purse;
    /** Until when their points are frozen (a day), and why. */
    readonly frozen: { readonly until: string; readonly reason: string } | null;
    /** When their last reservations lapsed. */
    readonly lapses: readonly number[];
  };
  readonly pack: { readonly site: Site; readonly expired: readonly Title[] };
  readonly move: { readonly site: Site; readonly wanted: readonly Wanted[] };
  readonly cancel: Spent;
  readonly lapse: Spent & { readonly lapses: readonly number[] };
  readonly owed: Spent & { readonly purse: Purse };
  readonly giveBack: Spent;
};

export type Redemption = Case<State, Facts>;
export type GuardContext = { readonly current: Redemption; readonly actor: Actor; readonly now: number };

export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};

export const notify = notifier<Notices>();
export const HOLDER = { party: 'holder' } as const;
export const KEEPER = { role: 'goodsKeeper' } as const;
export const isKeeper = ({ grants }: Actor): boolean => grants.some(({ role }) => role === 'goodsKeeper');
