/** The names in which the rules of a visit to a firm are written, and what the tenant's data says to them. */
import type { During } from '../effects/index.ts';
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State = 'planned' | 'arranged' | 'underWay' | 'recorded' | 'confirmed' | 'declined' | 'missed' | 'cancelled';
export type Clock = 'arrange' | 'hold' | 'come' | 'record' | 'confirm';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('officer', 'serviceLeader', 'firmAgent', 'hotlineAgent', 'leader');
export type Role = keyof typeof roles;

/** An officer who visits firms, with the unit of their grid. */
export type Officer = { readonly id: string; readonly name: string; readonly unit: string | null };

export type Span = Required<During>;

/** What the tenant's data says to a day on which a firm is visited. */
export type Day = {
  readonly day: Span;
  /** From it to the first day on which the firm may be visited again. */
  readonly gap: Span;
  /** A visit from then on is too near to it. */
  readonly before: number;
  /** How long it is remembered. */
  readonly kept: Span;
  readonly year: Span;
};

/** What stands on other visits to the firm and of the officer. */
export type Standing = {
  /** Another visit that is too near: its day, and the first one on which the firm may be visited again. */
  readonly near: { readonly from: string; readonly until: string } | null;
  /** Visits to the firm in that year, and of the officer on that day, without this one. */
  readonly inYear: number;
  readonly onDay: number;
};

export type Named = { readonly id: string; readonly title: Title };

/** A unit that comes along, with its officers. */
export type Joint = Named & { readonly people: readonly { readonly id: string; readonly name: string }[] };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly firm: { readonly name: string; readonly state: string };
    /** The round that opens it; nothing where the firm has called. */
    readonly round: {
      readonly title: string;
      readonly state: string;
      readonly questions: readonly string[];
      readonly arrangeBy: number;
      readonly since: number | null;
      readonly until: number;
    } | null;
    readonly officer: Officer | null;
    /** The unit of the firm's grid. */
    readonly unit: string | null;
  };
  readonly arrange: Day &
    Standing & {
      /** Days with duty from tomorrow up to that day. */
      readonly workingDaysAhead: number;
      /** Which quiet days it lies in. */
      readonly quiet: Title | null;
      /** Until when the firm wishes no visits. */
      readonly wishesNone: string | null;
      readonly joint: readonly Joint[];
      /** Units that can’t visit the firm in that year any more, where this is its last visit. */
      readonly others: readonly string[];
    };
  readonly checkIn: Day & Standing & { readonly there: 'code' | 'place' | null };
  /** The demands that were noted are such as the tenant knows. */
  readonly record: { readonly known: true };
  readonly amend: { readonly known: true };
  readonly reassign: { readonly officer: Officer };
  /** A visit to the same firm that is arranged and still to come. */
  readonly join: { readonly other: { readonly id: string; readonly at: number } | null };
  readonly addUnit: { readonly unit: Joint | null };
  /** Whether its firm is still to be visited, and its round goes on. */
  readonly goOnAlone: { readonly goesOn: boolean };
  /** The times that the firm names are still to come. */
  readonly reply: { readonly known: true };
  /** It would be taken up as a report. */
  readonly reportDanger: { readonly known: true };
};

export type Visit = Case<State, Facts>;
export type VisitOutcome = Outcome<State, Facts, Clock>;
export type GuardContext = { readonly current: Visit; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
