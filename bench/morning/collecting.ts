/** Couriers collect what they have accepted; at some places nobody is there, and some growers bring their parcels to the station. */
import { MINUTE } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import { beginRounds, type Morning, pickupsIn } from './morning.ts';
import { photo } from './photo.ts';

const STATION = 'du-qiang';

type Parcel = { readonly n: number; readonly planned: number };
type Accepted = {
  readonly courier: string;
  readonly arrived: string | null;
  readonly from: string;
  readonly parcels: readonly Parcel[];
  readonly place: { readonly lat: number; readonly lon: number };
};

export const beginCollecting = (morning: Morning, from: number, until: number): void => {
  beginRounds(morning, { from, until, every: 5 * MINUTE }, (now) => collectAll(morning, now));
};

/** Nobody is ever there at these. */
const isEmpty = ({ chance }: Morning, id: string): boolean => chance('empty', id).happens(0.015);

const collectAll = async (morning: Morning, now: number): Promise<void> => {
  const accepted = await pickupsIn<Accepted>(
    morning,
    'accepted',
    `facts#>>'{courier,id}' AS courier, facts#>>'{courier,arrivedAt}' AS arrived, facts->>'slotFrom' AS "from",
     facts->'parcels' AS parcels, facts->'pickPoint' AS place`,
  );
  await Promise.all(
    accepted.map(async (one) => {
      const due = Number(one.from) + morning.chance('collects', one.id).whole(0, 35) * MINUTE;
      if (isEmpty(morning, one.id)) return now < Number(one.from) ? undefined : findNobody(morning, one, now);
      if (morning.chance('station', one.id).happens(0.01)) return takeIn(morning, one);
      if (now >= due) await collect(morning, one);
    }),
  );
};

const weighed = ({ chance }: Morning, id: string, parcels: readonly Parcel[]) =>
  parcels.map(({ n, planned }) => {
    const scales = chance('weight', id, n);
    // Up to a seventh off; at times much more, and then weighed twice.
    const off = scales.happens(0.01) ? 1.5 : 1 + (scales.next() - 0.5) / 3.5;
    return { n, grams: Math.min(30_000, Math.round(planned * off)), photos: [photo], seal: `S-${id}-${n}` };
  });

const collect = async (morning: Morning, { id, courier, parcels, place }: Accepted & { readonly id: string }): Promise<void> => {
  const { callers, tally } = morning;
  const sent = { at: { lat: place.lat, lon: place.lon }, inspected: true, identityChecked: true };
  const scales = weighed(morning, id, parcels);
  let tried = await callers.tryAct('producePickup.collect', courier, id, { ...sent, parcels: scales });
  if (tried.kind === 'refused' && tried.reason === 'weightOff') {
    tally.add('weighed twice');
    const again = scales.map((parcel) => ({ ...parcel, reweighed: true }));
    tried = await callers.tryAct('producePickup.collect', courier, id, { ...sent, parcels: again });
  }
  expect(tried.kind === 'done', `${courier} should have collected ${id}, and was answered ${JSON.stringify(tried)}.`);
  tally.add('collected');
};

/** Arrives, waits, and says that nobody is there. */
const findNobody = async (
  { callers, tally }: Morning,
  { id, courier, arrived, place }: Accepted & { readonly id: string },
  now: number,
): Promise<void> => {
  if (arrived === null) {
    await callers.act('producePickup.arrive', courier, id, { at: { lat: place.lat, lon: place.lon } });
    return tally.add('arrived where nobody is');
  }
  if (now < Number(arrived) + 16 * MINUTE) return;
  await callers.act('producePickup.notReady', courier, id, { why: 'nobodyThere', photos: [photo] });
  tally.add('nobody was there');
};

const takeIn = async (morning: Morning, { id, parcels }: Accepted & { readonly id: string }): Promise<void> => {
  await morning.callers.act('producePickup.dropOff', STATION, id, {
    inspected: true,
    identityChecked: true,
    parcels: weighed(morning, id, parcels).map((parcel) => ({ ...parcel, reweighed: true })),
  });
  morning.tally.add('brought to the station');
};
