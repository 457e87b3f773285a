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

type Filling = Pick<Facts, 'shipments' | 'run' | 'parcels' | 'budgetFen' | 'scheme'>;

/** What the next parcel takes: the packaging that has fewer, the one on trial where both have as many; none where that has all or no money left. */
const nextArm = (facts: Filling): Arm | undefined => {
  const [trial, baseline] = [countOf(facts.parcels, 'trial'), countOf(facts.parcels, 'baseline')];
  if (trial > baseline) return 'baseline';
  const isPaid = facts.scheme.costFen * (trial + 1) <= facts.budgetFen;
  return trial < wanted(facts) && isPaid ? 'trial' : undefined;
};

/** Whether both packagings have all their parcels, or the budget has nothing left for another. */
export const isFull = (facts: Filling): boolean => nextArm(facts) === undefined;

/**
 * Gives each parcel its packaging. One that was told of before keeps what it has. One that doesn't count, because it goes elsewhere or comes
 * when the trial is full or over, takes the packaging that is in use.
 */
export const assigned = (facts: Facts, { pickup, parcels: told, isOpen }: Told, usual: string): Assigned => {
  const schemes: { n: number; scheme: string }[] = [];
  let parcels: readonly Parcel[] = facts.parcels;
  for (const { n, units, zone } of told) {
    const known = parcels.find((parcel) => parcel.pickup === pickup && parcel.n === n);
    const counts = isOpen && facts.zones.includes(zone);
    const arm = known?.arm ?? (counts ? nextArm({ ...facts, parcels }) : undefined);
    if (arm && !known) parcels = [...parcels, { pickup, n, arm, units: units ?? 1, zone }];
    schemes.push({ n, scheme: arm === undefined ? usual : facts[arm === 'trial' ? 'scheme' : 'baseline'].key });
  }
  return { schemes, parcels };
};
