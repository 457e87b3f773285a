/** What a tenancy in a park knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import {
  answers,
  cents,
  choice,
  type Described,
  day,
  instant,
  internal,
  large,
  main,
  named,
  otherCase,
  payments,
  person,
  personal,
  sheet,
  title,
  titled,
} from '../kernel/describe.ts';

export const SIDES = { firm: ['the firm', '企业'], park: ['the park', '园区'] } as const;
export const DEPOSITS = { cash: ['cash', '现金'], guarantee: ['bank guarantee', '银行保函'] } as const;
export const GROUNDS = {
  space: ['no room that fits', '无合适房源'],
  use: ['a use that isn’t admitted', '用途不符'],
  negotiation: ['no agreement', '未达成一致'],
  other: ['something else', '其他'],
} as const;
export const CAUSES = {
  term: ['the term ends', '租期届满'],
  firmLeaves: ['the firm leaves', '企业退租'],
  arrears: ['arrears', '欠租'],
  breach: ['breach of the contract', '违约'],
  publicInterest: ['public interest', '公共利益'],
  firmEnded: ['the firm has ended', '企业已终止'],
} as const;
export const CHANGES = {
  addRoom: ['take a room more', '增租房间'],
  dropRoom: ['give a room back', '退租房间'],
  sublet: ['sublet', '转租'],
} as const;
export const DEDUCTIONS = { damage: ['damage', '损坏赔偿'], rent: ['rent', '租金'], other: ['other', '其他'] } as const;

const area = () => titled('Area (0.01 m²)', '面积（0.01平方米）', z.int());
const money = (en: string, zh: string) => titled(en, zh, large(cents()));

const room = z
  .object({ id: titled('Room', '房间', z.string()), title: titled('Name', '名称', title()), area: area() })
  .meta({ title: 'TenancyRoom' });

const termsOf = {
  rooms: titled('Rooms', '房间', z.array(room)),
  from: titled('First day', '起租日', day()),
  to: titled('Last day', '到期日', day()),
  months: titled('Months', '租期（月）', z.int()),
  rentFen: money('Rent per m² and month', '月租金（每平方米）'),
  freeMonths: titled('Months without rent', '免租期（月）', z.int()),
  depositMonths: titled('Deposit in months of rent', '押金月数', z.int()),
  stepPerMille: titled('Rise each year (‰)', '每年递增（‰）', z.int()),
};

const offer = z
  .object({
    version: titled('Version', '版本', z.int()),
    side: titled('Offered by', '报价方', choice(SIDES)),
    by: titled('Person', '报价人', person()),
    at: titled('At', '报价时间', instant()),
    ...termsOf,
    conditions: titled('Conditions', '附加条件', z.string().nullable()),
    reason: titled('Reason for the rent', '租金说明', z.string().nullable()),
    floor: titled('Lowest rent', '租金底价', cents().nullable()),
    approvedBy: titled('Rent approved by', '租金批准人', person().nullable()),
  })
  .meta({ title: 'TenancyOffer' });

const part = z
  .object({
    room: titled('Room', '房间', room),
    rentFen: money('Rent per m² and month', '月租金（每平方米）'),
    stepPerMille: titled('Rise each year (‰)', '每年递增（‰）', z.int()),
    from: titled('From', '起', day()),
    freeTo: titled('Without rent until', '免租至', day().nullable()),
    to: titled('Until', '止', day().nullable()),
  })
  .meta({ title: 'TenancyPart' });

const lease = z
  .object({
    from: titled('First day', '起租日', day()),
    startsAt: internal(titled('Begins at', '起租时间', instant())),
    to: titled('Last day', '到期日', day()),
    endsAt: internal(titled('Ends at', '届满时间', instant())),
    indefinite: titled('Without term', '不定期', z.boolean()),
    parts: titled('Rooms and rents', '房间及租金', z.array(part)),
  })
  .meta({ title: 'TenancyLease' });

const bill = z
  .object({
    month: titled('Month', '月份', z.string()),
    fen: money('Billed', '应收'),
    left: money('Left', '未收'),
    dueAt: titled('Due', '缴纳截止', instant()),
  })
  .meta({ title: 'TenancyBill' });

const billing = z
  .object({
    billedTo: titled('Billed through', '已计租至', day()),
    nextAt: internal(titled('Next bill', '下次计租', instant().nullable())),
    open: titled('Unpaid', '未缴账单', z.array(bill)),
    billed: money('Billed', '累计应收'),
    paid: money('Paid', '累计实收'),
    reminded: titled('Reminders', '催缴次数', z.int()),
    remindAt: internal(titled('Next reminder', '下次催缴', instant().nullable())),
  })
  .meta({ title: 'TenancyBilling' });

const deposit = z
  .object({
    kind: titled('Kind', '形式', choice(DEPOSITS)),
    fen: money('Amount', '金额'),
    reference: titled('Number', '凭证号', z.string()),
    until: titled('Holds until', '有效期至', day().nullable()),
    by: titled('Entered by', '登记人', person()),
    at: titled('At', '登记时间', instant()),
  })
  .meta({ title: 'TenancyDeposit' });

const signature = z
  .object({
    side: titled('Side', '签约方', choice(SIDES)),
    by: titled('Signed by', '签署人', person()),
    at: titled('At', '签署时间', instant()),
    sha256: titled('Hash of the contract', '合同文件哈希', z.string()),
  })
  .meta({ title: 'TenancySignature' });

const handover = z
  .object({
    meters: titled('Meters', '表计读数', z.string()),
    keys: titled('Keys', '钥匙', z.int()),
    by: titled('Handed over by', '交付人', person()),
    at: titled('At', '交付时间', instant()),
    takenBy: titled('Taken over by', '接收人', person().nullable()),
    takenAt: titled('Taken over at', '接收时间', instant().nullable()),
    remarks: titled('Remarks', '接收说明', z.string().nullable()),
  })
  .meta({ title: 'TenancyHandover' });

/** A tenancy whose tenant sits in rooms that are promised to this one, and has the right to match. */
const right = z
  .object({
    case: titled('Tenancy', '在租案件', otherCase()),
    rooms: titled('Rooms', '房间', z.array(z.string())),
    lapsed: titled('Right has lapsed', '优先权已消灭', z.boolean()),
  })
  .meta({ title: 'TenancyRight' });

