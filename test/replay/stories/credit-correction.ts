import { creditCorrectionPackage } from '../../../processes/credit-correction.ts';
import type { Told } from '../stories.ts';

export const told: Told = {
  package: creditCorrectionPackage,
  tenant: 'xiaoshan',
  stories: {
    awarded: async ({ start }) => {
      const award = { person: 'trainee-07', kind: 'course', amount: 4, day: '2025-06-01' };
      await start('sheng-lan', { award, reason: 'From the paper register' });
    },
  },
};
