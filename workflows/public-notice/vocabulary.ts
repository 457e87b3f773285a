/** The names in which the rules of a public notice are written, and what the tenant’s data says to them. */
import type { Case, Process, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';

export type State = 'published' | 'deciding' | 'passed' | 'partlyPassed' | 'withdrawn';
export type Clock = 'window' | 'decide' | 'proof';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('noticeOfficer', 'leader', 'resident', 'firmAgent', 'grower', 'courier', 'customer', 'officer');
export type Role = keyof typeof roles;

/** Whoever may have something to say to what is public, beside those without an account. */
export const PUBLIC = ['resident', 'firmAgent', 'grower', 'courier', 'customer', 'officer'] as const satisfies readonly Role[];

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  /** The case that hears of it, and for how many working days it is public. */
  readonly start: {
    readonly parent: { readonly id: string; readonly process: string; readonly unit: string | null };
    readonly days: number;
  };
  readonly prove: { readonly windowEndsAt: number | null };
  /** When it came, when the window ends by the calendar of that moment, and by when it is to be decided. */
  readonly object: { readonly at: number; readonly windowEndsAt: number | null; readonly due: number };
};

export type PublicNotice = Case<State, Facts>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
export type Opening = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];
