/** What a caller must send to exchange points for goods, and to act on the exchange. */
import { z } from 'zod';
import { choice, titled } from '../kernel/describe.ts';
import { lines, say, secretCode, tableKey, whole } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const item = z
  .object({
    sku: titled('Goods', '物品', tableKey('goods')),
    n: titled('How many', '数量', whole(1, 5)),
  })
  .meta({ title: 'RedemptionItemInput' });

const site = (help: readonly [string, string]) => titled('Site', '兑换点', tableKey('redemptionSites'), help);
const reason = (help: readonly [string, string]) => titled('Reason', '理由', lines(500), help);

export const inputs = {
  start: z.object({
    items: titled(
      'Goods',
      '物品',
      z
        .array(item, say('Give a list of goods.', '请填写物品清单。'))
        .min(1, say('Name at least one piece of goods.', '请至少选择一种物品。'))
        .max(5, say('Name at most 5 kinds of goods.', '最多选择5种物品。')),
    ),
    site: site(['Where you collect them.', '取货地点。']),
  }),
  pack: z.object({}),
  move: z.object({
    site: site(['Where there is enough of it. Whoever reserved it collects it there.', '须库存充足，改由该点取货。']),
    reason: reason(['Whoever reserved it reads it.', '兑换人可见。']),
  }),
  newCode: z.object({
    checked: titled('Person checked', '已核对本人', z.boolean().optional(), [
      'For the keeper: you have seen who it is.',
      '保管员填写：已当面核对身份。',
    ]),
  }),
  collect: z.object({
    code: titled('Collection code', '取货码', secretCode(), ['Whoever reserved it tells it.', '由兑换人出示。']),
  }),
  cancel: z.object({
    because: titled(
      'Why',
      '原因',
      choice({
        notWanted: ['not wanted any more', '不再需要'],
        broken: ['broken', '损坏'],
        missing: ['missing', '缺货'],
        spoiled: ['past its day', '过期'],
        siteCloses: ['the site closes', '兑换点关闭'],
      }).optional(),
      ['The keeper says why; whoever reserved it needn’t.', '保管员须说明；本人取消可不填。'],
    ),
  }),
  remind: z.object({}),
  lapse: z.object({}),
  owed: z.object({}),
  giveBack: z.object({
    unopened: titled('Unopened', '未拆封', z.boolean(), ['Only what is unopened is taken back.', '仅收回未拆封物品。']),
  }),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
