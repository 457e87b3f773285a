/** What tests see of a whole Banjie that they start. */
import type { Message, OutgoingPayment } from '../activities/delivery/services.ts';
import type { ProcessManifest } from '../graphql/manifest.ts';
import type { TenantData } from '../prisma/seed/tenant-data.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

export type Answer = {
  readonly data: Any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
};

/** What an act answers: `__typename` is ActionDone, Refused, Conflict or InvalidInput. */
export type Act = {
  readonly __typename: 'ActionDone' | 'Refused' | 'Conflict' | 'InvalidInput';
  /** Of an act that was done. */
  readonly case?: { readonly id: string; readonly state: string; readonly dueAt: string | null };
  readonly message?: string;
  /** The code of a refusal. */
  readonly reason?: string;
  readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
};

export type TestBanjie = {
  readonly url: string;
  /** Asks the API as somebody of the tenants, or as nobody. */
  ask(person: string | null, query: string, variables?: object): Promise<Answer>;
  /** Opens a case of a process. */
  start(person: string | null, process: string, input?: object): Promise<Act>;
  /** Does something on a case: `act('lou-tao', 'keyLoan.handOver', caseId)`. */
  act(person: string | null, action: `${string}.${string}`, caseId: string, input?: object): Promise<Act>;
  /** Lets time pass, in a moment, such as `'3 days'`; what fell due meanwhile has been done then. */
  pass(time: string): Promise<void>;
  /** What time it is there, in epoch milliseconds. */
  now(): number;
  /** Looks until what it finds fits; what another case does follows by itself, soon. */
  until<Found>(look: () => Promise<Found>, fits: (found: Found) => boolean): Promise<Found>;
  /** E-mails and SMS that were sent. */
  readonly sent: readonly Message[];
  close(): Promise<void>;
};

export type TestOptions = {
  /** The processes that are mounted. */
  readonly packages: readonly ProcessManifest[];
  /** Your own tenants, in the place of the sample ones. */
  readonly tenants?: readonly TenantData[];
  /** The bank, such as that of `testBank`; without it, payments wait to be made by hand. */
  readonly sendPayment?: (payment: OutgoingPayment) => Promise<void>;
};

/** Starts all of it, in some seconds; close it when the tests are over. */
export const startBanjieForTests = async (options: TestOptions): Promise<TestBanjie> => {
  // Tests of rules alone don't wait until servers are loaded.
  const { startWholeBanjie } = await import('./whole-banjie.ts');
  return await startWholeBanjie(options);
};
