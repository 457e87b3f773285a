/** What a caller must send to ask for guidance in the field and to act on it. */
import { z } from 'zod';
import { choice, shownAs, titled } from '../kernel/describe.ts';
import { lines, moment, personId, photos, place, say, tableKey, unitId, whole, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { DONE } from './done.ts';
import { CONSENT } from './facts.ts';

/** Words for which a form leaves several lines. */
const reason = (en: string, zh: string) => titled('Reason', '理由', lines(500), [en, zh]);
const day = () => z.iso.date(say('Give a day such as 2026-05-01.', '请填写日期，例如2026-05-01。'));
const mu = say('Give the size in mu, above 0 and at most 10,000.', '请填写面积（亩），大于0且不超过10000。');
const effect = () =>
  titled('Effect', '效果', shownAs('stars', whole(1, 5)).optional(), ['From 1, none, to 5.', '1为无效，5为显著。']);
const pictures = () => titled('Photos', '照片', photos());

const measure = z.object({
  text: titled('What to do', '措施', lines(500)),
  day: titled('By the day', '完成日期', day(), ['Whether it was done is asked about on this day.', '当日回访落实情况。']),
  input: titled(
    'Product',
    '投入品',
    z
      .object({
        product: titled('Product', '登记投入品', tableKey('registeredInputs')),
        dose: titled('Dose', '用量', words(100).optional(), ['That of the registration, if left out.', '不填则按登记用量。']),
        safetyDays: titled('Days of safety', '安全间隔期（天）', whole(0, 365).optional(), [
          'At least those of the registration, which hold if left out.',
          '不得短于登记间隔期；不填则按登记。',
        ]),
      })
      .optional(),
  ),
});

export const inputs = {
  start: z.object({
    crop: titled('Crop', '作物', tableKey('crops')),
    symptom: titled('Symptom', '症状', tableKey('symptoms')),
    text: titled('What you see', '情况描述', lines(2000), ['Since when, and on how many trees.', '何时出现、涉及多少株。']),
    plot: titled('Plot', '地块', words(40).optional(), [
      'Its number. Left out, it is the grower’s only one, or the place that you give.',
      '地块编号；不填则为种植户的唯一地块，或所填位置。',
    ]),
    place: titled('Place', '位置', place().optional(), ['For a plot without a number.', '地块无编号时填写。']),
    mu: titled('Size in mu', '面积（亩）', z.number(mu).positive(mu).max(10_000, mu).optional()),
    photos: pictures(),
    urgent: titled('Urgent', '加急', z.boolean().default(false), [
      'Where a day more costs the harvest.',
      '延误一日将影响收成时选择。',
    ]),
    grower: titled('Grower', '种植户', personId('grower').optional(), [
      'For whom you ask, as the station’s clerk.',
      '站务员代问时填写。',
    ]),
    consent: titled('Consent', '同意方式', choice(CONSENT).optional(), [
      'How the grower has agreed to it.',
      '种植户以何种方式同意。',
    ]),
  }),
  withdraw: z.object({ reason: titled('Reason', '理由', lines(500).optional()) }),
  triage: z.object({
    way: titled(
      'Way',
      '处理方式',
      choice({
        remote: ['answered at the desk', '线上答疑'],
        visit: ['an expert comes', '专家上门'],
        handOver: ['handed over to a department', '移交部门'],
      }),
    ),
    department: titled('Department', '移交部门', unitId().optional(), [
      'That of the symptom, if left out.',
      '不填则为该症状的主管部门。',
    ]),
  }),
  askVisit: z.object({ reason: reason('What the answer leaves open.', '说明答复未解决的问题。') }),
  accept: z.object({}),
  decline: z.object({}),
  offerNext: z.object({}),
  passOn: z.object({ reason: reason('Why somebody else should come.', '说明须由他人上门的原因。') }),
  appoint: z.object({
    expert: titled('Expert', '专家', personId('expert')),
    agreed: titled('Agreed', '约定方式', choice({ phone: ['by telephone', '电话约定'], spot: ['on the spot', '当面约定'] })),
  }),
  plan: z.object({
    at: titled('When', '上门时间', moment()),
    agreed: titled(
      'Agreed with the grower',
      '与种植户约定方式',
      choice({ phone: ['by telephone', '电话约定'], spot: ['on the spot', '当面约定'] }),
    ),
  }),
  visit: z.object({
    at: titled('Where you are', '当前位置', place()),
    findings: titled('Findings', '现场情况', lines(2000)),
    photos: pictures(),
    withoutAllowance: titled('Without allowance', '不计补贴', z.boolean().default(false), [
      'Where the allowance of the month is used up.',
      '当月补贴已达上限时选择。',
    ]),
  }),
  advise: z.object({
    diagnosis: titled('Diagnosis', '诊断', lines(1000)),
    measures: titled(
      'Measures',
      '措施',
      z
        .array(measure, say('Give 1 to 10 measures.', '请填写1至10项措施。'))
        .min(1, say('Give at least one measure.', '请至少填写一项措施。'))
        .max(10, say('Give at most 10 measures.', '措施最多10项。')),
    ),
    harvestNotBefore: titled('No harvest before', '不早于该日采收', day().optional(), [
      'At least what the products ask for, which holds if left out.',
      '不得早于投入品要求的日期；不填则按其推算。',
    ]),
  }),
  understood: z.object({
    how: titled('How', '方式', choice({ read: ['read', '本人阅读'], heard: ['heard it read', '听读'] })),
  }),
  reviewAdvice: z.object({
    sound: titled('Sound', '意见妥当', z.boolean()),
    reason: titled('Reason', '理由', lines(1000).optional(), [
      'What isn’t right about it; the expert reads it.',
      '说明不妥之处，专家可见。',
    ]),
    question: titled('Question to keep', '入库问题', lines(500).optional(), [
      'In words for everybody, without anything personal. Leave it out to keep nothing.',
      '请用通用的说法，不得含个人信息；不填则不收入知识库。',
    ]),
    answer: titled('Answer to keep', '入库答复', lines(5000).optional(), [
      'In words for everybody. Left out, it is diagnosis and measures.',
      '请用通用的说法；不填则为诊断与措施。',
    ]),
    replaces: titled('Takes the place of', '替代条目', words(80).optional(), [
      'The entry of the knowledge base that says the same.',
      '知识库中内容相同的条目。',
    ]),
    keepBoth: titled('Keep both', '一并保留', z.boolean().default(false), [
      'Where a like entry is about something else.',
      '相近条目所涉事项不同时选择。',
    ]),
  }),
  remind: z.object({}),
  followUp: z.object({
    day: titled('Day', '日期', day(), ['On which it was done, or looked at.', '落实或查看的日期。']),
    done: titled('Done', '落实情况', choice(DONE)),
    effect: effect(),
    photos: pictures(),
    gradeSample: titled(
      'Sample',
      '分级抽样',
      z
        .object({
          units: titled('Units', '抽样数', whole(1, 100_000)),
          premium: titled('Premium', '优质数', whole(0, 100_000)),
        })
        .refine(
          ({ units, premium }) => premium <= units,
          say('Of so many units no more can be premium; correct one of the two.', '优质数不得超过抽样数，请更正。'),
        )
        .optional(),
      ['How many of the units looked at are premium fruit.', '抽样中优质果的数量。'],
    ),
  }),
  revisit: z.object({ reason: reason('Why somebody comes again.', '说明再次上门的原因。') }),
  close: z.object({ effect: effect() }),
  lapse: z.object({}),
  takeUp: z.object({ done: titled('What is done', '处置情况', lines(1000), ['The grower reads it.', '种植户可见。']) }),
  returnToSecretary: z.object({ reason: reason('Why it isn’t your department’s.', '说明不属本部门的原因。') }),
  comment: z.object({ text: titled('Comment', '留言', lines(1000)) }),
  noteLike: z.object({
    counted: titled('Counted', '已计数', z.int().min(0).optional(), [
      'How many another of these cases has counted.',
      '其他同类案件已计的数量。',
    ]),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
