/** The names in which the rules of a tracked project are written, and what the tenant's data says to them. */
import type { Officer } from '../enterprise-visit/vocabulary.ts';
import type { Case, Outcome, Process, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';

export type State = 'running' | 'finished' | 'dropped';
export type Clock = 'milestone' | 'photo';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('officer', 'serviceLeader', 'firmAgent', 'leader');
export type Role = keyof typeof roles;

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly firm: { readonly code: string; readonly name: string; readonly state: string };
    readonly officer: Officer;
    /** When the planned days are over, in epoch milliseconds. */
    readonly ends: Readonly<Record<string, number>>;
  };
  readonly reach: { readonly today: string };
  readonly replan: { readonly today: string; readonly endsAt: number };
  /** The category is one that the tenant knows. */
  readonly tellObstacle: { readonly known: true };
  readonly reassign: { readonly officer: Officer };
};

export type Project = Case<State, Facts>;
export type ProjectOutcome = Outcome<State, Facts, Clock>;
export type GuardContext = Parameters<
  NonNullable<Rule<State, Facts, Clock, Inputs['reach'], undefined, Role, Limits>['guard']>
>[0];
export type Opening = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
