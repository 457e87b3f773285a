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
      await until(id, 'AppealsCounted');
    },
    voided: async ({ start, act }) => {
      const id = await start('sheng-lan', { year: 2021 });
      await act('xiang-yu', 'confirm', id, {});
      await act('xiang-yu', 'askVoid', id, { reason: 'The table of requirements was wrong' });
      await act('ji-qing', 'keep', id, { reason: 'It was right' });
      await act('ji-qing', 'askVoid', id, { reason: 'It was wrong after all' });
      await act('sheng-lan', 'void', id, {});
    },
    cancelled: async ({ start, act }) => {
      await act('ji-qing', 'cancel', await start('sheng-lan', { year: 2024 }), { reason: 'The table of requirements was wrong' });
    },
  },
};
