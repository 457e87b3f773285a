/** What a question knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Accrual } from '../credits/accrual.ts';
import type { Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State =
  | 'open'
  | 'claimed'
  | 'forwarded'
  | 'awaitingAsker'
  | 'answered'
  | 'correcting'
  | 'closed'
  | 'withdrawn'
  | 'lapsed';

export type Clock = 'answer' | 'claim' | 'department' | 'reply' | 'review';
export type Action = Exclude<keyof Inputs, 'start'>;

export type Person = { readonly id: string; readonly name: string };
export type Unit = Title & { readonly id: string };

/** The answer to the question (round 0) or to a follow-up. */
export type Answer = {
  readonly round: number;
  readonly text: string;
  readonly by: Person;
  readonly at: number;
  readonly review: { readonly valid: boolean; readonly by: string; readonly at: number; readonly reason: string | null } | null;
};

/** An earlier answer that may help. */
export type Suggestion = { readonly id: string; readonly question: string };

export type Facts = {
  readonly asker: Person;
  readonly site: Unit;
  readonly desk: string | null;
  readonly topic: string | null;
  readonly text: string;
  readonly suggested: readonly Suggestion[];
  /** To whom this round was offered, in the order in which it came to them; then to the desk as a whole. */
  readonly offered: readonly Person[];
  readonly wholeDesk: boolean;
  readonly officer: Person | null;
  readonly department: Unit | null;
  /** The question that the asker is to answer, and to which state the case then goes back. */
  readonly askedBack: { readonly question: string; readonly by: string; readonly from: 'claimed' | 'forwarded' } | null;
  readonly followUps: readonly { readonly text: string; readonly at: number }[];
  readonly answers: readonly Answer[];
  readonly breaches: number;
  readonly ratings: readonly {
    readonly round: number;
    readonly stars: number;
    readonly comment: string | null;
    readonly at: number;
  }[];
};

/** A question comes back to its officer, or, where they are of the desk no more, to those on duty. */
type Back = { readonly onDuty: readonly Person[]; readonly officerStays: boolean };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    /** Where the asker works, if that is a site of a kind that may ask. */
    readonly site: Unit | null;
    readonly desk: string | null;
    readonly onDuty: readonly Person[];
    readonly suggested: readonly Suggestion[];
  };
  readonly reply: Back;
  readonly returnToDesk: Back;
  readonly handOn: { readonly onDuty: readonly Person[] };
  readonly giveBack: { readonly onDuty: readonly Person[] };
  readonly forward: { readonly department: Unit };
  readonly followUp: { readonly onDuty: readonly Person[]; readonly limits: Limits };
  readonly acceptAnswer: { readonly credits: Accrual };
};

export type Question = Case<State, Facts>;
export type QuestionOutcome = Outcome<State, Facts, Clock, Action>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
