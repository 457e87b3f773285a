/** What a claim knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import {
  cents,
  choice,
  type Described,
  instant,
  internal,
  main,
  named,
  otherCase,
  payments,
  person,
  personal,
  picked,
  titled,
} from '../kernel/describe.ts';
import { byAndAt } from '../lines/facts.ts';

export const KINDS = {
  damaged: ['damaged', '破损'],
  spoiled: ['spoiled', '变质'],
  short: ['short', '短少'],
  lost: ['lost', '遗失'],
  late: ['late', '延误'],
} as const;

export const SIDES = {
  sender: ['the sender', '寄件人'],
  recipient: ['the recipient', '收件人'],
} as const;

export const LIABLE_KINDS = {
  carrier: ['courier company', '快递企业'],
  store: ['cold store', '冷库'],
  packer: ['packer', '包装方'],
  sender: ['sender', '寄件人'],
  nature: ['nature of the goods', '货物自然属性'],
  forceMajeure: ['force majeure', '不可抗力'],
} as const;

export const BASES = {
  insured: ['the insured value', '保价金额'],
  declared: ['the declared value', '声明价值'],
  proven: ['the proven loss', '已证明损失'],
  agreed: ['the agreed loss', '协商损失'],
  tenfold: ['ten times the charge at most', '运费十倍以内'],
  charge: ['the charge', '运费'],
} as const;

const wants = z
  .object({
    kind: titled('Kind', '类型', choice(KINDS).optional()),
    badUnits: titled('Bad units', '损坏数', z.int().optional()),
    asked: titled('Asked', '索赔金额', cents().optional()),
    account: titled('Bank account', '收款账户', personal('account', z.string().optional())),
    accountBy: internal(titled('Account given by', '账户填写人', person().optional())),
  })
  .meta({ title: 'ClaimWants' });

/** How a sender has agreed to be spoken for. */
export const CONSENTS = { spoken: ['spoken', '口头'], signed: ['signed', '书面'] } as const;

const spokenBy = z
  .object({
    person: titled('Person', '人员', person()),
    consent: titled('Consent', '授权方式', choice(CONSENTS)),
  })
  .meta({ title: 'ClaimSpokenBy' });

const claimant = z
  .object({
    as: titled('Claims as', '申请人身份', choice(SIDES)),
    person: titled('Person', '人员', person().nullable()),
    name: titled('Name', '姓名', personal('name', z.string())),
    wants: titled('Claims', '主张', wants.optional(), [
      'Of those who aren’t paid; it counts when they are.',
      '非收款人的主张，成为收款人时采用。',
    ]),
    spokenBy: titled('Claimed in their name by', '代办人', spokenBy.optional()),
  })
  .meta({ title: 'Claimant' });

const liability = z
  .object({
    party: titled('Liable', '责任方', named()),
    kind: titled('Kind', '类别', choice(LIABLE_KINDS)),
    perMille: titled('Share', '责任比例（‰）', z.int()),
  })
  .meta({ title: 'Liability' });

const share = z
  .object({ party: titled('Paid by', '赔付方', named()), fen: titled('Amount', '金额', cents()) })
  .meta({ title: 'ClaimShare' });

const offer = z
  .object({
    fen: titled('Amount', '赔付金额', cents()),
    worth: titled('By the rule', '规则金额', cents()),
    basis: titled('By', '依据', choice(BASES)),
    badUnits: titled('Bad units', '核定损坏数', z.int()),
    liability: titled('Liability', '责任划分', z.array(liability)),
    shares: titled('Who pays', '赔付方', z.array(share)),
    reason: titled('Reason', '理由', z.string()),
    ...byAndAt,
  })
  .meta({ title: 'ClaimOffer' });

const evidence = z
  .object({
    what: titled('Asked for', '需补充', z.string()),
    askedAt: titled('Asked at', '要求时间', instant()),
    text: titled('Answer', '补充说明', z.string().nullable()),
    answeredAt: titled('Answered at', '补充时间', instant().nullable()),
  })
  .meta({ title: 'ClaimEvidence' });

export const facts = z.object({
  pickup: main(titled('Pickup', '揽收单', otherCase())),
  n: main(titled('Parcel', '件序', z.int())),
  product: main(titled('Product', '品类', named())),
  kind: main(titled('Kind', '类型', choice(KINDS))),
  claimants: main(
    titled('Claimants', '申请人', z.array(claimant), [
      'The first of them is paid; the assessor says who that is.',
      '赔款付给第一位申请人，由定责员核定。',
    ]),
  ),
  badUnits: titled('Bad units, as claimed', '申报损坏数', z.int()),
  units: titled('Units', '总数', z.int().nullable()),
  asked: main(titled('Asked', '索赔金额', cents())),
  insured: titled('Insured', '保价', z.boolean()),
  declared: titled('Declared value', '声明价值', cents().nullable()),
  charge: titled('Charge', '运费', cents()),
  deliveredAt: titled('Delivered', '投递时间', instant().nullable()),
  claimWindow: titled('Claims were open until', '理赔申请截止', instant().nullable()),
  scheme: titled('Packaging', '包装方案', picked('table:packagingSchemes', z.string()).nullable()),
  region: titled('Region', '目的地', picked('table:regions', z.string()).nullable()),
  company: main(titled('Courier company', '快递企业', named().nullable())),
  hands: internal(titled('Who had it in hand', '经手人', z.array(z.string()))),
  members: internal(titled('Members of the co-operative', '合作社成员', z.array(z.string()))),
  coop: internal(titled('Co-operative', '合作社', z.string().nullable())),
  account: titled('Bank account', '收款账户', personal('account', z.string().nullable()), ['None: in cash.', '留空为现金。']),
  accountBy: internal(titled('Account given by', '账户填写人', person().nullable())),
  assessor: titled('Assessor', '定责员', person().nullable()),
  evidence: titled('Evidence', '补充材料', z.array(evidence)),
  offer: main(titled('Decision', '核定结果', offer.nullable())),
  rounds: internal(titled('Rounds', '轮次', z.int())),
  decidedIn: titled(
    'Decided within',
    '核定用时',
    z
      .object({ calendarDays: titled('Days', '天', z.int()), workingDays: titled('Working days', '工作日', z.int()) })
      .meta({ title: 'ClaimDays' })
      .nullable(),
  ),
  disputed: titled('Disputed because', '异议理由', z.string().nullable()),
  ruler: titled('Ruled by', '裁定人', person().nullable()),
  silent: titled('Agreed by silence', '逾期视为同意', z.boolean()),
  funded: titled('Money set aside', '资金已落实', z.boolean()),
  emptyFund: titled('Fund without enough', '余额不足的资金', named().nullable()),
  second: titled(
    'Second approval',
    '第二人复核',
    choice({ none: ['not needed', '无须'], waits: ['waits', '待复核'], given: ['given', '已复核'] }),
  ),
  approver: titled('Approved by', '复核人', person().nullable()),
  payments: main(payments()),
  payers: internal(titled('Sent payments, or the bank’s word by hand', '付款及手工登记人', z.array(z.string()))),
  cleared: internal(titled('Cleared by', '核实人', person().nullable())),
});

export type Facts = Described<typeof facts>;
export type Claimant = Facts['claimants'][number];
export type Offer = NonNullable<Facts['offer']>;
