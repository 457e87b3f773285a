/** The parcels of a pickup, taken one by one and together. Pure. */
import { credit, type Effect, type LedgerLine, reverse } from '../effects/index.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Parcel } from './facts.ts';
import { type Charge, chargeOf } from './tariff.ts';
import type { Prices } from './vocabulary.ts';

const SETTLED: readonly Parcel['state'][] = ['delivered', 'lost', 'returned', 'givenAway', 'disposed'];

export const isSettled = ({ state }: Pick<Parcel, 'state'>): boolean => SETTLED.includes(state);
export const allSettled = (parcels: readonly Parcel[]): boolean => parcels.every(isSettled);

export const parcelOf = ({ parcels }: Pick<Facts, 'parcels'>, n: number): Parcel | undefined =>
  parcels.find((parcel) => parcel.n === n);

/** The parcels with what has changed of some of them. */
export const withChanged = (
  { parcels }: Pick<Facts, 'parcels'>,
  which: (parcel: Parcel) => boolean,
  change: (parcel: Parcel) => Partial<Parcel>,
): readonly Parcel[] => parcels.map((parcel) => (which(parcel) ? { ...parcel, ...change(parcel) } : parcel));

export const withParcel = (facts: Pick<Facts, 'parcels'>, n: number, change: Partial<Parcel>): readonly Parcel[] =>
  withChanged(
    facts,
    (parcel) => parcel.n === n,
    () => change,
  );

export const gramsOf = (parcels: readonly Pick<Parcel, 'grams' | 'planned'>[]): number =>
  parcels.reduce((sum, { grams, planned }) => sum + (grams ?? planned), 0);

/** From when the way to the trunk counts: the picking, or else the slot, and the collection where that was before. */
export const pickedFrom = ({ pickedAt, slotFrom }: Pick<Facts, 'pickedAt' | 'slotFrom'>, collectedAt: number): number =>
  Math.min(pickedAt ?? slotFrom, collectedAt);

export const noParcel = ({ parcels }: Pick<Facts, 'parcels'>, n: number): Refusal =>
  refuse(
    'noParcel',
    `There is no parcel ${n} here; choose one of ${parcels.map((parcel) => parcel.n).join(', ')}.`,
    `本单没有第${n}件，可选：${parcels.map((parcel) => parcel.n).join('、')}。`,
  );

/** What a parcel of this weight costs on the day of these prices. */
export const priceOf = (
  facts: Pick<Facts, 'kind' | 'over65' | 'product'>,
  parcel: Pick<Parcel, 'region' | 'zone'>,
  grams: number,
  prices: Prices,
): Charge =>
  chargeOf(prices.tariffs[parcel.zone] ?? { firstKg: 0, perKg: 0 }, new Map(Object.entries(prices.farm)), {
    grams,
    who: facts.kind,
    over65: facts.over65,
    product: facts.product.id,
    month: prices.month,
    region: parcel.region,
  });

const rules = (n: number, charges: number) => ({ freight: `freight:${n}:${charges}`, saving: `saving:${n}:${charges}` });

/** The lines of a parcel's charge: what its payer owes, and what the farm tariff saved them. */
export const chargeLines = (
  { payer, product }: Pick<Facts, 'payer' | 'product'>,
  { n, charges }: Pick<Parcel, 'n' | 'charges'>,
  { fen, saving }: Pick<Charge, 'fen' | 'saving'>,
  year: number,
): readonly LedgerLine[] => {
  const { freight, saving: saved } = rules(n, charges);
  return [
    ...(fen > 0
      ? [{ asset: 'money', from: 'scheme:freight', to: `owed:${payer}`, amount: fen, rule: freight, year } as const]
      : []),
    ...(saving > 0
      ? [
          {
            asset: 'money',
            from: 'scheme:saving',
            to: `saved:${product.id}:${year}`,
            amount: saving,
            rule: saved,
            year,
          } as const,
        ]
      : []),
  ];
};

/** Takes a parcel's charge back and writes another one. */
export const recharged = (
  facts: Pick<Facts, 'payer' | 'product'>,
  parcel: Pick<Parcel, 'n' | 'charges'>,
  charge: Pick<Charge, 'fen' | 'saving'>,
  year: number,
): readonly Effect[] => {
  const before = rules(parcel.n, parcel.charges);
  const lines = chargeLines(facts, { n: parcel.n, charges: parcel.charges + 1 }, charge, year);
  return [reverse(before.freight, before.saving), ...(lines.length > 0 ? [credit(...lines)] : [])];
};
