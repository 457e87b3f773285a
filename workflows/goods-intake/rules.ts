/** Movements of goods 物品出入库: deliveries, moves between sites, counts and writings off, each by two people. */
import { defineProcess } from '../kernel/process.ts';
import { counting, forLeader } from './counting.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { limits } from './limits.ts';
import { moving, opening } from './moving.ts';
import { type Reference, roles } from './vocabulary.ts';

export const goodsIntake = defineProcess<Inputs, Facts, Reference>()({
  name: 'goodsIntake',
  code: 'GI',
  version: 1,
  title: { en: 'Movement of goods', zh: '物品出入库' },
  states: {
    received: { en: 'to be confirmed', zh: '待确认入库' },
    underWay: { en: 'under way', zh: '移库在途' },
    counting: { en: 'being counted', zh: '盘点中' },
    differing: { en: 'counted, and differs', zh: '盘点有差异' },
    toApprove: { en: 'to be approved', zh: '待批准核销' },
    done: { en: 'done', zh: '已完成' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
  },
  closed: ['done', 'withdrawn'],
  aside: ['withdrawn'],
  clocks: {
    second: {
      title: { en: 'Time for the second person', zh: '第二人办理时限' },
      budget: { workingDays: 3 },
      ladder: [
        { at: 80, notify: [{ role: 'goodsKeeper' }] },
        { at: 100, notify: [{ role: 'goodsKeeper' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
  },
  lifecycle: {
    received: {
      runs: ['second'],
      tasks: ({ by }) => [
        { action: 'confirm', role: 'goodsKeeper', clock: 'second', except: [by], otherwise: { role: 'leader' } },
      ],
    },
    underWay: {
      runs: ['second'],
      tasks: ({ by }) => [
        { action: 'arrive', role: 'goodsKeeper', clock: 'second', except: [by], otherwise: { role: 'leader' } },
      ],
    },
    counting: {
      runs: ['second'],
      tasks: () => [{ action: 'count', role: 'goodsKeeper', clock: 'second', otherwise: { action: 'withdraw', role: 'leader' } }],
    },
    differing: {
      runs: ['second'],
      tasks: (facts) => [
        facts.reason === null
          ? { action: 'explain', role: 'goodsKeeper', clock: 'second', otherwise: { action: 'recount', role: 'leader' } }
          : approval(facts, facts.countedBy),
      ],
    },
    toApprove: { runs: ['second'], tasks: (facts) => [approval(facts, facts.by)] },
    done: {},
    withdrawn: {},
  },
  roles,
  fallback: 'leader',
  limits,
  staff: ['goodsKeeper', 'leader'],
  personal: ['goodsKeeper', 'leader'],
  start: opening,
  actions: { ...moving, ...counting },
});

/** Whoever may approve, but for who did what is approved. */
const approval = (facts: Facts, doer: string | null) =>
  ({
    action: 'approve',
    role: forLeader(facts) ? 'leader' : 'goodsKeeper',
    clock: 'second',
    ...(doer === null ? {} : { except: [doer] }),
    otherwise: { role: 'leader' },
  }) as const;
