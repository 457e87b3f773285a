/** What a claim comes to, and who bears how much of it. Whole cents throughout; pure. */
import { byLargestRemainders } from '../kernel/largest-remainders.ts';

export type Kind = 'damaged' | 'spoiled' | 'short' | 'lost' | 'late';
export type Basis = 'insured' | 'declared' | 'proven' | 'agreed' | 'tenfold' | 'charge';
/** Who may be liable. What falls on the sender, on the nature of the goods or on force majeure isn't paid by right. */
export type LiableKind = 'carrier' | 'store' | 'packer' | 'sender' | 'nature' | 'forceMajeure';

export type Loss = {
  readonly kind: Kind;
  readonly badUnits: number;
  /** How many there were; nothing where nobody counted. */
  readonly units: number | null;
  readonly insured: boolean;
  readonly declared: number | null;
  /** The loss as it was proven, such as by a bill, and as the two sides agreed on it. */
  readonly proven: number | null;
  readonly agreed: number | null;
  readonly charge: number;
  readonly asked: number;
  readonly tenfoldMax: number;
};

export type Worth = { readonly fen: number; readonly basis: Basis };

/** A part of an amount, half a cent rounded up. */
const partOf = (amount: number, of: number, all: number): number => Math.floor((2 * amount * of + all) / (2 * all));

/**
 * By the declared value in proportion to what is bad; else what was proven; else what was agreed; else at most ten times the charge. Lateness alone
 * gives the charge back. Never more than was asked for.
 */
export const worthOf = (loss: Loss): Worth => {
  const { fen, basis } = beforeAsking(loss);
  return { fen: Math.min(fen, loss.asked), basis };
};

const beforeAsking = ({ kind, badUnits, units, insured, declared, proven, agreed, charge, tenfoldMax }: Loss): Worth => {
  if (kind === 'late') return { fen: charge, basis: 'charge' };
  const isWhole = kind === 'lost' || units === null || units === 0;
  if (kind !== 'lost' && badUnits === 0) return { fen: 0, basis: declared === null ? 'tenfold' : 'declared' };
  if (declared !== null)
    return { fen: isWhole ? declared : partOf(declared, badUnits, units), basis: insured ? 'insured' : 'declared' };
  if (proven !== null) return { fen: proven, basis: 'proven' };
  if (agreed !== null) return { fen: agreed, basis: 'agreed' };
  return { fen: Math.min(10 * charge, tenfoldMax), basis: 'tenfold' };
};

export type Liability = { readonly party: string; readonly kind: LiableKind; readonly perMille: number };
export type Share = { readonly party: string; readonly fen: number };

/** The fund that gives what nobody owes. */
export const GOODWILL = 'alliance';

/** Whether somebody who pays is liable, rather than the sender, nature or force majeure alone. */
export const isPaidBy = (liability: readonly Pick<Liability, 'kind'>[]): boolean =>
  liability.some(({ kind }) => kind === 'carrier' || kind === 'store' || kind === 'packer');

/** Who pays how much. With goodwill, the alliance gives of what nature and force majeure have done, up to `goodwillMost`. */
export const sharesOf = (
  amount: number,
  liability: readonly Liability[],
  { goodwill, goodwillMost }: { readonly goodwill: boolean; readonly goodwillMost: number },
): readonly Share[] => {
  const parts = byLargestRemainders(
    amount,
    liability.map(({ perMille }) => perMille),
  );
  const paid = liability.flatMap(({ party, kind }, n) => (isPaidBy([{ kind }]) ? [{ party, fen: parts[n] ?? 0 }] : []));
  const fate = liability.reduce(
    (sum, { kind }, n) => sum + (kind === 'nature' || kind === 'forceMajeure' ? (parts[n] ?? 0) : 0),
    0,
  );
  const given = goodwill ? Math.min(fate, goodwillMost) : 0;
  return [...paid, { party: GOODWILL, fen: given }].filter(({ fen }) => fen > 0);
};
