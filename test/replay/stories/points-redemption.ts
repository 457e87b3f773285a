import { pointsRedemptionPackage } from '../../../processes/points-redemption.ts';
import type { Telling, Told } from '../stories.ts';
import { delivered } from './goods-intake.ts';
import { rubbish } from './issue-report.ts';

const REPORT = 'issueReport';
const noodles = { site: 'cangqiaoStop', items: [{ sku: 'noodles', n: 1 }] };

/** A valid report, which gives ten points. */
const earned = async ({ start, act }: Telling, courier = 'deng-li'): Promise<string> => {
  const id = await start(courier, rubbish, { process: REPORT });
  await act('fang-yong', 'accept', id, {}, REPORT);
  await act('fang-yong', 'done', id, { result: 'Taken away.' }, REPORT);
  await act('zhou-min', 'verify', id, { passed: true, at: rubbish.place }, REPORT);
  return id;
};

/** Noodles for ten points, with goods on the shelf. */
export const reserved = async (telling: Telling): Promise<string> => {
  await delivered(telling);
  await earned(telling);
  return telling.start('deng-li', noodles);
};

export const told: Told = {
  package: pointsRedemptionPackage,
  stories: {
    collected: async (telling) => {
      const { act, code } = telling;
      const id = await reserved(telling);
      await act('gong-yan', 'pack', id);
      await act('deng-li', 'newCode', id);
      await act('gong-yan', 'collect', id, { code: await code(id, 'collection') });
      await act('deng-li', 'comment', id, { text: 'One packet is dented.' });
      await act('gong-yan', 'giveBack', id, { unopened: true });
    },
    lapsed: async (telling) => {
      const { act, pass, until } = telling;
      const id = await reserved(telling);
      await act('gong-yan', 'pack', id);
      await pass('17 days');
      await until(id, 'Lapsed');
    },
    moved: async (telling) => {
      const { act } = telling;
      await delivered(telling, 'fuhengStop', 'xiong-lan', 'qi-hong');
      const id = await reserved(telling);
      await act('gong-yan', 'move', id, { site: 'fuhengStop', reason: 'We are rebuilding.' });
      await act('deng-li', 'cancel', id);
    },
    owed: async (telling) => {
      const { act, start, until } = telling;
      await delivered(telling);
      // Somebody whose account has nothing else.
      const report = await earned(telling, 'liu-fei');
      const id = await start('liu-fei', noodles);
      await act('lou-tao', 'reversePoints', report, { reason: 'He had put it there.' }, REPORT);
      await until(id, 'CancelledForDebt');
    },
  },
};
