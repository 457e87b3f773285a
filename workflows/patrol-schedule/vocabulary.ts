/** The names in which the rules of a schedule are written, and what the tenant's data says to them. */
import type { Item } from '../inspection-round/facts.ts';
import { notifier, personOrRole } from '../kernel/parts.ts';
import type { Actor, Case, Recipient, Rule } from '../kernel/process.ts';
import type { Turn } from '../kernel/recurrence.ts';
import type { Named } from '../lines/line.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import type { Notices } from './notices.ts';

export type State = 'running' | 'paused' | 'ended';
export type Clock = 'turn' | 'pause' | 'last';
export type Action = Exclude<keyof Inputs, 'start'>;
export type Role = 'patrolLeader' | 'patroller' | 'leader';

/** What somebody named: whose route and kind it is, who may patrol, and the days that come of the rule. */
export type Plan = {
  readonly today: string;
  readonly route: Named;
  readonly kind: Named & { readonly often: boolean };
  readonly unit: (Named & { readonly held: boolean }) | null;
  /** Those of the rota who don't patrol. */
  readonly strangers: readonly string[];
  /** Checkpoints that the route doesn't have. */
  readonly unknown: readonly string[];
  readonly first: string | null;
  /** Whether a turn is due just now that the clock hasn't taken yet. */
  readonly turnDue: boolean;
};

/** What opening a round is judged by. */
export type Opening = {
  readonly turn: Turn;
  /** The first and last moment in which it may be walked; later ones where it is opened late. */
  readonly from: string;
  readonly to: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The checkpoints of the route today; none where it isn't there any more. */
  readonly items: readonly Item[];
  readonly unit: Named | null;
  readonly held: boolean;
};

export type Reference = {
  readonly start: Plan;
  readonly change: Plan;
  readonly openRound: Opening;
  /** The day by rule of the turn that is to be left out, and the turn behind those that are left. */
  readonly skip: {
    readonly today: string;
    readonly planned: string | null;
    readonly near: string | null;
    readonly left: string | null;
    readonly endsAt: number;
  };
  readonly pause: { readonly today: string; readonly untilAt: number | null };
  readonly resume: { readonly next: string | null };
  readonly resumeByItself: { readonly next: string | null };
  readonly hand: { readonly person: Actor };
};

export type Schedule = Case<State, Facts>;

export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};

export const notify = notifier<Notices>();

/** Who is responsible, or all who lead patrols where they have gone. */
export const theLeader = (current: Schedule): Recipient => personOrRole(current, current.facts.leader, 'patrolLeader');
