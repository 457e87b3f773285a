/** What the asker does: asks, follows up, answers back, rates. */
import { addParties, link } from '../effects/index.ts';
import { clipped } from '../kernel/parts.ts';
import { type Process, refuse, roleOn } from '../kernel/process.ts';
import { askerOrAfter, notify, offerTo, onlyAsker } from './desk.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lastAnswer } from './lifecycle.ts';
import type { Clock, Reference, Role, RulesOf, State } from './vocabulary.ts';

const DAY = 86_400_000;

const by = ['siteWorker', 'trainee'] as const satisfies readonly Role[];
/** Those for whom another case asks follow their question, too. */
const askers = [...by, 'grower', 'stationClerk'] as const satisfies readonly Role[];

export const asking: Process<Inputs, Facts, Reference, State, Clock, Role>['start'] = {
  title: { en: 'Ask the desk', zh: '线上提问' },
  description: {
    en: 'Answered within five minutes in duty hours; earlier answers that may help come with it.',
    zh: '工作时间五分钟内答复，并附以往相近答复供参考。',
  },
  event: 'Asked',
  by: [...by, 'case'],
  to: ['open'],
  decide: ({ actor, input, reference: { site, desk, onDuty, suggested, asker = actor } }) => {
    if (!site)
      return refuse(
        'noSite',
        'The desk answers questions from sites, and you aren’t entered as somebody of one. Ask your township to enter you, or ask through a site.',
        '答疑台受理服务站点的提问，您未登记在任何站点。请联系镇街登记，或通过站点提问。',
      );
    if (asker === actor && actor.id.startsWith('case:'))
      return refuse('noAsker', 'Whoever asked in that case isn’t there any more.', '原案件的提问人已不在岗。');
    const asked: Facts = {
      asker: { id: asker.id, name: asker.name, role: askers.find((one) => one === roleOn(asker, askers)) ?? 'siteWorker' },
      site,
      desk,
      topic: input.topic ?? null,
      text: input.text,
      suggested,
      offered: [],
      wholeDesk: false,
      officer: null,
      department: null,
      askedBack: null,
      followUps: [],
      answers: [],
      breaches: 0,
      ratings: [],
    };
    const offer = offerTo(asked, onDuty);
    return {
      ...offer,
      state: 'open',
      title: clipped(input.text),
      facts: { ...asked, ...offer.facts },
      ...(desk === null ? {} : { unit: desk }),
      effects: [
        addParties({ role: 'asker', person: asker.id }),
        ...(asker === actor ? [] : [link(actor.id.slice('case:'.length), 'askedIn')]),
      ],
    };
  },
};

export const following: RulesOf<'withdraw' | 'reply' | 'lapse' | 'followUp' | 'rate'> = {
  withdraw: {
    title: { en: 'Take the question back', zh: '撤回提问' },
    event: 'Withdrawn',
    by: askers,
    from: ['open', 'claimed', 'forwarded', 'awaitingAsker'],
    to: ['withdrawn'],
    guard: askerOrAfter,
    decide: ({ current, input: { reason } }) => ({
      state: 'withdrawn',
      ...(reason === undefined ? {} : { reason }),
      notify: current.facts.officer ? [notify({ person: current.facts.officer.id }, 'withdrawn', { reason: reason ?? '' })] : [],
    }),
  },
  reply: {
    title: { en: 'Answer back', zh: '补充说明' },
    event: 'Replied',
    by: askers,
    from: ['awaitingAsker'],
    to: ['claimed', 'forwarded', 'open'],
    guard: askerOrAfter,
    decide: ({ current: { facts }, input: { text }, reference: { onDuty, officerStays } }) => {
      const state = facts.askedBack?.from ?? 'claimed';
      if (state === 'claimed' && !officerStays) {
        const offer = offerTo(facts, onDuty);
        return { ...offer, state: 'open', facts: { ...offer.facts, officer: null, askedBack: null } };
      }
      return {
        state,
        facts: { askedBack: null },
        notify: facts.askedBack ? [notify({ person: facts.askedBack.by }, 'replied', { text })] : [],
      };
    },
  },
  lapse: {
    title: { en: 'Close without an answer from the asker', zh: '逾期未补充' },
    event: 'Lapsed',
    by: ['clock:reply'],
    from: ['awaitingAsker'],
    to: ['lapsed'],
    decide: ({ current }) => ({
      state: 'lapsed',
      notify: [notify({ person: current.facts.asker.id }, 'lapsed', { question: current.facts.askedBack?.question ?? '' })],
    }),
  },
  followUp: {
    title: { en: 'Follow up', zh: '追问' },
    description: {
      en: 'Goes to the person who answered, and from there through the desk as the question did; the five minutes begin again.',
      zh: '先交原答复人，再按值班顺序流转，重新计时五分钟。',
    },
    event: 'FollowedUp',
    by: askers,
    from: ['answered', 'correcting', 'closed'],
    to: ['open'],
    guard: onlyAsker,
    decide: ({ current: { facts }, now, input: { text }, reference: { onDuty }, limits }) => {
      const answer = lastAnswer(facts);
      if (!answer || now > answer.at + limits.followUpDays * DAY)
        return refuse(
          'followUpTooLate',
          `A follow-up is possible within ${limits.followUpDays} days of the answer; ask a new question.`,
          `追问须在答复后${limits.followUpDays}日内提出，请另行提问。`,
        );
      if (facts.followUps.length >= limits.mostFollowUps)
        return refuse(
          'tooManyFollowUps',
          `A question takes ${limits.mostFollowUps} follow-ups; ask a new one.`,
          `每个问题最多追问${limits.mostFollowUps}次，请另行提问。`,
        );
      // A department's answer is followed up at the desk, which forwards it again where it must.
      const first = onDuty.find(({ id }) => id === answer.by.id);
      const offer = offerTo({ offered: [], text }, first ? [first, ...onDuty] : onDuty);
      const followUps = [...facts.followUps, { text, at: now }];
      return {
        ...offer,
        state: 'open',
        facts: { ...offer.facts, followUps, officer: null, department: null, askedBack: null },
        ...(facts.desk === null ? {} : { unit: facts.desk }),
      };
    },
  },
  rate: {
    title: { en: 'Rate the answer', zh: '评价答复' },
    event: 'Rated',
    by: askers,
    from: ['answered', 'correcting', 'closed'],
    guard: (context) =>
      onlyAsker(context) ??
      (context.current.facts.ratings.some(({ round }) => round === lastAnswer(context.current.facts)?.round)
        ? refuse('ratedAlready', 'You have rated this answer; each answer is rated once.', '您已评价该答复，每次答复仅评价一次。')
        : undefined),
    decide: ({ current: { facts }, now, input: { stars, comment } }) => ({
      facts: { ratings: [...facts.ratings, { round: lastAnswer(facts)?.round ?? 0, stars, comment: comment ?? null, at: now }] },
    }),
  },
};
