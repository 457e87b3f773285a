/** Parcels are collected before dawn: offered from courier to courier, weighed, charged by the farm tariff, stored, carried and delivered. */
import { photo } from '../telephone.ts';
import { bottles, CARRIER, CASHIER, CLERK, COURIERS, GROWER, type Harvest, HOME, HUB, KEEPER, PRODUCT, yuan } from './cast.ts';
import { RUN, SLOT } from './hour.ts';

type Charged = { readonly n: number; readonly charge: { readonly fen: number; readonly list: number; readonly saving: number } };

/** The number of the pickup, and who has carried it. */
export const dawnPickup = async (harvest: Harvest, slotDay: string): Promise<{ pickup: string; courier: string }> => {
  const { act, facts, name, refused, say, start } = harvest;
  const { id } = await start(CLERK, 'producePickup', {
    day: slotDay,
    slot: SLOT,
    product: PRODUCT,
    pickPoint: HOME,
    parcels: [bottles('shanghai', { declaredValue: 18_000 }), bottles('hangzhou')],
    grower: GROWER,
    consent: 'spoken',
  });
  say(`${name(GROWER)} is 78 and asks at the station; ${name(CLERK)} books two parcels of loquat syrup in her name: ${id}.`);
  const courier = await passedOn(harvest, id);
  await act(courier, 'arrive', id, { at: HOME });
  const collected = {
    parcels: await Promise.all(
      [2600, 2400].map(async (grams, at) => ({
        n: at + 1,
        grams,
        seal: `S${at + 1}`,
        photos: [await photo('on the scale', HOME, 40)],
      })),
    ),
    inspected: true,
    identityChecked: true,
    at: HOME,
  };
  say(`${name(courier)} is there, and would take the parcels unopened:`);
  say(`    ${await refused(courier, 'collect', id, { ...collected, inspected: false })}`);
  await act(courier, 'collect', id, collected);
  const { parcels }: { parcels: Charged[] } = await facts(CLERK, 'ProducePickup', id, 'parcels { n charge { fen list saving } }');
  say('Opened, looked at, weighed with a photo, packed by the adopted scheme and sealed. The farm tariff of the day:');
  for (const { n, charge } of parcels)
    say(`    parcel ${n}: ${yuan(charge.fen)} yuan in place of ${yuan(charge.list)}, saved ${yuan(charge.saving)} 节省`);
  await act(CASHIER, 'pay', id, { n: 1, fen: parcels[0]?.charge.fen, paymentRef: `R-${id}` });
  await act(KEEPER, 'store', id, { cell: 'xiaotongA', temperature: 32 });
  say(`${name(CASHIER)} takes the charge of the first. The trunk is gone, so ${name(KEEPER)} stores both at 3.2 °C.`);
  await act(HUB, 'handToTrunk', id, { run: RUN, parcels: [1, 2], sealsOk: true });
  await act(CARRIER, 'deliver', id, { n: 1, to: 'recipient' });
  say(`${name(HUB)} hands them to the next run. One reaches its recipient; the other would go to a locker:`);
  say(`    ${await refused(CARRIER, 'deliver', id, { n: 2, to: 'station' })}`);
  await act(CARRIER, 'deliver', id, { n: 2, to: 'station', consent: true });
  return { pickup: id, courier };
};

/** Declined by the first who is asked, and taken by the next. */
const passedOn = async ({ act, facts, name, refused, say, until }: Harvest, id: string): Promise<string> => {
  const asked = async (): Promise<string | undefined> =>
    (await facts(CLERK, 'ProducePickup', id, 'offer { to }')).offer?.to ?? undefined;
  await until(async () => (await asked()) !== undefined, `${id} should have been offered to a courier, but wasn't.`);
  const first = (await asked()) as string;
  await act(first, 'decline', id, { reason: 'vehicle' });
  const courier = (await asked()) as string;
  say(`It is offered to ${name(first)}, whose tricycle is broken; nobody is punished for declining. ${name(courier)} is next.`);
  const eager = COURIERS.find((one) => one !== first && one !== courier) as string;
  say(`${name(eager)} would take it before ${name(courier)} has answered:`);
  say(`    ${await refused(eager, 'accept', id)}`);
  await act(courier, 'accept', id);
  return courier;
};
