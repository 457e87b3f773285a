/** So that dawn can be told at any hour: a slot, its duty and a run of the trunk for this hour, entered by the administrator and taken back. */
import { StartError } from '../../start-error.ts';
import { administer, type Row, setRow } from '../administering.ts';
import { ADMIN, COURIERS, type Harvest } from './cast.ts';

export const SLOT = 'thisHour';
export const RUN = 'runOfTheHour';
const MINUTE = 60_000;
const MOST = { parcels: 1000, grams: 1_000_000 };

type Limit = { readonly name: string; readonly number: number; readonly version: number };

/** Sets until when slots of the same day are booked, and gives the minutes that held before. */
const setSameDayMinutes = async (harvest: Harvest, value: number): Promise<number> => {
  const { limits }: { limits: Limit[] } = await harvest.ask(
    ADMIN,
    '{ limits(process: "producePickup") { name number version } }',
  );
  const limit = limits.find(({ name }) => name === 'sameDayMinutes');
  if (!limit) throw new StartError('The produce pickup has no limit sameDayMinutes here.');
  if (limit.number !== value) {
    const input = { process: 'producePickup', name: limit.name, value, validFrom: harvest.day() };
    await administer(harvest, ADMIN, 'setLimit', { input: ['LimitInput!', input], expectedVersion: ['Int!', limit.version] });
  }
  return limit.number;
};

/** Plays with a slot that begins in a minute or two, on the day that it is given; whatever happens, it is taken back. */
export const atThisHour = async (harvest: Harvest, play: (slotDay: string) => Promise<void>): Promise<void> => {
  const { clock, day, name, say } = harvest;
  const from = Math.ceil((Date.now() + MINUTE) / MINUTE) * MINUTE;
  const slotDay = new Date(from).getTime() < Date.now() + 10 * MINUTE && clock(from) < clock(Date.now()) ? day(1) : day();
  const ends = clock(from + 60 * MINUTE);
  const both = (en: string, zh: string) => ({ title: { en, zh } });
  const rows: readonly Row[] = [
    {
      table: 'pickupSlots',
      key: SLOT,
      value: {
        ...both('the line of this hour', '本时段专线'),
        from: clock(from),
        to: ends > clock(from) ? ends : '24:00',
        ...MOST,
        sameDay: true,
        dropOff: false,
      },
    },
    { table: 'pickupRoster', key: SLOT, value: { slot: SLOT, couriers: COURIERS, ...MOST } },
    {
      table: 'trunkRuns',
      key: RUN,
      value: { ...both('the run of this hour', '本时段干线'), leaves: '24:00', cutOff: '24:00', grams: 2_000_000 },
    },
  ];
  const before = await setSameDayMinutes(harvest, 0);
  try {
    for (const row of rows) await setRow(harvest, ADMIN, { row, day: day() });
    say(`The line goes out at half past five. So that it is told at ${clock(Date.now())} as well, ${name(ADMIN)}, the`);
    say(`administrator, enters a slot from ${clock(from)} with its duty and a run of the trunk, booked until it begins.`);
    await play(slotDay);
  } finally {
    for (const row of rows.toReversed()) await setRow(harvest, ADMIN, { row, day: day(), retired: true });
    await setSameDayMinutes(harvest, before);
    say(
      `${name(ADMIN)} takes slot, duty and run out of use again; slots of the day are booked ${before} minutes ahead as before.`,
    );
  }
};
