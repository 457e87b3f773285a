/** What a pairing of a site knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Accrual } from '../credits/accrual.ts';
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State = 'proposed' | 'active' | 'closed' | 'declined' | 'ended';
export type Clock = 'agreement' | 'visit';
export type Action = Exclude<keyof Inputs, 'start'>;

export type Person = { readonly id: string; readonly name: string };
export type Unit = Title & { readonly id: string };

/** Days are those of the tenant's zone (YYYY-MM-DD). */
export type Planned = {
  readonly n: number;
  readonly day: string;
  readonly place: string;
  readonly purpose: string;
  readonly by: string;
};
export type Visit = {
  readonly n: number;
  readonly day: string;
  readonly place: string;
  readonly done: string;
  readonly by: string;
  readonly lecturers: readonly string[];
};
export type Difficulty = {
  readonly n: number;
  readonly title: string;
  /** The case in which it is followed, as soon as that has said so. */
  readonly caseId: string | null;
  readonly state: 'open' | 'answered' | 'closed' | 'withdrawn';
  /** When it was so, in epoch milliseconds. */
  readonly at: number;
};

export type Facts = {
  readonly site: Unit;
  readonly worker: Person;
  readonly lecturers: readonly Person[];
  readonly purpose: string;
  readonly since: string | null;
  readonly until: string;
  /** Visits are counted through, planned or not. */
  readonly visits: {
    readonly count: number;
    readonly planned: readonly Planned[];
    readonly waiting: readonly Visit[];
    readonly confirmed: number;
    /** Days of confirmed visits: one a day counts. */
    readonly days: readonly string[];
  };
  readonly difficulties: readonly Difficulty[];
  readonly ending: { readonly by: string; readonly reason: string | null } | null;
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly site: Unit & { readonly kind: string };
    readonly worker: Actor;
    readonly lecturers: readonly Actor[];
    readonly today: string;
  };
  readonly agree: { readonly today: string };
  readonly planVisit: { readonly today: string };
  readonly logVisit: { readonly today: string };
  /** None where no such visit waits. */
  readonly confirmVisit: { readonly credits: Accrual | null };
  readonly raiseDifficulty: { readonly department: Unit; readonly limits: Limits };
  readonly changeGroup: { readonly lecturers: readonly Actor[] };
  readonly changeWorker: { readonly worker: Actor };
};

export type SitePairing = Case<State, Facts>;
export type SitePairingOutcome = Outcome<State, Facts, Clock, Action>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
