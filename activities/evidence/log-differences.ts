/** Where the events of a case are others than the log has them, and whether the log is the one that was signed. Pure. */
import type { Title } from '../../workflows/kernel/process.ts';
import { entryOf } from '../merkle-log/entries.ts';
import { inclusionProof, leafHash, type Nodes, rootFromProof } from '../merkle-log/merkle.ts';
import type { Checkpoint } from '../merkle-log/note.ts';
import type { Difference } from './differences.ts';
import type { EventRow, RecordRows } from './record-rows.ts';

/** The hashes of the log around the events of the case, what was signed of it last, and what is wrong with it as a whole. */
export type LogCheck = {
  readonly nodes: Nodes;
  readonly checkpoint: Checkpoint | undefined;
  readonly fault?: Title | undefined;
};

const wrong = (en: string, zh: string): Difference => ({ where: 'log', en, zh });

export const logDifferences = (caseId: string, { events, logged, loggedTo }: RecordRows, log: LogCheck): Difference[] => {
  if (log.fault) return [{ where: 'log', ...log.fault }];
  const positions = new Map(logged.map(({ revision, position }) => [revision, position]));
  const found = events.flatMap((event) => {
    const position = positions.get(event.revision);
    positions.delete(event.revision);
    if (position !== undefined) return ofEntry(caseId, event, position, log);
    return loggedTo && isBehind(event, loggedTo)
      ? [
          wrong(
            `Revision ${event.revision} isn’t in the log, which has later acts.`,
            `日志中有更晚的操作，却没有修订号${event.revision}。`,
          ),
        ]
      : [];
  });
  const cut = [...positions.keys()].map((revision) =>
    wrong(`The log has revision ${revision}, and the record doesn’t.`, `日志中有修订号${revision}，记录中却没有。`),
  );
  return [...found, ...cut];
};

const isBehind = ({ tx, seq }: EventRow, to: { readonly tx: string; readonly seq: string }): boolean =>
  BigInt(tx) < BigInt(to.tx) || (tx === to.tx && BigInt(seq) <= BigInt(to.seq));

const ofEntry = (caseId: string, event: EventRow, position: number, { nodes, checkpoint }: LogCheck): Difference[] => {
  const { revision, tenant, tx, seq, hash } = event;
  const leaf = leafHash(entryOf(tenant, { kind: 'event', ref: `${caseId}/${revision}`, tx, seq, said: hash }));
  if (!leaf.equals(nodes(0, position)))
    return [wrong(`Revision ${revision} isn’t as it was logged.`, `修订号${revision}与日志不符。`)];
  if (!checkpoint || position >= checkpoint.size) return [];
  const root = rootFromProof(leaf, position, checkpoint.size, inclusionProof(nodes, position, checkpoint.size));
  return root.equals(checkpoint.root)
    ? []
    : [
        wrong(
          `The log around revision ${revision} isn’t the one that was signed at ${checkpoint.size} entries.`,
          `修订号${revision}附近的日志不是${checkpoint.size}条时签名的日志。`,
        ),
      ];
};
