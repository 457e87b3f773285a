/** What is sent to an application for a subsidy: by the firm, by those who judge it and pay it, and by other cases. */
import { z } from 'zod';
import { choice, personal, shownAs, titled } from '../kernel/describe.ts';
import { caseId, lines, photos, registeredCode, say, tableKey, whole, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { folded } from '../kernel/text.ts';
import { heard } from '../public-notice/inputs.ts';
import { evidence } from './evidence.ts';
import { PASSED_OVER, RECOVERY_GROUNDS, REJECT_GROUNDS } from './facts.ts';
import { invoiceKey } from './holding.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const fen = (least = 1, most = 2_000_000_000) => shownAs('money', whole(least, most));
const aDay = say('Give a day such as 2026-05-31.', '请填写日期，例如2026-05-31。');
const date = () => z.iso.date(aDay).meta({ graphql: 'Date' });
const files = () => titled('Files', '材料', photos(), ['Pictures of the papers.', '材料照片。']);
const payment = () => titled('Payment', '付款编号', words(80), ['As in the file of the bank.', '见银行回单。']);

const account = z
  .object({
    bank: titled('Bank', '开户行', words(100)),
    number: titled(
      'Account number',
      '账号',
      personal(
        'account',
        z
          .string()
          .overwrite((text) => folded(text).replace(/[\s-]/g, '').toUpperCase())
          .regex(
            /^[0-9A-Z]{8,34}$/,
            say(
              'An account has 8 to 34 digits or capital letters; compare it with the bank’s paper.',
              '账号应为8至34位数字或大写字母，请与开户证明核对。',
            ),
          ),
      ),
    ),
    name: titled('In the name of', '户名', words(100), [
      'The name of the firm, as the register has it.',
      '与登记的企业名称一致。',
    ]),
  })
  .meta({ title: 'SubsidyAccountSent' });

const filedEvidence = () =>
  evidence
    .refine(
      ({ invoices = [] }) => new Set(invoices.map(invoiceKey)).size === invoices.length,
      say('Give each invoice once.', '每张发票只填写一次。'),
    )
    .optional();

/** What a firm gives, at once or by and by; what isn’t given stays. */
const filing = {
  evidence: titled('What the firm says of itself', '企业申报信息', filedEvidence()),
  files: files(),
  account: titled('Account', '收款账户', account.optional(), ['Only those who pay read it in full.', '仅支付人员可见完整账号。']),
};
const agreed = () =>
  titled('Declared', '承诺', z.literal(true, say('Declare that all of it is true, or leave it.', '请确认所填内容真实。')), [
    'All that was given is true, and what was paid wrongly is given back.',
    '所填内容真实，多领、错领的予以退回。',
  ]);

const view = (needed: boolean) =>
  titled('Ground', '理由', needed ? lines(1000) : lines(1000).optional(), ['Whoever rules reads it.', '裁定人可见。']);

export const inputs = {
  start: z.object({
    firm: titled('Firm', '企业', registeredCode()),
    item: titled('Policy item', '政策项目', tableKey('policyItems')),
    year: titled('Year', '年度', whole(2020, 2100)),
    ...filing,
    demand: titled('Demand', '来源诉求', caseId('enterpriseDemand').optional()),
    known: titled(
      'Known of it',
      '已知信息',
      z
        .object({ text: titled('Words', '说明', lines(2000)) })
        .meta({ title: 'SubsidyKnown' })
        .optional(),
    ),
    batch: titled('Batch', '批次', caseId('subsidyBatch').optional()),
    fen: titled('Amount', '金额', fen().optional()),
  }),
  take: z.object({ declaration: agreed(), account: filing.account }),
  decline: z.object({ reason: titled('Reason', '理由', lines(1000).optional()) }),
  lapse: z.object({}),
  revive: z.object({}),
  fillIn: z.object(filing),
  submit: z.object({ ...filing, declaration: agreed() }),
  withdraw: z.object({ reason: titled('Reason', '理由', lines(1000).optional()) }),
  askMaterial: z.object({
    missing: titled(
      'What is missing',
      '需补充的材料',
      z
        .array(words(200), say('Name what is missing.', '请填写需补充的材料。'))
        .min(1, say('Name all that is missing, at once.', '请一次性告知全部需补充的材料。'))
        .max(20, say('Name at most 20 things.', '最多填写20项。')),
      ['All of it at once; the firm reads it.', '一次性告知，企业可见。'],
    ),
  }),
  giveMaterial: z.object(filing),
  accept: z.object({}),
  reject: z.object({
    ground: titled('Ground', '事由', choice(REJECT_GROUNDS)),
    reason: reason('The firm reads it.', '企业可见。'),
  }),
  assess: z.object({
    found: titled(
      'What was found',
      '核实结果',
      z
        .array(
          z
            .object({
              key: titled('Condition', '条件', words(80)),
              met: titled('Met', '是否符合', z.boolean()),
              because: titled('Because', '依据', words(300)),
            })
            .meta({ title: 'SubsidyFound' }),
        )
        .max(50)
        .default([]),
      ['Of conditions that nobody knew.', '填写待核实的条件。'],
    ),
    fen: titled('Amount', '金额', fen().optional(), ['Where it isn’t what the rule gives.', '与规则测算不一致时填写。']),
    reason: titled('Reason', '理由', lines(1000).optional(), ['Why the amount is another one.', '说明金额偏离的理由。']),
  }),
  agree: z.object({ ground: view(false) }),
  object: z.object({ ground: view(true) }),
  noView: z.object({ ground: view(false) }),
  jointOver: z.object({}),
  rule: z.object({
    uphold: titled('Goes on', '继续办理', z.boolean(), ['In spite of the objections.', '异议不成立。']),
    reason: reason('The firm and the units read it.', '企业和联审单位可见。'),
  }),
  commit: z.object({}),
  sendBack: z.object({ reason: reason('What is to be assessed again.', '说明需重新审核之处。') }),
  giveWay: z.object({ to: titled('To', '让位给', caseId('subsidyApplication')), fen: titled('Amount', '金额', fen()) }),
  wayGiven: z.object({ by: titled('By', '让位件', caseId('subsidyApplication')), given: titled('Given', '已让位', z.boolean()) }),
  turnCame: z.object({}),
  passedOver: z.object({ why: titled('Why', '原因', choice(PASSED_OVER)) }),
  budgetOver: z.object({ budget: titled('Budget', '预算', caseId('budgetYear')) }),
  publish: z.object({
    boards: titled('Boards', '公示栏', z.array(words(100)).max(9).default([]), ['Beside the web.', '除网上公示外。']),
  }),
  putOnNotice: z.object({ batch: titled('Batch', '批次', caseId('subsidyBatch')) }),
  noticePassed: z.object({}),
  noticeWithheld: z.object({
    reason: titled('Reason', '原因', lines(1000).optional()),
    objection: titled('An objection was upheld', '异议成立', z.boolean().optional()),
  }),
  noticeRefused: heard.noticeRefused,
  rowPassed: heard.rowPassed,
  noticeEnded: heard.noticeEnded,
  setAccount: z.object({ account: titled('Account', '收款账户', account) }),
  verifyAccount: z.object({
    fen: titled('Amount that came', '到账金额（分）', whole(1, 99).optional(), [
      'The firm gives the cents that came; the cashier leaves it out and sends them.',
      '企业填写收到的金额（分）；出纳打款时留空。',
    ]),
  }),
  approvePayment: z.object({}),
  instruct: z.object({}),
  confirmPayment: z.object({ payment: payment() }),
  bouncePayment: z.object({ payment: payment(), reason: titled('Reason', '退回原因', words(200).optional()) }),
  clearPayment: z.object({
    payment: payment(),
    arrived: titled('It has arrived', '已到账', z.boolean()),
    reason: reason('How you found out.', '说明核实方式。'),
  }),
  openRecovery: z.object({
    ground: titled('Ground', '追回事由', choice(RECOVERY_GROUNDS)),
    fen: titled('Amount', '金额', fen()),
    reason: reason('The firm reads it.', '企业可见。'),
    letter: titled('Registered letter', '挂号信编号', words(60)),
  }),
  answerRecovery: z.object({ text: titled('What the firm says', '陈述意见', lines(4000)), files: files() }),
  hearingOver: z.object({}),
  decideRecovery: z.object({
    fen: titled('Amount', '金额', fen(0), ['Nothing ends the recovery.', '填0即终止追回。']),
    by: titled('To be paid by', '归还期限', date()),
    instalments: titled('Instalments', '分期数', whole(1, 60).default(1)),
    reason: reason('The firm reads it.', '企业可见。'),
  }),
  repay: z.object({ fen: titled('Amount', '金额', fen()), reference: titled('Reference', '凭证', words(60)) }),
  offset: z.object({
    application: titled('Against', '抵扣自', caseId('subsidyApplication'), [
      'Another application of this firm whose money is payable.',
      '本企业待支付的其他申请。',
    ]),
    fen: titled('Amount', '金额', fen()),
  }),
  agreeOffset: z.object({ agree: titled('Agreed', '同意', z.boolean()) }),
  setOff: z.object({ recovery: titled('For', '抵扣给', caseId('subsidyApplication')), fen: titled('Amount', '金额', fen()) }),
  offsetEnded: z.object({
    application: titled('Against', '抵扣自', caseId('subsidyApplication')),
    done: titled('Done', '已抵扣', z.boolean()),
  }),
  writeOff: z.object({
    reason: reason('Stands in the record.', '记入档案。'),
    courtPaper: titled('Paper of the court', '法院文书号', words(100).optional(), [
      'Of an insolvency, where more is left than may be written off.',
      '余额超过核销限额时，填写破产法律文书号。',
    ]),
  }),
  freeHolds: z.object({ reason: reason('Why the firm may have it again.', '说明解除限制的理由。') }),
  passToSuccessor: z.object({ reason: reason('The successor reads it.', '承继企业可见。') }),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
