/** Growers book, some through their station; who finds a slot full goes on to the last one, or stays at home. A few call it off again. */

import { MINUTE } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import type { Morning } from './morning.ts';
import { type Booking, FULL, LAST_SLOT, PRODUCT } from './plan.ts';

const STATION = 'du-fang';

export const beginBookings = (morning: Morning): void => {
  for (const booking of morning.plan.bookings) morning.lives.begin(() => book(morning, booking));
};

const inputOf = ({ plan: { day } }: Morning, { index, grower, parcels, atStation }: Booking, slot: string) => ({
  day,
  slot,
  product: PRODUCT,
  pickPoint: placeOf(index),
  parcels: parcels.map(({ planned, units, region }, n) => ({
    planned,
    units,
    recipient: {
      name: '收件人',
      phone: `1000008${String((index * 3 + n) % 10_000).padStart(4, '0')}`,
      address: '示范路1号',
      region,
    },
  })),
  ...(grower.kind === 'smallholder' ? {} : { certificate: `HG-${index + 1}` }),
  ...(atStation ? { grower: grower.id, consent: 'spoken' } : {}),
});

/** Somewhere in Xishan. */
const placeOf = (index: number) => ({ lat: 28.572 + (index % 150) / 10_000, lon: 121.316 + (index % 97) / 10_000 });

const book = async (morning: Morning, booking: Booking): Promise<void> => {
  const { callers, lives, tally, booked } = morning;
  const { index, when, grower, atStation, slot } = booking;
  const chance = morning.chance('life', index);
  const by = atStation ? STATION : grower.id;
  await lives.until(when);
  const tried = await callers.tryStart('producePickup', by, inputOf(morning, booking, slot));
  const goesOn = chance.happens(0.5);
  const done = tried.kind === 'done' ? tried.done : undefined;
  if (!done) {
    expect(
      tried.kind === 'refused' && tried.reason === 'slotFull' && (FULL as readonly string[]).includes(slot),
      `Only the two full slots refuse bookings, but ${slot} answered ${by}: ${JSON.stringify(tried)}`,
    );
    tally.add(`slotFull in ${slot}`);
  }
  const id = done?.id ?? (goesOn ? await bookLast(morning, booking, by) : undefined);
  expect(!booked.has(index), `Booking ${index} was played twice.`);
  booked.set(index, id ?? 'refused');
  tally.add(id === undefined ? 'bookings refused' : 'bookings done');
  if (id === undefined || !chance.happens(0.02)) return;
  await lives.until(when + chance.whole(1, 15) * MINUTE);
  await callers.act('producePickup.cancel', by, id, {
    reason: '今早下雨，不采了。',
    ...(atStation ? { consent: 'spoken' } : {}),
  });
  tally.add('cancelled');
};

const bookLast = async (morning: Morning, booking: Booking, by: string): Promise<string> => {
  morning.tally.add('booked the last slot instead');
  return (await morning.callers.start('producePickup', by, inputOf(morning, booking, LAST_SLOT))).id;
};
