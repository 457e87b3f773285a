/** The names in which the rules of a round are written, and what the tenant's data says to them. */
import type { Actor, Case, Rule } from '../kernel/process.ts';
import type { Named } from '../lines/line.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State = 'planned' | 'due' | 'underWay' | 'finished' | 'cancelled';
export type Clock = 'due' | 'finish';
export type Action = Exclude<keyof Inputs, 'start'>;
export type Role = 'patroller' | 'protectionPlanner' | 'patrolLeader' | 'leader';

/** Who plans rounds: of power lines, or of streets. */
export const plannerRole = ({ patrol }: Pick<Facts, 'patrol'>): 'protectionPlanner' | 'patrolLeader' =>
  patrol ? 'patrolLeader' : 'protectionPlanner';

export const OPEN = ['planned', 'due', 'underWay'] as const satisfies readonly State[];

/** A hazard that was found on this round and not withdrawn; `line` is null for one at another place. */
export type FoundHazard = { readonly id: string; readonly line: string | null };

export type Reference = {
  readonly inspect: { readonly hazards: readonly FoundHazard[] };
  readonly finish: { readonly hazards: readonly FoundHazard[] };
  readonly find: {
    readonly kind: Named & { readonly category: string; readonly onTheSpot: boolean };
  };
  readonly assign: { readonly person: Actor | null; readonly unit: { readonly unit: Named; readonly held: boolean } | null };
};

export type Round = Case<State, Facts>;
/** What a guard judges by. */
export type GuardContext = { readonly current: Round; readonly actor: Actor; readonly now: number };

export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
