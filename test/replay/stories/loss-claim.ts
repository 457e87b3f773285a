import { lossClaimPackage } from '../../../processes/loss-claim.ts';
import type { Telling, Told } from '../stories.ts';
import { untilHour } from './produce-pickup.ts';

const PICKUP = 'producePickup';
const ZONE = 8 * 3_600_000;
const photo = (letter: string) => ({ sha256: letter.repeat(64), mime: 'image/jpeg', bytes: 1000 });
const box = [photo('a'), photo('b')];
const recipient = { name: '王小明', phone: '10000990001', address: '上海市徐汇区某路1号', region: 'shanghai' };

/** A parcel that was brought to the station, carried and delivered, and a claim for it. */
const claimed = async (telling: Telling, declaredValue: number, asked: number): Promise<string> => {
  await untilHour(telling, 12);
  return claimedAtOnce(telling, { declaredValue, asked, dropOff: () => untilHour(telling, 5, 41) });
};

/** The same whatever the hour, where the parcel is brought before its slot. */
export const claimedAtOnce = async (
  telling: Telling,
  { declaredValue, asked, dropOff }: { declaredValue: number; asked: number; dropOff?: () => Promise<void> },
): Promise<string> => {
  const { start, act, linked, now } = telling;
  const day = new Date((await now()) + ZONE + 86_400_000).toISOString().slice(0, 10);
  const parcel = { planned: 2500, units: 60, recipient, declaredValue, insured: false, upstairs: false };
  const booking = { day, slot: 'dawn530', product: 'loquatSyrup', pickPoint: { lat: 28.58, lon: 121.32 }, payer: 'sender' };
  const pickup = await start('mou-xiulan', { ...booking, parcels: [parcel] }, { process: PICKUP });
  await dropOff?.();
  const weighed = [{ n: 1, grams: 2500, seal: 'S1', photos: [photo('c')], reweighed: false }];
  await act('du-fang', 'dropOff', pickup, { parcels: weighed, inspected: true, identityChecked: true }, PICKUP);
  await act('hua-lei', 'handToTrunk', pickup, { run: 'r0900', parcels: [1], sealsOk: true }, PICKUP);
  await act('carrier', 'deliver', pickup, { n: 1, to: 'recipient', consent: false }, PICKUP);
  const claim = { n: 1, kind: 'damaged', badUnits: 6, asked, account: '6222000000001234', photos: box };
  await act('mou-xiulan', 'claim', pickup, claim, PICKUP);
  return linked(pickup, 'claimOf');
};
const liability = [
  { party: 'storeA', perMille: 600 },
  { party: 'swift', perMille: 400 },
];
export const decision = { liability, badUnits: 6, goodwill: false, reason: 'Too warm, and pressed' };

export const told: Told = {
  package: lossClaimPackage,
  tenant: 'tongyu',
  stories: {
    paidAgain: async (telling) => {
      const { act, pass, until } = telling;
      const id = await claimed(telling, 18_000, 6_000);
      await act('feng-ying', 'accept', id);
      await act('feng-ying', 'askEvidence', id, { what: 'The inner box' });
      await pass('6 days');
      await until(id, 'EvidenceMissed');
      await act('feng-ying', 'assess', id, decision);
      await act('mou-xiulan', 'agree', id);
      await act('xu-min', 'pay', id, { cash: false });
      await act('rural-bank', 'bouncePayment', id, { payment: `${id}/1`, reason: 'The account is closed' });
      await act('mou-xiulan', 'setAccount', id, { account: '6222000000009999' });
      await act('ning-xia', 'pay', id, { cash: false });
      await act('rural-bank', 'confirmPayment', id, { payment: `${id}/1` });
      await act('yan-ping', 'clearPayment', id, { payment: `${id}/1`, arrived: false, reason: 'The statement says so' });
      await act('rural-bank', 'confirmPayment', id, { payment: `${id}/2` });
    },
    ruled: async (telling) => {
      const { act } = telling;
      const id = await claimed(telling, 600_000, 900_000);
      await act('qi-kai', 'accept', id);
      await act('qi-kai', 'askEvidence', id, { what: 'The inner box' });
      await act('du-fang', 'giveEvidence', id, { text: 'As in the photo', photos: [photo('d')], consent: 'spoken' });
      await act('qi-kai', 'assess', id, { ...decision, amount: 20_000 });
      await act('mou-xiulan', 'dispute', id, { reason: 'All of it is bad' });
      await act('mu-lan', 'rule', id, decision);
      await act('yan-ping', 'approve', id);
      await act('xu-min', 'pay', id, { cash: true, paymentRef: 'R-1' });
      await act('xu-min', 'confirmPayment', id, { payment: `${id}/1` });
    },
    silent: async (telling) => {
      const { act, pass, until } = telling;
      const id = await claimed(telling, 18_000, 6_000);
      await pass('9 days');
      await until(id, 'Escalated');
      await act('feng-ying', 'accept', id);
      await act('feng-ying', 'assess', id, decision);
      await pass('13 days');
      await until(id, 'Agreed');
    },
    rejected: async (telling) => {
      const { act } = telling;
      const id = await claimed(telling, 18_000, 6_000);
      await act('feng-ying', 'accept', id);
      await act('feng-ying', 'assess', id, { ...decision, liability: [{ party: 'ripening', perMille: 1000 }] });
    },
    withdrawn: async (telling) => {
      const id = await claimed(telling, 18_000, 6_000);
      await telling.act('mou-xiulan', 'withdraw', id, { reason: 'We have agreed' });
    },
  },
};
