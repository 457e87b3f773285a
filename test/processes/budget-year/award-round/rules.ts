import { NOTHING_OPENED, onlyNextPage, openMany, pageBehind } from '../../../../workflows/kernel/open-many.ts';
import { defineProcess } from '../../../../workflows/kernel/process.ts';
import { rolesOf } from '../../../../workflows/roles.ts';
import type { Facts, Inputs } from './inputs.ts';

/** The next page: firms that are left out are counted, and have no award. */
const next = (caseId: string, { firms, without, opening }: Facts) => {
  const list = firms.map((firm) => ({
    key: firm,
    ...(without.includes(firm) ? {} : { input: { item: 'ownBrand', year: 2026, firm, fen: 100 } }),
  }));
  const page = pageBehind(list, opening.cursor);
  const { opening: so, effects } = openMany(opening, { caseId, process: 'award', action: 'openNext', page });
  return { state: so.done ? 'opened' : 'opening', facts: { opening: so }, effects } as const;
};

/** Awards to many firms at once. */
export const awardRound = defineProcess<Inputs, Facts>()({
  name: 'awardRound',
  code: 'AR',
  version: 1,
  title: { en: 'Round of awards', zh: '批量资助' },
  states: {
    opening: { en: 'being opened', zh: '开立中' },
    opened: { en: 'opened', zh: '已开立' },
    cancelled: { en: 'cancelled', zh: '已取消' },
  },
  closed: ['opened', 'cancelled'],
  clocks: {},
  lifecycle: {
    opening: { tasks: () => [{ action: 'openNext', role: 'policyReviewer' }], untimed: { en: 'no clock', zh: '不计时' } },
    opened: {},
    cancelled: {},
  },
  roles: rolesOf('policyReviewer'),
  fallback: 'policyReviewer',
  limits: {},
  staff: ['policyReviewer'],
  personal: [],
  start: {
    title: { en: 'Open awards', zh: '批量开立' },
    event: 'Begun',
    by: ['policyReviewer'],
    to: ['opening', 'opened'],
    decide: ({ id, input }) => {
      const before = { ...input, opening: NOTHING_OPENED };
      const first = next(id, before);
      return { ...first, title: 'Awards', facts: { ...before, ...first.facts } };
    },
  },
  actions: {
    openNext: {
      title: { en: 'Open the next ones', zh: '继续开立' },
      event: 'PageOpened',
      by: ['case', 'policyReviewer'],
      from: ['opening'],
      to: ['opening', 'opened'],
      decide: ({ current: { id, facts }, input: { after } }) => onlyNextPage(facts.opening, after) ?? next(id, facts),
    },
    cancel: {
      title: { en: 'Cancel', zh: '取消' },
      event: 'Cancelled',
      by: ['policyReviewer'],
      from: ['opening'],
      to: ['cancelled'],
      decide: () => ({ state: 'cancelled' }),
    },
  },
});
