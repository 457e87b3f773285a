/** What a pickup knows of each of its parcels, described for people. Rules take the types alone. */
import { z } from 'zod';
import { cents, choice, instant, internal, main, otherCase, outsider, picked, titled } from '../kernel/describe.ts';

export const PARCEL_STATES = {
  waiting: ['waiting', '待揽收'],
  collected: ['collected', '已揽收'],
  stored: ['in the cold store', '冷库暂存'],
  onTrunk: ['on the trunk', '干线在途'],
  undeliverable: ['undeliverable', '无法投递'],
  delivered: ['delivered', '已投递'],
  lost: ['lost', '遗失'],
  returned: ['returned', '已退回'],
  givenAway: ['given away', '已转赠'],
  disposed: ['disposed of', '已处置'],
} as const;

const recipient = z
  .object({
    name: titled('Name', '姓名', outsider('name', z.string())),
    phone: titled('Telephone', '电话', outsider('phone', z.string())),
    address: titled('Address', '地址', outsider('address', z.string())),
  })
  .meta({ title: 'PickupRecipient' });

const charge = z
  .object({
    list: titled('List price', '标准运费', cents()),
    fen: titled('Charge', '应付运费', cents()),
    saving: titled('Saving', '节省', cents()),
    farmTariff: titled('Farm tariff', '惠农资费', picked('table:farmTariffs', z.string().nullable())),
    failed: titled(
      'Condition that failed',
      '未满足条件',
      choice({
        who: ['for whom', '寄件人'],
        product: ['product', '品类'],
        months: ['months', '月份'],
        region: ['region', '目的地'],
      }).nullable(),
      ['It is charged at the list price because of it.', '因此按标准运费计收。'],
    ),
  })
  .meta({ title: 'PickupCharge' });

const correction = z
  .object({
    grams: titled('Weighed', '复重（克）', z.number()),
    before: titled('Before', '原重量（克）', z.number()),
    fen: titled('Charge', '对应运费', cents()),
    at: titled('Asked at', '询问时间', instant()),
  })
  .meta({ title: 'PickupCorrection' });

const receipt = z
  .object({
    good: titled('Good units', '完好数', z.number()),
    bad: titled('Bad units', '损坏数', z.number()),
    at: titled('At', '时间', instant()),
    byRecipient: internal(titled('By the recipient', '收件人填写', z.boolean().optional())),
  })
  .meta({ title: 'PickupReceipt' });

/** To whom a parcel may be handed. */
export const HANDED_TO = {
  recipient: ['the recipient', '本人'],
  agent: ['somebody for them', '代收人'],
  station: ['a station or locker', '驿站或快递柜'],
} as const;

export const parcel = z
  .object({
    n: main(titled('Parcel', '件序', z.number())),
    state: main(titled('State', '状态', choice(PARCEL_STATES))),
    planned: titled('Planned weight', '预估重量（克）', z.number()),
    grams: titled('Weight', '实重（克）', z.number().nullable()),
    agreed: internal(
      titled('Weight that the sender has seen or agreed to', '寄件人已知重量（克）', z.number().nullable().optional()),
    ),
    units: titled('Units', '数量', z.number().nullable(), ['Fruits or bottles.', '果数或瓶数。']),
    region: main(titled('Region', '目的地', picked('table:regions', z.string()))),
    zone: titled('Tariff zone', '资费区', picked('table:tariffs', z.string())),
    recipient: titled('Recipient', '收件人', recipient.nullable()),
    declared: titled('Declared value', '声明价值', cents().nullable()),
    insured: titled('Insured', '保价', z.boolean()),
    upstairs: titled('To the door', '送货上门', z.boolean()),
    scheme: titled('Packaging', '包装方案', picked('table:packagingSchemes', z.string().nullable())),
    arm: titled('Assigned by a trial', '试验指定包装', picked('table:packagingSchemes', z.string().nullable())),
    seal: titled('Seal', '封签号', z.string().nullable()),
    charge: titled('Charge', '运费', charge.nullable()),
    charges: internal(titled('Times charged', '计费次数', z.number())),
    paid: titled('Paid', '已付', cents()),
    correction: titled('Weight under question', '待确认复重', correction.nullable()),
    run: titled('Trunk run', '干线班次', picked('table:trunkRuns', z.string().nullable())),
    handedAt: titled('Handed to the trunk', '交干线时间', instant().nullable().optional()),
    tracks: titled('Carrier’s events', '承运节点', z.array(z.string())),
    settledAt: titled('Settled at', '办结时间', instant().nullable()),
    to: titled('Handed to', '签收方式', choice(HANDED_TO).nullable()),
    ownWish: internal(titled('As the sender wished', '按寄件人指示处置', z.boolean().optional())),
    receipt: titled('As the recipient found it', '收件确认', receipt.nullable()),
    claim: titled('Claim', '理赔件', otherCase().nullable()),
    claimed: titled('Claimed', '是否已申请理赔', z.boolean()),
    claimBad: titled('Bad by the claim', '理赔认定损坏数', z.number().nullable()),
    claimOpen: titled('Claim open', '理赔未结', z.boolean()),
  })
  .meta({ title: 'PickupParcel' });
