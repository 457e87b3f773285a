/** After closing: the reporters rate, or say that it isn't settled, until the window closes. */

import { attach } from '../effects/index.ts';
import { isFollower } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { notOwnWork, onlyReporters, reporterRoles, tooManyPhotos, voicesOf, whileWindowOpen } from './guards.ts';
import { notify, REPORTERS, whoHasIt } from './telling.ts';
import type { GuardContext, RulesOf } from './vocabulary.ts';

export const feedback: RulesOf<'rate' | 'reopen' | 'settle'> = {
  rate: {
    title: { en: 'Rate', zh: '评价' },
    description: { en: 'Give 1 to 5 stars, once per closing.', zh: '按1至5分评价，每次办结限评一次。' },
    event: 'Rated',
    by: reporterRoles,
    anywhere: true,
    from: ['closed'],
    guard: (context) =>
      onlyReporters(context) ??
      notOwnWork(context) ??
      whileWindowOpen(context) ??
      notWithdrawn(context) ??
      (raters(context).length > 0
        ? undefined
        : refuse(
            'ratedAlready',
            'You have rated this closing already; comment if there is more to say.',
            '您已评价过本次办结，如需补充请留言。',
          )),
    decide: ({ current, actor, now, input }) => {
      const reporter = raters({ current, actor, now })[0];
      if (reporter === undefined) return refuse('ratedAlready', 'You have rated this closing already.', '您已评价过本次办结。');
      const rating = {
        reporter,
        closing: current.facts.reopenings,
        stars: input.stars,
        comment: input.comment ?? null,
      };
      return { confidential: true, facts: { ratings: [...current.facts.ratings, rating] } };
    },
  },
  reopen: {
    title: { en: 'Reopen', zh: '要求重办' },
    description: {
      en: 'Say what isn’t settled: the last handler goes on, with fresh time.',
      zh: '说明未解决之处，由原经办人继续办理，时限重新计算。',
    },
    event: 'Reopened',
    by: reporterRoles,
    anywhere: true,
    from: ['closed'],
    to: ['handling', 'reported', 'dispatched'],
    guard: (context) => onlyReporters(context) ?? notOwnWork(context) ?? whileWindowOpen(context),
    decide: ({ current, input, limits }) => {
      const tooMany = tooManyPhotos(input.photos, limits);
      if (tooMany) return tooMany;
      const reopenings = current.facts.reopenings + 1;
      const escalates = reopenings >= limits.escalatingReopening;
      const words = { reason: input.reason, times: reopenings };
      // What was ended or withdrawn before any unit had it is looked at by the desk.
      const state = current.facts.dispatch === null ? 'reported' : current.facts.handler === null ? 'dispatched' : 'handling';
      return {
        state,
        confidential: true,
        facts: { reopenings, closedAt: null, result: null, ending: null, leaderToAssign: escalates && state === 'handling' },
        reason: input.reason,
        effects: [attach(input.photos)],
        notify: [
          notify(whoHasIt(current, state), 'reopened', words),
          notify(REPORTERS, 'takenUpAgain'),
          ...(escalates ? [notify({ role: 'leader' }, 'reopenedAgain', words)] : []),
        ],
      };
    },
  },
  settle: {
    title: { en: 'Settle', zh: '评价期满' },
    event: 'Settled',
    by: ['clock:reopenWindow'],
    from: ['closed'],
    decide: () => ({ clocks: { stop: ['reopenWindow'] } }),
  },
};

/** Nobody did anything that could be rated. */
const notWithdrawn = ({ current: { facts } }: GuardContext): Refusal | undefined =>
  facts.ending === 'withdrawn'
    ? refuse(
        'nothingToRate',
        'It was withdrawn before anybody worked on it; there is nothing to rate. Reopen it if the matter is there after all.',
        '本件在办理前已撤回，无须评价。如问题仍存在，可要求重办。',
      )
    : undefined;

/** The reporters this person may still rate for; the hotline rates for one caller after another. */
const raters = (context: GuardContext): readonly string[] => {
  const { facts } = context.current;
  const now = facts.ratings.filter(({ closing }) => closing === facts.reopenings);
  const rated = new Set(now.map(({ reporter }) => reporter));
  return voicesOf(context)
    .filter((id) => !rated.has(id))
    .toSorted((a, b) => Number(isFollower(a)) - Number(isFollower(b)));
};
