/** What a pickup knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import {
  choice,
  type Described,
  day,
  instant,
  internal,
  main,
  named,
  offer,
  otherCase,
  person,
  personal,
  picked,
  titled,
  tried,
} from '../kernel/describe.ts';
import { byAndAt, byName, spot } from '../lines/facts.ts';
import { CONSENTS } from '../loss-claim/facts.ts';
import { LEFT_OUT } from './order-of-offers.ts';
import { parcel } from './parcel-facts.ts';

export const NOT_READY = {
  nobodyThere: ['nobody there', '无人在场'],
  notPacked: ['not packed', '未包装'],
  forbidden: ['may not be sent', '禁寄物品'],
} as const;

const leftOut = z
  .object({
    courier: titled('Courier', '骑手', person()),
    why: titled('Why not asked', '未派原因', choice(LEFT_OUT)),
  })
  .meta({ title: 'PickupLeftOut' });

const courier = z
  .object({
    ...byName,
    at: titled('Accepted at', '接单时间', instant()),
    setOutAt: titled('Set out at', '出发时间', instant().nullable().optional()),
    arrivedAt: titled('Arrived at', '到场时间', instant().nullable()),
  })
  .meta({ title: 'PickupCourier' });

const miss = z
  .object({
    why: titled('Why', '原因', choice(NOT_READY)),
    ...byAndAt,
  })
  .meta({ title: 'PickupNotReady' });

const cold = z
  .object({
    store: titled('Cold store', '冷库', z.string()),
    cell: titled('Cell', '库位', picked('table:coldStores', z.string())),
    temperature: titled('Temperature', '温度（0.1 °C）', z.number()),
    since: titled('Since', '入库时间', instant()),
    until: titled('Until', '出库时间', instant().nullable()),
  })
  .meta({ title: 'PickupColdStay' });

const temperatures = z
  .object({
    readings: titled('Readings', '读数次数', z.number()),
    last: titled('Last', '最近读数（0.1 °C）', z.number().nullable()),
    lastAt: titled('Last at', '最近读数时间', instant().nullable()),
    highest: titled('Highest', '最高（0.1 °C）', z.number().nullable()),
    warmSince: titled('Above the range since', '超温起始', instant().nullable()),
    excursions: titled('Excursions', '超温次数', z.number()),
    told: titled('This one was told', '本次已告知', z.boolean()),
  })
  .meta({ title: 'PickupTemperatures' });

const next = z
  .object({
    day: titled('Day', '日期', day()),
    slot: titled('Slot', '时段', picked('table:pickupSlots', z.string())),
    from: titled('From', '开始', instant()),
  })
  .meta({ title: 'PickupNextSlot' });

export const facts = z.object({
  product: main(titled('Product', '品类', named())),
  day: main(titled('Day', '揽收日期', day())),
  slot: main(titled('Slot', '揽收时段', named())),
  slotFrom: main(titled('From', '时段开始', instant())),
  slotUntil: titled('Until', '时段结束', instant()),
  perishable: internal(titled('Perishable', '易腐', z.boolean())),
  night: titled('At night', '夜间时段', z.boolean()),
  dropOff: titled('Brought to the station', '送站交寄', z.boolean()),
  grower: main(titled('Sender', '寄件人', person())),
  kind: titled(
    'Kind of sender',
    '寄件人类型',
    choice({
      smallholder: ['smallholder', '散户'],
      coop: ['co-operative', '合作社'],
      firm: ['firm', '企业'],
      liveShop: ['live shop', '直播店'],
    }),
  ),
  over65: titled('Over 65', '65岁以上', z.boolean()),
  plot: titled('Plot', '地块', z.string().nullable()),
  contact: titled(
    'To reach',
    '联系人',
    z
      .object({
        name: titled('Name', '姓名', personal('name', z.string())),
        phone: titled('Telephone', '电话', personal('phone', z.string().nullable())),
      })
      .meta({ title: 'PickupContact' }),
  ),
  consent: titled('Consent', '授权方式', choice(CONSENTS).nullable(), [
    'How the grower had the station act for them.',
    '种植户委托服务站代办的方式。',
  ]),
  pickPoint: main(titled('Pick point', '揽收地点', spot)),
  pickedAt: titled('Picked at', '采摘时间', instant().nullable()),
  payer: titled('Payer', '付费账户', z.string()),
  certificate: titled('Certificate', '承诺达标合格证', z.string().nullable()),
  trial: titled('Packaging trial', '包装试验', otherCase().nullable()),
  soldIn: titled('Sold in', '直播场次', otherCase().nullable()),
  offerFrom: titled('Offered from', '开始派单', instant()),
  parcels: main(titled('Parcels', '包裹', z.array(parcel))),
  paymentRefs: titled('Payments noted', '已登记付款', z.array(z.string()).optional()),
  estimate: titled('Estimated charge', '预估运费', z.number()),
  hours: titled('Hours to deliver', '投递时限（小时）', z.number()),
  asking: internal(
    titled(
      'Asking couriers',
      '派单进度',
      choice({
        notYet: ['not yet', '未开始'],
        inTurn: ['one after another', '逐一派单'],
        byHand: ['by the dispatcher', '人工调度'],
      }),
    ),
  ),
  offer: titled('Open offer', '待接单', offer().nullable()),
  offerName: internal(titled('Offered to', '派给', z.string().nullable())),
  offerUntil: titled('Answer by', '答复期限', instant().nullable()),
  tried: titled('Asked before', '已派记录', z.array(tried())),
  leftOut: titled('Not asked', '未派人员', z.array(leftOut)),
  broadcast: titled('Open to all of these', '抢单范围', z.array(person()).nullable()),
  courier: titled('Courier', '骑手', courier.nullable()),
  brokenPromises: titled('Broken promises', '失约记录', z.array(z.object(byAndAt).meta({ title: 'PickupBrokenPromise' }))),
  misses: titled('Not ready', '未备妥记录', z.array(miss)),
  noShow: titled('No-show', '爽约', z.boolean()),
  collected: titled(
    'Collected',
    '揽收',
    z
      .object({
        ...byAndAt,
        where: titled('Where', '地点', choice({ spot: ['at the pick point', '揽收点'], station: ['at the station', '服务站'] })),
      })
      .meta({ title: 'PickupCollected' })
      .nullable(),
  ),
  cold: titled('Cold store', '冷库暂存', cold.nullable()),
  temperatures: titled('Temperatures', '温度', temperatures),
  pickToTrunk: titled('Minutes from the picking to the trunk', '采摘到干线（分钟）', z.number().nullable()),
  windowOver: titled('Claim window is over', '理赔期已过', z.boolean()),
  next: titled('Next free slot', '下一可约时段', next.nullable()),
  cancelledLate: titled('Cancelled late', '逾时取消', z.boolean()),
});

export type Facts = Described<typeof facts>;
export type Parcel = Facts['parcels'][number];
