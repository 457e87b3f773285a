import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What an event's hash covers: everything the event says, and the hash of the event before it. */
export type HashedEvent = {
  readonly case: string;
  readonly revision: number;
  readonly tenant: string;
  readonly process: string;
  readonly name: string;
  readonly action: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly role: string;
  readonly unit: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly reason: string | null;
  readonly input: unknown;
  readonly reference: unknown;
  readonly changes: unknown;
  readonly clocks: unknown;
  readonly requestId: string;
  readonly requestHash: string;
  readonly previous: string;
};

/** SHA-256 in hex over the event in canonical JSON (RFC 8785): a program that reads the rows of `events` can compute it again. */
export const eventHash = (event: HashedEvent): string => hash('sha256', canonicalize(event) ?? '');
