/** Whether every parcel that somebody wanted to send has come to one end, and to no other. */
import { expect } from '../moved/expectation.ts';
import type { Morning } from './morning.ts';

/** In the order in which they are shown. */
const ENDS = ['on the trunk', 'in the cold store', 'delivered', 'lost', 'not served', 'cancelled', 'refused at booking'] as const;
type End = (typeof ENDS)[number];

const OF_PARCEL: Readonly<Record<string, End>> = {
  onTrunk: 'on the trunk',
  stored: 'in the cold store',
  delivered: 'delivered',
  lost: 'lost',
};

type Row = { id: string; state: string; parcels: { n: number; state: string }[] };

const endOf = (state: string, parcel: string): End | undefined => {
  if (state === 'cancelled') return 'cancelled';
  return state === 'unserved' ? 'not served' : OF_PARCEL[parcel];
};

/** Gives the number of parcels by their end. */
export const checkEnds = async ({ house: { owner, tenant }, plan, booked }: Morning): Promise<ReadonlyMap<End, number>> => {
  const { rows } = await owner.query<Row>(
    `SELECT id, state, facts->'parcels' AS parcels FROM cases WHERE tenant = $1 AND process = 'producePickup'`,
    [tenant],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const ends = new Map<End, number>(ENDS.map((end) => [end, 0]));
  const add = (end: End, many: number) => ends.set(end, (ends.get(end) ?? 0) + many);
  for (const { index, parcels } of plan.bookings) {
    const id = booked.get(index);
    expect(id !== undefined, `Nobody knows what became of booking ${index}.`);
    if (id === 'refused') {
      add('refused at booking', parcels.length);
      continue;
    }
    const row = found.get(id);
    expect(row !== undefined, `${id} was booked, and isn’t on record or was booked twice.`);
    found.delete(id);
    const numbers = new Set(row.parcels.map(({ n }) => n));
    expect(
      row.parcels.length === parcels.length && numbers.size === parcels.length,
      `${id} was booked with ${parcels.length} parcels, and has ${row.parcels.length}.`,
    );
    for (const { n, state } of row.parcels) {
      const end = endOf(row.state, state);
      expect(end !== undefined, `Parcel ${n} of ${id} has come to no end: it is ${state}, and its pickup ${row.state}.`);
      add(end, 1);
    }
  }
  expect(found.size === 0, `Nobody booked ${[...found.keys()].slice(0, 5).join(', ')}.`);
  const all = plan.bookings.reduce((sum, { parcels }) => sum + parcels.length, 0);
  const sum = [...ends.values()].reduce((one, other) => one + other, 0);
  expect(sum === all, `${all} parcels were to be sent, and ${sum} have come to an end.`);
  return ends;
};
