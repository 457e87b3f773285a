/** What a difficulty knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';

export type State = 'raised' | 'handling' | 'disputed' | 'answered' | 'closed' | 'withdrawn';
export type Clock = 'accept' | 'answer' | 'ruling' | 'confirm';
export type Action = Exclude<keyof Inputs, 'start'>;

export type Person = { readonly id: string; readonly name: string };
export type Unit = Title & { readonly id: string };
/** A department, and the unit above it, whose leader rules where departments differ. */
export type Department = Unit & { readonly parent: string | null };

export type Facts = {
  readonly pairing: string;
  readonly difficulty: number;
  readonly site: Unit;
  readonly worker: Person;
  readonly raisedBy: Person;
  readonly text: string;
  readonly department: Department;
  /** Who had it before; there is one hand-on without a ruling. */
  readonly handedOnFrom: Department | null;
  readonly ruled: boolean;
  readonly answers: readonly { readonly text: string; readonly by: Person; readonly department: string; readonly at: number }[];
  readonly sentBack: number;
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: { readonly department: Department; readonly site: Unit; readonly worker: Person; readonly raisedBy: Person };
  readonly handOn: { readonly department: Department };
  readonly rule: { readonly department: Department };
};

export type SiteDifficulty = Case<State, Facts>;
export type SiteDifficultyOutcome = Outcome<State, Facts, Clock, Action>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
