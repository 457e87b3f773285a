/** Whether couriers were asked in the order that is promised to them, by what each offer knew, ranked here once more. */
import type { Candidate } from '../../workflows/produce-pickup/order-of-offers.ts';
import { expect } from '../moved/expectation.ts';
import { eachEvent } from './happened.ts';
import type { Morning } from './morning.ts';
import { gramsOf, type Parcel } from './plan.ts';

/** As the tenant has them. */
const NIGHTS = 5;
const OPEN_OFFERS = 3;

export type Asked = {
  readonly pickups: number;
  readonly offers: number;
  readonly accepts: number;
  /** Pickups at night that each courier accepted last. */
  readonly atNight: ReadonlyMap<string, number>;
};

export const checkAsked = async ({ house }: Morning): Promise<Asked> => {
  const pickups = new Map<
    string,
    { parcels: readonly Parcel[]; night: boolean; tried: ReadonlySet<string>; courier: string | null }
  >();
  let offers = 0;
  let accepts = 0;
  await eachEvent(house, { reference: true }, ({ id, name, actor, after, reference }) => {
    if (name === 'Booked') {
      pickups.set(id, { parcels: after.parcels, night: after.night, tried: new Set(), courier: null });
      return;
    }
    const pickup = pickups.get(id);
    if (!pickup || !after) return;
    if (after.tried) pickup.tried = new Set((after.tried as readonly { person: string }[]).map(({ person }) => person));
    if (name === 'Accepted') {
      accepts += 1;
      expect(pickup.courier === null, `${actor} has accepted ${id}, which ${pickup.courier} had accepted.`);
    }
    // Whoever has taken the parcels has the pickup for good.
    if (name === 'Collected' || name === 'DroppedOff') pickup.courier ??= actor;
    else if ('courier' in after) pickup.courier = after.courier?.id ?? null;
    const candidates = reference?.candidates as readonly Candidate[] | undefined;
    if (!candidates || !('offer' in after || name === 'PassedOn')) return;
    const first = firstOf(candidates, pickup);
    const to = after.offer?.to as string | undefined;
    if (to) offers += 1;
    expect(
      name === 'Broadcast' || to === first,
      `${id} was offered to ${to ?? 'nobody'}, and it was the turn of ${first ?? 'nobody'}.`,
    );
  });
  const atNight = new Map<string, number>();
  for (const { night, courier } of pickups.values()) {
    if (night && courier) atNight.set(courier, (atNight.get(courier) ?? 0) + 1);
  }
  return { pickups: pickups.size, offers, accepts, atNight };
};

const firstOf = (
  candidates: readonly Candidate[],
  { parcels, night, tried }: { parcels: readonly Parcel[]; night: boolean; tried: ReadonlySet<string> },
): string | undefined => {
  const grams = gramsOf(parcels);
  return candidates
    .filter(
      (one) =>
        !one.onLeave &&
        !tried.has(one.id) &&
        one.parcelsLeft >= parcels.length &&
        one.gramsLeft >= grams &&
        one.openOffers < OPEN_OFFERS &&
        !(night && one.nights >= NIGHTS),
    )
    .toSorted(
      (one, other) => one.accepted - other.accepted || (one.lastOffer ?? 0) - (other.lastOffer ?? 0) || one.place - other.place,
    )[0]?.id;
};
