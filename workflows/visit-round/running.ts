/** How a round opens its visits, page by page, and how it ends. */

import { actOn, hold } from '../effects/index.ts';
import { roundOver } from '../enterprise-visit/holding.ts';
import { onlyNextPage, openMany } from '../kernel/open-many.ts';
import { notifier } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts, LeftOut } from './facts.ts';
import type { Notices } from './notices.ts';
import { isOver } from './planning.ts';
import type { FirmPage, Round, RoundFirm, RoundOutcome, RulesOf } from './vocabulary.ts';

const notify = notifier<Notices>();
const LEADER = { role: 'serviceLeader' } as const;

/** The counts of some keys, with these added. */
const counted = (before: ReadonlyMap<string, number>, more: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map(before);
  for (const key of more) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

const opens = (round: string, firm: RoundFirm) => ({
  key: firm.code,
  ...('leftOut' in firm
    ? {}
    : {
        input: {
          firm: firm.code,
          round,
          ...(firm.officer === null ? {} : { officer: firm.officer.id }),
          ...(firm.unit === null ? {} : { unit: firm.unit }),
        },
      }),
});

/** Opens the visits of a page, and goes on behind it. */
const page = (
  { id, facts }: Pick<Round, 'id' | 'facts'>,
  { firms, more }: FirmPage,
): RoundOutcome & { facts: Partial<Facts> } => {
  const { opening, effects } = openMany(facts.opening, {
    caseId: id,
    process: 'enterpriseVisit',
    action: 'openNext',
    page: { entries: firms.map((firm) => opens(id, firm)), more },
    refused: 'visitRefused',
  });
  const out = firms.flatMap((firm) => ('leftOut' in firm ? firm.leftOut : []));
  const officers = firms.flatMap((firm) => ('leftOut' in firm || firm.officer === null ? [] : firm.officer.id));
  const leftOut = counted(new Map(facts.leftOut.map(({ why, firms: many }) => [why, many])), out);
  const load = counted(new Map(facts.load.map(({ officer, visits }) => [officer, visits])), officers);
  return {
    facts: {
      opening,
      leftOut: [...leftOut].map(([why, many]) => ({ why: why as LeftOut, firms: many })),
      load: [...load].map(([officer, visits]) => ({ officer, visits })),
    },
    effects,
    notify: opening.done ? [notify(LEADER, 'opened', { opened: opening.opened, leftOut: opening.leftOut })] : [],
  };
};

export const running: RulesOf<'begin' | 'openNext' | 'visitRefused' | 'finish' | 'cancel' | 'cancelVisits' | 'comment'> = {
  begin: {
    title: { en: 'Begin', zh: '启动' },
    description: { en: 'Opens one visit for each firm.', zh: '为每家企业开立一件走访。' },
    event: 'Begun',
    by: ['serviceLeader'],
    from: ['drafting'],
    to: ['running'],
    decide: ({ current, reference: { over, startsAt, halfAt, endsAt, total, ...first }, limits }) => {
      if (over) return isOver();
      if (total === 0)
        return refuse('noFirms', 'No firm is meant by this. Change which ones.', '没有符合范围的企业，请修改范围。');
      if (total > limits.firmsMax)
        return refuse(
          'tooManyFirms',
          `It would be for ${total} firms, and a round is for ${limits.firmsMax} at most. Plan several.`,
          `范围内企业${total}家，单轮上限${limits.firmsMax}家，请分轮安排。`,
        );
      const { facts, ...outcome } = page(current, first);
      return { ...outcome, state: 'running', facts: { ...facts, startsAt, halfAt, endsAt } };
    },
  },
  openNext: {
    title: { en: 'Open the next visits', zh: '继续开立' },
    event: 'PageOpened',
    by: ['case', 'serviceLeader'],
    from: ['running'],
    decide: ({ current, input: { after }, reference }) => onlyNextPage(current.facts.opening, after) ?? page(current, reference),
  },
  visitRefused: {
    title: { en: 'A visit couldn’t be opened', zh: '走访未能开立' },
    event: 'VisitRefused',
    by: ['case'],
    from: ['running', 'finished', 'cancelled'],
    decide: ({ current: { facts } }) => ({ facts: { notOpened: facts.notOpened + 1 } }),
  },
  finish: {
    title: { en: 'Finish', zh: '结束' },
    description: {
      en: 'With its last day. Visits that are still open are missed then.',
      zh: '截止日结束时自动结束，未进行的走访视为逾期。',
    },
    event: 'Finished',
    by: ['clock:round'],
    from: ['running'],
    to: ['finished'],
    decide: () => ({ state: 'finished', notify: [notify(LEADER, 'finished')] }),
  },
  cancel: {
    title: { en: 'Cancel', zh: '取消' },
    description: { en: 'Visits that haven’t begun are cancelled with it.', zh: '尚未开始的走访一并取消。' },
    event: 'Cancelled',
    by: ['serviceLeader'],
    from: ['drafting', 'running'],
    to: ['cancelled'],
    decide: ({ current: { id, state }, actor, input: { reason } }) => ({
      state: 'cancelled',
      reason,
      facts: { ending: { by: actor.id, reason } },
      // No visit opens behind this, so that whoever looks next finds all of them.
      effects:
        state === 'drafting'
          ? []
          : [
              hold({ resource: roundOver(id), title: { en: 'the end of the round', zh: '走访轮次终止' } }),
              actOn(id, 'cancelVisits', {}),
            ],
    }),
  },
  cancelVisits: {
    title: { en: 'Cancel its visits', zh: '取消所属走访' },
    event: 'VisitsCancelled',
    by: ['case'],
    from: ['cancelled'],
    decide: ({ current: { facts }, reference: { visits } }) => ({
      effects: visits.map((visit) => actOn(visit, 'endWithRound', { reason: facts.ending?.reason ?? '' })),
    }),
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    event: 'Commented',
    by: ['serviceLeader', 'leader'],
    from: ['drafting', 'running', 'finished', 'cancelled'],
    decide: () => ({}),
  },
};
