/** What follows when a parcel is settled: the others go on, and behind the last of them the claim window runs to its end. */
import { timeTo } from '../kernel/moments.ts';
import type { Outcome } from '../kernel/process.ts';
import type { Facts, Parcel } from './facts.ts';
import { allSettled } from './parcels.ts';
import type { Clock, State } from './vocabulary.ts';

const HOUR = 3_600_000;

/** When a parcel can be claimed for no more. */
export const windowEnd = ({ settledAt }: Pick<Parcel, 'settledAt'>, claimHours: number): number | null =>
  settledAt === null ? null : settledAt + claimHours * HOUR;

/** Whether somebody may have lost something by it: not where the sender had it their own way. */
export const claimable = ({ state, ownWish }: Pick<Parcel, 'state' | 'ownWish'>): boolean =>
  state !== 'returned' && state !== 'givenAway' && !ownWish;

/** The state that a case goes over into with these parcels, and its claim window. */
export const settledInto = (
  parcels: readonly Parcel[],
  now: number,
  claimHours: number,
): Outcome<State, Facts, Clock> & { readonly state: 'onTrunk' | 'undeliverable' | 'delivered' | 'closed' } => {
  if (!allSettled(parcels))
    return { state: parcels.some(({ state }) => state === 'undeliverable') ? 'undeliverable' : 'onTrunk', facts: { parcels } };
  const ends = parcels.filter(claimable).map((parcel) => windowEnd(parcel, claimHours) ?? now);
  const open = parcels.some(({ claimOpen }) => claimOpen);
  if (ends.length === 0 && !open) return { state: 'closed', facts: { parcels, windowOver: true } };
  return {
    state: 'delivered',
    facts: { parcels },
    clocks: { start: { claimWindow: timeTo(Math.max(now, ...ends), now) } },
  };
};
