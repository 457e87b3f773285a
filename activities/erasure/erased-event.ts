/** An event from which parts were taken, with its tombstone. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { type EventContent, erasedOf, leftOf, partsOf, saltOf, sealsByPath } from '../event-hash.ts';
import type { EventRow } from '../evidence/record-rows.ts';
import { tombstoneOf } from '../evidence/verdict.ts';

/** Which erasure it is, when, and who confirmed it. */
export type ErasureMark = { readonly erasure: string; readonly at: string; readonly by: string };

/** Signs what is said of an erasure. */
export type SignErasure = (content: object) => string;

/** What is left of an event's parts. */
export type LeftOfEvent = Partial<Omit<EventContent, 'salt' | 'erased' | 'clocks' | 'requestHash'>>;

/**
 * The event with what is left of it; undefined where that is all of it. The hash of what was sent goes with it, for by it somebody could
 * check a guess, and so does the salt. The parts that stay keep salts of their own.
 */
export const erasedEvent = (
  caseId: string,
  event: EventRow,
  left: LeftOfEvent,
  { mark, sign }: { readonly mark: ErasureMark; readonly sign: SignErasure },
): EventRow | undefined => {
  const before = partsOf(event);
  const changed = [...partsOf({ ...event, ...left })].flatMap(([path, value]) =>
    isDeepStrictEqual(value, before.get(path)) ? [] : [path],
  );
  if (changed.length === 0) return undefined;
  const known = sealsByPath(event);
  const gone = [...new Set([...Object.keys(erasedOf(event)?.seals ?? {}), ...changed, 'requestHash'])].toSorted();
  const kept = [...before.keys()].filter((path) => !gone.includes(path));
  const after = { ...event, ...left, requestHash: '', salt: null };
  const seals = Object.fromEntries(gone.map((path) => [path, known.get(path) ?? '']));
  const tombstone = { ...mark, seals, left: leftOf(after, { seals }) };
  return {
    ...after,
    changes: after.changes as EventRow['changes'],
    erased: {
      ...tombstone,
      salts: Object.fromEntries(kept.map((path) => [path, saltOf(event, path) ?? ''])),
      signature: sign(tombstoneOf(caseId, event, tombstone)),
    },
  };
};
