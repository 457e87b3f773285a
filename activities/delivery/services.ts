/** What takes messages out of the house, and what it needs. */
import type { Pool } from 'pg';
import type { Secrets } from '../keys.ts';
import type { ProcessPackage } from '../process-package.ts';
import type { Receivers } from '../webhooks/receivers.ts';

export type Message = {
  readonly id: string;
  readonly tenant: string;
  readonly caseId: string;
  readonly channel: string;
  readonly to: string;
  readonly locale: 'en' | 'zh';
  readonly subject: string;
  readonly body: string;
};

/** Money that is to leave, as it is handed to your `sendPayment`. */
export type OutgoingPayment = {
  /** <case>/<run>: under one id money is paid once, however often it is handed over. */
  readonly id: string;
  readonly tenant: string;
  readonly caseId: string;
  /** Integer cents. */
  readonly fen: number;
  readonly account: string;
  readonly title: { readonly en: string; readonly zh: string };
};

export type DeliveryServices = {
  readonly pool: Pool;
  /** By name of the process; their texts are said where the tenant has none. */
  readonly packages: ReadonlyMap<string, ProcessPackage>;
  /** Sends a message by e-mail or SMS; it may be called twice with the same id. Without it, messages are kept in the outbox, and say so. */
  readonly send?: (message: Message) => Promise<void>;
  /** Hands a payment to the bank; it may be called twice with the same id. Without it, payments wait to be made by hand. */
  readonly sendPayment?: (payment: OutgoingPayment) => Promise<void>;
  /** Key of what is derived, such as a code that goes by SMS. */
  readonly secret: string;
  /** With those that the house had before; by them opens what is kept secret. */
  readonly secrets: Secrets;
  /** Where webhooks may lead. */
  readonly receivers: Receivers;
  /** Does something to another case as `case:<from>`; says why not where it was not done. */
  readonly act: (on: {
    tenant: string;
    from: string;
    caseId: string;
    process: string;
    action: string;
    input: unknown;
    requestId: string;
  }) => Promise<string | undefined>;
  /** Tells a workflow of another team that the case for which it waits is closed. */
  readonly tellOfEnd: (of: { readonly workflowId: string; readonly caseId: string }) => Promise<void>;
  /** Opens a case as `case:<from>`; says why not where it was not opened. */
  readonly open: (of: {
    tenant: string;
    from: string;
    process: string;
    input: unknown;
    requestId: string;
  }) => Promise<string | undefined>;
};

/** A message never gets through as it is: it is given up at once, with the reason. */
export class Undeliverable extends Error {}

/** Delivers one message, and may be called again with it. A failure is tried again, unless it is `Undeliverable`. */
export type Courier = () => Promise<'delivered' | 'kept'>;
