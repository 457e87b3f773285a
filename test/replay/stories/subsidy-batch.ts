import { subsidyBatchPackage } from '../../../processes/subsidy-batch.ts';
import type { Telling, Told } from '../stories.ts';

/** A batch that gathers what is committed of an item. */
export const gathering = async ({ start, now }: Telling, item: string): Promise<string> => {
  const year = new Date((await now()) + 8 * 3_600_000).getUTCFullYear();
  return start('xiang-nan', { kind: 'notice', item, year });
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
  },
};
