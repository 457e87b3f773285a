import { producePickupPackage } from '../../../processes/produce-pickup.ts';
import type { Telling, Told } from '../stories.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;
const dayOf = (now: number, ahead = 0) => new Date(now + ZONE + ahead * DAY).toISOString().slice(0, 10);

const photos = [{ sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 1000 }];
const place = { lat: 28.58, lon: 121.32 };
const recipient = { name: '王小明', phone: '10000990001', address: '上海市徐汇区某路1号', region: 'shanghai' };

/** Lets time go by until this hour of the clock. */
export const untilHour = async ({ now, pass }: Telling, hour: number, minute = 0): Promise<void> => {
  const at = (await now()) + ZONE;
  const wanted = at - (at % DAY) + hour * HOUR + minute * MINUTE;
  await pass(`${Math.ceil(((wanted > at ? wanted : wanted + DAY) - at) / MINUTE)} minutes`);
};

/** Syrup is sent all the year round. */
const order = {
  slot: 'dawn530',
  product: 'loquatSyrup',
  pickPoint: place,
  parcels: [1, 2].map(() => ({ planned: 2500, units: 6, recipient, insured: false, upstairs: false })),
  payer: 'sender',
};
const book = async (telling: Telling, who: string, more: object = {}): Promise<string> => {
  await untilHour(telling, 12);
  return telling.start(who, { ...order, day: dayOf(await telling.now(), 1), ...more });
};

const weighed = [1, 2].map((n) => ({ n, grams: 2500, seal: `S${n}`, photos, reweighed: false }));
const taken = { parcels: weighed, inspected: true, identityChecked: true };

/** Parcels that stand at the station, whatever the hour. */
export const broughtToTheStation = async ({ start, act, now }: Telling): Promise<string> => {
  const id = await start('mou-xiulan', { ...order, day: dayOf(await now(), 2) });
  await act('du-fang', 'dropOff', id, taken);
  return id;
};

/** The first who is asked declines; whoever is second depends on what others have accepted. */
const inTurn = async ({ act }: Telling, id: string): Promise<void> => {
  await act('tu-gang', 'decline', id, { reason: 'vehicle' });
  await act('ke-min', 'accept', id);
};
const assigned = ({ act }: Telling, id: string): Promise<void> =>
  act('yu-bo', 'assign', id, { courier: 'ke-min', agreedBy: 'phone', reason: 'She is near' });

/** From the booking to the trunk. */
const underWay = async (telling: Telling, takes: (telling: Telling, id: string) => Promise<void>): Promise<string> => {
  const { act, until } = telling;
  const id = await book(telling, 'du-fang', { grower: 'mou-xiulan', consent: 'spoken' });
  await untilHour(telling, 18, 1);
  await until(id, 'PassedOn');
  await takes(telling, id);
  await untilHour(telling, 5, 41);
  await act('ke-min', 'arrive', id, { at: place });
  await act('ke-min', 'collect', id, { ...taken, at: place });
  await act('jing-tao', 'store', id, { cell: 'xiaotongA', temperature: 32 });
  await act('jing-tao', 'read', id, { temperature: 35, at: new Date(await telling.now()).toISOString() });
  await act('hua-lei', 'handToTrunk', id, { run: 'r0900', parcels: [1], sealsOk: true });
  await act('hua-lei', 'handToTrunk', id, { run: 'r0900', parcels: [2], sealsOk: true });
  return id;
};

export const told: Told = {
  package: producePickupPackage,
  tenant: 'tongyu',
  stories: {
    closed: async (telling) => {
      const { act, pass, until, now } = telling;
      const id = await underWay(telling, inTurn);
      await act('hua-lei', 'correctWeight', id, { n: 1, grams: 4500, photos });
      await act('mou-xiulan', 'agreeWeight', id, { n: 1, agree: true });
      await act('carrier', 'track', id, { n: 1, carrierEvent: 'E1', at: new Date(await now()).toISOString() });
      await act('carrier', 'deliver', id, { n: 1, to: 'recipient', consent: false });
      await act('hua-lei', 'reportLost', id, { n: 2 });
      await act('mou-xiulan', 'confirmReceipt', id, { n: 1, good: 5, bad: 1, photos });
      await act('xu-min', 'pay', id, { n: 1, fen: 500, paymentRef: 'P1' });
      await pass('49 hours');
      await until(id, 'Settled');
    },
    undeliverable: async (telling) => {
      const { act, pass, until, now } = telling;
      const id = await underWay(telling, assigned);
      await pass('40 hours');
      const messages = [new Date((await now()) - 36 * HOUR), new Date((await now()) - 26 * HOUR)].map((at) => at.toISOString());
      await act('carrier', 'reportUndeliverable', id, { n: 1, messages });
      await act('mou-xiulan', 'instruct', id, { n: 1, what: 'again' });
      await act('carrier', 'reportUndeliverable', id, { n: 1, messages });
      await act('carrier', 'deliver', id, { n: 2, to: 'station', consent: true });
      await pass('25 hours');
      await until(id, 'InstructedByRule');
      await pass('49 hours');
      await until(id, 'Settled');
    },
    unserved: async (telling) => {
      const { act, until } = telling;
      const id = await book(telling, 'ruan-fugen');
      await act('yu-bo', 'broadcast', id);
      await act('zang-yu', 'accept', id);
      await act('zang-yu', 'giveBack', id, { reason: 'The vehicle broke down' });
      await untilHour(telling, 18, 1);
      await until(id, 'PassedOn');
      await untilHour(telling, 6, 31);
      await until(id, 'Failed');
    },
    cancelled: async (telling) => {
      const { act } = telling;
      const id = await book(telling, 'guan-dexing');
      await act('yu-bo', 'assign', id, { courier: 'bao-jie', reason: 'He is near' });
      await act('guan-dexing', 'cancel', id, { reason: 'Rain' });
    },
  },
};
