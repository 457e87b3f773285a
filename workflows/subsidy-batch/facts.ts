/** What a batch of subsidies knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import {
  cents,
  choice,
  type Described,
  instant,
  internal,
  large,
  main,
  openingMany,
  otherCase,
  person,
  title,
  titled,
} from '../kernel/describe.ts';

export const batchKind = choice({
  offers: ['offers from a list, then their notice', '按名单发出并公示'],
  notice: ['a notice over what is committed', '仅公示已落实资金的申请'],
});

export const ranking = choice({
  dayFirst: ['the earlier honour first', '认定日期在先的优先'],
  lowFirst: ['the smaller amount first', '金额较小的优先'],
  highFirst: ['the larger amount first', '金额较大的优先'],
});

export const entry = z
  .object({
    firm: titled('Firm', '企业', z.string(), ['Its unified code.', '统一社会信用代码。']),
    name: titled('Name', '名称', z.string()),
    evidence: titled('Evidence', '依据', z.string()),
    fen: titled('Amount', '金额', cents().nullable()),
    is: titled(
      'In the list',
      '是否列入',
      choice({ in: ['in', '列入'], out: ['out', '不列入'], later: ['no money left', '预算不足暂缓'] }),
    ),
    because: titled('Why not', '原因', title().nullable()),
    failed: internal(titled('Conditions not met', '不符合的条件', z.array(z.string()))),
  })
  .meta({ title: 'SubsidyListEntry' });

const published = z
  .object({
    application: titled('Application', '申请', otherCase()),
    firm: titled('Firm', '企业', z.string()),
    fen: titled('Amount', '金额', cents()),
    at: titled('Published at', '公示时间', instant()),
    state: titled(
      'State',
      '公示结果',
      choice({ onNotice: ['on notice', '公示中'], passed: ['passed', '通过'], withheld: ['held back', '未通过'] }),
    ),
  })
  .meta({ title: 'SubsidyPublished' });

export const facts = z.object({
  kind: main(titled('Kind', '类型', batchKind)),
  item: main(titled('Policy item', '政策项目', z.string())),
  itemTitle: main(titled('Name', '名称', title())),
  year: main(titled('Year', '年度', z.int())),
  register: main(
    titled(
      'From the list',
      '依据名单',
      z
        .object({
          key: titled('Key', '编号', z.string()),
          title: titled('Name', '名称', title()),
          document: titled('Document', '文号', z.string()),
        })
        .meta({ title: 'SubsidyRegister' })
        .nullable(),
    ),
  ),
  ranking: titled('Where money is short', '预算不足时', ranking.nullable()),
  list: titled('List', '名单', z.array(entry)),
  hash: titled('Hash of the list', '名单哈希', z.string().nullable(), [
    'Of who is in and out, with amounts; whoever approves sends it.',
    '含列入情况和金额，复核时须提交。',
  ]),
  totalFen: main(titled('Sum', '合计', large(cents()))),
  freeFen: titled('Left in the budget', '预算余额', large(cents()), ['As the list was made.', '列单时。']),
  listedBy: titled('Listed by', '列单人', person()),
  approvedBy: titled('Approved by', '复核人', person().nullable()),
  opening: titled('Offers', '发出进度', openingMany()),
  refused: titled('Offers that were refused', '未能发出', z.array(z.string())),
  published: main(titled('Published', '公示条目', z.array(published))),
  approvedAt: internal(titled('Approved at', '复核时间', instant().nullable())),
});

export type Facts = Described<typeof facts>;
export type Entry = Facts['list'][number];
export type Published = Facts['published'][number];
export type Ranking = NonNullable<Facts['ranking']>;
