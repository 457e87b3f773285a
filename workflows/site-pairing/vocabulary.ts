/** The names in which the rules of a pairing of a site are written, and what the tenant’s data says to them. */
import type { Unit } from '../academy/units.ts';
import type { Accrual } from '../credits/accrual.ts';
import type { Actor, Case, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State = 'proposed' | 'active' | 'closing' | 'closed' | 'declined' | 'ended';
export type Clock = 'agreement' | 'visit' | 'term' | 'closing';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('siteWorker', 'lecturer', 'academyAdmin', 'leader');
export type Role = keyof typeof roles;

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly site: Unit & { readonly kind: string };
    readonly worker: Actor;
    readonly lecturers: readonly Actor[];
    readonly today: string;
  };
  /** How long it is to the end of the pairing's last day. */
  readonly agree: { readonly today: string; readonly minutesToEnd: number };
  readonly prolong: { readonly today: string; readonly minutesToEnd: number };
  readonly planVisit: { readonly today: string };
  readonly logVisit: { readonly today: string };
  /** None where no such visit waits. */
  readonly confirmVisit: { readonly credits: Accrual | null };
  readonly raiseDifficulty: { readonly departments: readonly Unit[] };
  readonly changeGroup: { readonly lecturers: readonly Actor[] };
  readonly changeWorker: { readonly worker: Actor };
};

export type SitePairing = Case<State, Facts>;
/** What a guard judges by. */
export type GuardContext = { readonly current: SitePairing; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
