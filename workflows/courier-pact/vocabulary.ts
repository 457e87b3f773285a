/** The names in which the rules of a pact are written, and what the tenant’s data says to them. */
import type { Actor, Case, Outcome, Process, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';

export type State = 'joined' | 'active' | 'due' | 'questioned' | 'left' | 'lapsed' | 'withdrawn';
export type Clock = 'join' | 'term' | 'renewal' | 'hearing' | 'decide';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('courier', 'allianceSecretary', 'leader');
export type Role = keyof typeof roles;

type Named = { readonly id: string; readonly title: Title };

/** What a signature rests on. */
export type Signing = {
  /** Whether they have passed the lesson, and where it is had. */
  readonly taught: boolean;
  readonly lessons: readonly Title[];
  /** The pact as it stands; null where none is entered. */
  readonly version: number | null;
  /** When what is signed now ends, and from when it is renewed. */
  readonly until: number;
  readonly renewFrom: number;
  /** The level that their verified reports reach; null below the first. */
  readonly level: Named | null;
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: { readonly area: Named; readonly unit: string | null; readonly barredUntil: number | null };
  readonly sign: Signing;
  readonly renew: Signing;
  readonly decide: { readonly barredUntil: number };
};

export type Pact = Case<State, Facts>;
export type PactOutcome = Outcome<State, Facts, Clock>;
export type GuardContext = { readonly current: Pact; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
export type Opening = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];
