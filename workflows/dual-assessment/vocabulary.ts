/** The names in which the rules of an assessment are written, and what the tenant's data says to them. */
import type { Accrual } from '../credits/accrual.ts';
import type { Actor, Case, Outcome, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Paper, Terms } from './facts.ts';
import type { Inputs } from './inputs.ts';

export type State = 'open' | 'sitting' | 'passed' | 'failed' | 'withdrawn' | 'lapsed';
export type Clock = 'paper' | 'completion';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('academyAdmin', 'examiner', 'trainee', 'personnel', 'leader');
export type Role = keyof typeof roles;

/** What a pass earns, and until when the qualification counts that an earlier assessment gave, where one did. */
export type Earning = { readonly credits: Accrual; readonly countsUntil: string | null };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  /** `again`: the first day on which this person can be assessed in this once more, where an earlier one ended badly. */
  readonly start: { readonly terms: Terms; readonly person: Actor; readonly today: string; readonly again: string | null };
  /** No paper where the bank has too few questions: `available` says how many. */
  readonly startPaper: { readonly today: string; readonly paper: Paper | null; readonly available: number };
  readonly sendAnswers: { readonly today: string; readonly right: number } & Earning;
  readonly closePaper: { readonly today: string };
  readonly scorePractice: { readonly today: string; readonly isMentor: boolean } & Earning;
};

export type Assessment = Case<State, Facts>;
export type AssessmentOutcome = Outcome<State, Facts, Clock>;
/** What guards judge by. */
export type GuardContext = { readonly current: Assessment; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role>;
};
