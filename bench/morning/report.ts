/** What the morning came to, in figures for people. */
import { showTable } from '../figures.ts';
import type { Asked } from './asked.ts';
import type { Plan } from './plan.ts';
import type { Fullness } from './room.ts';

export const showEnds = (ends: ReadonlyMap<string, number>): void => {
  console.log('\nWhere the parcels are');
  showTable(
    ['', 'parcels'],
    [...ends, ['all', [...ends.values()].reduce((sum, one) => sum + one, 0)] as const].map((row) => [...row]),
  );
};

export const showRoom = (room: readonly Fullness[]): void => {
  console.log('\nSlots at their fullest');
  showTable(
    ['', 'parcels', 'grams'],
    room.map(({ key, parcels, grams }) => [key, parcels, grams]),
  );
};

export const showAsked = ({ pickups, offers, accepts, atNight }: Asked, { couriers, silent }: Plan): void => {
  const shares = couriers.filter((courier) => !silent.has(courier)).map((courier) => atNight.get(courier) ?? 0);
  const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
  console.log(
    `\nOffers: ${offers} for ${pickups} pickups, ${(offers / pickups).toFixed(2)} each, in the order that is promised; ${accepts} accepted, each once`,
  );
  console.log(
    `Pickups at night of couriers who answer: ${mean.toFixed(1)} in the mean, ${Math.max(...shares)} at most, ${(Math.max(...shares) / mean).toFixed(2)} times the mean`,
  );
};

export const showPhases = (phases: ReadonlyMap<string, number>): void => {
  console.log('\nTime of each part, seconds');
  showTable(
    ['', 'seconds'],
    [...phases].map(([phase, took]) => [phase, took / 1000]),
  );
};
