import { yearlyEvaluationPackage } from '../../../processes/yearly-evaluation.ts';
import type { Told } from '../stories.ts';

export const told: Told = {
  package: yearlyEvaluationPackage,
  tenant: 'xiaoshan',
  stories: {
    final: async ({ start, act, pass, until }) => {
      const id = await start('sheng-lan', { year: 2023 });
      await act('xiang-yu', 'confirm', id, {});
      await pass('16 days');
      await until(id, 'BecameFinal');
    },
    cancelled: async ({ start, act }) => {
      await act('ji-qing', 'cancel', await start('sheng-lan', { year: 2024 }), { reason: 'The table of requirements was wrong' });
    },
  },
};
