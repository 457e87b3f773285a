/** Whether a slot or a courier ever had more than fits, by what the record says happened, added up here once more. */
import { expect } from '../moved/expectation.ts';
import { eachEvent } from './happened.ts';
import type { Morning } from './morning.ts';
import { gramsOf, type Parcel } from './plan.ts';
import { LOAD } from './tenant.ts';

type Load = { readonly parcels: number; readonly grams: number };
type Change = Load & { readonly at: number };

/** Who lets go of something is through with it before the one who takes it, by up to so many milliseconds. */
const TOGETHER = 30_000;

/** The most that there was at a moment. */
const most = (changes: readonly Change[]): Load => {
  const sum = { parcels: 0, grams: 0 };
  const top = { parcels: 0, grams: 0 };
  const moment = ({ at, parcels }: Change) => (parcels < 0 ? at - TOGETHER : at);
  for (const { parcels, grams } of changes.toSorted((one, other) => moment(one) - moment(other))) {
    sum.parcels += parcels;
    sum.grams += grams;
    top.parcels = Math.max(top.parcels, sum.parcels);
    top.grams = Math.max(top.grams, sum.grams);
  }
  return top;
};

export type Fullness = { readonly key: string; readonly parcels: string; readonly grams: string };

/** Gives how full each slot was at its fullest. */
export const checkRoom = async ({ house, plan }: Morning): Promise<readonly Fullness[]> => {
  const changes = new Map<string, Change[]>();
  const note = (of: string, change: Change) => changes.set(of, [...(changes.get(of) ?? []), change]);
  const pickups = new Map<string, { slot: string; load: Load; courier: string | undefined; inSlot: boolean }>();
  await eachEvent(house, { reference: false }, ({ id, name, to, at, after }) => {
    if (name === 'Booked') {
      const parcels = after.parcels as readonly Parcel[];
      const load = { parcels: parcels.length, grams: gramsOf(parcels) };
      pickups.set(id, { slot: after.slot.id, load, courier: undefined, inSlot: true });
      note(after.slot.id, { ...load, at });
      return;
    }
    const pickup = pickups.get(id);
    expect(pickup !== undefined, `${id} begins with ${name}, and not with a booking.`);
    const { slot, load } = pickup;
    const back = { parcels: -load.parcels, grams: -load.grams, at };
    const closed = ['closed', 'cancelled', 'unserved'].includes(to);
    // What a courier has collected is still with them.
    const courier = closed
      ? undefined
      : name === 'Collected' || !after || !('courier' in after)
        ? pickup.courier
        : after.courier?.id;
    if (courier !== pickup.courier) {
      if (pickup.courier) note(`${pickup.courier} ${slot}`, back);
      if (courier) note(`${courier} ${slot}`, { ...load, at });
      pickup.courier = courier;
    }
    // What is brought to the station needs its slot no more.
    if (pickup.inSlot && (closed || name === 'DroppedOff')) {
      pickup.inSlot = false;
      note(slot, back);
    }
  });
  const full = plan.slots.map(({ key, parcels, grams }) => {
    const top = most(changes.get(key) ?? []);
    changes.delete(key);
    expect(top.parcels <= parcels, `${key} had ${top.parcels} parcels at a moment, and has room for ${parcels}.`);
    expect(top.grams <= grams, `${key} had ${top.grams} g at a moment, and has room for ${grams}.`);
    return { key, parcels: `${top.parcels} of ${parcels}`, grams: `${top.grams} of ${grams}` };
  });
  for (const [courier, of] of changes) {
    const top = most(of);
    expect(
      top.parcels <= LOAD.parcels && top.grams <= LOAD.grams,
      `${courier} had ${top.parcels} parcels with ${top.grams} g at a moment, and carries ${LOAD.parcels} with ${LOAD.grams} g.`,
    );
  }
  return full;
};
