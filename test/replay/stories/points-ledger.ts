import { pointsLedgerPackage } from '../../../processes/points-ledger.ts';
import type { Telling, Told } from '../stories.ts';

/** Points that are looked after each night. */
export const begun = ({ start }: Telling): Promise<string> => start('wang-ling', {});

export const told: Told = {
  package: pointsLedgerPackage,
  stories: {
    nights: async (telling) => {
      const id = await begun(telling);
      await telling.pass('2 days');
      await telling.until(id, 'NightDone');
      await telling.act('wang-ling', 'stop', id, { reason: 'The street ends its points.' });
    },
  },
};
