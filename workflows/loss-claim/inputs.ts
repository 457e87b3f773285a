/** What a pickup sends to have a loss followed, and what a caller must send to act on the claim. */
import { z } from 'zod';
import { choice, personal, shownAs, titled } from '../kernel/describe.ts';
import { caseId, lines, phone, photos, say, tableKey, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { CONSENTS, KINDS, SIDES } from './facts.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const whole = (least: number, most: number) =>
  z
    .int(say(`Give a whole number from ${least} to ${most}.`, `请填写${least}至${most}之间的整数。`))
    .min(least, say(`Give ${least} or more.`, `不得小于${least}。`))
    .max(most, say(`Give at most ${most}.`, `不得大于${most}。`));
const fen = (least = 1) => shownAs('money', whole(least, 2_000_000));
const account = () =>
  titled('Bank account', '收款账户', personal('account', words(60)), ['Only the cashier reads it.', '仅出纳可见。']);
const payment = () => titled('Payment', '付款编号', words(80), ['As in the file of the bank.', '见银行回单。']);

const claimant = z
  .object({
    id: titled('Person', '人员', z.string().max(120).optional()),
    name: titled('Name', '姓名', personal('name', words(80))),
    phone: titled('Telephone', '电话', phone().optional()),
  })
  .meta({ title: 'ClaimantSent' });
/** Who of the station claimed in the claimant's name, and how they were asked to. */
const spokenBy = () =>
  titled(
    'Claimed in their name by',
    '代办人',
    z
      .object({
        id: titled('Person', '人员', z.string().max(120)),
        consent: titled('Consent', '授权方式', choice(CONSENTS)),
      })
      .meta({ title: 'ClaimSpokenBySent' })
      .optional(),
  );
const side = () => titled('Claims as', '申请人身份', choice(SIDES));

/** How somebody without an account, or old, had the station say it. */
const consent = () =>
  titled('Consent', '授权方式', choice(CONSENTS).optional(), ['Where you speak for the claimant.', '代申请人办理时必填。']);

/** For whom somebody speaks. */
const whose = () =>
  titled('Whose claim', '代谁办理', choice(SIDES).optional(), [
    'Where you speak for one of several.',
    '有多位申请人且代其中一位办理时填写。',
  ]);

const liable = z
  .object({
    party: titled('Liable', '责任方', tableKey('liableParties')),
    perMille: titled('Share', '责任比例（‰）', whole(1, 1000)),
  })
  .meta({ title: 'LiabilitySent' });

const judging = {
  liability: titled(
    'Liability',
    '责任划分',
    z
      .array(liable)
      .min(1, say('Name at least one who is liable.', '请至少填写一个责任方。'))
      .max(20, say('Name at most 20.', '最多20个责任方。'))
      .refine(
        (all) => all.reduce((sum, { perMille }) => sum + perMille, 0) === 1000,
        say('The shares have to sum to 1000 ‰; correct them.', '各方责任比例之和须为1000‰，请更正。'),
      )
      .refine(
        (all) => new Set(all.map(({ party }) => party)).size === all.length,
        say('Name each of them once.', '每个责任方只填写一次。'),
      ),
  ),
  badUnits: titled('Bad units', '核定损坏数', whole(0, 100_000)),
  payTo: titled('Who is paid', '收款人', choice(SIDES).optional(), [
    'Where several claim: who bears the loss.',
    '有多位申请人时，填写实际受损的一方。',
  ]),
  amount: titled('Amount', '核定金额', fen(0).optional(), [
    'Left out, it is what the rule gives; never more than that.',
    '留空按规则计算，不得高于规则金额。',
  ]),
  proven: titled('Proven loss', '已证明损失', fen(0).optional(), ['By a bill or the like.', '以票据等证明的损失。']),
  agreed: titled('Agreed loss', '协商损失', fen(0).optional(), ['On which the two sides agree.', '双方协商一致的损失。']),
  goodwill: titled('Goodwill', '善意补偿', z.boolean().default(false), [
    'The alliance gives of what nobody is liable for.',
    '无人负责的部分由联盟善意补偿。',
  ]),
};

export const inputs = {
  start: z.object({
    pickup: titled('Pickup', '揽收单', caseId('producePickup')),
    n: titled('Parcel', '件序', whole(1, 100)),
    as: side(),
    claimant: titled('Claimant', '申请人', claimant),
    kind: titled('Kind', '类型', choice(KINDS)),
    badUnits: titled('Bad units', '损坏数', whole(0, 100_000)),
    units: titled('Units', '总数', whole(0, 100_000).nullish()),
    photos: titled('Photos', '照片', photos(), ['Of the box and of what is in it.', '外包装和内件照片。']),
    asked: titled('Asked', '索赔金额', fen()),
    account: account().optional(),
    spokenBy: spokenBy(),
  }),
  join: z.object({
    as: side(),
    claimant: titled('Claimant', '申请人', claimant),
    photos: titled('Photos', '照片', photos()),
    kind: titled('Kind', '类型', choice(KINDS)),
    badUnits: titled('Bad units', '损坏数', whole(0, 100_000)),
    asked: titled('Asked', '索赔金额', fen()),
    account: account().optional(),
    spokenBy: spokenBy(),
  }),
  accept: z.object({}),
  askEvidence: z.object({
    what: titled('What is missing', '需补充', lines(500), ['The claimant reads it.', '申请人可见。']),
  }),
  giveEvidence: z.object({
    text: titled('Words', '说明', lines(1000)),
    photos: titled('Photos', '照片', photos()),
    consent: consent(),
  }),
  evidenceOver: z.object({}),
  assess: z.object({ ...judging, reason: reason('The claimant reads it.', '申请人可见。') }),
  agree: z.object({ consent: consent() }),
  dispute: z.object({ reason: reason('What you want, and why.', '说明诉求及理由。'), consent: consent() }),
  rule: z.object({ ...judging, reason: reason('Both sides read it.', '双方可见。') }),
  approve: z.object({}),
  sendBack: z.object({ reason: reason('What is to be assessed again.', '说明需重新定责之处。') }),
  fund: z.object({}),
  setAccount: z.object({ account: account(), consent: consent(), as: whose() }),
  pay: z.object({
    paymentRef: titled('Reference', '付款凭证号', words(60).optional(), [
      'Of the receipt, where you pay by hand.',
      '手工付款时填写凭证号。',
    ]),
    cash: titled('In cash', '现金', z.boolean().default(false)),
  }),
  confirmPayment: z.object({ payment: payment() }),
  bouncePayment: z.object({ payment: payment(), reason: titled('Reason', '退回原因', words(200).optional()) }),
  clearPayment: z.object({
    payment: payment(),
    arrived: titled('It has arrived', '已到账', z.boolean()),
    reason: reason('How you found out.', '说明核实方式。'),
  }),
  withdraw: z.object({
    reason: reason('Why you claim no more.', '说明撤回原因。'),
    consent: consent(),
    as: whose(),
  }),
  comment: z.object({ text: titled('Comment', '留言', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
