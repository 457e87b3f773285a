/** Whether a case's record is as it was written: its chain of hashes, and its rows against what its events wrote. Pure. */
import type { Title } from '../../workflows/kernel/process.ts';
import { type Erased, erasedOf, eventHash, leftOf } from '../event-hash.ts';
import { derivedCase } from './derived-case.ts';
import { type Difference, differencesOf } from './differences.ts';
import { ledgerDifferences } from './ledger-differences.ts';
import { type LogCheck, logDifferences } from './log-differences.ts';
import { lotDifferences } from './lot-differences.ts';
import type { EventRow, RecordRows } from './record-rows.ts';

export type Verdict = {
  readonly caseId: string;
  /** How many events fit, from the first on. */
  readonly events: number;
  /** The first revision that doesn't fit. */
  readonly brokenAt: number | null;
  readonly why: Title | null;
  readonly differences: readonly Difference[];
  /** What was erased, by whom and when; the chain fits without it. */
  readonly erased: readonly ErasedParts[];
};

export type ErasedParts = Pick<Erased, 'at' | 'by' | 'erasure'> & {
  readonly revision: number;
  readonly parts: readonly string[];
};

/** Whether the house has signed the event with this hash. */
export type SignatureCheck = (eventHash: string, signature: string | null) => boolean;
/** Whether the house has signed that something was erased. */
export type ErasureCheck = (content: object, signature: string) => boolean;

type Checks = { readonly isSigned?: SignatureCheck; readonly isErased?: ErasureCheck; readonly log?: LogCheck };

/** What breaks the chain says more than the differences that follow from it, which aren't looked for then. */
export const verdictOf = (caseId: string, rows: RecordRows, checks: Checks = {}): Verdict => {
  const { fitting, why } = chainOf(caseId, rows, checks);
  const { log } = checks;
  if (why) return { caseId, events: fitting, brokenAt: fitting, why, differences: [], erased: [] };
  const derived = derivedCase(rows.events);
  const differences = derived
    ? [
        ...(log ? logDifferences(caseId, rows, log) : []),
        ...differencesOf(rows, derived),
        ...ledgerDifferences(rows),
        ...lotDifferences(rows),
      ]
    : [];
  return { caseId, events: fitting, brokenAt: null, why: null, differences, erased: rows.events.flatMap(erasedIn) };
};

const erasedIn = (event: EventRow): readonly ErasedParts[] => {
  const erased = erasedOf(event);
  if (!erased) return [];
  const { at, by, erasure, seals } = erased;
  return [{ revision: event.revision, at, by, erasure, parts: Object.keys(seals).toSorted() }];
};

/** What is signed of an erasure in an event. */
export const tombstoneOf = (
  caseId: string,
  { revision, hash }: Pick<EventRow, 'revision' | 'hash'>,
  { seals, left, at, by, erasure }: Omit<Erased, 'salts' | 'signature'>,
) => ({ case: caseId, revision, hash, seals, left, at, by, erasure });

/** The log has a case of which the record has nothing left. */
export const goneCase = (caseId: string): Verdict => ({
  caseId,
  events: 0,
  brokenAt: 0,
  why: { en: 'The log has this case, and the record doesn’t: it was deleted.', zh: '日志中有此案件，记录中却没有：已被删除。' },
  differences: [],
  erased: [],
});

const chainOf = (
  caseId: string,
  { case: row, events }: RecordRows,
  { isSigned, isErased }: Checks,
): { fitting: number; why?: Title } => {
  let previous = '';
  let next = 0;
  for (const event of events) {
    const { hash, signature, tx: _, seq: __, ...said } = event;
    if (said.revision !== next) return { fitting: next, why: { en: `Revision ${next} is missing.`, zh: `缺少修订号${next}。` } };
    if (said.previous !== previous)
      return {
        fitting: next,
        why: { en: 'It doesn’t carry the hash of the event before it.', zh: '所载前一办理记录的哈希不符。' },
      };
    if (eventHash({ ...said, case: caseId }) !== hash)
      return { fitting: next, why: { en: 'What it says or wrote isn’t what was hashed.', zh: '内容与其哈希不符。' } };
    const erased = erasedOf(event);
    if (
      erased &&
      (erased.left !== leftOf(event, erased) || isErased?.(tombstoneOf(caseId, event, erased), erased.signature) === false)
    )
      return {
        fitting: next,
        why: {
          en: 'Parts of it were taken away, or changed since they were erased; the house hasn’t signed that.',
          zh: '部分内容被删除或删除后被改动，且无本单位签名。',
        },
      };
    if (isSigned && !isSigned(hash, signature))
      return { fitting: next, why: { en: 'No key of the house has signed it.', zh: '未经本单位密钥签名。' } };
    previous = hash;
    next++;
  }
  if (next !== Number(row.revision) + 1)
    return { fitting: next, why: { en: 'The case has another revision than its events.', zh: '案件修订号与办理记录不符。' } };
  if (previous !== row.head_hash)
    return { fitting: next, why: { en: 'The case doesn’t carry the hash of its last event.', zh: '案件所载的最后哈希不符。' } };
  return { fitting: next };
};
