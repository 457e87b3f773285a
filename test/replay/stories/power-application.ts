import { powerApplicationPackage } from '../../../processes/power-application.ts';
import type { Telling, Told } from '../stories.ts';

/** Nothing in it depends on the season. */
export const factory = {
  customerClass: 'business',
  voltage: 'KV10',
  kilowatts: 400,
  address: 'Fenghui town, Xinmin road 8',
  purpose: 'Cold store',
  materials: ['licence', 'premises', 'equipment'],
};
const scheme = { tariff: 'general', kilowatts: 400, line: 'E552', station: 'fenghui-station', costCents: 1_250_000 };
const visit = { finding: 'The pole stands 60 m away.', at: { lat: 30, lon: 120.8 } };
const meter = { meter: 'M-4711', reading: 3 };

const untilSigned = async ({ act }: Telling, id: string) => {
  await act('xie-lan', 'accept', id);
  await act('tao-ming', 'survey', id, visit);
  await act('jin-lei', 'drawScheme', id, scheme);
  await act('yuwang-firm', 'sign', id, { version: 1 });
};

export const told: Told = {
  package: powerApplicationPackage,
  tenant: 'shangyu',
  stories: {
    plain: async (telling) => {
      const { start, act, pass, until } = telling;
      const id = await start('yuwang-firm', factory);
      await untilSigned(telling, id);
      await act('yuwang-firm', 'submitDesign', id, { designer: 'Institute, class B' });
      await act('du-qing', 'reviewDesign', id, { passed: false, defects: 'The earthing.' });
      await act('yuwang-firm', 'submitDesign', id, { designer: 'Institute, class B' });
      await act('du-qing', 'reviewDesign', id, { passed: true });
      await pass('120 days');
      await until(id, 'Escalated');
      await act('yuwang-firm', 'comment', id, { text: 'Two more weeks.' });
      await act('yuwang-firm', 'requestMidInspection', id, { works: 'The earthing.' });
      await act('mao-jun', 'inspectMidway', id, { passed: true });
      await act('yuwang-firm', 'requestFinalInspection', id, { works: 'All.', costCents: 30_000_000 });
      await act('mao-jun', 'inspect', id, { passed: false, defects: 'The sign.' });
      await act('yuwang-firm', 'requestFinalInspection', id, { works: 'All.' });
      await act('mao-jun', 'inspect', id, { passed: true });
      await act('yao-gang', 'connect', id, meter);
      await act('yuwang-firm', 'comment', id, { text: 'Thank you.' });
    },
    materials: async ({ start, act, pass, until }) => {
      const id = await start('yuwang-firm', { ...factory, materials: ['licence', 'premises'] });
      await act('xie-lan', 'giveNotice', id);
      await pass('30 days');
      await until(id, 'Escalated');
      await act('yuwang-firm', 'supplyMaterials', id, { materials: ['equipment'] });
      await act('xie-lan', 'giveSecondNotice', id, { unusable: ['licence'], reason: 'It ran out.' });
      await act('yuwang-firm', 'supplyMaterials', id, { materials: ['licence'] });
      await act('xie-lan', 'accept', id);
      await act('yuwang-firm', 'withdraw', id, { reason: 'Sold.' });
    },
    'three-zero': async ({ start, act }) => {
      const id = await start('wu-laoshi', {
        ...factory,
        customerClass: 'household',
        voltage: 'V220',
        kilowatts: 8,
        materials: ['identity', 'premises'],
      });
      const small = { ...scheme, tariff: 'residential', kilowatts: 8, costCents: 0 };
      await act('xie-lan', 'accept', id, { scheme: small });
      await act('wu-laoshi', 'declineScheme', id, { reason: 'More power.' });
      await act('xie-lan', 'accept', id, { scheme: { ...small, kilowatts: 10 } });
      await act('wu-laoshi', 'sign', id, { version: 2 });
      await act('yao-gang', 'connect', id, meter);
    },
    changes: async (telling) => {
      const { start, act } = telling;
      const id = await start('yuwang-firm', factory);
      await untilSigned(telling, id);
      await act('jin-lei', 'changeScheme', id, { line: 'E551', askedBy: 'utility', reason: 'Nearer.' });
      await act('yuwang-firm', 'sign', id, { version: 2 });
      await act('jin-lei', 'changeScheme', id, { kilowatts: 500, askedBy: 'customer', reason: 'A second machine.' });
      await act('yuwang-firm', 'declineScheme', id, { reason: 'Not now.' });
      await act('jin-lei', 'changeScheme', id, { costCents: 1_000_000, askedBy: 'utility', reason: 'A shorter cable.' });
      await act('yuwang-firm', 'sign', id, { version: 4 });
    },
    appeals: async ({ start, act, pass, until }) => {
      const id = await start('yuwang-firm', factory);
      await act('xie-lan', 'reject', id, { ground: 'No land.' });
      await act('yuwang-firm', 'appeal', id, { ground: 'There is.' });
      await act('shao-kai', 'decideAppeal', id, { upheld: true, reason: 'Seen.' });
      await act('xie-lan', 'reject', id, { ground: 'No line.' });
      await act('yuwang-firm', 'appeal', id, { ground: 'There is.' });
      await act('shao-kai', 'decideAppeal', id, { upheld: false, reason: 'Not there.' });
      const other = await start('yuwang-firm', factory);
      await act('xie-lan', 'reject', other, { ground: 'No land.' });
      await pass('40 days');
      await until(other, 'RejectionStood');
    },
    'continued-as-new': async (telling) => {
      const { start, act } = telling;
      const id = await start('yuwang-firm', factory, { historyLimit: 20 });
      await untilSigned(telling, id);
      await act('yuwang-firm', 'submitDesign', id, { designer: 'Institute, class B' });
      await act('du-qing', 'reviewDesign', id, { passed: true });
      await act('yuwang-firm', 'withdraw', id, { reason: 'Sold.' });
    },
  },
};
