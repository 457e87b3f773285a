/** An hour on air: orders booked in one go, of which each has its own answer, and a packaging trial that they are packed for. */
import { randomUUID } from 'node:crypto';
import { photo } from '../telephone.ts';
import { bottles, CARRIER, CLERK, GROWER, type Harvest, HOME, HUB, PRODUCT } from './cast.ts';
import { RUN } from './hour.ts';

const HOST = 'tao-ran';
const KEEPER_OF_ROOMS = 'he-tong';
const VAN = 'vanCam';
const MINUTE = 60_000;

type Booking = { readonly id: string; readonly state: string };

/** What a telling that was broken off left to the host makes way. */
const giveBackLeftovers = async ({ act, ask }: Harvest): Promise<void> => {
  const { cases } = await ask(
    HOST,
    `{ cases(first: 20, filter: { process: ["roomBooking"], closed: false, openedBy: "${HOST}" }) { edges { node { id state } } } }`,
  );
  for (const { node } of cases.edges as { node: Booking }[]) {
    if (node.state === 'inUse') await act(HOST, 'giveBack', node.id, { equipmentOk: true });
    else if (node.state === 'booked') await act(HOST, 'cancel', node.id, { reason: 'For the next telling of this story' });
  }
};

/** The numbers of the booking of the van and of the order. */
export const liveOrder = async (harvest: Harvest, trial: string): Promise<{ room: string; order: string }> => {
  const { act, ask, day, expect, facts, name, say, start, until } = harvest;
  await giveBackLeftovers(harvest);
  // At the next full five minutes, so that the host may check in at once.
  const from = Math.ceil((Date.now() + MINUTE) / (5 * MINUTE)) * 5 * MINUTE;
  const { id: room } = await start(HOST, 'roomBooking', {
    room: VAN,
    from: new Date(from).toISOString(),
    to: new Date(from + 30 * MINUTE).toISOString(),
    products: ['枇杷露 loquat syrup'],
  });
  const { roomBookingDoorCode: door } = await ask(KEEPER_OF_ROOMS, `{ roomBookingDoorCode(room: "${VAN}") { code } }`);
  await act(HOST, 'checkIn', room, { code: door.code });
  say(`${name(HOST)} goes on air from the van and sells syrup of ${name(GROWER)}: ${room}.`);

  const order = { day: day(1), slot: 'stationAm', product: PRODUCT, pickPoint: HOME, payer: 'shop', soldIn: room, trial };
  const forGrower = { grower: GROWER, consent: 'spoken' };
  const regions = ['shanghai', 'taizhou', 'shanghai', 'taizhou'];
  const { startProducePickupEach: results } = await ask(
    HOST,
    `mutation ($inputs: [ProducePickupStart!]!, $requestId: ID!) { startProducePickupEach(inputs: $inputs, requestId: $requestId) {
       result { __typename ... on ActionDone { case { id } } ... on Refused { message } } } }`,
    {
      inputs: [
        { ...order, ...forGrower, parcels: regions.map((region) => bottles(region)) },
        { ...order, ...forGrower, parcels: [bottles('closed')] },
      ],
      requestId: randomUUID(),
    },
  );
  const [done, refused] = results.map(({ result }: { result: unknown }) => result);
  expect(
    done.__typename === 'ActionDone' && refused.__typename === 'Refused',
    `One order should be booked and one refused, but they were ${done.__typename} and ${refused.__typename}.`,
  );
  const id: string = done.case.id;
  say(`Two orders are booked in one go: ${id} with four parcels. The other one is refused, and the first stands:`);
  say(`    ${refused.message}`);
  await act(HOST, 'giveBack', room, { equipmentOk: true });
  await act(HOST, 'declareSales', room, { fen: 72_000 });

  const arms = async (): Promise<(string | null)[]> =>
    (await facts(CLERK, 'ProducePickup', id, 'parcels { arm }')).parcels.map(({ arm }: { arm: string | null }) => arm);
  await until(async () => !(await arms()).includes(null), `${id} should have been told its packaging by ${trial}, but wasn't.`);
  say(`The trial ${trial} tells each parcel its packaging in turn; nobody chooses: ${(await arms()).join(', ')}.`);
  const scale = await photo('on the scale', HOME, 60);
  await act(CLERK, 'dropOff', id, {
    parcels: regions.map((_, at) => ({ n: at + 1, grams: 2500, seal: `L${at + 1}`, photos: [scale] })),
    inspected: true,
    identityChecked: true,
  });
  await act(HUB, 'handToTrunk', id, { run: RUN, parcels: [1, 2, 3, 4], sealsOk: true });
  const packed = (await arms()).map((arm, at) => ({ n: at + 1, bad: arm === 'boardBetween' ? 2 : 0 }));
  await Promise.all(packed.map(({ n }) => act(CARRIER, 'deliver', id, { n, to: 'recipient' })));
  await Promise.all(packed.map(({ n, bad }) => act(CLERK, 'confirmReceipt', id, { n, good: 6 - bad, bad })));
  say(`${name(CLERK)} takes the parcels in at the station, and they are carried, delivered and counted by their recipients.`);
  return { room, order: id };
};
