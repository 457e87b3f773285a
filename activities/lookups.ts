/** What the tenant's data says to the rules of an act, asked when the act is sent and kept with its event as its authority. */
import type { Actor, Case, Title } from '../workflows/kernel/process.ts';
import type { TenantRead } from './tenant-read.ts';

export type LookupAsk = {
  readonly read: TenantRead;
  readonly tenant: string;
  readonly caseId: string;
  /** The case as it stands; none at a start. */
  // biome-ignore lint/suspicious/noExplicitAny: each process knows its own facts
  readonly current?: Case<any, any>;
  readonly actor: Actor;
  // biome-ignore lint/suspicious/noExplicitAny: parsed by the action's own schema
  readonly input: any;
  readonly limits: Readonly<Record<string, number>>;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Key of what is derived, such as a code of the hour; only acts of people are judged with it. */
  readonly secret?: string;
};

/** Something in the input that the tenant's data doesn't know, in a sentence that says how to go on. */
export type InputIssue = { readonly path: readonly (string | number)[]; readonly message: Title };

export type LookupAnswer = { readonly reference: unknown } | { readonly issues: readonly InputIssue[] };

/** By action, `start` included; an action that isn't here gets no reference. */
export type Lookups = { readonly [action: string]: (ask: LookupAsk) => Promise<LookupAnswer> };
