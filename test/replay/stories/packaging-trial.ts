import { packagingTrialPackage } from '../../../processes/packaging-trial.ts';
import { otherCase } from '../../../testing/play.ts';
import type { Telling, Told } from '../stories.ts';

const photos = [{ sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 1000 }];
const TESTS = ['corner80', 'face80', 'edge60'].map((test) => ({ test, passed: true }));

const design = {
  title: { en: 'Pulp tray', zh: '纸浆托' },
  parts: ['tray', 'sleeve'],
  costFen: 212,
  grams: 90,
  baselineScheme: 'netTray',
  firm: { id: '91339901MA9X00046W', name: '浩宇包装' },
  target: 30,
  shipments: 30,
  zones: ['local', 'eastChina'],
  budgetFen: 10_000,
  days: 30,
  photos,
};
const proposal = (key: string) => ({ product: 'loquatWhite', key, ...design });

/** Proposed, and found fit by the technicians. */
export const advised = async ({ start, act }: Telling, key: string): Promise<string> => {
  const id = await start('ke-min', proposal(key));
  await act('tang-he', 'advise', id, { fit: true, text: '可以发运', tests: TESTS });
  return id;
};
const approved = async (telling: Telling, key: string): Promise<string> => {
  const { act } = telling;
  const id = await advised(telling, key);
  await act('yan-ping', 'approve', id);
  await act('yan-ping', 'beginShipping', id);
  return id;
};

/** The parcels of a pickup, for which any other case does. */
const shipped = async ({ start, act }: Telling, id: string, key: string): Promise<string> => {
  const pickup = await start('tu-gang', proposal(key));
  await act(otherCase(pickup), 'noteShipment', id, {
    pickup,
    parcels: [1, 2, 3, 4].map((n) => ({ n, units: 20, zone: n % 2 ? 'local' : 'eastChina' })),
  });
  for (const n of [1, 2]) await act(otherCase(pickup), 'noteReceipt', id, { pickup, n, units: 20, bad: n });
  await act('hua-lei', 'measure', id, { pickup, n: 3, units: 20, bad: 0, photos });
  return pickup;
};

export const told: Told = {
  package: packagingTrialPackage,
  tenant: 'tongyu',
  stories: {
    adopted: async (telling) => {
      const { act, pass, until } = telling;
      const id = await approved(telling, 'pulpTray');
      const pickup = await shipped(telling, id, 'strawTray');
      await act('ke-min', 'comment', id, { text: '果子很完整' });
      await act('yan-ping', 'endShipping', id, { reason: '产季结束' });
      await act('yan-ping', 'publish', id);
      await act('bai-yu', 'vote', id, { vote: 'more', reason: '件数少' });
      for (const member of ['bai-yu', 'tang-li', 'hong-mei', 'gu-feng', 'su-ping'])
        await act(member, 'vote', id, { vote: 'adopt' });
      await pass('14 days');
      await until(id, 'Decided');
      await act(otherCase(pickup), 'noteShipment', id, { pickup, parcels: [{ n: 9, units: 1, zone: 'local' }] });
      await act('yan-ping', 'setAccount', id, { account: '6222000000009999' });
      await act('xu-min', 'pay', id);
      await act('rural-bank', 'bouncePayment', id, { payment: `${id}/1` });
      await act('ning-xia', 'pay', id);
      await act('rural-bank', 'confirmPayment', id, { payment: `${id}/1` });
      await act('yan-ping', 'clearPayment', id, { payment: `${id}/1`, arrived: false, reason: 'The statement says so' });
      await act('rural-bank', 'confirmPayment', id, { payment: `${id}/2` });
    },
    dropped: async (telling) => {
      const { pass, until } = telling;
      const id = await approved(telling, 'foilTray');
      const pickup = await shipped(telling, id, 'leafTray');
      await telling.act(otherCase(pickup), 'noteCancelled', id, { pickup });
      await pass('60 days');
      await until(id, 'ShippingEnded');
    },
    lapsed: async ({ start, act, pass, until }) => {
      const id = await start('ke-min', proposal('clothTray'));
      await act('yan-ping', 'sendBack', id, { reason: '成本偏高' });
      await act('ke-min', 'amend', id, { ...design, costFen: 200 });
      await act('yan-ping', 'sendBack', id, { reason: '仍偏高' });
      await pass('30 days');
      await until(id, 'Lapsed');
    },
    withdrawn: async ({ start, act }) => {
      const id = await start('ke-min', proposal('reedTray'));
      await act('ke-min', 'withdraw', id, { reason: '不再生产' });
    },
  },
};
