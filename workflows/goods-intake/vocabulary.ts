/** The names in which the rules of movements of goods are written, and what the tenant's data says to them. */
import { notifier } from '../kernel/parts.ts';
import type { Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import type { Notices } from './notices.ts';

export type State = 'received' | 'underWay' | 'counting' | 'differing' | 'toApprove' | 'done' | 'withdrawn';
export type Clock = 'second';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('goodsKeeper', 'leader');
export type Role = keyof typeof roles;

export type Site = { readonly id: string; readonly title: Title; readonly unit: string };
/** What a site has by the book. */
export type Shelf = { readonly sku: string; readonly title: Title; readonly book: number };

export type Reference = {
  readonly start: {
    readonly site: Site;
    readonly to: Site | null;
    readonly titles: Readonly<Record<string, Title>>;
    /** The count of this site that is open already. */
    readonly open: string | null;
    readonly today: string;
  };
  readonly count: { readonly shelves: readonly Shelf[] };
};

export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};

export const notify = notifier<Notices>();
export const KEEPER = { role: 'goodsKeeper' } as const;
export const LEADER = { role: 'leader' } as const;
