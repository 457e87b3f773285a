import { creditAppealPackage } from '../../../processes/credit-appeal.ts';
import type { Told } from '../stories.ts';

const text = 'The course of May is missing.';

export const told: Told = {
  package: creditAppealPackage,
  tenant: 'xiaoshan',
  stories: {
    decided: async ({ start, act }) => {
      const evaluation = await start('sheng-lan', { year: 2022 }, { process: 'yearlyEvaluation' });
      await act('xiang-yu', 'confirm', evaluation, {}, 'yearlyEvaluation');
      const awards = [{ kind: 'course', amount: 4, day: '2022-05-01' }];
      await act('ji-qing', 'uphold', await start('trainee-08', { evaluation, text }), { awards, reason: 'It is on the roll.' });
      await act('ji-qing', 'dismiss', await start('trainee-09', { evaluation, text }), { reason: 'It isn’t on the roll.' });
      await act('trainee-10', 'withdraw', await start('trainee-10', { evaluation, text }));
    },
  },
};
