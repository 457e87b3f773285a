import { savingStatementPackage } from '../../../processes/saving-statement.ts';
import type { Telling, Told } from '../stories.ts';

/** The statements of the street, as they are begun. */
export const begun = ({ start }: Telling): Promise<string> => start('yan-ping', {}, { process: 'savingStatement' });

export const told: Told = {
  package: savingStatementPackage,
  tenant: 'tongyu',
  stories: {
    weekly: async (telling) => {
      const id = await begun(telling);
      await telling.pass('8 days');
      await telling.until(id, 'SavingsTold');
      await telling.act('yu-bo', 'comment', id, { text: 'Few pickups this week.' });
      await telling.act('yan-ping', 'end', id, { reason: 'The harvest is over.' });
    },
  },
};
