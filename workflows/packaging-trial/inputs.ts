/** What a caller must send to propose a packaging trial and to act on it. */
import { z } from 'zod';
import { cents, personal, titled } from '../kernel/describe.ts';
import { caseId, licenceCode, lines, photos, say, tableKey, whole, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { choices } from './facts.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const payment = () => titled('Payment', '付款编号', words(80), ['As in the file of the bank.', '见银行回单。']);
const fen = (most: number) => cents().pipe(whole(0, most));
/** The API reads the limit of photos from their mark, so what they are refused for stands behind it. */
const somePhotos = () => photos().refine((sent) => sent.length > 0, say('Send at least one photo.', '请至少上传一张照片。'));
const bothNames = () => z.object({ en: words(80), zh: words(80) }).meta({ title: 'TrialSchemeName' });

const design = {
  title: titled('Name of the packaging', '包装名称', bothNames()),
  parts: titled(
    'Parts',
    '组成',
    z
      .array(words(80))
      .min(1, say('Name at least one part.', '请至少填写一项组成。'))
      .max(12, say('Name at most 12 parts.', '组成最多12项。')),
    ['Such as a net for each fruit and a tray.', '例如单果套网、凹槽托底。'],
  ),
  costFen: titled('Cost for a parcel', '单件成本', fen(100_000)),
  grams: titled('Weight in grams', '重量（克）', whole(1, 10_000)),
  baselineScheme: titled('Packaging in use', '现用包装', tableKey('packagingSchemes'), [
    'It is compared with this one.',
    '作为对照的包装方案。',
  ]),
  firm: titled(
    'Made by',
    '包装企业',
    z
      .object({
        id: titled('Credit code', '统一社会信用代码', licenceCode()),
        name: titled('Name', '名称', words(80)),
      })
      .meta({ title: 'TrialMaker' }),
  ),
  target: titled('Loss aimed at (‰)', '目标损耗率（‰）', whole(0, 1000)),
  shipments: titled('Parcels of each packaging', '每种包装件数', whole(1, 120)),
  zones: titled(
    'Tariff zones',
    '资费区',
    z
      .array(tableKey('tariffs'))
      .min(1, say('Name the zones.', '请填写资费区。'))
      .max(10, say('Name at most 10 zones.', '最多10个资费区。')),
    ['Only parcels to these count.', '仅发往这些资费区的包裹计入。'],
  ),
  budgetFen: titled('Budget', '预算', fen(100_000_000), ['For the packaging of all parcels.', '全部试验包装的费用。']),
  days: titled('Days of shipping', '发运天数', whole(1, 365), ['By the calendar, from the approval on.', '自批准起的自然日。']),
};

export const inputs = {
  start: z.object({
    product: titled('Product', '品类', tableKey('products')),
    key: titled(
      'Key of the packaging',
      '方案编号',
      z
        .string()
        .trim()
        .regex(
          /^[A-Za-z][A-Za-z0-9]{0,39}$/,
          say('Give a short name of letters and digits that begins with a letter.', '请填写以字母开头、由字母和数字组成的简称。'),
        ),
      ['By which tables and parcels name it.', '参数表和包裹以此引用。'],
    ),
    ...design,
    photos: titled('Photos', '照片', somePhotos()),
  }),
  amend: z.object({ ...design, photos: titled('Photos', '照片', photos()) }),
  advise: z.object({
    fit: titled('Fit to be shipped', '可以发运', z.boolean()),
    text: titled('Opinion', '技术意见', lines(2000)),
    tests: titled(
      'Drop tests',
      '跌落测试',
      z
        .array(
          z
            .object({
              test: titled('Test', '测试', tableKey('dropTests')),
              passed: titled('Passed', '通过', z.boolean()),
            })
            .meta({ title: 'TrialDropTestDone' }),
        )
        .max(20, say('Name at most 20 tests.', '测试最多20项。'))
        .default([]),
    ),
  }),
  approve: z.object({}),
  sendBack: z.object({ reason: reason('What is to be changed. The proposer reads it.', '说明须修改之处，提出人可见。') }),
  beginShipping: z.object({}),
  noteShipment: z.object({
    pickup: titled('Pickup', '揽收件', caseId()),
    parcels: titled(
      'Parcels',
      '包裹',
      z
        .array(
          z
            .object({
              n: titled('Parcel', '件序', whole(1, 100)),
              units: titled('Units', '数量', whole(1, 100_000).nullable()),
              zone: titled('Tariff zone', '资费区', z.string().min(1)),
            })
            .meta({ title: 'TrialShipment' }),
        )
        .min(1)
        .max(100),
    ),
  }),
  noteCancelled: z.object({
    pickup: titled('Pickup', '揽收件', caseId()),
    parcels: titled('Parcels', '包裹', z.array(whole(1, 100)).max(100).optional(), [
      'All of them where left out.',
      '留空为全部。',
    ]),
  }),
  noteReceipt: z.object({
    pickup: titled('Pickup', '揽收件', caseId()),
    n: titled('Parcel', '件序', whole(1, 100)),
    units: titled('Units', '数量', whole(1, 100_000)),
    bad: titled('Bad units', '损坏数', whole(0, 100_000)),
  }),
  measure: z.object({
    pickup: titled('Pickup', '揽收件', caseId()),
    n: titled('Parcel', '件序', whole(1, 100)),
    units: titled('Units', '数量', whole(1, 100_000), ['All that were in the parcel.', '包裹内总数。']),
    bad: titled('Bad units', '损坏数', whole(0, 100_000)),
    photos: titled('Photos', '照片', somePhotos()),
  }),
  endShipping: z.object({
    reason: titled('Reason', '理由', lines(1000).optional(), [
      'Needed while a packaging or a zone has too few parcels.',
      '件数或资费区不足时须说明。',
    ]),
  }),
  publish: z.object({}),
  vote: z.object({
    vote: titled('Vote', '意见', choices),
    reason: titled('Reason', '理由', lines(1000).optional(), [
      'Needed unless the packaging is to be adopted.',
      '不赞成采用的须说明理由。',
    ]),
  }),
  decide: z.object({}),
  lapse: z.object({}),
  withdraw: z.object({ reason: reason('Why the trial isn’t gone on with.', '说明不再进行的原因。') }),
  comment: z.object({ text: titled('Comment', '意见', lines(2000)) }),
  setAccount: z.object({
    account: titled('Bank account', '收款账户', personal('account', words(60)), ['Only the cashier reads it.', '仅出纳可见。']),
  }),
  pay: z.object({
    paymentRef: titled('Reference', '付款凭证号', words(60).optional(), [
      'Of the receipt, where you pay by hand.',
      '手工付款时填写凭证号。',
    ]),
  }),
  confirmPayment: z.object({ payment: payment() }),
  bouncePayment: z.object({ payment: payment() }),
  clearPayment: z.object({
    payment: payment(),
    arrived: titled('It has arrived', '已到账', z.boolean()),
    reason: reason('How you found out.', '说明核实方式。'),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
