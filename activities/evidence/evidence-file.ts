/** What somebody else needs to check cases without Banjie and without its database: events, their seals, their places in the log, a checkpoint. */
import canonicalize from 'canonicalize';
import { sealsOf, type Written } from '../event-hash.ts';
import { inclusionProof, type Nodes } from '../merkle-log/merkle.ts';
import type { Signed } from '../merkle-log/tenant-logs.ts';
import type { HouseKeys } from './keys.ts';
import type { LoggedEvent } from './logged-events.ts';

/** A part of an event: as it was said, or its seal alone for those who don't read it. */
type Part = { readonly value: unknown } | { readonly seal: string };

/** What of an event is no more than numbers, clocks and ties, and is shown to all who oversee. */
const PLAIN: ReadonlySet<string> = new Set(['ledger', 'links', 'holds', 'follow_codes']);

export type EvidenceOf = {
  readonly signed: Signed;
  readonly nodes: Nodes;
  readonly events: readonly LoggedEvent[];
  /** Whether the parts that may be personal are shown of a case. */
  readonly inFull: (caseId: string) => boolean;
  /** Proves that the log goes on from this size. */
  readonly consistency: { readonly from: number; readonly proof: readonly Buffer[] } | undefined;
};

/** The file, in canonical JSON (RFC 8785), signed by the house. */
export const evidenceFile = ({ signed, nodes, events, inFull, consistency }: EvidenceOf, { current }: HouseKeys): string => {
  const content = {
    format: 'banjie-evidence/1',
    checkpoint: signed.note,
    consistency: consistency ? { from: consistency.from, proof: consistency.proof.map(base64) } : null,
    cases: [...Map.groupBy(events, ({ caseId }) => caseId)].toSorted(byId).map(([id, own]) => ({
      id,
      events: own.map((one) => eventOf(one, { full: inFull(id), nodes, size: signed.size })),
    })),
  };
  const message = `banjie evidence\n${canonicalize(content)}`;
  return canonicalize({ ...content, signature: `${current.id}:${current.sign(message).toString('base64')}` }) ?? '';
};

/** By UTF-16 code units, as everybody compares. */
const byId = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number => (one < other ? -1 : 1);

const base64 = (bytes: Buffer): string => bytes.toString('base64');

const eventOf = (
  { event, position }: LoggedEvent,
  { full, nodes, size }: { readonly full: boolean; readonly nodes: Nodes; readonly size: number },
) => {
  const { tx, seq, actorName, reason, input, reference, changes, clocks, wrote, ...open } = event;
  const seals = sealsOf(event);
  const written = wrote as Partial<Written>;
  const part = (value: unknown, seal: string, plain: boolean): Part => (full || plain ? { value } : { seal });
  return {
    ...open,
    parts: {
      actorName: part(actorName, seals.actorName, false),
      reason: part(reason, seals.reason, false),
      input: part(input, seals.input, false),
      reference: part(reference, seals.reference, false),
      changes: part(changes, seals.changes, false),
      clocks: part(clocks, seals.clocks, true),
      wrote: {
        case: part(written.case ?? null, seals.wrote.case, false),
        clocks: part(written.clocks ?? null, seals.wrote.clocks, true),
        fired: part(written.fired ?? null, seals.wrote.fired, true),
        effects: Object.fromEntries(
          (written.effects ?? []).map(({ kind, items }) => [kind, part(items, seals.wrote.effects[kind] ?? '', PLAIN.has(kind))]),
        ),
      },
    },
    // Nothing is proved of what came after the checkpoint.
    log: { position, tx, seq, proof: inclusionProof(nodes, position as number, size).map(base64) },
  };
};
