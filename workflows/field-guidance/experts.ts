/** Who is asked to come, and in which order. Declining, and letting the time pass, count for nothing here. Pure. */
import { metresBetween, type Point } from '../kernel/place.ts';

/** A row of the table `experts`, with what the person has open and whom they are related to. */
export type Expert = {
  readonly id: string;
  readonly name: string;
  readonly specialities: readonly string[];
  /** Open guidances that they take at most; the tenant's limit where nothing is said. */
  readonly load?: number | undefined;
  readonly place?: Point | undefined;
  readonly open: number;
  readonly related: readonly string[];
};

/** What a guidance asks for: the specialities of its symptom go before those of its crop. */
export type Wanted = {
  readonly symptom: readonly string[];
  readonly crop: readonly string[];
  readonly place: Point | null;
  /** Those whose matter it is. */
  readonly concerned: readonly string[];
  /** Open guidances of one expert, where their row says nothing. */
  readonly load: number;
};

const has = ({ specialities }: Expert, wanted: readonly string[]): boolean => specialities.some((one) => wanted.includes(one));

/** Those who know the symptom, then those who know the crop; of these the nearest, then those who have least open, then by id. */
export const inOrder = (experts: readonly Expert[], wanted: Wanted): readonly Expert[] => {
  const fits = (expert: Expert): number => (has(expert, wanted.symptom) ? 2 : 0) + (has(expert, wanted.crop) ? 1 : 0);
  const far = ({ place }: Expert): number =>
    place && wanted.place ? metresBetween(place, wanted.place) : Number.MAX_SAFE_INTEGER;
  return experts
    .filter((expert) => fits(expert) > 0 && expert.open < (expert.load ?? wanted.load))
    .filter(({ id, related }) => ![id, ...related].some((one) => wanted.concerned.includes(one)))
    .toSorted(
      (one, other) =>
        fits(other) - fits(one) ||
        far(one) - far(other) ||
        one.open - other.open ||
        (one.id < other.id ? -1 : Number(one.id > other.id)),
    );
};
