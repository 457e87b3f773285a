/** What a caller must send to book a pickup and to act on it. */
import { z } from 'zod';
import { choice, outsider, personal, titled } from '../kernel/describe.ts';
import { caseId, moment, personId, phone, photos, place, say, tableKey, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { isDay } from '../kernel/text.ts';
import { reason } from '../lines/inputs.ts';
import { CONSENTS, KINDS } from '../loss-claim/facts.ts';
import { NOT_READY } from './facts.ts';
import { HANDED_TO } from './parcel-facts.ts';

const whole = (least: number, most: number, en: string, zh: string) =>
  z.int(say(en, zh)).min(least, say(en, zh)).max(most, say(en, zh));

const grams = () => whole(1, 30_000, 'Give a weight from 1 to 30,000 grams.', '请填写1至30000克的重量。');
const planned = () => whole(200, 30_000, 'Plan from 200 to 30,000 grams for a parcel.', '单件预估重量应为200至30000克。');
const parcelNo = () => titled('Parcel', '件序', whole(1, 20, 'Give the number of a parcel, from 1.', '请填写件序，从1开始。'));
const units = (least: number) => whole(least, 100_000, `Give a whole number from ${least}.`, `请填写不小于${least}的整数。`);
const fen = (least: number) =>
  whole(least, 2_000_000, `Give whole fen from ${least} to 2,000,000.`, `请填写${least}至2000000的整数分。`);
const temperature = () =>
  titled(
    'Temperature',
    '温度',
    whole(-400, 600, 'Give tenths of a degree from -400 to 600.', '请填写-400至600的温度（0.1 °C）。'),
    ['In tenths of a degree.', '以0.1 °C为单位。'],
  );
const day = () => {
  const wrong = say('Give a day such as 2026-05-20.', '请填写日期，例如2026-05-20。');
  return z.iso.date({ ...wrong, abort: true }).refine(isDay, wrong);
};
const position = () =>
  titled(
    'Your position',
    '当前位置',
    place().refine(
      ({ lat, lon }) => lat !== 0 || lon !== 0,
      say('Your device gave no position; turn it on.', '设备未返回定位，请开启定位。'),
    ),
  );
const code = (en: string, zh: string) => z.string(say(en, zh)).trim().min(1, say(en, zh)).max(60, say(en, zh));

const recipient = z
  .object({
    name: titled('Name', '姓名', outsider('name', words(80))),
    phone: titled('Telephone', '电话', outsider('phone', phone())),
    address: titled('Address', '地址', outsider('address', words(200))),
    region: titled('Region', '目的地', tableKey('regions')),
  })
  .meta({ title: 'PickupRecipientSent' });

const planedParcel = z
  .object({
    planned: titled('Planned weight', '预估重量（克）', planned()),
    units: titled('Units', '数量', units(1).optional(), [
      'Fruits or bottles; losses are counted in them.',
      '果数或瓶数，用于计算损耗。',
    ]),
    recipient: titled('Recipient', '收件人', recipient),
    declaredValue: titled('Declared value', '声明价值', fen(0).optional(), ['In fen.', '单位为分。']),
    insured: titled('Insured', '保价', z.boolean().default(false)),
    upstairs: titled('To the door', '送货上门', z.boolean().default(false)),
  })
  .refine(
    ({ insured, declaredValue = 0 }) => !insured || declaredValue > 0,
    say('An insured parcel needs a declared value.', '保价须填写声明价值。'),
  )
  .meta({ title: 'PickupParcelPlanned' });

const weighed = z
  .object({
    n: parcelNo(),
    grams: titled('Weight', '实重（克）', grams()),
    photos: titled('Photos', '照片', photos(), ['At least one of the parcel on the scale.', '至少一张称重照片。']),
    scheme: titled('Packaging', '包装方案', tableKey('packagingSchemes').optional(), [
      'As booked where left out.',
      '留空则按预约方案。',
    ]),
    seal: titled('Seal', '封签号', code('Give the number on the seal.', '请填写封签号。')),
    reweighed: titled('Weighed twice, and agreed', '已复称且寄件人同意', z.boolean().default(false), [
      'Where it weighs much more or less than planned.',
      '实重与预估相差较大时填写。',
    ]),
  })
  .meta({ title: 'PickupParcelWeighed' });

const sealsDiffer = (parcels: readonly { readonly seal: string }[]) =>
  new Set(parcels.map(({ seal }) => seal)).size === parcels.length;
const eachOnce = <P extends { n: number }>(parcels: readonly P[]) => new Set(parcels.map(({ n }) => n)).size === parcels.length;
const ONCE = say('Name each parcel once.', '每件只填写一次。');

const collecting = {
  parcels: titled(
    'Parcels',
    '包裹',
    z
      .array(weighed)
      .min(1, say('Weigh every parcel.', '请逐件称重。'))
      .max(20)
      .refine(eachOnce, ONCE)
      .refine(sealsDiffer, say('Each parcel has a seal of its own.', '每件封签号不得重复。')),
  ),
  inspected: titled('Opened and looked at', '已验视', z.boolean()),
  identityChecked: titled('Identity checked', '已查验身份', z.boolean(), ['Its number is not kept.', '不留存证件号码。']),
};

const numbers = () =>
  titled(
    'Parcels',
    '包裹',
    z
      .array(whole(1, 20, 'Give the number of a parcel, from 1.', '请填写件序，从1开始。'))
      .min(1, say('Name at least one parcel.', '请至少选择一件。'))
      .max(20)
      .refine((list) => new Set(list).size === list.length, ONCE),
  );

const declineReason = () =>
  choice({
    tooFar: ['too far', '距离太远'],
    full: ['full', '已满载'],
    vehicle: ['vehicle', '车辆故障'],
    unwell: ['unwell', '身体不适'],
    other: ['something else', '其他'],
  });

/** How somebody had the station act for them. */
const consent = () =>
  titled('Consent', '授权方式', choice(CONSENTS).optional(), ['Where you act for the sender.', '代寄件人办理时必填。']);

export const inputs = {
  start: z.object({
    day: titled('Day', '揽收日期', day()),
    slot: titled('Slot', '揽收时段', tableKey('pickupSlots')),
    product: titled('Product', '品类', tableKey('products')),
    pickPoint: titled('Pick point', '揽收地点', place()),
    pickedAt: titled('Picked at', '采摘时间', moment().optional(), ['Not after the slot.', '不得晚于揽收时段。']),
    parcels: titled(
      'Parcels',
      '包裹',
      z
        .array(planedParcel)
        .min(1, say('Book at least one parcel.', '请至少预约一件。'))
        .max(20, say('Book at most 20 parcels; book the others apart.', '每单最多20件，其余请另行预约。')),
    ),
    scheme: titled('Packaging', '包装方案', tableKey('packagingSchemes').optional(), [
      'The adopted one where left out.',
      '留空则用已采纳方案。',
    ]),
    trial: titled('Packaging trial', '包装试验', caseId('packagingTrial').optional()),
    soldIn: titled('Sold in', '直播场次', caseId('roomBooking').optional()),
    certificate: titled(
      'Certificate',
      '承诺达标合格证',
      code('Give the number of the certificate.', '请填写合格证编号。').optional(),
      ['Of co-operatives and firms.', '合作社和企业必填。'],
    ),
    payer: titled('Payer', '付费方', choice({ sender: ['the sender', '寄件人'], shop: ['the shop', '店铺'] }).default('sender')),
    grower: titled('For', '代办种植户', personId('grower').optional(), ['The grower for whom you book.', '您代其预约的种植户。']),
    consent: titled('Consent', '授权方式', choice(CONSENTS).optional(), ['How they had you book.', '种植户委托您代办的方式。']),
  }),
  offerNext: z.object({}),
  accept: z.object({}),
  decline: z
    .object({
      reason: titled('Reason', '理由', declineReason()),
      text: titled('In words', '说明', words(200).optional(), ['Needed where it is something else.', '选择“其他”时必填。']),
    })
    .refine(({ reason: why, text }) => why !== 'other' || text !== undefined, {
      ...say('Say what it is.', '请说明原因。'),
      path: ['text'],
    }),
  assign: z.object({
    courier: titled('Courier', '骑手', personId('courier')),
    agreedBy: titled(
      'Agreed',
      '确认方式',
      choice({ phone: ['by telephone', '电话'], spot: ['on the spot', '当面'] }).optional(),
      ['Needed where this courier has declined it.', '该骑手曾婉拒时必填。'],
    ),
    reason: reason(['Why this courier.', '选择该骑手的原因。']),
  }),
  broadcast: z.object({}),
  giveBack: z.object({ reason: reason() }),
  reoffer: z.object({}),
  setOut: z.object({}),
  arrive: z.object({ at: position() }),
  collect: z.object({ ...collecting, at: position() }),
  dropOff: z.object(collecting),
  notReady: z.object({
    why: titled('Why', '原因', choice(NOT_READY)),
    photos: titled('Photos', '照片', photos(), ['Of the place.', '现场照片。']),
  }),
  fail: z.object({}),
  store: z.object({
    cell: titled('Cell', '库位', tableKey('coldStores')),
    temperature: temperature(),
  }),
  read: z.object({
    temperature: temperature(),
    at: titled('At', '时间', moment()),
  }),
  handToTrunk: z.object({
    run: titled('Trunk run', '干线班次', tableKey('trunkRuns')),
    parcels: numbers(),
    sealsOk: titled('Seals whole', '封签完好', z.boolean()),
    handedBy: titled('Handed over by', '交件人', personId().optional()),
    temperature: temperature().optional(),
  }),
  correctWeight: z.object({
    n: parcelNo(),
    grams: titled('Weight', '复重（克）', grams()),
    photos: titled('Photos', '照片', photos()),
  }),
  agreeWeight: z.object({ n: parcelNo(), agree: titled('Agree', '是否同意', z.boolean()), consent: consent() }),
  settleWeights: z.object({}),
  track: z.object({
    n: parcelNo(),
    carrierEvent: titled('Carrier’s event', '承运商节点编号', code('Give the id of the event.', '请填写节点编号。')),
    at: titled('At', '时间', moment()),
  }),
  deliver: z.object({
    n: parcelNo(),
    to: titled('Handed to', '签收方式', choice(HANDED_TO)),
    consent: titled('The recipient consented', '收件人已同意', z.boolean().default(false), [
      'Needed for a station, and where the door was wanted.',
      '投驿站或寄件要求上门时须取得同意。',
    ]),
  }),
  confirmReceipt: z.object({
    n: parcelNo(),
    good: titled('Good units', '完好数', units(0)),
    bad: titled('Bad units', '损坏数', units(0)),
    photos: titled('Photos', '照片', photos()),
  }),
  reportUndeliverable: z.object({
    n: parcelNo(),
    messages: titled(
      'Messages',
      '联系时间',
      z.array(moment()).min(1, say('Say when the recipient was told.', '请填写联系收件人的时间。')).max(10),
      ['When the recipient was called or written to, without an answer.', '联系收件人未获答复的时间。'],
    ),
  }),
  instruct: z.object({
    n: parcelNo(),
    what: titled(
      'What to do',
      '处置方式',
      choice({
        back: ['send back', '退回'],
        again: ['try again', '再次投递'],
        giveAway: ['give away', '转赠'],
        dispose: ['dispose of', '就地处置'],
      }),
    ),
    consent: consent(),
  }),
  instructNone: z.object({}),
  reportLost: z.object({ n: parcelNo() }),
  giveUp: z.object({}),
  claim: z.object({
    n: parcelNo(),
    kind: titled('Kind', '类型', choice(KINDS)),
    badUnits: titled('Bad units', '损坏数', units(0)),
    asked: titled('Asked', '索赔金额', fen(1), ['In fen.', '单位为分。']),
    photos: titled('Photos', '照片', photos(), ['Of the box and of what is in it.', '外包装和内件照片。']),
    account: titled('Account', '收款账户', personal('account', words(60)).optional()),
    consent: consent(),
  }),
  cancel: z.object({ reason: reason(), consent: consent() }),
  settle: z.object({}),
  pay: z.object({
    n: titled('Parcel', '件序', whole(1, 20, 'Give the number of a parcel, from 1.', '请填写件序，从1开始。').optional(), [
      'Left out, the parcels are paid in their order.',
      '留空则按件序依次抵付。',
    ]),
    fen: titled('Paid', '金额', fen(1)),
    paymentRef: titled('Payment', '支付流水号', code('Give the reference of the payment.', '请填写支付流水号。')),
  }),
  comment: z.object({ text: titled('Comment', '留言', words(1000)) }),
  assignArm: z.object({
    parcels: titled(
      'Parcels',
      '包裹',
      z.array(
        z
          .object({ n: parcelNo(), scheme: titled('Packaging', '包装方案', tableKey('packagingSchemes')) })
          .meta({ title: 'PickupArm' }),
      ),
    ),
  }),
  claimOpened: z.object({
    n: parcelNo(),
    claim: titled('Claim', '理赔件', caseId('lossClaim')),
    again: titled('Once more', '重新打开', z.boolean().optional(), ['Its payment came back.', '赔款被退回。']),
  }),
  claimEnded: z.object({
    n: parcelNo(),
    claim: titled('Claim', '理赔件', caseId('lossClaim')),
    end: titled(
      'End',
      '结果',
      choice({ paid: ['paid', '已赔付'], rejected: ['rejected', '不予赔付'], withdrawn: ['withdrawn', '已撤回'] }),
    ),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
