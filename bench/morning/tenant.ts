/** Tongyu street made ready for the morning by its administrator: people, roles, and rows that hold from that day on. */
import type { Callers } from '../moved/caller.ts';
import { type Plan, REGIONS } from './plan.ts';

const ADMIN = 'mei-xue';
const SURNAMES = [...'顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'];
const GIVEN = [...'嘉宁雨欣梓航若曦子墨思源佳怡晨阳'];

/** What one courier carries in a slot. */
export const LOAD = { parcels: 20, grams: 80_000 } as const;

/** Closes and leaves; the first one is missed by a slot. */
export const RUNS = [
  { key: 'dawn0730', en: 'Half past seven', zh: '七点半班', cutOff: '07:15', leaves: '07:30' },
  { key: 'dawn0900', en: 'Nine', zh: '九点班', cutOff: '08:45', leaves: '09:00' },
  { key: 'dawn1200', en: 'Noon', zh: '十二点班', cutOff: '11:45', leaves: '12:00' },
] as const;
export const CELLS = ['dawnA', 'dawnB'] as const;

const nameOf = (index: number): string =>
  `${SURNAMES[index % SURNAMES.length]}${GIVEN[(index * 3) % GIVEN.length]}${GIVEN[(index * 5 + 1) % GIVEN.length]}`;

const TARIFFS = { local: [600, 100], zhejiang: [800, 150], eastChina: [1000, 250], north: [1400, 500] } as const;

export const makeReady = async (callers: Callers, { day, slots, growers, couriers, bookings }: Plan): Promise<number> => {
  const row = (table: string, key: string, value: object) =>
    callers.change(ADMIN, 'setTableRow', { table, key, value, validFrom: day });
  const people = [...growers.map(({ id }) => [id, 'grower'] as const), ...couriers.map((id) => [id, 'courier'] as const)];
  await Promise.all(
    people.map(async ([id, role], index) => {
      await callers.change(ADMIN, 'setPerson', {
        id,
        name: nameOf(index),
        subject: id,
        phone: `1000009${String(index).padStart(4, '0')}`,
      });
      await callers.change(ADMIN, 'giveRole', { person: id, role });
    }),
  );
  for (const [zone, [firstKg, perKg]] of Object.entries(TARIFFS)) await row('tariffs', zone, { firstKg, perKg });
  for (const [region, zone, hours] of REGIONS)
    await row('regions', region, { title: { en: region, zh: region }, zone, hours, suspended: false });
  for (const { key, en, zh, from, to, parcels, grams } of slots)
    await row('pickupSlots', key, { title: { en, zh }, from, to, parcels, grams, sameDay: true, dropOff: false });
  // Another one is the first for each slot.
  const shift = Math.ceil(couriers.length / slots.length);
  await Promise.all(
    slots.map(({ key }, n) =>
      row('pickupRoster', key, {
        slot: key,
        couriers: [...couriers.slice(n * shift), ...couriers.slice(0, n * shift)],
        ...LOAD,
      }),
    ),
  );
  const all = bookings.flatMap(({ parcels }) => parcels).reduce((sum, { planned }) => sum + planned, 0);
  for (const [n, { key, en, zh, cutOff, leaves }] of RUNS.entries()) {
    // The second is too small for all that the first has left behind.
    const grams = n === 1 ? Math.ceil(all * 0.35) : all * 2;
    await row('trunkRuns', key, { title: { en, zh }, cutOff, leaves, grams });
  }
  for (const key of CELLS)
    await row('coldStores', key, {
      title: { en: key, zh: key },
      store: 'xiaotong',
      grams: Math.ceil(all * 0.12),
      coldest: 10,
      warmest: 40,
    });
  await Promise.all(
    growers.map(({ id, kind }, n) =>
      row('growers', id, { kind, plot: `D${n + 1}`, ...(kind === 'smallholder' ? {} : { coop: '93339901MA9X00097Y' }) }),
    ),
  );
  return people.length;
};
