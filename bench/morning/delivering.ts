/** Some of what went with the early runs is delivered or lost before noon is over; the carrier says some things twice. */
import { iso, MINUTE } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import { type Morning, pickupsIn } from './morning.ts';
import { RUNS } from './tenant.ts';

const CARRIER = 'carrier';
const CLERK = 'shi-yan';
/** The zone that is near enough. */
const NEAR = 'local';

type OnTrunk = {
  readonly parcels: readonly { readonly n: number; readonly zone: string; readonly run: string | null; readonly state: string }[];
};

export const deliverSome = async (morning: Morning): Promise<void> => {
  const under = await pickupsIn<OnTrunk>(morning, 'onTrunk', `facts->'parcels' AS parcels`);
  await Promise.all(under.map(({ id, parcels }) => deliver(morning, id, parcels)));
};

const deliver = async (morning: Morning, id: string, parcels: OnTrunk['parcels']): Promise<void> => {
  const { callers, tally } = morning;
  for (const { n, zone, run, state } of parcels) {
    if (zone !== NEAR || run === RUNS[2].key || state !== 'onTrunk') continue;
    const chance = morning.chance('delivery', id, n);
    if (chance.happens(0.03)) {
      await callers.act('producePickup.reportLost', CLERK, id, { n });
      tally.add('parcels lost');
      continue;
    }
    if (chance.happens(0.3)) await trackTwice(morning, id, n);
    const toStation = chance.happens(0.15);
    if (toStation) {
      const tried = await callers.tryAct('producePickup.deliver', CARRIER, id, { n, to: 'station' });
      expect(
        tried.kind === 'refused' && tried.reason === 'noConsent',
        `Parcel ${n} of ${id} may not be left at a station without consent, but: ${JSON.stringify(tried)}`,
      );
      tally.add('refused for want of consent');
    }
    await callers.act(
      'producePickup.deliver',
      CARRIER,
      id,
      toStation ? { n, to: 'station', consent: true } : { n, to: 'recipient' },
    );
    tally.add('parcels delivered');
  }
};

/** The second one changes nothing. */
const trackTwice = async ({ callers, tally, house }: Morning, id: string, n: number): Promise<void> => {
  const input = { n, carrierEvent: `C-${id}-${n}`, at: iso(house.clock.now() - MINUTE) };
  await callers.act('producePickup.track', CARRIER, id, input);
  const again = await callers.tryAct('producePickup.track', CARRIER, id, input);
  expect(
    again.kind === 'refused' && again.reason === 'trackedAlready',
    `${input.carrierEvent} was noted before, but the second time ${id} answered ${JSON.stringify(again)}.`,
  );
  tally.add('told twice by the carrier');
};
