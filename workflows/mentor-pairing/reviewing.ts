/** Reviews at mid-term and at the end of the year; the second one, confirmed, gives both the credits of the pairing. */
import { isAcademy } from '../academy/administration.ts';
import { creditLines } from '../credits/accrual.ts';
import { credit } from '../effects/index.ts';
import { refuse } from '../kernel/process.ts';
import { freePlaces, isMentee, isMentor, notify, notifyBoth, onlyMentee, onlyMentor } from './pair.ts';
import type { RulesOf } from './vocabulary.ts';

const DAY = 86_400_000;

export const reviewing: RulesOf<'reviewMidTerm' | 'endTerm' | 'reviewFinally' | 'confirmReview'> = {
  reviewMidTerm: {
    title: { en: 'Review at mid-term', zh: '中期评估' },
    event: 'MidTermReviewed',
    by: ['mentor'],
    from: ['active', 'reviewing'],
    guard: (context) =>
      onlyMentor(context) ??
      (context.current.facts.midTerm
        ? refuse(
            'reviewedAlready',
            'The mid-term review is written; what is new goes into the final one.',
            '中期评估已完成，新情况请写入期满评估。',
          )
        : undefined),
    decide: ({ current: { facts }, actor, now, input, limits }) => {
      const days = Math.floor((now - (facts.agreedAt ?? now)) / DAY);
      if (days < limits.midTermAfterDays)
        return refuse(
          'tooEarly',
          `The pairing is ${days} days old; a mid-term review is written from day ${limits.midTermAfterDays} on.`,
          `结对仅${days}日，满${limits.midTermAfterDays}日后方可中期评估。`,
        );
      const midTerm = { text: input.text, onTrack: input.onTrack, by: actor.id, at: now };
      return {
        facts: { midTerm },
        notify: [
          notify({ person: facts.mentee.id }, 'midTermReviewed', { text: input.text }),
          ...(input.onTrack ? [] : [notify({ role: 'academyAdmin' }, 'offTrack', { text: input.text })]),
        ],
      };
    },
  },
  endTerm: {
    title: { en: 'The year is over', zh: '结对期满' },
    event: 'TermEnded',
    by: ['clock:term'],
    from: ['active'],
    to: ['reviewing'],
    decide: ({ current: { facts }, reference: { today } }) => ({
      state: 'reviewing',
      facts: { until: today },
      notify: notifyBoth(facts, 'termEnded'),
    }),
  },
  reviewFinally: {
    title: { en: 'Write the final review', zh: '期满评估' },
    event: 'FinallyReviewed',
    by: ['mentor'],
    from: ['reviewing'],
    guard: (context) =>
      onlyMentor(context) ??
      (context.current.facts.midTerm
        ? undefined
        : refuse(
            'midTermMissing',
            'The mid-term review was never written; write that one first.',
            '尚未完成中期评估，请先补写。',
          )),
    decide: ({ current: { facts }, actor, now, input }) => {
      const final = { text: input.text, reached: input.reached, by: actor.id, at: now };
      return {
        facts: { final },
        notify: [notify({ person: facts.mentee.id }, 'toConfirmReview', { text: input.text })],
      };
    },
  },
  confirmReview: {
    title: { en: 'Confirm the final review', zh: '确认期满评估' },
    description: {
      en: 'The mentee confirms it, or the academy in their place. Where the goals were reached, both earn the credits of a pairing.',
      zh: '由学员确认，或由学院代为确认；目标达成的，双方各记结对学分。',
    },
    event: 'Completed',
    by: ['trainee', 'academyAdmin'],
    from: ['reviewing'],
    to: ['completed'],
    guard: (context) => {
      if (!context.current.facts.final)
        return refuse('noReviewYet', 'The mentor hasn’t written the final review yet.', '导师尚未填写期满评估。');
      return isMentee(context) || (isAcademy(context) && !isMentor(context)) ? undefined : onlyMentee(context);
    },
    decide: ({ current: { facts }, reference: { credits }, limits }) => {
      const earned = facts.final?.reached === true && facts.sessions.confirmed >= limits.leastSessions;
      return {
        state: 'completed',
        notify: notifyBoth(facts, earned ? 'completed' : 'completedWithout'),
        effects: [
          freePlaces(facts),
          ...(earned ? [credit(...[facts.mentor.id, facts.mentee.id].flatMap((person) => creditLines(credits, person)))] : []),
        ],
      };
    },
  },
};
