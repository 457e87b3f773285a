/** What the tenant's data says to the rules of an act, asked when the act is sent and kept with its event as its authority. */
import type { Actor, Case, Title } from '../workflows/kernel/process.ts';
import type { Turn } from '../workflows/kernel/recurrence.ts';
import type { TenantRead } from './tenant-read.ts';

/** What a look-up at a start is asked with: nothing of the case, which isn't there yet. */
export type StartAsk<Input, Limits> = {
  readonly read: TenantRead;
  readonly tenant: string;
  readonly caseId: string;
  readonly actor: Actor;
  readonly input: Input;
  readonly limits: Limits;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Key of what is derived, such as a code of the hour; only acts of people are judged with it. */
  readonly secret?: string;
};

/** What a look-up for an action is asked with: also the case as it is before. */
export type ActAsk<Input, Facts, Limits> = StartAsk<Input, Limits> & {
  readonly current: Case<string, Facts>;
  /** The turn that a clock which repeats takes by this act; it stands in the reference as `turn`, too. */
  readonly turn?: Turn;
};

/** Any look-up's question, where the process's own types don't matter. */
// biome-ignore lint/suspicious/noExplicitAny: the kernel hands facts and inputs on without looking into them
export type LookupAsk = StartAsk<any, any> & { readonly current: any; readonly turn?: Turn };

/** Something in the input that the tenant's data doesn't know, in a sentence that says how to go on. */
export type InputIssue = { readonly path: readonly (string | number)[]; readonly message: Title };

export type InputIssues = { readonly issues: readonly InputIssue[] };

export type LookupAnswer<Reference = unknown> = { readonly reference: Reference } | InputIssues;

/** By action, `start` included; an action without a look-up is decided without a reference. */
export type Lookups = { readonly [action: string]: (ask: LookupAsk) => Promise<LookupAnswer> };

type LookupsOf<Reference, Inputs, Facts, Limits> = {
  readonly [A in keyof Reference as keyof Found<Reference[A]> extends never ? never : A]: (
    ask: A extends 'start'
      ? StartAsk<Inputs[A & keyof Inputs], Limits>
      : ActAsk<A extends keyof Inputs ? Inputs[A] : unknown, Facts, Limits>,
  ) => Promise<LookupAnswer<Found<Reference[A]>>>;
};

/** What a look-up finds: the limits, and the turn of a clock, are put beside it by those who ask. */
type Found<R> = R extends { readonly limits: unknown } | { readonly turn: Turn } ? Omit<R, 'limits' | 'turn'> : R;

/** The look-ups of a process: one for each action of `Reference`, with input, facts and answer typed by the action. */
export const defineLookups =
  <Reference, Inputs, Facts, Limits = Readonly<Record<string, number>>>() =>
  (lookups: LookupsOf<Reference, Inputs, Facts, Limits>): LookupsOf<Reference, Inputs, Facts, Limits> =>
    lookups;
