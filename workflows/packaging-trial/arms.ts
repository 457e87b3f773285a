/** Which packaging a parcel of the trial takes: the two in turn, so that nobody chooses. Pure. */
import type { Facts, Parcel } from './facts.ts';
import type { Arm } from './result.ts';

/** A parcel that a pickup tells of. */
export type Shipment = { readonly n: number; readonly units: number | null; readonly zone: string };

type Told = { readonly pickup: string; readonly parcels: readonly Shipment[]; readonly isOpen: boolean };

export type Assigned = {
  /** What each parcel takes, those that don't count among them. */
  readonly schemes: readonly { readonly n: number; readonly scheme: string }[];
  readonly parcels: readonly Parcel[];
};

export const countOf = (parcels: readonly Pick<Parcel, 'arm'>[], arm: Arm): number =>
  parcels.filter((parcel) => parcel.arm === arm).length;

/** How many parcels each packaging may have so far: another run of shipping has as many again. */
export const wanted = ({ shipments, run }: Pick<Facts, 'shipments' | 'run'>): number => shipments * run;

/** Whether both packagings have all their parcels, or the budget has none left for another. */
export const isFull = (facts: Pick<Facts, 'shipments' | 'run' | 'parcels' | 'budgetFen' | 'scheme'>): boolean => {
  const [trial, baseline] = [countOf(facts.parcels, 'trial'), countOf(facts.parcels, 'baseline')];
  const most = wanted(facts);
  return baseline >= most || (trial === baseline && (trial >= most || !isPaidFor(facts, trial + 1)));
};

const isPaidFor = ({ budgetFen, scheme }: Pick<Facts, 'budgetFen' | 'scheme'>, parcels: number): boolean =>
  scheme.costFen * parcels <= budgetFen;

/**
 * Gives each parcel its packaging. One that was told of before keeps what it has. One that doesn't count, because it goes elsewhere or comes
 * when the trial is full or over, takes the packaging that is in use.
 */
export const assigned = (facts: Facts, { pickup, parcels: told, isOpen }: Told, usual: string): Assigned => {
  const schemes: { n: number; scheme: string }[] = [];
  let parcels: readonly Parcel[] = facts.parcels;
  for (const { n, units, zone } of told) {
    const known = parcels.find((parcel) => parcel.pickup === pickup && parcel.n === n);
    const counts = isOpen && facts.zones.includes(zone) && !isFull({ ...facts, parcels });
    const arm: Arm | undefined = known?.arm ?? (counts ? (parcels.length % 2 === 0 ? 'trial' : 'baseline') : undefined);
    if (arm && !known) parcels = [...parcels, { pickup, n, arm, units: units ?? 1, zone }];
    schemes.push({ n, scheme: arm === undefined ? usual : facts[arm === 'trial' ? 'scheme' : 'baseline'].key });
  }
  return { schemes, parcels };
};
