/** What a round of inspection knows about itself, and what the tenant's data says to its rules. */
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';

export type State = 'planned' | 'due' | 'underWay' | 'finished' | 'cancelled';
export type Clock = 'due' | 'finish';
export type Action = Exclude<keyof Inputs, 'start'>;

export const OPEN = ['planned', 'due', 'underWay'] as const satisfies readonly State[];
export type OpenState = (typeof OPEN)[number];

export type ItemKind = 'line' | 'well' | 'customer';
/** What is to be inspected: a line, or a well or customer on it. */
export type Item = { readonly kind: ItemKind; readonly id: string; readonly title: Title; readonly line: string };

export type Named = { readonly id: string; readonly title: Title };

export type Inspection = {
  readonly kind: ItemKind;
  readonly id: string;
  readonly result: 'clear' | 'hazards';
  readonly at: number;
  readonly by: string;
  readonly place: { readonly lat: number; readonly lon: number; readonly address: string | null } | null;
  readonly note: string | null;
};

export type Facts = {
  readonly plan: string;
  readonly planner: string;
  readonly number: number;
  /** Days on which it is planned, both included. */
  readonly from: string;
  readonly to: string;
  readonly endsAt: number;
  readonly items: readonly Item[];
  readonly unit: Named | null;
  readonly assignee: string | null;
  readonly inspections: readonly Inspection[];
  readonly overdue: boolean;
  readonly beganAt: number | null;
  readonly finishedAt: number | null;
  /** Why something was left out. */
  readonly leftOut: string | null;
  readonly cancelled: { readonly reason: string; readonly at: number } | null;
};

/** A hazard that was found on this round and not withdrawn; `line` is null for one at another place. */
export type FoundHazard = { readonly id: string; readonly line: string | null };

export type Reference = {
  readonly inspect: { readonly limits: Readonly<Record<'maxPhotos', number>>; readonly hazards: readonly FoundHazard[] };
  readonly finish: { readonly hazards: readonly FoundHazard[] };
  readonly assign: { readonly person: Actor | null; readonly unit: { readonly unit: Named; readonly held: boolean } | null };
};

export type Round = Case<State, Facts>;
export type RoundOutcome = Outcome<State, Facts, Clock, Action>;

export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
