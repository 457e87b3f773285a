/** What an application for a subsidy knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import {
  answers,
  cents,
  choice,
  type Described,
  day,
  instant,
  internal,
  main,
  otherCase,
  payments,
  person,
  personal,
  title,
  titled,
} from '../kernel/describe.ts';
import { evidence } from './evidence.ts';

export const TRACKS = {
  automatic: ['automatic', '免申即享'],
  fast: ['fast', '快享'],
  normal: ['normal', '普通'],
} as const;

export const REJECT_GROUNDS = {
  notEligible: ['conditions not met', '不符合条件'],
  notProven: ['not proven', '证明材料不足'],
  falseFacts: ['false facts', '材料不实'],
  objection: ['an objection was upheld', '异议成立'],
  firmEnded: ['the firm has ended or moved away', '企业已注销或迁出'],
  noBudget: ['no budget is left', '预算已用完'],
  higherTaken: ['a higher one was paid already', '就高项目已支付'],
} as const;

export const RECOVERY_GROUNDS = {
  falseFacts: ['false facts', '材料不实'],
  movedAway: ['moved away too early', '未满年限迁出'],
  overpaid: ['overpaid', '多付'],
  honourRevoked: ['honour revoked', '荣誉被撤销'],
  doublePaid: ['paid twice', '重复支付'],
} as const;

/** What keeps an application from money that is there for it. */
export const PASSED_OVER = {
  ceiling: ['a ceiling leaves less for the firm', '超出补贴上限'],
  firmEnded: ['the firm has ended or moved away', '企业已注销或迁出'],
} as const;

const VIEWS = { agree: ['agrees', '同意'], object: ['objects', '不同意'], noView: ['no view', '无意见'] } as const;

const condition = z
  .object({
    key: titled('Condition', '条件', z.string()),
    is: titled('Met', '是否符合', choice({ yes: ['yes', '符合'], no: ['no', '不符合'], unknown: ['unknown', '待核实'] })),
    because: titled('Because', '依据', title()),
  })
  .meta({ title: 'SubsidyCondition' });

const jointUnit = z
  .object({
    unit: titled('Unit', '联审单位', z.string()),
    title: titled('Name', '名称', title()),
    people: titled('Who answers', '联审人员', z.array(person())),
  })
  .meta({ title: 'SubsidyJointUnit' });

const recovery = z
  .object({
    ground: titled('Ground', '追回事由', choice(RECOVERY_GROUNDS)),
    asked: titled('Asked back', '拟追回金额', cents()),
    reason: titled('Reason', '说明', z.string()),
    letter: titled('Registered letter', '挂号信编号', z.string()),
    openedBy: titled('Opened by', '发起人', person()),
    heard: titled('What the firm says', '企业陈述', z.string().nullable()),
    hearingOver: titled('Heard', '听取陈述已结束', z.boolean()),
    decidedBy: titled('Decided by', '决定人', person().nullable()),
    instalments: titled(
      'Instalments',
      '分期',
      z.array(
        z
          .object({
            fen: titled('Amount', '金额', cents()),
            day: titled('Due', '到期日', day()),
            dueAt: internal(titled('Due at', '到期时间', instant())),
          })
          .meta({ title: 'SubsidyInstalment' }),
      ),
    ),
    repaid: titled(
      'Repaid',
      '已归还',
      z.array(
        z
          .object({
            fen: titled('Amount', '金额', cents()),
            at: titled('When', '时间', instant()),
            how: titled(
              'How',
              '方式',
              choice({ repaid: ['repaid', '缴回'], offset: ['set off', '抵扣'], notPaid: ['wasn’t paid', '未实际支付'] }),
            ),
            reference: titled('Reference', '凭证', z.string()),
          })
          .meta({ title: 'SubsidyRepayment' }),
      ),
    ),
    offset: titled(
      'To be set off',
      '拟抵扣',
      z
        .object({
          application: titled('Against', '抵扣自', otherCase()),
          fen: titled('Amount', '金额', cents()),
          agreed: titled('Agreed', '企业已同意', z.boolean()),
        })
        .meta({ title: 'SubsidyOffset' })
        .nullable(),
    ),
  })
  .meta({ title: 'SubsidyRecovery' });

