/** What passes between the API, the workflow and the activities. These names persist in histories. */
import type { Actor, Case, Outcome, Recipient, Refusal } from './process.ts';

export const ACT = 'act';
export const OPEN = 'open';
/** Says that the calendar has moved clocks of the case: what is due is to be asked anew. */
export const CLOCKS_MOVED = 'clocksMoved';

/** How a case's workflow begins: with a new case, or from the record. */
export type CaseWorkflowInput =
  | {
      readonly kind: 'new';
      readonly tenant: string;
      readonly caseId: string;
      /** The newest when it was sent: a worker that knows later ones must not open the case with them when it replays. */
      readonly rulesVersion: number;
      readonly actor: Actor;
      readonly input: unknown;
      readonly reference: unknown;
      readonly requestId: string;
      readonly requestHash: string;
      readonly seal: string;
      /** Continue as new after so many history events; for tests. */
      readonly historyLimit?: number;
    }
  | { readonly kind: 'resume'; readonly tenant: string; readonly caseId: string; readonly historyLimit?: number };

/** A case with what the kernel keeps beside it. */
export type CaseHead = {
  readonly current: Case;
  readonly title: string;
  /** Hash of the last event; the next one carries it. */
  readonly hash: string;
  /** When the next step of a ladder is reached, in epoch milliseconds. */
  readonly nextStepAt?: number;
  /** Who did the last act, for those who come too late. */
  readonly last: { readonly name: string; readonly at: number };
};

/**
 * One act as it is sent. `reference` is what the tenant's data said; `requestHash` tells a repeat from another act under the same id; `seal` says
 * that this house sent it.
 */
export type ActRequest = {
  readonly action: string;
  readonly actor: Actor;
  readonly input: unknown;
  readonly reference: unknown;
  readonly requestId: string;
  readonly requestHash: string;
  readonly seal: string;
  readonly expectedRevision?: number;
  /** The revision by which the act was judged before it was sent: refused at a later one, it came too late. */
  readonly seen: number;
  /** Parts of the case that its look-up read; absent where it read none. */
  readonly basedOn?: readonly string[];
};

export type OpenResult =
  | { readonly kind: 'done'; readonly revision: number; readonly requestHash: string }
  | { readonly kind: 'conflict'; readonly revision: number; readonly by: string; readonly at: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** `stale`: what the look-up of an act read of the case isn't so any more, and is to be looked up again. */
export type ActResult = OpenResult | { readonly kind: 'stale' };

/** One transition to be recorded. */
export type Transition = {
  readonly process: string;
  /** The case as it will be. */
  readonly next: Case;
  readonly title: string;
  readonly closed: boolean;
  readonly live: boolean;
  readonly outcome: Outcome;
  readonly event: {
    readonly name: string;
    readonly action: string;
    readonly actor: Actor;
    readonly role: string;
    readonly at: number;
    readonly fromState?: string;
    readonly input: unknown;
    readonly reference: unknown;
    /** The facts that change, as they were. */
    readonly before: Readonly<Record<string, unknown>>;
    readonly requestId: string;
    readonly requestHash: string;
    readonly seal: string;
    readonly previous: string;
  };
  readonly needsFree?: readonly string[];
  /** What the case waited for before. */
  readonly waited: Case['tasks'];
  /** Steps of ladders that this transition is the answer to. */
  readonly fired?: readonly FiredStep[];
};

export type FiredStep = { readonly name: string; readonly run: number; readonly percent: number };

export type Recorded =
  | {
      readonly kind: 'recorded';
      readonly hash: string;
      readonly nextStepAt?: number;
      /** Where they are others than the rule's with everybody there: work for people who have gone, and who they are. */
      readonly tasks?: Case['tasks'];
      readonly gone?: NonNullable<Case['gone']>;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** This very act stands on record as this revision already, as it was when it was recorded. */
  | { readonly kind: 'again' }
  /** Other acts stand on record as this revision and perhaps after it. */
  | { readonly kind: 'behind' };

/** A step that is truly due, after the calendar as it is now. */
export type DueStep = FiredStep & {
  readonly notify: readonly Recipient[];
  /** The act that the clock does by itself. */
  readonly act?: string;
  readonly dueAt?: number;
  readonly reference: unknown;
  readonly seal: string;
};

/** What the kernel asks of the outside world. */
export type KernelActivities = {
  record(transition: Transition): Promise<Recorded>;
  readHead(at: { tenant: string; caseId: string }): Promise<CaseHead>;
  readDue(at: {
    tenant: string;
    process: string;
    current: Case;
    now: number;
  }): Promise<{ steps: readonly DueStep[]; nextStepAt?: number }>;
};
