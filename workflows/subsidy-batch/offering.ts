/** How the offers of an approved list go out, page by page, and what becomes of those that can't be made. */
import { onlyNextPage, openMany, pageBehind } from '../kernel/open-many.ts';
import { notifier } from '../kernel/parts.ts';
import type { Facts } from './facts.ts';
import type { Notices } from './notices.ts';
import type { Done, RulesOf } from './vocabulary.ts';

const notify = notifier<Notices>();

/** The next page of offers; behind the last one it is waited for what firms take. */
export const nextPage = (caseId: string, facts: Facts): Done => {
  const { item, year, list, opening: before } = facts;
  const all = list.map(({ firm, fen, is }) => ({
    key: firm,
    ...(is === 'in' ? { input: { firm, item, year, batch: caseId, fen } } : {}),
  }));
  const page = pageBehind(all, before.cursor);
  const { opening, effects } = openMany(before, {
    caseId,
    process: 'subsidyApplication',
    action: 'openNext',
    page,
    refused: 'offerRefused',
  });
  return {
    state: opening.done ? 'gathering' : 'opening',
    facts: { opening },
    effects,
    notify: opening.done ? [notify({ role: 'noticeOfficer' }, 'toPublish')] : [],
  };
};

const REFUSED_KEPT = 100;

export const offering: RulesOf<'openNext' | 'stop' | 'offerRefused'> = {
  openNext: {
    title: { en: 'Make the next offers', zh: '继续发出' },
    event: 'PageOpened',
    by: ['case', 'policyReviewer'],
    from: ['opening'],
    to: ['opening', 'gathering'],
    decide: ({ current: { id, facts }, input: { after } }) => onlyNextPage(facts.opening, after) ?? nextPage(id, facts),
  },
  stop: {
    title: { en: 'Make no further offers', zh: '停止发出' },
    description: { en: 'Those that were made stay.', zh: '已发出的照常办理。' },
    event: 'Stopped',
    by: ['policyReviewer', 'leader'],
    from: ['opening'],
    to: ['gathering'],
    decide: ({ input: { reason } }) => ({
      state: 'gathering',
      reason,
      notify: [notify({ role: 'noticeOfficer' }, 'toPublish')],
    }),
  },
  offerRefused: {
    title: { en: 'An offer couldn’t be made', zh: '未能发出' },
    event: 'OfferRefused',
    by: ['case'],
    from: ['opening', 'gathering', 'onNotice', 'finished'],
    decide: ({ current: { facts }, input: { reason } }) => ({
      facts: { refused: [...facts.refused, reason].slice(-REFUSED_KEPT) },
      // Once is enough: a list that is refused as a whole doesn't fill a mailbox.
      notify: facts.refused.length === 0 ? [notify({ role: 'policyReviewer' }, 'refused', { reason })] : [],
    }),
  },
};