const rival = z
  .object({ case: internal(titled('Case', '案件', otherCase())), ...termsOf, at: titled('Shown at', '告知时间', instant()) })
  .meta({ title: 'TenancyRival' });

const change = z
  .object({
    kind: titled('Change', '变更', choice(CHANGES)),
    room: titled('Room', '房间', named()),
    from: titled('From', '起', day()),
    subtenant: titled('Subtenant', '次承租人', z.string().nullable()),
    by: titled('Asked by', '申请人', person()),
    at: titled('At', '申请时间', instant()),
  })
  .meta({ title: 'TenancyChange' });

const renewing = z
  .object({
    version: titled('Version', '版本', z.int()),
    at: titled('Agreed at', '达成时间', instant()),
    endsAt: internal(titled('Would end at', '届满时间', instant())),
    written: titled('In writing', '须书面签约', z.boolean()),
    signatures: titled('Signatures', '签署', z.array(signature)),
    depositOpen: money('Deposit still to be entered', '待补押金'),
  })
  .meta({ title: 'TenancyRenewing' });

const ending = z
  .object({
    to: titled('Ends on', '终止日', day()),
    endsAt: internal(titled('Ends at', '终止时间', instant())),
    side: titled('Notice by', '通知方', choice(SIDES).nullable()),
    cause: titled('Cause', '原因', choice(CAUSES)),
    reason: titled('Reason', '说明', z.string().nullable()),
    isOver: internal(titled('Is over', '已届满', z.boolean())),
  })
  .meta({ title: 'TenancyEnding' });

const damage = z
  .object({ what: titled('What', '内容', z.string()), fen: money('Amount', '金额') })
  .meta({ title: 'TenancyDamage' });

const exit = z
  .object({
    by: titled('Inspected by', '查验人', person()),
    at: titled('At', '查验时间', instant()),
    damages: titled('Damage', '损坏清单', z.array(damage)),
    tenantWord: titled('The tenant’s word', '承租人意见', z.string().nullable()),
    agreed: titled('Tenant agrees', '承租人认可', z.boolean()),
  })
  .meta({ title: 'TenancyExit' });

const settlement = z
  .object({
    deductions: titled(
      'Deductions',
      '扣款明细',
      z.array(
        z
          .object({
            kind: titled('Kind', '类别', choice(DEDUCTIONS)),
            what: titled('What', '内容', z.string()),
            fen: money('Amount', '金额'),
          })
          .meta({ title: 'TenancyDeduction' }),
      ),
    ),
    refund: money('Deposit back', '应退押金'),
    by: titled('Settled by', '结算人', person()),
    at: titled('At', '结算时间', instant()),
  })
  .meta({ title: 'TenancySettlement' });

const criterion = z
  .object({
    key: titled('Criterion', '评审项', z.string()),
    title: titled('Name', '名称', title()),
    weight: titled('Weight', '权重', z.int()),
    money: titled('Money', '经济指标', z.boolean()),
    veto: titled('May end it', '可否决', z.boolean()),
  })
  .meta({ title: 'TenancyCriterion' });

const score = z
  .object({
    mean: titled('Mean', '均分', z.int()),
    reviewers: titled('Reviewers', '评审人数', z.int()),
    criteria: titled(
      'By criterion',
      '各项均分',
      z.array(
        z
          .object({ criterion: titled('Criterion', '评审项', z.string()), mean: titled('Mean', '均分', z.int()) })
          .meta({ title: 'TenancyCriterionScore' }),
      ),
    ),
    vetoes: titled('Vetoes', '否决项', z.array(z.string())),
  })
  .meta({ title: 'TenancyScore' });

