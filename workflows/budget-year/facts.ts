/** What a budget of one year knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { cents, choice, type Described, instant, internal, large, main, person, title, titled } from '../kernel/describe.ts';

export const changeKind = choice({
  allocate: ['allocate', '下达'],
  increase: ['increase', '追加'],
  cut: ['cut', '调减'],
  freeze: ['freeze', '冻结'],
  thaw: ['thaw', '解冻'],
  close: ['close', '结账'],
});

const change = {
  kind: titled('Change', '变更', changeKind),
  fen: titled('Amount', '金额', large(cents())),
  ground: titled('Ground', '依据', z.string(), ['A document or a reason.', '文号或理由。']),
  by: titled('Proposed by', '提出人', person()),
  at: titled('Proposed at', '提出时间', instant()),
};

export const facts = z.object({
  item: main(titled('Policy item', '政策项目', z.string())),
  itemTitle: main(titled('Name', '名称', title())),
  year: main(titled('Year', '年度', z.int())),
  proposal: titled('Waits for approval', '待复核', z.object(change).meta({ title: 'BudgetProposal' }).nullable()),
  changes: titled(
    'Changes',
    '变更记录',
    z.array(
      z
        .object({
          ...change,
          approvedBy: titled('Approved by', '复核人', person()),
          approvedAt: titled('Approved at', '复核时间', instant()),
        })
        .meta({ title: 'BudgetChange' }),
    ),
  ),
  carryOverAt: titled('Carried over at', '结转时间', instant(), [
    'What is free lapses then; what is committed goes on.',
    '届时未承诺的结余收回，已承诺的继续执行。',
  ]),
  isOver: titled('Year carried over', '已结转', z.boolean()),
  lapsed: titled('Lapsed', '收回结余', large(cents())),
  warned: internal(titled('Warned at', '已提醒（‰）', z.int())),
});

export type Facts = Described<typeof facts>;
export type Kind = Facts['changes'][number]['kind'];
