/** What somebody does who goes to court about a vote, and how it rests meanwhile. */
import { type Refusal, refuse } from '../kernel/process.ts';
import { ALL, LEADER, notify } from './telling.ts';
import { AFTER_VOTE, type Renovation, type RulesOf } from './vocabulary.ts';

const MONTH = 30.5 * 86_400_000;

const notSuspended = ({ current: { facts } }: { readonly current: Renovation }): Refusal | undefined =>
  facts.suspended ? undefined : refuse('notSuspended', 'It isn’t suspended; go on.', '未中止，可继续办理。');

export const challenging: RulesOf<'noteChallenge' | 'suspend' | 'goOn'> = {
  noteChallenge: {
    title: { en: 'Note a challenge', zh: '登记诉讼异议' },
    description: {
      en: 'Somebody has gone to court about the vote, within a year of the result.',
      zh: '自结果公布之日起一年内向法院提起诉讼的。',
    },
    event: 'Challenged',
    by: ['renovationLead', 'leader'],
    from: AFTER_VOTE,
    decide: ({ current: { facts }, now, input: { court, number }, limits }) =>
      facts.countedAt === null || now > facts.countedAt + limits.challengeMonths * MONTH
        ? refuse(
            'tooLateToChallenge',
            `A vote is challenged within ${limits.challengeMonths} months of its result. Note it as a comment.`,
            `须在结果公布后${limits.challengeMonths}个月内提出，逾期请作备注。`,
          )
        : {
            facts: { challenges: [...facts.challenges, { court, number, at: now }] },
            notify: [notify(LEADER, 'challenged', { court, number })],
          },
  },
  suspend: {
    title: { en: 'Suspend', zh: '中止' },
    description: { en: 'While a challenge is decided: no contract is made and no lot begins.', zh: '诉讼期间不签合同、不开工。' },
    event: 'Suspended',
    by: ['leader'],
    from: AFTER_VOTE,
    guard: ({ current: { facts } }) =>
      facts.challenges.length === 0
        ? refuse('noChallenge', 'Nobody has challenged the vote.', '没有诉讼异议。')
        : facts.suspended
          ? refuse('suspendedAlready', 'It is suspended already.', '已中止。')
          : undefined,
    decide: ({ input: { reason } }) => ({ reason, facts: { suspended: true }, notify: [notify(ALL, 'suspended', { reason })] }),
  },
  goOn: {
    title: { en: 'Go on', zh: '恢复实施' },
    event: 'WentOn',
    by: ['leader'],
    from: AFTER_VOTE,
    guard: notSuspended,
    decide: ({ input: { reason } }) => ({ reason, facts: { suspended: false }, notify: [notify(ALL, 'wentOn', { reason })] }),
  },
};
