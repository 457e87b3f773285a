import { z } from 'zod';
import { type Described, internal, main, person, titled } from '../../../workflows/kernel/describe.ts';
import { photos, words } from '../../../workflows/kernel/inputs.ts';
import type { InputTypes } from '../../../workflows/kernel/process.ts';

export const inputs = {
  start: z.object({ what: titled('Errand', '跑腿事项', words(200)) }),
  note: z.object({ text: titled('Note', '备注', words(200)) }),
  park: z.object({}),
  finish: z.object({}),
  pay: z.object({ points: titled('Points', '酬劳积分', z.int().min(1)) }),
  takeBack: z.object({}),
  weigh: z.object({
    series: titled('Series', '序列', words(40)),
    values: titled(
      'Values',
      '测量值',
      z.array(z.object({ at: titled('When', '时间', z.int()), value: titled('Value', '数值', z.number()) })).max(500),
    ),
    quietly: titled('Quietly', '不公开', z.boolean().optional()),
  }),
  spend: z.object({
    fen: titled('Amount', '金额', z.int().min(1)),
    most: titled('Most', '上限', z.int()),
    months: titled('Months', '月数', z.int().optional()),
  }),
  send: z.object({
    payment: titled('Payment', '付款编号', words(100)),
    account: titled('Account', '账号', words(40).optional()),
  }),
  settle: z.object({
    payment: titled('Payment', '付款编号', words(100)),
    back: titled('Came back', '已退回', z.boolean()),
    byHand: titled('By hand', '手工登记', z.boolean()),
  }),
  bid: z.object({
    fen: titled('Bid', '报价', z.int().min(1)),
    why: titled('Why', '说明', words(200)),
    photos: titled('Photos', '照片', photos()),
  }),
  openBids: z.object({}),
  stumble: z.object({}),
  reach: z.object({}),
  stumbleLate: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;

export const facts = z.object({
  what: main(titled('Errand', '跑腿事项', z.string())),
  notes: main(titled('Notes', '备注数', z.int())),
  bids: titled(
    'Bids',
    '报价',
    z
      .array(
        z.object({
          by: titled('By', '报价人', person()),
          fen: titled('Amount', '金额', z.int()),
          why: titled('Why', '说明', z.string()),
        }),
      )
      .exactOptional(),
  ),
  bidsOpen: titled('Bids are open', '已开标', z.boolean().exactOptional()),
  urgent: internal(
    titled('Urgent', '加急', z.boolean().exactOptional(), ['Only by the second version of the rules.', '仅第二版规则有此项。']),
  ),
});

export type Facts = Described<typeof facts>;
