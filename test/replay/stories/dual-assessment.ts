import { drawn } from '../../../activities/dual-assessment/papers.ts';
import { questionBank } from '../../../prisma/seed/xiaoshan/question-bank.ts';
import { assessmentKinds } from '../../../prisma/seed/xiaoshan/tables.ts';
import { dualAssessmentPackage } from '../../../processes/dual-assessment.ts';
import type { Told } from '../stories.ts';

const claims = { kind: 'claimsHandling' };
const practice = (score: number) => ({ score, remarks: 'As it was' });

/** What is right on the first paper of this case. */
const rightAnswers = (caseId: string) => {
  const { topics, questions } = assessmentKinds.claimsHandling;
  const { paper } = drawn(
    new Map(Object.entries(questionBank)),
    { tenant: 'xiaoshan', caseId, sitting: 1 },
    { topics, questions },
  );
  return paper?.questions.map(({ right }, index) => ({ question: index + 1, option: right }));
};

export const told: Told = {
  package: dualAssessmentPackage,
  tenant: 'xiaoshan',
  stories: {
    passed: async ({ start, act }) => {
      const id = await start('trainee-04', claims);
      await act('trainee-04', 'startPaper', id);
      await act('trainee-04', 'sendAnswers', id, { answers: rightAnswers(id) });
      await act('examiner-01', 'scorePractice', id, practice(90));
    },
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
