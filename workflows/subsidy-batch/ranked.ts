/** Who of a list is in, out, or waits for money. Pure. */
import type { Title } from '../kernel/process.ts';
import type { Entry, Ranking } from './facts.ts';

/** A firm of the list, judged: without an amount or with a reason it is out. */
export type Candidate = {
  readonly firm: string;
  readonly name: string;
  readonly evidence: string;
  /** When the honour was awarded. */
  readonly day: string;
  readonly fen: number | null;
  readonly because: Title | null;
  /** The conditions that it doesn't meet. */
  readonly failed: readonly string[];
};

const ORDERS: Readonly<Record<Ranking, (one: Candidate, other: Candidate) => number>> = {
  dayFirst: (one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)),
  lowFirst: (one, other) => (one.fen ?? 0) - (other.fen ?? 0),
  highFirst: (one, other) => (other.fen ?? 0) - (one.fen ?? 0),
};

const byCode = (one: Candidate, other: Candidate): number => (one.firm < other.firm ? -1 : Number(one.firm > other.firm));

const LATER: Title = { en: 'The budget ends before it.', zh: '预算不足，排序靠后。' };

const isIn = ({ because, fen }: Candidate): boolean => because === null && fen !== null;

export const wanted = (candidates: readonly Candidate[]): number =>
  candidates.filter(isIn).reduce((sum, { fen }) => sum + (fen ?? 0), 0);

const orderOf = (ranking: Ranking) => (one: Candidate, other: Candidate) => ORDERS[ranking](one, other) || byCode(one, other);

/** The codes of those in a queue from the first on for whom the money doesn't last. */
const behind = (queue: readonly Candidate[], free: number): readonly string[] => {
  let left = free;
  for (const [at, { fen }] of queue.entries()) {
    left -= fen ?? 0;
    if (left < 0) return queue.slice(at).map(({ firm }) => firm);
  }
  return [];
};

/**
 * The list by the codes of firms. With a ranking, those are in for whom the money lasts, in its order: behind the first for whom it doesn't, nobody
 * goes before.
 */
export const ranked = (
  candidates: readonly Candidate[],
  { ranking, free }: { readonly ranking: Ranking | null; readonly free: number },
): readonly Entry[] => {
  const later = new Set(ranking === null ? [] : behind(candidates.filter(isIn).toSorted(orderOf(ranking)), free));
  return candidates.toSorted(byCode).map((candidate): Entry => {
    const { day: _, ...one } = candidate;
    if (!isIn(candidate)) return { ...one, is: 'out' };
    return later.has(one.firm) ? { ...one, is: 'later', because: LATER } : { ...one, is: 'in' };
  });
};

/** Those who are offered something. */
export const offered = (list: readonly Entry[]): readonly Entry[] => list.filter(({ is }) => is === 'in');

export const sumOf = (list: readonly Pick<Entry, 'fen'>[]): number => list.reduce((sum, { fen }) => sum + (fen ?? 0), 0);
