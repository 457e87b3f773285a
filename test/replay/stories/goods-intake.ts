import { goodsIntakePackage } from '../../../processes/goods-intake.ts';
import type { Telling, Told } from '../stories.ts';

const GOODS = 'goodsIntake';
const photos = [{ sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 1000 }];
const delivery = (site: string) => ({
  kind: 'receive',
  site,
  supplier: 'Yongan Supplies',
  lines: [{ sku: 'noodles', n: 40, costFen: 12_000, batch: 'N-1', bestBefore: '2199-12-31' }],
  photos,
});

/** Forty packets of noodles on a shelf. */
export const delivered = async (
  { start, act }: Telling,
  site = 'cangqiaoStop',
  keeper = 'gong-yan',
  second = 'pang-shu',
): Promise<string> => {
  const id = await start(keeper, delivery(site), { process: GOODS });
  await act(second, 'confirm', id, {}, GOODS);
  return id;
};

/** A delivery that nobody has confirmed. */
export const entered = ({ start }: Telling): Promise<string> => start('gong-yan', delivery('cangqiaoStop'));

export const told: Told = {
  package: goodsIntakePackage,
  stories: {
    moved: async (telling) => {
      const { start, act } = telling;
      await delivered(telling);
      const lines = [{ sku: 'noodles', n: 10 }];
      const back = await start('gong-yan', { kind: 'move', site: 'cangqiaoStop', to: 'fuhengStop', lines });
      await act('gong-yan', 'withdraw', back, { reason: 'The van doesn’t come.' });
      const id = await start('gong-yan', { kind: 'move', site: 'cangqiaoStop', to: 'fuhengStop', lines });
      await act('xiong-lan', 'arrive', id, { missing: [{ sku: 'noodles', n: 1 }] });
    },
    counted: async (telling) => {
      const { start, act } = telling;
      await delivered(telling);
      const id = await start('gong-yan', { kind: 'count', site: 'cangqiaoStop' });
      await act('gong-yan', 'comment', id, { text: 'The upper shelf first.' });
      await act('gong-yan', 'count', id, { lines: [{ sku: 'noodles', n: 30 }] });
      await act('wang-ling', 'recount', id, { reason: 'Ten of forty?' });
      await act('pang-shu', 'count', id, { lines: [{ sku: 'noodles', n: 39 }] });
      await act('pang-shu', 'explain', id, { reason: 'One was given out without a code.' });
      await act('wang-ling', 'approve', id);
    },
    writtenOff: async (telling) => {
      const { start, act } = telling;
      await delivered(telling);
      const id = await start('gong-yan', {
        kind: 'writeOff',
        site: 'cangqiaoStop',
        because: 'spoiled',
        lines: [{ sku: 'noodles', n: 2 }],
      });
      await act('pang-shu', 'approve', id);
    },
  },
};
