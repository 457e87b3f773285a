/** How the shelves of a site are counted without the book, and what follows where the two differ. */
import { both } from '../kernel/parts.ts';
import { holdsRole, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { corrected, writtenOff } from './lines.ts';
import { KEEPER, LEADER, notify, type RulesOf } from './vocabulary.ts';

type Counted = NonNullable<Facts['counted']>;

/** What a count is off by, of a thousand pieces in the book; all of it where the book had none. */
export const differenceOf = (counted: Counted): number => {
  const off = counted.reduce((sum, { book, counted }) => sum + Math.abs(counted - book), 0);
  const book = counted.reduce((sum, one) => sum + one.book, 0);
  return off === 0 ? 0 : book === 0 ? 1_000 : Math.ceil((off * 1_000) / book);
};

export const counting: RulesOf<'count' | 'explain' | 'approve' | 'recount'> = {
  count: {
    title: { en: 'Enter what was counted', zh: '提交盘点' },
    description: { en: 'The book is shown afterwards.', zh: '提交后方显示账面数。' },
    event: 'Counted',
    by: ['goodsKeeper'],
    from: ['counting'],
    to: ['done', 'differing'],
    decide: ({ current: { facts }, actor, input: { lines }, reference: { shelves }, limits }) => {
      const numbers = new Map(lines.map(({ sku, n }) => [sku, n]));
      const left = shelves.filter(({ sku, book }) => book > 0 && !numbers.has(sku));
      if (left.length > 0)
        return refuse(
          'notCounted',
          `Count all that the site has: ${left.map(({ title }) => title.en).join(', ')} ${left.length === 1 ? 'is' : 'are'} missing; 0 where there is none.`,
          `请盘点全部物品，缺少：${left.map(({ title }) => title.zh).join('、')}；没有的填0。`,
        );
      const known = new Map(shelves.map((one) => [one.sku, one]));
      const counted = [...numbers].map(([sku, n]) => ({
        sku,
        title: known.get(sku)?.title ?? { en: sku, zh: sku },
        book: known.get(sku)?.book ?? 0,
        counted: n,
      }));
      const share = differenceOf(counted);
      const found = { facts: { counted, countedBy: actor.id, leaders: share > limits.countTolerance } };
      if (share === 0) return { state: 'done', ...found };
      return {
        state: 'differing',
        ...found,
        notify: [
          notify(share > limits.countTolerance ? LEADER : KEEPER, 'difference', { ...both('site', facts.site.title), share }),
        ],
      };
    },
  },
  explain: {
    title: { en: 'Explain the difference', zh: '说明差异' },
    event: 'Explained',
    by: ['goodsKeeper'],
    from: ['differing'],
    decide: ({ input: { reason } }) => ({ facts: { reason }, reason }),
  },
  approve: {
    title: { en: 'Approve', zh: '批准' },
    description: {
      en: 'A second person approves; a leader where a count is off by more than the tenant allows, or of a loss.',
      zh: '须第二人批准；盘点差异超过上限或丢失时由领导批准。',
    },
    event: 'Approved',
    by: ['goodsKeeper', 'leader'],
    apart: [
      { did: 'start', who: ({ kind, by }) => (kind === 'writeOff' ? by : null) },
      { did: 'count', who: ({ countedBy }) => countedBy },
    ],
    from: ['differing', 'toApprove'],
    to: ['done'],
    guard: ({ current: { state, facts }, actor }) => {
      if (state === 'differing' && facts.reason === null)
        return refuse('notExplained', 'The keepers explain the difference first.', '请先由保管员说明差异原因。');
      return forLeader(facts) && !holdsRole(actor, ['leader'])
        ? refuse('forTheLeader', 'This is for the leader to approve. Leave it to them.', '须由领导批准。')
        : undefined;
    },
    decide: ({ current: { state, facts } }) => ({
      state: 'done',
      effects: state === 'differing' ? corrected(facts) : [writtenOff(facts)],
    }),
  },
  recount: {
    title: { en: 'Have it counted once more', zh: '要求复盘' },
    event: 'RecountAsked',
    by: ['leader', 'goodsKeeper'],
    from: ['differing'],
    to: ['counting'],
    decide: ({ current: { facts }, input: { reason } }) => ({
      state: 'counting',
      reason,
      facts: { counted: null, countedBy: null, reason: null, leaders: false },
      notify: [notify(KEEPER, 'recount', { ...both('site', facts.site.title), reason })],
    }),
  },
};

/** What keepers don't approve among themselves. */
export const forLeader = ({ leaders, because }: Pick<Facts, 'leaders' | 'because'>): boolean => leaders || because === 'lost';
