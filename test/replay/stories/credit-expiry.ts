import { creditExpiryPackage } from '../../../processes/credit-expiry.ts';
import type { Told } from '../stories.ts';

export const told: Told = {
  package: creditExpiryPackage,
  tenant: 'xiaoshan',
  stories: {
    twoYears: async ({ start, act, pass, until }) => {
      const id = await start('sheng-lan', {});
      await pass('370 days');
      await until(id, 'Expired');
      await pass('366 days');
      await act('sheng-lan', 'stop', id, { reason: 'Credits no longer expire' });
    },
  },
};
