/** How a reservation ends without its goods, and how goods come back. */
import { dropCode } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { both } from '../kernel/parts.ts';
import { holdsRole, refuse, type Title } from '../kernel/process.ts';
import { returns, undoes } from './accounts.ts';
import { byHolder, COLLECTION } from './handing.ts';
import { pausedUntil } from './reserving.ts';
import { HOLDER, notify, type RulesOf } from './vocabulary.ts';

const WHY: Readonly<Record<string, Title>> = {
  notWanted: { en: 'not wanted any more', zh: '不再需要' },
  broken: { en: 'broken', zh: '物品损坏' },
  missing: { en: 'missing', zh: '缺货' },
  spoiled: { en: 'past its day', zh: '物品过期' },
  siteCloses: { en: 'the site closes', zh: '兑换点关闭' },
};
const DAY = 86_400_000;

export const ending: RulesOf<'cancel' | 'remind' | 'lapse' | 'owed' | 'giveBack' | 'comment'> = {
  cancel: {
    title: { en: 'Cancel', zh: '取消' },
    event: 'Cancelled',
    by: ['courier', 'resident', 'goodsKeeper', 'leader'],
    anywhere: true,
    from: ['reserved', 'ready'],
    to: ['cancelled'],
    guard: (context) => (holdsRole(context.actor, ['leader']) ? undefined : byHolder(context)),
    decide: ({ current: { id, facts }, actor, input: { because = 'notWanted' }, reference, limits }) => {
      const own = actor.id === facts.holder.id;
      if (!own && because === 'notWanted')
        return refuse(
          'whyCancelled',
          'Say why: broken, missing, past its day, or the site closes.',
          '请选择原因：损坏、缺货、过期或兑换点关闭。',
        );
      return {
        state: 'cancelled',
        facts: { ending: { by: actor.id, reason: because } },
        effects: [dropCode(COLLECTION), ...returns(id, facts, reference, limits)],
        notify: [notify(HOLDER, 'cancelled', { points: facts.points, ...both('why', WHY[because] as Title) })],
      };
    },
  },
  remind: {
    title: { en: 'Remind', zh: '提醒领取' },
    event: 'Reminded',
    by: ['clock:collect'],
    from: ['ready'],
    decide: ({ current: { facts } }) => ({
      facts: { reminders: facts.reminders + 1 },
      notify: [notify(HOLDER, 'remind', both('site', facts.site.title))],
    }),
  },
  lapse: {
    title: { en: 'Lapse', zh: '逾期取消' },
    event: 'Lapsed',
    by: ['clock:collect'],
    from: ['ready'],
    to: ['lapsed'],
    decide: ({ current: { id, facts }, now, reference, limits }) => {
      const paused = pausedUntil([...reference.lapses, now], now, limits);
      return {
        state: 'lapsed',
        facts: { lapsed: true },
        effects: [dropCode(COLLECTION), ...returns(id, facts, reference, limits)],
        notify: [
          notify(HOLDER, 'lapsed', { points: facts.points }),
          ...(paused === null ? [] : [notify(HOLDER, 'paused', { until: moment(paused), times: limits.lapsesToPause })]),
        ],
      };
    },
  },
  owed: {
    title: { en: 'Give back to fill the account', zh: '抵补积分' },
    description: {
      en: 'Points were taken back from an account, which is below zero: its newest reservations are cancelled, as far as that fills it.',
      zh: '积分被撤销致账户为负时，由新到旧取消预订，直至抵补。',
    },
    event: 'CancelledForDebt',
    by: ['case'],
    from: ['reserved', 'ready'],
    to: ['cancelled'],
    decide: ({ current: { id, facts }, reference, limits }) =>
      reference.purse.balance >= 0
        ? refuse('nothingOwed', 'The account isn’t below zero any more; nothing is cancelled.', '账户已不为负，无需取消。')
        : {
            state: 'cancelled',
            facts: { ending: { by: 'ledger', reason: 'owed' } },
            effects: [dropCode(COLLECTION), ...returns(id, facts, reference, limits)],
            notify: [notify(HOLDER, 'owed', { points: facts.points })],
          },
  },
  giveBack: {
    title: { en: 'Take back', zh: '退回' },
    description: {
      en: 'What is unopened comes back to the shelf, within the days of the tenant.',
      zh: '未拆封物品在期限内退回上架。',
    },
    event: 'TakenBack',
    by: ['goodsKeeper'],
    from: ['collected'],
    to: ['returned'],
    decide: ({ current: { id, facts }, actor, now, input: { unopened }, reference, limits }) => {
      if (!unopened)
        return refuse('opened', 'Only what is unopened is taken back. It stays with whoever collected it.', '仅收回未拆封物品。');
      const last = (facts.collectedAt ?? 0) + limits.returnDays * DAY;
      if (now > last)
        return refuse(
          'tooLate',
          `It could be taken back until ${moment(last)}. It stays with whoever collected it.`,
          `退回期限为${moment(last)}，已逾期。`,
        );
      return {
        state: 'returned',
        facts: { ending: { by: actor.id, reason: null } },
        effects: undoes(id, facts, reference, limits),
        notify: [notify(HOLDER, 'returned', { points: facts.points })],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: ['courier', 'resident', 'goodsKeeper', 'leader'],
    anywhere: true,
    evenOwn: true,
    from: ['reserved', 'ready', 'collected', 'lapsed', 'cancelled', 'returned'],
    guard: (context) => (holdsRole(context.actor, ['leader']) ? undefined : byHolder(context)),
    decide: () => ({}),
  },
};
