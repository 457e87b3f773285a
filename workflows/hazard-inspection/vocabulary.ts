/** The names in which the rules of a hazard are written, and what the tenant's data says to them. */
import type { Actor, Case, Rule } from '../kernel/process.ts';
import type { Named, Section } from '../lines/line.ts';
import type { Days, Facts } from './facts.ts';
import type { Grade } from './grades.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State = 'found' | 'assigned' | 'rectifying' | 'rechecking' | 'closed' | 'withdrawn';
export type Clock = 'takeUp' | 'rectify' | 'recheck';
export type Action = Exclude<keyof Inputs, 'start'>;
export type Role = 'patroller' | 'rectifier' | 'protectionPlanner' | 'leader' | 'permitIssuer';

export const OPEN = ['found', 'assigned', 'rectifying', 'rechecking'] as const satisfies readonly State[];

/** A unit that was named, and whether anybody there could do it. */
export type UnitFor = { readonly unit: Named; readonly held: boolean };

/** What the tenant's data said when an act was sent, by action. What isn't there at all was refused before, as input. */
export type Reference = {
  readonly start: {
    readonly grade: Grade;
    readonly line: Named | null;
    readonly section: Section | null;
    /** The unit that looks after the line, where one does. */
    readonly home: string | null;
    readonly plan: string | null;
    readonly round: string | null;
  };
  readonly assign: { readonly person: Actor | null; readonly unit: UnitFor | null };
  /** Whether the limit has run over. */
  readonly extend: { readonly overdue: boolean };
  readonly recheck: {
    readonly days: Days;
    /** Permits for this hazard that are open, also those it hasn't been told of yet. */
    readonly openPermits: readonly string[];
    /** Everybody who worked under a permit for it, also where it hasn't been told of them yet. */
    readonly workers: readonly string[];
  };
  readonly correctPlace: {
    readonly line: Named;
    readonly section: Section | null;
    readonly home: string | null;
    readonly openPermits: readonly string[];
  };
  readonly changeGrade: { readonly grade: Grade };
  readonly withdraw: { readonly openPermits: readonly string[] };
};

export type Hazard = Case<State, Facts>;
/** What a guard judges by. */
export type GuardContext = { readonly current: Hazard; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
