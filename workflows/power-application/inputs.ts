/** What a caller must send to apply for power and to act on an application. */
import { z } from 'zod';
import { personal, shownAs, titled } from '../kernel/describe.ts';
import { lines, personId, photos, place, say, version, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { photosOf, reason } from '../lines/inputs.ts';
import { application } from './application-input.ts';
import { cents, materials } from './parts.ts';
import { changedScheme, scheme } from './scheme-input.ts';

const judged = {
  passed: titled('Passed', '是否合格', z.boolean()),
  defects: titled('Defects', '存在问题', words(1000).optional(), [
    'Name all of them at once; needed where it did not pass.',
    '未通过时必填，须一次性列明全部问题。',
  ]),
};

const noMaterial = say('Name at least one material.', '请至少填写一项材料。');

export const inputs = {
  start: application,
  giveNotice: z.object({
    unusable: titled('Unusable materials', '不合格材料', materials('fact:checklist').default([]), [
      'Materials that came and cannot be used. The notice adds by itself what did not come at all.',
      '已提交但不合格的材料；未提交的材料由系统自动列入。',
    ]),
    remark: titled('Remark', '说明', words(1000).optional(), [
      'Tell the customer what is wrong with them.',
      '向客户说明材料存在的问题。',
    ]),
  }),
  giveSecondNotice: z.object({
    unusable: titled('Unusable materials', '不合格材料', materials('fact:checklist').min(1, noMaterial), [
      'Materials that still cannot be used.',
      '仍不合格的材料。',
    ]),
    reason: reason(['The customer reads what is wrong with them.', '说明存在的问题，客户可见。']),
  }),
  giveLateNotice: z.object({
    missing: titled('Missing materials', '缺少材料', materials('fact:checklist').min(1, noMaterial), [
      'What should have been asked for before the application was accepted.',
      '受理前应当告知的材料。',
    ]),
    reason: reason(['The customer reads what is wrong with them.', '说明存在的问题，客户可见。']),
  }),
  supplyMaterials: z.object({
    materials: titled('Materials', '补交材料', materials('fact:checklist').min(1, noMaterial), [
      'The materials that come now.',
      '本次补交的材料。',
    ]),
    photos: photosOf('Photos of the materials.', '材料的照片。'),
  }),
  accept: z.object({
    scheme: titled('Scheme', '供电方案', scheme.optional(), [
      'Needed on a track without a step of its own for the scheme; the customer then signs at once.',
      '所用通道无单独方案环节时填写，由客户当场签认。',
    ]),
  }),
  survey: z.object({
    finding: titled('Finding', '勘查情况', words(), [
      'The way to the line, what must be built, and what stands against it.',
      '接入路径、需建设内容及不利条件。',
    ]),
    at: titled('Your position', '当前位置', place().optional(), [
      'A track with a visit needs your position or a photo.',
      '须现场勘查的，请提供当前位置或现场照片。',
    ]),
    photos: photosOf('Photos of the place.', '现场照片。'),
  }),
  drawScheme: scheme,
  changeScheme: changedScheme,
  sendCode: z.object({}),
  sign: z.object({
    version: version([
      'The version of the scheme that you have read; another one is refused.',
      '填写您所阅供电方案的版本，版本不符不予受理。',
    ]),
    code: titled('Code', '验证码', shownAs('code', personal('code', words(40))).optional(), [
      'Needed without an account: it comes by SMS to the telephone of the applicant.',
      '无账号客户必填，验证码以短信发至申请人手机。',
    ]),
  }),
  declineScheme: z.object({ reason: reason(['Say what must be different.', '请说明需要调整的内容。']) }),
  submitDesign: z.object({
    designer: titled('Designer', '设计单位', personal('name', words(120)), [
      'Name and licence of the designer.',
      '设计单位或设计人及其资质。',
    ]),
    photos: titled('Drawings', '设计图纸', photos(), ['Pictures of all drawings.', '全部图纸的图片。']),
  }),
  reviewDesign: z.object(judged),
  requestMidInspection: z.object({
    works: titled('Works to be covered', '隐蔽工程', words(500), [
      'Works that must be seen before they are covered.',
      '即将覆盖、须事先检查的工程内容。',
    ]),
  }),
  inspectMidway: z.object(judged),
  requestFinalInspection: z.object({
    works: titled('Works', '竣工内容', words(500), ['Say what was built.', '请填写已完成的工程内容。']),
    costCents: titled('Your own cost', '自建费用', cents().optional(), [
      'What you have paid for design and building so far.',
      '客户目前为设计和施工支付的费用。',
    ]),
  }),
  inspect: z.object(judged),
  connect: z.object({
    meter: titled('Meter number', '电能表编号', words(40)),
    reading: titled(
      'Reading (kWh)',
      '表底（千瓦时）',
      z
        .int(say('Give the reading in whole kilowatt-hours.', '请填写整数千瓦时的表底。'))
        .min(0, say('A meter reads 0 or more.', '表底不得为负数。'))
        .default(0),
    ),
    photos: photosOf('Photos of the installed meter.', '电能表安装后的照片。'),
  }),
  transferManager: z.object({
    person: titled('New account manager', '新客户经理', personId('accountManager'), [
      'From now on this is the only contact of the customer.',
      '变更后由其专人联系客户。',
    ]),
    reason: reason(['The customer reads it.', '客户可见。']),
  }),
  comment: z.object({
    text: titled('Comment', '留言内容', lines(), [
      'The other side gets a message. A comment moves no due time.',
      '对方将收到通知，留言不影响时限。',
    ]),
  }),
  withdraw: z.object({ reason: reason(['Say why you no longer want the power.', '请说明不再用电的原因。']) }),
  reject: z.object({
    ground: titled('Ground', '不予办理理由', words(1000), [
      'The customer reads why the power cannot be supplied.',
      '说明不能供电的原因，客户可见。',
    ]),
  }),
  appeal: z.object({
    ground: titled('Ground', '申诉理由', words(1000), ['Say why the rejection is wrong.', '请说明不予办理决定的不当之处。']),
  }),
  decideAppeal: z.object({
    upheld: titled('Upheld', '申诉是否成立', z.boolean(), [
      'If it is upheld, the application goes on where it was.',
      '成立的，从原环节继续办理。',
    ]),
    reason: reason(['The customer reads it.', '客户可见。']),
  }),
  letStand: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;
export type { SchemeInput } from './scheme-input.ts';
