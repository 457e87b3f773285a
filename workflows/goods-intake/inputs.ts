/** What a caller must send to move goods, and to act on such a movement. */
import { z } from 'zod';
import { choice, shownAs, titled } from '../kernel/describe.ts';
import { aDay, lines, photos, say, tableKey, whole, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const sku = () => titled('Goods', '物品', tableKey('goods'));
const site = () => tableKey('redemptionSites');
const several = <S extends z.ZodType>(line: S) =>
  z
    .array(line, say('Give a list of goods.', '请填写物品清单。'))
    .min(1, say('Name at least one kind of goods.', '请至少填写一种物品。'))
    .max(50, say('Name at most 50 kinds of goods.', '最多填写50种物品。'));
const reason = (help: readonly [string, string]) => titled('Reason', '理由', lines(500), help);
const counted = z.object({ sku: sku(), n: titled('How many', '数量', whole(0, 100_000)) }).meta({ title: 'GoodsCountedInput' });

export const inputs = {
  start: z.object({
    kind: titled(
      'What',
      '类型',
      choice({
        receive: ['goods have come in', '到货入库'],
        move: ['goods go to another site', '移库'],
        count: ['goods are counted', '盘点'],
        writeOff: ['goods are written off', '核销'],
      }),
    ),
    site: titled('Site', '兑换点', site(), ['Whose shelves.', '所涉兑换点。']),
    to: titled('To', '移入兑换点', site().optional(), ['Where they go, of a move.', '移库时填写。']),
    supplier: titled('Supplier', '供应商', words(120).optional(), ['Of a delivery.', '到货时填写。']),
    because: titled(
      'Why',
      '原因',
      choice({ spoiled: ['spoiled or past its day', '变质或过期'], lost: ['lost', '丢失'] }).optional(),
      ['Of a writing off.', '核销时填写。'],
    ),
    lines: titled(
      'Goods',
      '物品',
      several(
        z
          .object({
            sku: sku(),
            n: titled('How many', '数量', whole(1, 100_000)),
            costFen: titled('Cost of all', '总价', shownAs('money', whole(0, 2_000_000_000)).optional(), [
              'In fen.',
              '单位：分。',
            ]),
            batch: titled('Batch', '批号', words(60).optional()),
            bestBefore: titled('Best before', '保质期至', aDay().optional(), [
              'The last day on which it is given out.',
              '可发放的最后一日。',
            ]),
          })
          .meta({ title: 'GoodsLineInput' }),
      ).optional(),
      ['Of all but a count.', '除盘点外填写。'],
    ),
    note: titled('Note', '说明', lines(500).optional()),
    photos: titled('Photos', '照片', photos()),
  }),
  confirm: z.object({}),
  arrive: z.object({
    missing: titled(
      'Missing',
      '缺少',
      z.array(counted).max(50, say('Name at most 50 kinds of goods.', '最多填写50种物品。')).optional(),
      ['What didn’t come; it is written off as lost.', '未到物品，按丢失核销。'],
    ),
  }),
  count: z.object({
    lines: titled('Counted', '实盘', several(counted), [
      'All kinds of goods that the site has or should have.',
      '填写该点所有物品。',
    ]),
  }),
  explain: z.object({ reason: reason(['How the difference came about.', '说明差异原因。']) }),
  approve: z.object({}),
  recount: z.object({ reason: reason(['Why it is counted once more.', '说明复盘理由。']) }),
  withdraw: z.object({ reason: reason(['Why nothing comes of it.', '说明撤回理由。']) }),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
};
export type Inputs = InputTypes<typeof inputs>;
