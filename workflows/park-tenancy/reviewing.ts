/** Whether a firm fits the park: several reviewers give points by criteria, sealed until all are in. */
import { answered, askAll, ended, mayAnswer } from '../kernel/answers.ts';
import { unique } from '../kernel/parts.ts';
import { holdsRole, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { isOpened, type Review, recused, scoreOf, sheetProblem, weakestOf } from '../kernel/scores.ts';
import type { Facts } from './facts.ts';
import { FIRM, MANAGER, notify } from './holding.ts';
import type { GuardContext, RulesOf } from './vocabulary.ts';

export const reviewOf = ({ review }: Pick<Facts, 'review'>): Review => review ?? askAll([]);

const onlyAsked = ({ current: { facts }, actor }: GuardContext): Refusal | undefined =>
  mayAnswer(reviewOf(facts), actor.id)
    ? stands(facts, actor.id)
    : refuse(
        'notAsked',
        'You aren’t asked to judge this firm, or no longer. The park manager may call you in.',
        '您不在本件评审人之列或评审已截止，可由园区经理增补。',
      );

/** Points that could be read by the others are neither changed nor taken away, also when somebody is called in later. */
const stands = (facts: Pick<Facts, 'review' | 'opened'>, who: string): Refusal | undefined =>
  isOpened(reviewOf(facts)) || facts.opened?.includes(who)
    ? refuse(
        'reviewOpened',
        'All have given their points, and they can be read. They stand. If somebody else should judge as well, the park manager calls them in.',
        '全部评分已公开，不能再修改或撤回；如需他人评审，可由园区经理增补。',
      )
    : undefined;

/** What of the weight isn't money, in per mille. */
export const nonMoneyOf = (criteria: readonly { readonly weight: number; readonly money: boolean }[]): number => {
  const sum = (all: typeof criteria) => all.reduce((total, { weight }) => total + weight, 0);
  return Math.floor((1_000 * sum(criteria.filter(({ money }) => !money))) / Math.max(1, sum(criteria)));
};

/** How points come out in words, by criterion and not by reviewer. */
const inWords = (facts: Facts, means: readonly { readonly criterion: string; readonly mean: number }[]): string =>
  means
    .map(({ criterion, mean }) => `${facts.criteria.find(({ key }) => key === criterion)?.title.zh ?? criterion} ${mean}`)
    .join('，');

export const reviewing: RulesOf<'admit' | 'score' | 'recuse' | 'callIn' | 'closeReview' | 'concludeReview'> = {
  admit: {
    title: { en: 'Admit to the review', zh: '受理评审' },
    event: 'AdmittedToReview',
    by: ['parkManager'],
    from: ['intent'],
    to: ['fitReview'],
    decide: ({ reference: { criteria, reviewers }, limits }) => {
      if (nonMoneyOf(criteria) < limits.nonMoneyShare)
        return refuse(
          'tooMuchMoney',
          `Criteria that aren’t money have ${nonMoneyOf(criteria)} ‰ of the weight, and need ${limits.nonMoneyShare} ‰. Change the table of criteria.`,
          `非经济指标权重为${nonMoneyOf(criteria)}‰，须不低于${limits.nonMoneyShare}‰，请修改评审指标表。`,
        );
      if (reviewers.length < limits.reviewersMin)
        return refuse(
          'tooFewReviewers',
          `A firm is judged by at least ${limits.reviewersMin} who aren’t related to it; there are ${reviewers.length}. Name others, or have reviewers entered.`,
          `评审人须至少${limits.reviewersMin}名且与企业无利害关系，现为${reviewers.length}名，请另行指定或登记评审人。`,
        );
      return { state: 'fitReview', facts: { criteria, review: askAll(reviewers) } };
    },
  },
  score: {
    title: { en: 'Give points', zh: '评分' },
    description: {
      en: 'Nobody reads them until all have given theirs; until then they may be changed.',
      zh: '全部评分前互不可见，截止前可修改。',
    },
    event: 'Scored',
    by: ['fitReviewer'],
    from: ['fitReview'],
    guard: onlyAsked,
    decide: ({ current: { facts }, actor, now, input }) => {
      const review = reviewOf(facts);
      const wrong = sheetProblem(facts.criteria, input);
      if (wrong) return wrong;
      const after = answered(review, { of: actor.id, by: actor.id, at: now, answer: input });
      return { facts: { review: after }, notify: isOpened(after) ? [notify(MANAGER, 'allScored')] : [] };
    },
  },
  recuse: {
    title: { en: 'Stand aside', zh: '申请回避' },
    event: 'Recused',
    by: ['fitReviewer'],
    evenOwn: true,
    from: ['fitReview'],
    guard: onlyAsked,
    decide: ({ current: { facts }, actor, input: { reason } }) => {
      const review = recused(reviewOf(facts), [actor.id]);
      return {
        reason,
        facts: { review },
        notify: isOpened(review) ? [notify(MANAGER, 'allScored')] : [],
      };
    },
  },
  callIn: {
    title: { en: 'Call in a reviewer', zh: '增补评审人' },
    event: 'ReviewerCalledIn',
    by: ['parkManager', 'leader'],
    from: ['fitReview'],
    decide: ({ current: { facts }, input: { reviewer }, reference: { mayJudge } }) => {
      const review = reviewOf(facts);
      if (!mayJudge || review.asked.includes(reviewer))
        return refuse(
          'cantJudge',
          `${review.asked.includes(reviewer) ? 'They are or were among the reviewers' : 'They are no reviewer, or are related to the firm'}. Call in somebody else.`,
          review.asked.includes(reviewer)
            ? '该人员已在评审人之列，请另行增补。'
            : '该人员不是评审人或与企业有利害关系，请另行增补。',
        );
      return {
        facts: {
          review: { ...review, asked: unique([...review.asked, reviewer]), endedAt: null, silent: [] },
          ...(isOpened(review) ? { opened: review.given.map(({ of }) => of) } : {}),
        },
        clocks: { start: { review: 'default' } },
      };
    },
  },
  closeReview: {
    title: { en: 'Review is over', zh: '评审截止' },
    event: 'ReviewClosed',
    by: ['clock:review'],
    from: ['fitReview'],
    decide: ({ current: { facts }, now }) => ({
      facts: { review: ended(reviewOf(facts), now) },
      notify: [notify(MANAGER, 'allScored')],
    }),
  },
  concludeReview: {
    title: { en: 'Conclude the review', zh: '评审结论' },
    description: {
      en: 'By the points alone. Where too few have given theirs, others are called in, or a leader concludes it.',
      zh: '仅依评分作出。评分人数不足时增补评审人或由分管领导办理。',
    },
    event: 'ReviewConcluded',
    by: ['parkManager', 'leader'],
    from: ['fitReview'],
    to: ['negotiating', 'rejected'],
    guard: ({ current: { facts } }) => {
      const found = scoreOf(facts.criteria, reviewOf(facts));
      return isRefusal(found) ? found : undefined;
    },
    decide: ({ current: { facts }, actor, limits }) => {
      const found = scoreOf(facts.criteria, reviewOf(facts));
      if (isRefusal(found)) return found;
      if (found.reviewers < limits.reviewersMin && !holdsRole(actor, ['leader']))
        return refuse(
          'tooFewReviewers',
          `${found.reviewers} have given points, and ${limits.reviewersMin} are needed. Call in others, or leave it to a leader.`,
          `已评分${found.reviewers}名，须${limits.reviewersMin}名。请增补评审人，或交由分管领导办理。`,
        );
      const fits = found.mean >= limits.fitThreshold && found.vetoes.length === 0;
      const told = { mean: found.mean, points: inWords(facts, found.criteria) };
      return fits
        ? { state: 'negotiating', facts: { score: found }, notify: [notify(FIRM, 'reviewed', told)] }
        : {
            state: 'rejected',
            facts: { score: found, rejectedFor: weakestOf(facts.criteria, found) ?? null },
            notify: [notify(FIRM, 'notFitting', told)],
          };
    },
  },
};
