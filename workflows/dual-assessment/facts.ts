/** What an assessment knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Accrual } from '../credits/accrual.ts';
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';

export type State = 'open' | 'sitting' | 'passed' | 'failed' | 'withdrawn' | 'lapsed';
export type Clock = 'paper' | 'completion';
export type Action = Exclude<keyof Inputs, 'start'>;

/** A row of `assessmentKinds`, as it held when the assessment was opened. */
export type Terms = {
  readonly title: Title;
  /** The kind of qualification that passing gives. */
  readonly qualification: string;
  /** Topics of the question bank. */
  readonly topics: readonly string[];
  /** On a paper. */
  readonly questions: number;
  /** Of the questions that are to be right. */
  readonly passPercent: number;
  /** For a paper. */
  readonly minutes: number;
  /** Points out of 100 that are enough in practice. */
  readonly practicePoints: number;
  readonly theoryMonths: number;
  readonly practiceMonths: number;
  /** How often each part can be taken again in one assessment. */
  readonly resits: number;
  /** Days from a failure until the resit. */
  readonly waitingDays: number;
  /** Days from an assessment that ended with a failure until the next of the same kind. */
  readonly againDays: number;
};

/** Days as YYYY-MM-DD in the tenant's zone. */
export type Try = {
  readonly day: string;
  /** Per cent of the questions, or points out of 100. */
  readonly score: number;
  readonly passed: boolean;
  readonly by: string;
  readonly remarks?: string;
};

export type Part = {
  readonly tries: readonly Try[];
  /** Failures since the part was last begun anew. */
  readonly fails: number;
  /** The first day on which it can be tried again, after a failure. */
  readonly resitFrom: string | null;
  /** The last day on which having passed it counts. */
  readonly until: string | null;
};

/** A frozen paper, by the hash of its content: what was asked, as it read then. Which options are right stands nowhere else. */
export type Paper = { readonly sha256: string; readonly questions: number };

export type Facts = {
  readonly kind: string;
  readonly terms: Terms;
  readonly person: { readonly id: string; readonly name: string };
  readonly paper: (Paper & { readonly sitting: number; readonly until: number }) | null;
  readonly sittings: number;
  readonly theory: Part;
  readonly practice: Part;
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  /** `again`: the first day on which this person can be assessed in this once more, where an earlier one ended badly. */
  readonly start: { readonly terms: Terms; readonly person: Actor; readonly today: string; readonly again: string | null };
  /** No paper where the bank has too few questions: `available` says how many. */
  readonly startPaper: { readonly today: string; readonly paper: Paper | null; readonly available: number };
  readonly sendAnswers: { readonly today: string; readonly right: number; readonly credits: Accrual };
  readonly closePaper: { readonly today: string };
  readonly scorePractice: { readonly today: string; readonly isMentor: boolean; readonly credits: Accrual };
};

export type Assessment = Case<State, Facts>;
export type AssessmentOutcome = Outcome<State, Facts, Clock, Action>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
