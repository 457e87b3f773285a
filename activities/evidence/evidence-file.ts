/** What somebody else needs to check cases without Banjie and without its database: events, their seals, their places in the log, a checkpoint. */
import canonicalize from 'canonicalize';
import { EFFECTS, erasedOf, partsOf, saltOf, sealsByPath } from '../event-hash.ts';
import { inclusionProof, type Nodes } from '../merkle-log/merkle.ts';
import type { Signed } from '../merkle-log/tenant-logs.ts';
import type { HouseKeys } from './keys.ts';
import type { LoggedEvent } from './logged-events.ts';

/** A part of an event: as it was said with its salt, or its seal alone for those who don't read it; of an erased one what is left. */
type Part = { readonly value: unknown; readonly salt: string } | { readonly seal: string; readonly left?: unknown };

/** What of an event is no more than numbers, clocks and ties, and is shown to all who oversee. */
const PLAIN: ReadonlySet<string> = new Set([
  'clocks',
  'wrote.clocks',
  'wrote.fired',
  ...['ledger', 'links', 'holds', 'follow_codes'].map((kind) => `${EFFECTS}${kind}`),
]);

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
    format: 'banjie-evidence/2',
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
  const {
    tx,
    seq,
    actorName,
    reason,
    input,
    reference,
    changes,
    clocks,
    requestHash,
    wrote,
    salt: _,
    erased: __,
    ...open
  } = event;
  const erased = erasedOf(event);
  const seals = sealsByPath(event);
  const parts = partsOf(event);
  const part = (path: string): Part => {
    const seal = seals.get(path) ?? '';
    const shown = full || PLAIN.has(path);
    const salt = saltOf(event, path);
    if (!shown) return { seal };
    return salt === undefined ? { seal, left: parts.get(path) ?? null } : { value: parts.get(path) ?? null, salt };
  };
  return {
    ...open,
    parts: {
      actorName: part('actorName'),
      reason: part('reason'),
      input: part('input'),
      reference: part('reference'),
      changes: part('changes'),
      clocks: part('clocks'),
      requestHash: part('requestHash'),
      wrote: {
        case: part('wrote.case'),
        clocks: part('wrote.clocks'),
        fired: part('wrote.fired'),
        effects: Object.fromEntries(
          [...parts.keys()].flatMap((path) => (path.startsWith(EFFECTS) ? [[path.slice(EFFECTS.length), part(path)]] : [])),
        ),
      },
    },
    erased: erased
      ? {
          parts: Object.keys(erased.seals).toSorted(),
          left: erased.left,
          at: erased.at,
          by: erased.by,
          erasure: erased.erasure,
          signature: erased.signature,
        }
      : null,
    // Nothing is proved of what came after the checkpoint.
    log: { position, tx, seq, proof: inclusionProof(nodes, position as number, size).map(base64) },
  };
};
