/** The names in which the rules of a difficulty are written, and what the tenant’s data says to them. */
import type { Person } from '../academy/people.ts';
import type { Department, Unit } from '../academy/units.ts';
import type { Actor, Case, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';

export type State = 'raised' | 'handling' | 'disputed' | 'answered' | 'closed' | 'withdrawn';
export type Clock = 'accept' | 'answer' | 'ruling' | 'confirm';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('siteWorker', 'lecturer', 'handler', 'leader', 'academyAdmin');
export type Role = keyof typeof roles;

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: { readonly department: Department; readonly site: Unit; readonly worker: Person; readonly raisedBy: Person };
  readonly handOn: { readonly department: Department };
  readonly rule: { readonly department: Department };
};

export type SiteDifficulty = Case<State, Facts>;
/** What a guard judges by. */
export type GuardContext = { readonly current: SiteDifficulty; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role>;
};
