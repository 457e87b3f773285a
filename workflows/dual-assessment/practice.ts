/** The practice: scored by an examiner who is neither the candidate nor their mentor. */
import { refuse } from '../kernel/process.ts';
import { notNow, triedPart } from './result.ts';
import type { RulesOf } from './vocabulary.ts';

export const practice: RulesOf<'scorePractice'> = {
  scorePractice: {
    title: { en: 'Score the practice', zh: '实操评分' },
    description: {
      en: 'By an examiner who has never been the candidate’s mentor, with remarks.',
      zh: '由非该学员导师（含历任）的考官评分并写明评语。',
    },
    event: 'PracticeScored',
    by: ['examiner'],
    from: ['open', 'sitting'],
    to: ['passed', 'failed'],
    guard: ({ current: { facts }, actor }) =>
      facts.person.id === actor.id
        ? refuse('ownPractice', 'Nobody scores their own practice; another examiner does.', '不得为本人评分，请由其他考官评分。')
        : undefined,
    decide: ({ current, actor, input: { score, remarks }, reference: { today, isMentor, ...earning } }) => {
      if (isMentor)
        return refuse(
          'ownMentee',
          `You are or were the mentor of ${current.facts.person.name}; another examiner scores the practice.`,
          `您是${current.facts.person.name}的（历任）导师，须由其他考官评分。`,
        );
      const wrong = notNow(current.facts, 'practice', today);
      if (wrong) return wrong;
      const passed = score >= current.facts.terms.practicePoints;
      return triedPart(current, 'practice', { day: today, score, passed, by: actor.id, remarks }, { earning });
    },
  },
};
