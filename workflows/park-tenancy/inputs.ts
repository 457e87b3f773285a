/** What a caller must send to ask for rooms in a park and to act on the tenancy. */
import { z } from 'zod';
import { choice, large, personal, shownAs, titled } from '../kernel/describe.ts';
import { aDay, caseId, lines, personId, photos, registeredCode, say, tableKey, version, whole, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { heard } from '../public-notice/inputs.ts';
import { CAUSES, CHANGES, DEDUCTIONS, DEPOSITS, GROUNDS } from './facts.ts';

const fen = (en: string, zh: string, least = 1, most = 10_000_000_000) =>
  titled(en, zh, large(shownAs('money', whole(least, most))));
const dayOf = (en: string, zh: string) => titled(en, zh, aDay());
const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const room = () => titled('Room', '房间', tableKey('parkRooms'));
const rooms = () =>
  titled(
    'Rooms',
    '房间',
    z
      .array(tableKey('parkRooms'), say('Give a list of rooms.', '请填写房间列表。'))
      .min(1, say('Name at least one room.', '请至少选择一个房间。'))
      .max(20, say('Name at most 20 rooms.', '最多选择20个房间。'))
      .refine((all) => new Set(all).size === all.length, say('Name each room once.', '房间不能重复。')),
  );
const months = () => titled('Months', '租期（月）', whole(1, 1_200));
const payment = () => titled('Payment', '付款编号', words(80), ['As in the file of the bank.', '见银行回单。']);
const terms = {
  rentFen: fen('Rent per m² and month', '月租金（每平方米）', 0, 1_000_000),
  freeMonths: titled('Months without rent', '免租期（月）', whole(0, 120)),
  depositMonths: titled('Deposit in months of rent', '押金月数', whole(0, 120)),
  stepPerMille: titled('Rise each year (‰)', '每年递增（‰）', whole(0, 500)),
  months: months(),
};
/** What a sitting tenant is shown of another's offer. */
const rival = z.object({
  case: titled('Case', '案件', caseId('parkTenancy')),
  rooms: titled('Rooms', '房间', z.array(z.string()).min(1).max(20)),
  version: titled('Version', '版本', z.int()),
});
const ofCase = z.object({ case: titled('Case', '案件', caseId('parkTenancy')) });

export const inputs = {
  start: z.object({
    firm: titled('Firm', '统一社会信用代码', registeredCode()),
    park: titled('Park', '园区', tableKey('parks')),
    area: titled('Area (0.01 m²)', '面积（0.01平方米）', whole(1_000, 500_000), ['From 10 to 5,000 m².', '10至5000平方米。']),
    floorLoad: titled('Floor load (kg/m²)', '楼面荷载（公斤/平方米）', whole(0, 20_000)),
    powerKw: titled('Power (kW)', '用电（千瓦）', whole(0, 50_000)),
    use: titled('Use', '用途', words(200), ['What the rooms are for.', '房间用途。']),
    from: dayOf('From', '起租日'),
    months: months(),
    plan: titled('Plan', '经营计划', lines(4000), ['What the firm makes and with whom.', '说明产品、合作方和计划。']),
    staff: titled('Staff', '员工人数', whole(0, 100_000)),
  }),
  admit: z.object({
    reviewers: titled(
      'Reviewers',
      '评审人',
      z.array(personId('fitReviewer')).max(15, say('Name at most 15 reviewers.', '最多15名评审人。')).optional(),
      ['All who may judge this firm when left out.', '不填为所有无须回避的评审人。'],
    ),
  }),
  reject: z.object({
    ground: titled('Ground', '原因', choice(GROUNDS)),
    reason: reason('The firm reads it.', '企业可见。'),
  }),
  withdraw: z.object({ reason: reason('Why it goes no further.', '说明不再继续的原因。') }),
  score: z.object({
    points: titled(
      'Points',
      '评分',
      z
        .array(
          z
            .object({ criterion: titled('Criterion', '评审项', words(40)), points: titled('Points', '分数', whole(0, 100)) })
            .meta({ title: 'TenancyPointsSent' }),
          say('Give points for each criterion.', '请逐项评分。'),
        )
        .max(30),
    ),
    vetoes: titled('Vetoes', '否决项', z.array(words(40)).max(30).default([]), [
      'Criteria by which the firm can’t be admitted.',
      '依据哪些评审项不能准入。',
    ]),
    words: titled('In words', '评语', lines(2000)),
  }),
  recuse: z.object({ reason: reason('Why you don’t judge this firm.', '说明回避原因。') }),
  callIn: z.object({ reviewer: titled('Reviewer', '评审人', personId('fitReviewer')) }),
  closeReview: z.object({}),
  concludeReview: z.object({}),
  offer: z.object({
    rooms: rooms(),
    ...terms,
    from: dayOf('First day', '起租日').optional(),
    conditions: titled('Conditions', '附加条件', lines(2000).optional()),
    reason: titled('Reason for the rent', '租金说明', lines(500).optional(), [
      'Where it is nothing, or below the lowest rent.',
      '零租金或低于底价时必填。',
    ]),
  }),
  approveRent: z.object({ version: version(['Of the offer.', '报价版本。']) }),
  agree: z.object({ version: version(['Of the offer that you have read.', '您所阅报价的版本。']) }),
  waitFor: z.object({ rooms: rooms() }),
  noteReservation: z.object({}),
  lapse: z.object({}),
  publish: z.object({
    boards: titled('Boards', '公示栏', z.array(words(100)).max(5).default([]), [
      'Where it hangs beside the web.',
      '除网站外张贴的公示栏。',
    ]),
  }),
  ...heard,
  sign: z.object({
    version: version(['Of the offer that the contract puts in writing.', '合同所依据的报价版本。']),
    sha256: titled(
      'Hash of the contract',
      '合同文件哈希',
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(
          /^[0-9a-f]{64}$/,
          say('Give the SHA-256 of the file, 64 letters and digits.', '请填写合同文件的SHA-256（64位）。'),
        ),
    ),
  }),
  payDeposit: z.object({
    kind: titled('Kind', '形式', choice(DEPOSITS), ['A bank guarantee is as good as cash.', '银行保函与现金同等有效。']),
    fen: fen('Amount', '金额'),
    reference: titled('Number', '凭证号', words(100), ['Of the receipt or the guarantee.', '收据号或保函号。']),
    until: dayOf('Holds until', '保函有效期至').optional(),
  }),
  handOver: z.object({
    meters: titled('Meters', '表计读数', lines(500)),
    keys: titled('Keys', '钥匙', whole(0, 1_000)),
    photos: titled('Photos', '照片', photos()),
  }),
  takeOver: z.object({ remarks: titled('Remarks', '接收说明', lines(1000).optional()) }),
  showRival: rival,
  rivalGone: ofCase,
  match: z.object({}),
  waive: z.object({}),
  rightLapsed: ofCase,
  outmatched: ofCase,
  bill: z.object({}),
  pay: z.object({ fen: fen('Amount', '金额'), reference: titled('Number', '凭证号', words(100).optional()) }),
  remind: z.object({}),
  dun: z.object({}),
  askChange: z.object({
    kind: titled('Change', '变更', choice(CHANGES)),
    room: room(),
    from: dayOf('From', '起'),
    subtenant: titled('Subtenant', '次承租人', words(200).optional(), ['Where you sublet.', '转租时填写。']),
  }),
  allowChange: z.object({
    rentFen: fen('Rent per m² and month', '月租金（每平方米）', 0, 1_000_000).optional(),
  }),
  refuseChange: z.object({ reason: reason('The firm reads it.', '企业可见。') }),
  askRenewal: z.object({ months: months() }),
  noteTerm: z.object({}),
  giveNotice: z.object({
    to: dayOf('Ends on', '终止日'),
    cause: titled('Cause', '原因', choice(CAUSES)),
    reason: reason('The other side reads it.', '对方可见。'),
  }),
  inspectExit: z.object({
    damages: titled(
      'Damage',
      '损坏清单',
      z
        .array(
          z
            .object({ what: titled('What', '内容', words(200)), fen: fen('Price', '金额', 0) })
            .meta({ title: 'TenancyDamageSent' }),
        )
        .max(100)
        .default([]),
    ),
    tenantWord: titled('The tenant’s word', '承租人意见', lines(2000).optional()),
    agreed: titled('Tenant agrees', '承租人认可', z.boolean()),
    photos: titled('Photos', '照片', photos()),
  }),
  settle: z.object({
    deductions: titled(
      'Deductions',
      '扣款明细',
      z
        .array(
          z
            .object({
              kind: titled('Kind', '类别', choice(DEDUCTIONS)),
              what: titled('What', '内容', words(200)),
              fen: fen('Amount', '金额'),
            })
            .meta({ title: 'TenancyDeductionSent' }),
        )
        .max(100)
        .default([]),
    ),
  }),
  setAccount: z.object({
    account: titled('Bank account', '退款账户', personal('account', words(60)), ['Only the cashier reads it.', '仅出纳可见。']),
  }),
  refund: z.object({
    paymentRef: titled('Number of the receipt', '凭证号', words(100).optional(), [
      'Where it is paid by hand.',
      '手工付款时填写。',
    ]),
  }),
  confirmPayment: z.object({ payment: payment() }),
  bouncePayment: z.object({ payment: payment(), reason: titled('Reason', '退回原因', words(200).optional()) }),
  clearPayment: z.object({
    payment: payment(),
    arrived: titled('It has arrived', '已到账', z.boolean()),
    reason: reason('How you found out.', '说明核实方式。'),
  }),
  close: z.object({}),
  succeed: z.object({}),
  reportResults: z.object({
    staff: titled('Staff', '员工人数', whole(0, 100_000)),
    outputPerMu: fen('Output per mu and year', '年亩均产值', 0, 1_000_000_000_000),
  }),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
