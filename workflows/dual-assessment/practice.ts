/** The practice: scored by an examiner who is neither the candidate nor their mentor. */
import { refuse } from '../kernel/process.ts';
import type { RulesOf } from './facts.ts';
import { notNow, triedPart } from './result.ts';

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
    unless: ({ kase: { facts }, actor }) =>
      facts.person.id === actor.id
        ? refuse('ownPractice', 'Nobody scores their own practice; another examiner does.', '不得为本人评分，请由其他考官评分。')
        : undefined,
    follows: ({ kase, actor, input: { score, remarks }, known: { today, isMentor, credits } }) => {
      if (isMentor)
        return refuse(
          'ownMentee',
          `You are or were the mentor of ${kase.facts.person.name}; another examiner scores the practice.`,
          `您是${kase.facts.person.name}的（历任）导师，须由其他考官评分。`,
        );
      const wrong = notNow(kase.facts, 'practice', today);
      if (wrong) return wrong;
      const passed = score >= kase.facts.terms.practicePoints;
      return triedPart(kase, 'practice', { day: today, score, passed, by: actor.id, remarks }, { credits });
    },
  },
};