export const facts = z.object({
  park: main(titled('Park', '园区', named())),
  firm: main(
    titled(
      'Firm',
      '企业',
      z
        .object({ uscc: titled('Code', '统一社会信用代码', z.string()), name: titled('Name', '名称', z.string()) })
        .meta({ title: 'TenancyFirm' }),
    ),
  ),
  publicProperty: titled('Public property', '公有资产', z.boolean()),
  wish: main(
    titled(
      'Wish',
      '需求',
      z
        .object({
          area: area(),
          floorLoad: titled('Floor load (kg/m²)', '楼面荷载（公斤/平方米）', z.int()),
          powerKw: titled('Power (kW)', '用电（千瓦）', z.int()),
          use: titled('Use', '用途', z.string()),
          from: titled('From', '起租日', day()),
          months: titled('Months', '租期（月）', z.int()),
          plan: titled('Plan', '经营计划', z.string()),
          staff: titled('Staff', '员工人数', z.int()),
        })
        .meta({ title: 'TenancyWish' }),
    ),
  ),
  criteria: internal(titled('Criteria', '评审项', z.array(criterion))),
  review: titled('Review', '评审', answers(sheet()).meta({ title: 'TenancyReview' }).nullable()),
  opened: internal(
    titled('Points that were read', '已公开评分的评审人', z.array(z.string()).optional(), [
      'Whose points were open before another was called in; they stand.',
      '增补评审人之前评分已公开者，其评分不再变动。',
    ]),
  ),
  score: main(titled('Score', '评分', score.nullable())),
  rejectedFor: titled('Rejected for', '未通过原因', z.string().nullable(), [
    'The criterion that cost most, or the ground given.',
    '失分最多的评审项，或所选原因。',
  ]),
  offers: titled('Offers', '报价', z.array(offer)),
  agreed: titled('Agreed version', '已同意版本', z.int().nullable()),
  waits: titled('Waits for', '候补房间', z.array(named())),
  rights: titled('Sitting tenants', '在租优先权', z.array(right)),
  notice: titled(
    'Public notice',
    '公示',
    choice({
      none: ['none', '未公示'],
      running: ['running', '公示中'],
      passed: ['passed', '已通过'],
      struck: ['objection upheld', '异议成立'],
      withdrawn: ['withdrawn', '已撤销'],
    }),
  ),
  signatures: titled('Signatures', '签署', z.array(signature)),
  deposit: titled('Deposit', '押金', deposit.nullable()),
  handover: titled('Handover', '交付', handover.nullable()),
  lease: main(titled('Lease', '租约', lease.nullable())),
  billing: titled('Rent', '租金', billing.nullable()),
  termAt: internal(titled('Next step of the term', '租期节点', instant().nullable())),
  renewal: titled(
    'Renewal asked for',
    '续租申请',
    z
      .object({ months: titled('Months', '租期（月）', z.int()), at: titled('At', '申请时间', instant()) })
      .meta({ title: 'TenancyRenewal' })
      .nullable(),
  ),
  renewing: titled('Renewal to be signed', '待签署的续租', renewing.nullable()),
  rivals: titled('Offers to match', '待响应的第三方条件', z.array(rival)),
  waived: internal(titled('Right waived', '已放弃优先权', z.boolean())),
  change: titled('Change asked for', '变更申请', change.nullable()),
  sublets: titled('Sublet', '转租', z.array(change)),
  ending: titled('End', '终止', ending.nullable()),
  exit: titled('Exit', '退场查验', exit.nullable()),
  settlement: titled('Settlement', '押金结算', settlement.nullable()),
  account: titled('Account of the deposit', '退款账户', personal('account', z.string().nullable())),
  payments: payments(),
  payers: internal(titled('Sent payments', '付款人', z.array(z.string()))),
  firmEnd: titled(
    'Firm has ended',
    '企业终止',
    z
      .object({
        state: titled('State', '状态', z.string()),
        at: titled('At', '时间', instant()),
        successor: titled('Successor', '承继企业', z.string().nullable()),
      })
      .meta({ title: 'TenancyFirmEnd' })
      .nullable(),
  ),
  results: titled(
    'Results',
    '经营成效',
    z
      .object({
        staff: titled('Staff', '员工人数', z.int()),
        outputPerMu: money('Output per mu and year', '年亩均产值'),
        at: titled('At', '填报时间', instant()),
      })
      .meta({ title: 'TenancyResults' })
      .nullable(),
  ),
});

export type Facts = Described<typeof facts>;
export type Offer = Facts['offers'][number];
export type Terms = Pick<Offer, 'rooms' | 'from' | 'to' | 'months' | 'rentFen' | 'freeMonths' | 'depositMonths' | 'stepPerMille'>;
export type Part = NonNullable<Facts['lease']>['parts'][number];
export type Bill = NonNullable<Facts['billing']>['open'][number];
