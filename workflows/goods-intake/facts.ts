/** What a movement of goods knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { cents, choice, type Described, day, internal, large, main, named, person, title, titled } from '../kernel/describe.ts';

const line = z
  .object({
    sku: titled('Goods', '物品代码', z.string()),
    title: titled('Name', '名称', title()),
    n: titled('How many', '数量', z.int()),
    costFen: titled('Cost of all', '总价', large(cents()).nullable()),
    batch: titled('Batch', '批号', z.string().nullable()),
    bestBefore: titled('Best before', '保质期至', day().nullable()),
  })
  .meta({ title: 'GoodsLine' });

const counted = z
  .object({
    sku: titled('Goods', '物品代码', z.string()),
    title: titled('Name', '名称', title()),
    book: titled('By the book', '账面数', z.int()),
    counted: titled('Counted', '实盘数', z.int()),
  })
  .meta({ title: 'GoodsCounted' });

export const facts = z.object({
  kind: main(
    titled(
      'What',
      '类型',
      choice({
        receive: ['delivery', '到货'],
        move: ['move', '移库'],
        count: ['count', '盘点'],
        writeOff: ['writing off', '核销'],
      }),
    ),
  ),
  site: main(titled('Site', '兑换点', named())),
  to: titled('To', '移入兑换点', named().nullable()),
  supplier: titled('Supplier', '供应商', z.string().nullable()),
  because: titled(
    'Why',
    '原因',
    choice({ spoiled: ['spoiled or past its day', '变质或过期'], lost: ['lost', '丢失'] }).nullable(),
  ),
  lines: main(titled('Goods', '物品', z.array(line))),
  counted: titled('Counted', '盘点结果', z.array(counted).nullable(), [
    'Beside what the book said at that moment, which isn’t shown before.',
    '盘点提交后方显示账面数。',
  ]),
  by: internal(titled('Opened by', '发起人', person())),
  countedBy: titled('Counted by', '盘点人', person().nullable()),
  reason: titled('Explained', '差异说明', z.string().nullable()),
  leaders: internal(titled('For the leader', '须领导批准', z.boolean())),
});
export type Facts = Described<typeof facts>;