export const facts = z.object({
  firm: main(titled('Firm', '企业', z.string(), ['Its unified social credit code.', '统一社会信用代码。'])),
  firmName: main(titled('Name of the firm', '企业名称', z.string())),
  item: main(titled('Policy item', '政策项目', z.string())),
  itemTitle: main(titled('Name of the item', '项目名称', title())),
  year: main(titled('Year', '年度', z.int())),
  track: main(titled('Track', '办理方式', choice(TRACKS))),
  fen: main(titled('Amount', '金额', cents().nullable())),
  how: titled('How it came about', '测算说明', title().nullable()),
  wholeDays: internal(titled('Working days in all', '总时限', z.int().nullable())),
  text: titled('What it is about', '事项说明', z.string().nullable()),
  evidence: titled('What the firm says of itself', '企业申报信息', evidence),
  account: titled(
    'Account',
    '收款账户',
    z
      .object({
        bank: titled('Bank', '开户行', z.string()),
        number: titled('Account number', '账号', personal('account', z.string())),
        name: titled('In the name of', '户名', z.string()),
        // Whose it is to read in full beside those who pay: whoever gave it, and nobody else who is named in the case.
        by: titled('Given by', '提供人', person()),
      })
      .meta({ title: 'SubsidyAccount' })
      .nullable(),
  ),
  demand: titled('Demand', '来源诉求', otherCase().nullable()),
  batch: titled('Batch', '批次', otherCase().nullable()),
  filedBy: internal(titled('Filed by the clerk', '代办人', person().nullable())),
  declaredBy: titled('Declared by', '承诺人', person().nullable()),
  submittedAt: titled('Submitted', '提交时间', instant().nullable()),
  missing: titled('What is missing', '需补充的材料', z.array(z.string())),
  askedTimes: titled('Times that material was asked for', '补正次数', z.int()),
  askedBy: internal(titled('Asked by', '补正告知人', person().nullable())),
  acceptedBy: titled('Accepted by', '受理人', person().nullable()),
  conditions: titled('Conditions', '条件核验', z.array(condition)),
  assessedBy: titled('Assessed by', '审核人', person().nullable()),
  deviation: titled('Why not by the rule', '偏离说明', z.string().nullable()),
  jointUnits: titled('Units that look along', '联审单位', z.array(jointUnit)),
  joint: titled(
    'Joint review',
    '联审意见',
    answers(
      z
        .object({ view: titled('View', '意见', choice(VIEWS)), ground: titled('Ground', '理由', z.string().nullable()) })
        .meta({ title: 'SubsidyView' }),
    )
      .meta({ title: 'SubsidyJointReview' })
      .nullable(),
  ),
  atLeaders: titled('With the units’ leaders', '已转单位负责人', z.boolean()),
  group: internal(titled('Exclusive group', '互斥组', z.string().nullable())),
  itemMost: internal(titled('Most of the item over all years', '项目累计上限', cents().nullable())),
  affiliation: internal(titled('Group of companies', '关联企业组', z.string().nullable())),
  replaces: titled('In the place of', '替代', otherCase().nullable()),
  replacedBy: titled('Replaced by', '被替代', otherCase().nullable()),
  passedOver: titled('Passed over on the list', '候补暂缓原因', choice(PASSED_OVER).nullable().optional(), [
    'Others go before it as long as this is so.',
    '在此期间由后续申请递补。',
  ]),
  formerly: internal(titled('Firms before', '承继前企业', z.array(z.string()))),
  committedBy: titled('Committed by', '落实资金人', person().nullable()),
  notice: titled(
    'Published by',
    '公示方式',
    choice({ own: ['by itself', '单独公示'], batch: ['with its batch', '随批次公示'] }).nullable(),
  ),
  objected: internal(titled('An objection was upheld', '异议成立', z.boolean())),
  withheld: titled('Why the notice didn’t pass', '公示未通过原因', z.string().nullable()),
  test: titled(
    'Test payment',
    '账户核验',
    z
      .object({
        n: titled('Number', '次序', z.int()),
        by: titled('Sent by', '打款人', person()),
        tries: titled('Tries', '已填写次数', z.int()),
      })
      .meta({ title: 'SubsidyTestPayment' })
      .nullable(),
  ),
  tests: internal(titled('Test payments', '核验次数', z.int())),
  verifiedUntil: titled('Account verified until', '账户核验有效至', instant().nullable()),
  approvalsNeeded: internal(titled('People who approve the payment', '复核人数', z.int())),
  approvals: titled('Payment approved by', '支付复核人', z.array(person())),
  payments: payments(),
  payers: internal(titled('Who paid', '经手人', z.array(person()))),
  setOff: titled(
    'Set off',
    '已抵扣',
    z.array(
      z
        .object({ for: titled('For', '抵扣给', otherCase()), fen: titled('Amount', '金额', cents()) })
        .meta({ title: 'SubsidySetOff' }),
    ),
  ),
  paidAt: titled('Paid', '支付时间', instant().nullable()),
  overpaid: titled('Paid beyond it', '多付未退', cents()),
  overpaidBack: internal(titled('Overpaid and given back', '多付已退', cents())),
  cameBack: internal(titled('Came back in all', '累计归还', cents())),
  recovery: titled('Recovery', '追回', recovery.nullable()),
  holdsFreed: internal(titled('May be had again', '已解除限制', z.boolean())),
  ended: titled(
    'What became of the firm',
    '企业变更',
    z
      .object({ state: titled('State', '状态', z.string()), successor: titled('Successor', '承继企业', z.string().nullable()) })
      .meta({ title: 'SubsidyFirmEnded' })
      .nullable(),
  ),
  ground: titled('Ground of the rejection', '不予支持事由', choice(REJECT_GROUNDS).nullable()),
});

export type Facts = Described<typeof facts>;
export type Condition = Facts['conditions'][number];
export type Recovery = NonNullable<Facts['recovery']>;
