/** Pickups on their rules alone, with what the tenant's data would say. */
import { type Played, person, play, START } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/produce-pickup/facts.ts';
import { producePickup } from '../../../workflows/produce-pickup/rules.ts';
import { tongyuPrices } from './prices.ts';

const HOUR = 3_600_000;

export const grower = person('mou', 'grower');
export const [first, second] = ['tu', 'ke'].map((id) => person(id, 'courier')) as [typeof grower, typeof grower];
export const dispatcher = person('yu', 'pickupDispatcher');
export const trunkClerk = person('hua', 'trunkClerk');
export const clerk = person('du', 'stationClerk');
export const keeper = person('jing', 'coldStoreKeeper');
export const cashier = person('xu', 'cashier');
/** Whoever follows the first parcel of the case that is played. */
export const follower = { id: 'follower:EX-1/1', name: 'Follower', grants: [{ role: 'follower' }] };
export const carrier = person('carrier', 'carrier');

export const place = { lat: 28.58, lon: 121.32 };
const title = { en: 'dawn', zh: '清晨' };
/** It begins twenty hours after the booking. */
export const slotFrom = START + 20 * HOUR;
const slot = {
  id: 'dawn',
  title,
  day: '2026-03-03',
  from: slotFrom,
  until: slotFrom + HOUR,
  night: true,
  sameDay: false,
  dropOff: false,
};
export const room = { ...slot, parcels: 60, grams: 900_000, parcelsLeft: 60, gramsLeft: 900_000 };
const product = {
  id: 'loquatSyrup',
  title,
  unit: '瓶',
  coldest: null,
  warmest: null,
  season: null,
  perishable: false,
  scheme: 'board',
};
const schemes = [{ id: 'board', title, products: [], adopted: true }];
const recipient = { name: '王', phone: '10000990001', address: '某路', region: 'shanghai' };
export const known = {
  product,
  slot: room,
  nextFree: null,
  held: true,
  eve: { cutOff: START + 11 * HOUR, offerFrom: START + 9 * HOUR },
  area: { id: 'xishan', title },
  sender: {
    id: 'mou',
    name: '牟',
    phone: '1000001',
    unit: 'station',
    kind: 'smallholder',
    over65: true,
    plot: 'P01',
    noShows: 0,
    barredUntil: null,
  },
  routes: { shanghai: { zone: 'eastChina', hours: 24, suspended: false } },
  schemes,
  trial: null,
  soldIn: null,
  withheld: null,
  prices: tongyuPrices,
};
export const input = {
  day: slot.day,
  slot: 'dawn',
  product: product.id,
  pickPoint: place,
  payer: 'sender',
  parcels: [1, 2].map(() => ({ planned: 2500, units: 6, recipient, insured: false, upstairs: false })),
};

const free = { onLeave: false, parcelsLeft: 12, gramsLeft: 180_000, nights: 0, openOffers: 0, accepted: 0, lastOffer: null };
export const candidates = ['tu', 'ke'].map((id, at) => ({ id, name: id, place: at + 1, ...free }));
export const capacity = { parcels: 12, grams: 180_000, nights: 0 };

export const booked = (more: object = {}, reference: object = {}): Played<Facts> =>
  play<Facts>(producePickup, { actor: grower, input: { ...input, ...more }, reference: { ...known, ...reference } });

export const clockOf = (name: string) => ({ id: `clock:${name}`, name, grants: [{ role: `clock:${name}` }] });

export const offered = (): Played<Facts> => booked().later(8).does(clockOf('offerFrom'), 'offerNext', {}, { candidates });
/** Acts lie an hour apart; this one comes within the time of the offer. */
export const accepted = (): Played<Facts> => offered().later(-0.95).does(first, 'accept', {}, { capacity });

const photos = [{ sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 1 }];
export const weighed = [1, 2].map((n) => ({ n, grams: 2500, seal: `S${n}`, photos, reweighed: false }));
export const taken = { parcels: weighed, inspected: true, identityChecked: true, at: place };
export const collecting = { prices: tongyuPrices, schemes };

export const collected = (): Played<Facts> => {
  const played = accepted();
  return played.later((slotFrom - played.now()) / HOUR - 1).does(first, 'collect', taken, collecting);
};
const run = { id: 'r1', title, day: slot.day, cutOff: slotFrom + 9 * HOUR, leaves: slotFrom + 9 * HOUR, grams: 1_000_000 };
export const handing = { run, routes: known.routes };
export const onTrunk = (): Played<Facts> =>
  collected().does(trunkClerk, 'handToTrunk', { run: 'r1', parcels: [1, 2], sealsOk: true }, handing);
