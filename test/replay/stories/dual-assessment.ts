import { dualAssessmentPackage } from '../../../activities/dual-assessment/package.ts';
import type { Told } from '../stories.ts';

const claims = { kind: 'claimsHandling' };
const practice = (score: number) => ({ score, remarks: 'As it was' });

export const told: Told = {
  package: dualAssessmentPackage,
  tenant: 'xiaoshan',
  stories: {
    failed: async ({ start, act, pass, until }) => {
      const id = await start('trainee-01', claims);
      await act('trainee-01', 'startPaper', id);
      await act('trainee-01', 'sendAnswers', id, { answers: [] });
      await act('examiner-01', 'scorePractice', id, practice(80));
      await pass('15 days');
      await act('trainee-01', 'startPaper', id);
      await pass('2 hours');
      await until(id, 'PaperCollected');
    },
    lapsed: async ({ start, act, pass, until }) => {
      const id = await start('sheng-lan', { ...claims, person: 'trainee-02' });
      await act('examiner-02', 'scorePractice', id, practice(40));
      await pass('366 days');
      await until(id, 'Lapsed');
    },
    withdrawn: async ({ start, act }) => {
      await act('trainee-03', 'withdraw', await start('trainee-03', claims), { reason: 'Another post' });
    },
  },
};
