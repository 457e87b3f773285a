import { hashOf } from '../../../activities/subsidy-batch/list.ts';
import { firms } from '../../../prisma/seed/xindai/firms.ts';
import { honours } from '../../../prisma/seed/xindai/subsidies.ts';
import { subsidyBatchPackage } from '../../../processes/subsidy-batch.ts';
import type { Entry } from '../../../workflows/subsidy-batch/facts.ts';
import type { Telling, Told } from '../stories.ts';

const yearOf = async ({ now }: Telling): Promise<number> => new Date((await now()) + 8 * 3_600_000).getUTCFullYear();

/** A batch that gathers what is committed of an item. */
export const gathering = async (telling: Telling, item: string): Promise<string> =>
  telling.start('xiang-nan', { kind: 'notice', item, year: await yearOf(telling) });

const FEN = 10_000_000;

/** The list of export brands as the sample has it: firms that have ended are out. */
const exportBrands = (year: number) => {
  const register = 'exportBrand:2026';
  const { document, entries } = honours[register];
  const isHere = (code: string) =>
    firms.some(({ key, states }) => key === code && states.every(({ state }) => state === 'active'));
  const list = entries
    .toSorted((one, other) => (one.firm < other.firm ? -1 : 1))
    .map(
      ({ firm, day }): Entry => ({
        ...{ firm, name: '', evidence: `${document} ${day}`, fen: FEN, because: null, failed: [] },
        is: isHere(firm) ? 'in' : 'out',
      }),
    );
  const ask = { item: 'exportBrand', year, register, ranking: null };
  return { ask, hash: hashOf(ask, document, list) };
};

/** Money for the list of export brands. */
const budgeted = async ({ start, act }: Telling, year: number): Promise<void> => {
  const budget = await start(
    'chai-jing',
    { item: 'exportBrand', itemTitle: { en: 'Brand', zh: '名牌' }, year },
    { process: 'budgetYear' },
  );
  await act('chai-jing', 'allocate', budget, { fen: 10 * FEN, document: 'Xindai 1' }, 'budgetYear');
  await act('weng-bo', 'approve', budget, {}, 'budgetYear');
};

const listed = async ({ start }: Telling, year: number): Promise<{ batch: string; hash: string }> => {
  const { ask, hash } = exportBrands(year);
  const batch = await start('rao-min', { item: ask.item, year, register: ask.register, hash });
  return { batch, hash };
};

export const told: Told = {
  package: subsidyBatchPackage,
  tenant: 'xindai',
  stories: {
    nothingCame: async (telling) => {
      const { act, pass } = telling;
      const id = await gathering(telling, 'ownBrand');
      await act('chai-jing', 'comment', id, { text: 'Nothing is committed yet.' });
      // Its time to publish runs out, which is said to those who keep it.
      await pass('60 days');
      await act('kuai-yu', 'finish', id);
    },
    offered: async (telling) => {
      const { act } = telling;
      const year = await yearOf(telling);
      await budgeted(telling, year);
      const first = await listed(telling, year);
      await act('hua-sheng', 'withdraw', first.batch, { reason: 'The province corrects it.' });
      const { batch, hash } = await listed(telling, year);
      await act('ying-chao', 'approve', batch, { hash });
      await act('kuai-yu', 'comment', batch, { text: 'I publish what comes.' });
    },
  },
};
