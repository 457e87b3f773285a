/** Reviews at mid-term and at the end of the year; the second one, confirmed, gives both the credits of the pairing. */
import { isAcademy } from '../academy/administration.ts';
import { type Accrual, creditLines } from '../credits/accrual.ts';
import { credit } from '../effects/index.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { otherVersion } from '../kernel/signing.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import { freePlaces, isMentee, isMentor, notify, notifyBoth, onlyMentee, onlyMentor } from './pair.ts';
import type { GuardContext, PairingOutcome, RulesOf } from './vocabulary.ts';

const DAY = 86_400_000;

const noReviewYet = ({ current }: GuardContext): Refusal | undefined =>
  current.facts.final
    ? undefined
    : refuse('noReviewYet', 'The mentor hasn’t written the final review yet.', '导师尚未填写期满评估。');

/** Both earn the credits of a pairing where its goals were reached and it had sessions enough. */
const completes = (facts: Facts, reached: boolean, credits: Accrual, limits: Limits): PairingOutcome => {
  const earned = reached && facts.sessions.confirmed >= limits.leastSessions;
  return {
    state: 'completed',
    notify: notifyBoth(facts, earned ? 'completed' : 'completedWithout'),
    effects: [
      freePlaces(facts),
      ...(earned ? [credit(...[facts.mentor.id, facts.mentee.id].flatMap((person) => creditLines(credits, person)))] : []),
    ],
  };
};

/** What the two have said is the academy's to decide once they differ. */
const disputed = ({ current }: GuardContext): Refusal | undefined =>
  current.facts.disagreement
    ? refuse('disagreed', 'The mentee disagrees with the review, and the academy decides.', '学员对评估有异议，由学院裁定。')
    : undefined;

export const reviewing: RulesOf<'reviewMidTerm' | 'endTerm' | 'reviewFinally' | 'disagree' | 'settleReview' | 'confirmReview'> = {
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
          )) ??
      disputed(context),
    decide: ({ current: { facts }, actor, now, input }) => {
      const version = (facts.final?.version ?? 0) + 1;
      const final = { text: input.text, reached: input.reached, version, by: actor.id, at: now };
      return {
        facts: { final },
        notify: [notify({ person: facts.mentee.id }, 'toConfirmReview', { text: input.text })],
      };
    },
  },
  disagree: {
    title: { en: 'Disagree with the final review', zh: '对期满评估提出异议' },
    description: { en: 'The academy decides then whether the goals were reached.', zh: '由学院裁定目标是否达成。' },
    event: 'Disagreed',
    by: ['trainee'],
    from: ['reviewing'],
    guard: (context) => onlyMentee(context) ?? noReviewYet(context) ?? disputed(context),
    decide: ({ actor, now, input: { reason } }) => ({
      reason,
      facts: { disagreement: { reason, at: now } },
      notify: [notify({ role: 'academyAdmin' }, 'disagreed', { name: actor.name, reason })],
    }),
  },
  settleReview: {
    title: { en: 'Decide on the final review', zh: '裁定期满评估' },
    description: {
      en: 'Where the mentee disagrees, somebody of the academy other than the two says whether the goals were reached.',
      zh: '学员有异议时，由学院（非结对双方）裁定目标是否达成。',
    },
    event: 'ReviewSettled',
    by: ['academyAdmin', 'personnel'],
    from: ['reviewing'],
    to: ['completed'],
    guard: (context) => {
      if (!context.current.facts.disagreement)
        return refuse('nobodyDisagrees', 'Nobody disagrees with the review; it is confirmed.', '双方对评估无异议，请确认评估。');
      return isMentor(context) || isMentee(context)
        ? refuse(
            'ownReview',
            'You are one of the two; somebody else of the academy decides.',
            '您是结对一方，须由学院其他人员裁定。',
          )
        : undefined;
    },
    decide: ({ current: { facts }, input: { reached, reason }, reference: { credits }, limits }) => {
      const outcome = completes(facts, reached, credits, limits);
      return { ...outcome, reason, notify: [...notifyBoth(facts, 'settled', { reason }), ...(outcome.notify ?? [])] };
    },
  },
  confirmReview: {
    title: { en: 'Confirm the final review', zh: '确认期满评估' },
    description: {
      en: 'The mentee confirms the version that they have read, or the academy does in their place. Where the goals were reached, both earn the credits of a pairing.',
      zh: '由学员确认所阅版本，或由学院代为确认；目标达成的，双方各记结对学分。',
    },
    event: 'Completed',
    by: ['trainee', 'academyAdmin'],
    from: ['reviewing'],
    to: ['completed'],
    guard: (context) => {
      const wrong = noReviewYet(context) ?? disputed(context);
      if (wrong) return wrong;
      return isMentee(context) || (isAcademy(context) && !isMentor(context)) ? undefined : onlyMentee(context);
    },
    decide: ({ current: { facts }, input, reference: { credits }, limits }) =>
      otherVersion({ en: 'final review', zh: '期满评估' }, { read: input.version, now: facts.final?.version ?? 0 }) ??
      completes(facts, facts.final?.reached === true, credits, limits),
  },
};
