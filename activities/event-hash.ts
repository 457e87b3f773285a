/**
 * The hash of an event, in two layers: what it says is sealed part by part, so that the chain is computed again without reading it, and still
 * verifies where a part was erased.
 */
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
  /** Whoever guesses what was sent can check it by this hash. */
  readonly requestHash: string;
  /** A `Written`. */
  readonly wrote: unknown;
  /** Random, so that nobody finds out by trying what a seal seals; it goes with what is erased. */
  readonly salt: string | null;
  /** An `Erased`, where parts were erased. */
  readonly erased?: unknown;
};

/** What an event wrote beside itself: the case without its facts (they follow from the changes), its clocks, and the effects in their order. */
export type Written = {
  readonly case: unknown;
  readonly clocks: unknown;
  readonly fired: unknown;
  readonly effects: readonly { readonly kind: string; readonly items: unknown }[];
};

/** The tombstone of parts that were erased: their seals stay, so that the chain verifies; by whom, when and why is signed by the house. */
export type Erased = Tombstone & {
  /** Salts of the parts that weren't erased. */
  readonly salts: Readonly<Record<string, string>>;
  readonly signature: string;
};

/** What is signed of an erasure. */
export type Tombstone = {
  /** The seals of the erased parts as they were, by their paths. */
  readonly seals: Readonly<Record<string, string>>;
  /** SHA-256 of what is left of them. */
  readonly left: string;
  readonly at: string;
  readonly by: string;
  /** The erasure, as `erasures` lists it. */
  readonly erasure: string;
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
  /** For whom it was done as whose deputy, or in which emergency; null in one's own right. */
  readonly capacity: unknown;
  readonly unit: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly confidential: boolean;
  readonly requestId: string;
  readonly previous: string;
};

/** SHA-256 in hex over a value in canonical JSON (RFC 8785). */
export const hashOf = (value: unknown): string => hash('sha256', canonicalize(value) ?? '');

const SAID = ['actorName', 'reason', 'input', 'reference', 'changes', 'clocks', 'requestHash'] as const;

/** The parts of an event by their paths, such as `input` and `wrote.effects.parties`. */
export const partsOf = (event: EventContent): ReadonlyMap<string, unknown> => {
  const wrote = event.wrote as Partial<Written>;
  return new Map<string, unknown>([
    ...SAID.map((name) => [name, event[name]] as const),
    ['wrote.case', wrote.case ?? null],
    ['wrote.clocks', wrote.clocks ?? null],
    ['wrote.fired', wrote.fired ?? null],
    ...(wrote.effects ?? []).map(({ kind, items }) => [`${EFFECTS}${kind}`, items] as const),
  ]);
};
export const EFFECTS = 'wrote.effects.';

export const erasedOf = ({ erased }: Pick<EventContent, 'erased'>): Erased | undefined => (erased as Erased | null) ?? undefined;

/** The salt of one part, by which nothing is learned of another part's; undefined where it was erased. */
export const saltOf = (event: Pick<EventContent, 'salt' | 'erased'>, path: string): string | undefined => {
  const erased = erasedOf(event);
  if (erased) return erased.salts[path];
  // Half of the hash: more of it would let whoever is shown one part's salt go on to that of a longer path.
  return hash('sha256', `${event.salt ?? ''} ${path}`).slice(0, 32);
};

/** The seals of an event's parts by their paths: SHA-256 over the canonical JSON of the part's salt and the part, as a list of two. */
export const sealsByPath = (event: EventContent): ReadonlyMap<string, string> => {
  const erased = erasedOf(event);
  return new Map(
    [...partsOf(event)].map(([path, value]) => [path, erased?.seals[path] ?? hashOf([saltOf(event, path) ?? '', value ?? null])]),
  );
};

/** The seals of what an event says and of what it wrote. */
export const sealsOf = (event: EventContent) => {
  const seals = sealsByPath(event);
  const of = (path: string): string => seals.get(path) ?? '';
  return {
    actorName: of('actorName'),
    reason: of('reason'),
    input: of('input'),
    reference: of('reference'),
    changes: of('changes'),
    clocks: of('clocks'),
    requestHash: of('requestHash'),
    wrote: {
      case: of('wrote.case'),
      clocks: of('wrote.clocks'),
      fired: of('wrote.fired'),
      effects: Object.fromEntries(
        [...seals].flatMap(([path, seal]) => (path.startsWith(EFFECTS) ? [[path.slice(EFFECTS.length), seal]] : [])),
      ),
    },
  };
};

/**
 * SHA-256 in hex over the event in canonical JSON, with the seals in the place of what they seal: an auditor computes it again from what the
 * API shows.
 */
export const eventHash = (event: HashedEvent): string => {
  const { actorName, reason, input, reference, changes, clocks, requestHash, wrote, salt, erased, ...open } = event;
  return hashOf({ ...open, sealed: sealsOf(event) });
};

/** What is left of the parts that a tombstone names. */
export const leftOf = (event: EventContent, { seals }: Pick<Tombstone, 'seals'>): string => {
  const parts = partsOf(event);
  return hashOf(Object.fromEntries(Object.keys(seals).map((path) => [path, parts.get(path) ?? null])));
};
