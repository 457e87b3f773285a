/** Between workflows of other teams, which act as machines, and the worker that has Banjie. */
import type { z } from 'zod';

/** A person of a tenant as whom programs act: entered like anybody, with roles of its own. */
export type Machine = { readonly tenant: string; readonly person: string };

/** What came of an opening or an act. */
export type Done = {
  readonly caseId: string;
  readonly revision: number;
  /** Whether it had been done before under the same requestId. */
  readonly replayed: boolean;
};

/** A case that is closed. */
export type CaseEnd = {
  readonly caseId: string;
  readonly state: string;
  readonly revision: number;
  /** The case as which it goes on, where it was merged into another. */
  readonly goesOnAs?: string;
};

export type OpenCase = { readonly process: string; readonly input: unknown; readonly requestId: string };

export type ActOnCase = OpenCase & {
  readonly caseId: string;
  readonly action: string;
  /** Refused as a conflict where the case has moved on. */
  readonly expectedRevision?: number | undefined;
};

/** Activities that act as one of the machines that the plugin was given. */
export type MachineActivities = {
  banjieOpenCase(ask: OpenCase & { as: Machine }): Promise<Done>;
  banjieActOnCase(ask: ActOnCase & { as: Machine }): Promise<Done>;
  /** The end of a case; where it is still open, this workflow is signalled when it has come. */
  banjieCaseEnd(ask: { as: Machine; caseId: string; workflowId: string }): Promise<CaseEnd | null>;
};

/** The signal by which a workflow hears that a case is closed. */
export const endOf = (caseId: string): string => `banjie.end:${caseId}`;

/** What begins the id of a workflow that waits for a case on behalf of a caller by Nexus: its result goes to who has no key of ours, in plain words. */
export const AWAITS = 'banjie.await-';

/** The package of a process, for the types of what is sent by action and `start`. */
export type AnyPackage = { readonly inputs: Readonly<Record<string, z.ZodType>> };

/** What is sent for an action. */
export type Sent<Of extends AnyPackage, Action extends keyof Of['inputs']> = z.input<Of['inputs'][Action]>;

/** What is done to a case of the process. */
export type ActionOf<Of extends AnyPackage> = Exclude<keyof Of['inputs'], 'start'> & string;

/** An input may be left out where nothing has to be sent. */
type MaybeInput<Input> = Record<never, never> extends Input ? [input?: Input] : [input: Input];

/** Cases of one process, for somebody who acts as a machine. `step` names an act within its workflow: it is done once under this name. */
export type Cases<Of extends AnyPackage> = {
  open(step: string, input: Sent<Of, 'start'>): Promise<Done>;
  act<Action extends ActionOf<Of>>(
    step: string,
    caseId: string,
    action: Action,
    ...input: MaybeInput<Sent<Of, Action>>
  ): Promise<Done>;
  /** Waits for the end of a case, for as long as that takes. */
  untilClosed(caseId: string): Promise<CaseEnd>;
};
