/** The hash of an event, in two layers: what it says is sealed part by part, so that the chain is computed again without reading it. */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What an event says; some of it is personal, and is masked for those who don't need it. */
export type EventContent = {
  readonly actorName: string;
  readonly reason: string | null;
  readonly input: unknown;
  readonly reference: unknown;
  readonly changes: unknown;
  readonly clocks: unknown;
  /** A `Written`. */
  readonly wrote: unknown;
};

/** What an event wrote beside itself: the case without its facts (they follow from the changes), its clocks, and the effects in their order. */
export type Written = {
  readonly case: unknown;
  readonly clocks: unknown;
  readonly fired: unknown;
  readonly effects: readonly { readonly kind: string; readonly items: unknown }[];
};

/** What an event's hash covers: everything the event says and wrote, and the hash of the event before it. */
export type HashedEvent = EventContent & {
  readonly case: string;
  readonly revision: number;
  readonly tenant: string;
  readonly process: string;
  readonly name: string;
  readonly action: string;
  readonly actorId: string;
  readonly role: string;
  readonly unit: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly confidential: boolean;
  readonly requestId: string;
  readonly requestHash: string;
  readonly previous: string;
};

/** SHA-256 in hex over a value in canonical JSON (RFC 8785). */
const sealOf = (value: unknown): string => hash('sha256', canonicalize(value) ?? '');

/** The seals of what an event says and of what it wrote. */
export const sealsOf = ({ actorName, reason, input, reference, changes, clocks, wrote }: EventContent) => ({
  actorName: sealOf(actorName),
  reason: sealOf(reason),
  input: sealOf(input),
  reference: sealOf(reference),
  changes: sealOf(changes),
  clocks: sealOf(clocks),
  wrote: sealsOfWritten(wrote as Partial<Written>),
});

const sealsOfWritten = (wrote: Partial<Written>) => ({
  case: sealOf(wrote.case ?? null),
  clocks: sealOf(wrote.clocks ?? null),
  fired: sealOf(wrote.fired ?? null),
  effects: Object.fromEntries((wrote.effects ?? []).map(({ kind, items }) => [kind, sealOf(items)])),
});

/**
 * SHA-256 in hex over the event in canonical JSON, with the seals in the place of what they seal: an auditor computes it again from what the
 * API shows.
 */
export const eventHash = ({ actorName, reason, input, reference, changes, clocks, wrote, ...open }: HashedEvent): string =>
  sealOf({ ...open, sealed: sealsOf({ actorName, reason, input, reference, changes, clocks, wrote }) });
