import { budgetYearPackage } from '../../../processes/budget-year.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Telling, Told } from '../stories.ts';

const document = 'Xindai 2026-1';
/** The year of an item, with money in it. */
export const opened = async ({ start, act, now }: Telling, item: string): Promise<string> => {
  const year = new Date((await now()) + 8 * 3_600_000).getUTCFullYear();
  const id = await start('chai-jing', { item, itemTitle: { en: 'Design', zh: '设计补贴' }, year });
  await act('chai-jing', 'allocate', id, { fen: 1_000_000, document });
  await act('weng-bo', 'approve', id);
  return id;
};

export const told: Told = {
  package: budgetYearPackage,
  tenant: 'xindai',
  stories: {
    changed: async (telling) => {
      const { act } = telling;
      const id = await opened(telling, 'designStudio');
      const other: Actor = { id: `case:${id}`, name: id, grants: [{ role: 'case' }] };
      await act('weng-bo', 'increase', id, { fen: 500_000, document });
      await act('hua-sheng', 'approve', id);
      await act('chai-jing', 'cut', id, { fen: 100_000, document });
      await act('weng-bo', 'reject', id, { reason: 'Not yet.' });
      await act('chai-jing', 'freeze', id, { reason: 'An audit' });
      await act('weng-bo', 'approve', id);
      await act('rao-min', 'comment', id, { text: 'For how long?' });
      await act('chai-jing', 'thaw', id, { reason: 'It is over.' });
      await act('weng-bo', 'approve', id);
      await act(other, 'noteCommitment', id, { fen: 1_000 });
      await act('chai-jing', 'close', id, { reason: 'The item ended.' });
      await act('weng-bo', 'approve', id);
    },
    carriedOver: async (telling) => {
      const id = await opened(telling, 'fairAbroad');
      await telling.pass('400 days');
      await telling.until(id, 'CarriedOver');
      await telling.act('chai-jing', 'close', id, { reason: 'All is paid.' });
      await telling.act('weng-bo', 'approve', id);
    },
  },
};
