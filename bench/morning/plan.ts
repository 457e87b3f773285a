/** The morning as it is planned: its slots and how large they are, its couriers, and who books what and when. The same for the same seed. */
import type { Chance, Chances } from '../moved/chance.ts';
import { at, MINUTE, plus } from '../moved/days.ts';

export type Slot = {
  readonly key: string;
  readonly en: string;
  readonly zh: string;
  readonly from: string;
  readonly to: string;
  readonly parcels: number;
  readonly grams: number;
};
export type Parcel = { readonly planned: number; readonly units: number; readonly region: string };
export type Booking = {
  readonly index: number;
  readonly when: number;
  readonly slot: string;
  readonly grower: Grower;
  readonly parcels: readonly Parcel[];
  readonly atStation: boolean;
};
export type Grower = { readonly id: string; readonly kind: 'smallholder' | 'coop' | 'firm' };
export type Plan = {
  readonly day: string;
  readonly slots: readonly Slot[];
  readonly growers: readonly Grower[];
  /** In the order of the roster. */
  readonly couriers: readonly string[];
  /** Those who answer no offer. */
  readonly silent: ReadonlySet<string>;
  readonly bookings: readonly Booking[];
};

export const FIRST = '04:00';
export const LAST = '05:30';
/** Bookings of a whole morning. */
const BOOKINGS = 3000;
/** Minutes before which a slot is booked on its own day. */
const AHEAD = 60;
export const PRODUCT = 'loquatRed';

/** How often a slot is wanted, and its room as a share of what is wanted. */
const WANTED = [
  { key: 'dawn530', en: 'Half past five', zh: '五点半专线', from: '05:30', to: '06:30', weight: 8, parcels: 1.3, grams: 1.3 },
  // Wants more parcels than it has.
  { key: 'early600', en: 'Six', zh: '六点', from: '06:00', to: '07:00', weight: 2, parcels: 0.7, grams: 1.3 },
  { key: 'early630', en: 'Half past six', zh: '六点半', from: '06:30', to: '07:30', weight: 2, parcels: 1.3, grams: 1.3 },
  // Wants more grams than it has.
  { key: 'day700', en: 'Seven', zh: '七点', from: '07:00', to: '08:00', weight: 2, parcels: 1.3, grams: 0.7 },
  { key: 'day800', en: 'Eight', zh: '八点', from: '08:00', to: '09:00', weight: 2, parcels: 1.3, grams: 1.3 },
  { key: 'day900', en: 'Nine', zh: '九点', from: '09:00', to: '10:00', weight: 1, parcels: 3, grams: 3 },
] as const;
export const FULL = ['early600', 'day700'] as const;
/** Where those go who find their slot full, as far as they go on. */
export const LAST_SLOT = 'day900';

export const REGIONS = [
  ['dawnLocal', 'local', 12],
  ['dawnZhejiang', 'zhejiang', 24],
  ['dawnEast', 'eastChina', 48],
  ['dawnNorth', 'north', 72],
] as const;

/** The next twentieth of May: loquats are in season. */
const dayAfter = (now: number): string => {
  const today = new Date(now).toISOString().slice(0, 10);
  const year = Number(today.slice(0, 4));
  return plus(today, 2) < `${year}-05-20` ? `${year}-05-20` : `${year + 1}-05-20`;
};

/** So many, one after another, with numbers of three digits. */
const many = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${name}-${String(n + 1).padStart(3, '0')}`);

const parcelOf = (chance: Chance): Parcel => {
  const turn = chance.next();
  const region = turn < 0.15 ? 0 : turn < 0.5 ? 1 : turn < 0.9 ? 2 : 3;
  const planned = chance.whole(10, 110) * 50;
  return { planned, units: Math.max(1, Math.round(planned / 35)), region: REGIONS[region][0] };
};

const slotAt = (minute: number, chance: Chance): string => {
  const open = WANTED.filter(({ from }) => minuteOf(from) - AHEAD > minute + 1);
  let left = chance.next() * open.reduce((sum, { weight }) => sum + weight, 0);
  for (const { key, weight } of open) {
    if (left < weight) return key;
    left -= weight;
  }
  return LAST_SLOT;
};

/** Minutes behind the first booking. */
const minuteOf = (time: string): number => (at('2000-01-01', time) - at('2000-01-01', FIRST)) / MINUTE;

export const planMorning = (now: number, scale: number, chances: Chances): Plan => {
  const day = dayAfter(now);
  const count = Math.max(60, Math.round(BOOKINGS * scale));
  const growers = many('dawn-grower', Math.max(12, Math.round(count / 10))).map(
    (id, n): Grower => ({ id, kind: n % 10 < 6 ? 'smallholder' : n % 10 < 9 ? 'coop' : 'firm' }),
  );
  const couriers = many('dawn-courier', Math.max(12, Math.round(count * 0.032)));
  const bookings = Array.from({ length: count }, (_, index): Booking => {
    const chance = chances('booking', index);
    // In half minutes, so that some book in the same moment.
    const minute = Math.floor((index * 2 * minuteOf(LAST)) / count) / 2;
    const turn = chance.next();
    return {
      index,
      when: at(day, FIRST) + minute * MINUTE,
      slot: slotAt(minute, chance),
      grower: growers[chance.whole(0, growers.length - 1)] as Grower,
      parcels: Array.from({ length: turn < 0.7 ? 1 : turn < 0.95 ? 2 : 3 }, () => parcelOf(chance)),
      atStation: chance.happens(0.05),
    };
  });
  const slots = WANTED.map(({ weight: _, parcels, grams, ...slot }): Slot => {
    const wanted = bookings.filter((booking) => booking.slot === slot.key).flatMap((booking) => booking.parcels);
    return {
      ...slot,
      parcels: Math.max(3, Math.floor(wanted.length * parcels)),
      grams: Math.max(6000, Math.floor(gramsOf(wanted) * grams)),
    };
  });
  return { day, slots, growers, couriers, silent: new Set(couriers.filter((_, n) => n % 3 === 2)), bookings };
};

export const gramsOf = (parcels: readonly Pick<Parcel, 'planned'>[]): number =>
  parcels.reduce((sum, { planned }) => sum + planned, 0);
