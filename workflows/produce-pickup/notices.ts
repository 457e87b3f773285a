/** What people hear of a pickup, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

const BOTH = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  booked: template(
    [
      'Pickup {case}: {slotEn}, {from} to {until}',
      '{parcels} parcels, about {yuan} yuan. Cancel before the courier is there if plans change.',
    ],
    ['{case} 已预约{slotZh}（{from}至{until}）', '共{parcels}件，预估运费{yuan}元。计划有变请在骑手到场前取消。'],
    BOTH,
  ),
  offered: template(
    [
      '{slotEn}: {parcels} parcels of {productEn}',
      '{case} is offered to you until {until}. The slot begins at {from}. Accept or decline; declining costs you nothing.',
    ],
    ['{slotZh}：{productZh}{parcels}件待接单', '{case}派给您，请于{until}前答复。时段{from}开始。可婉拒，不影响排序。'],
    BOTH,
  ),
  nobodyTakesIt: template(
    [
      '{case}: nobody takes it',
      '{title}. All on the roster of {slotEn} were asked. Assign somebody or open it to all before {from}.',
    ],
    ['{case} 无人接单', '{title}。{slotZh}值班骑手均已询问，请于{from}前指派或开放抢单。'],
    BOTH,
  ),
  broadcast: template(
    ['{slotEn}: {case} is open to all', '{title}. The first who accepts has it. The slot begins at {from}.'],
    ['{slotZh}：{case} 开放抢单', '{title}。先接先得，时段{from}开始。'],
    BOTH,
  ),
  assigned: template(
    ['{case} was assigned to you', '{title}. {slotEn}, from {from}. {reason}'],
    ['{case} 已指派给您', '{title}。{slotZh}，{from}开始。{reason}'],
    BOTH,
  ),
  taken: template(
    ['{case} was given to {name}', '{title}. You have it no more.'],
    ['{case} 已改派{name}', '{title}。您无须再揽收。'],
    BOTH,
  ),
  takenAway: template(
    ['{case} is offered anew', '{title}. It wasn’t collected in time. You have it no more.'],
    ['{case} 已重新派单', '{title}。因未按时揽收已重新派单，您无须再揽收。'],
  ),
  accepted: template(
    ['{name} comes for {case}', 'Between {from} and {until}. Have the parcels packed.'],
    ['{name}将上门揽收 {case}', '时间{from}至{until}，请提前备好包裹。'],
    BOTH,
  ),
  onTheWay: template(
    ['{name} is on the way', '{name} comes for {case}; the slot begins at {from}. Have the parcels packed.'],
    ['{name}已出发', '{name}正前往揽收{case}，时段{from}开始，请备好包裹。'],
    BOTH,
  ),
  arrived: template(
    ['{name} is there', '{name} waits {minutes} minutes for the parcels of {case}.'],
    ['{name}已到场', '{name}将等候{case}的包裹{minutes}分钟。'],
    BOTH,
  ),
  brokenPromise: template(
    ['{case} was given back shortly before the slot', '{title}. By {name}: {reason}'],
    ['{case} 临近时段退单', '{title}。{name}：{reason}'],
    BOTH,
  ),
  courierLeft: template(
    ['{case} goes to another courier', '{title}. {name} had accepted it and is on duty no more.'],
    ['{case} 另派骑手', '{title}。原承接骑手{name}已不在岗。'],
  ),
  offeredAnew: template(
    ['{case}: another courier comes', '{name} didn’t come in time. It is offered to the others.'],
    ['{case} 重新派单', '{name}未按时到场，正改派其他骑手。'],
    BOTH,
  ),
  droppedOff: template(
    ['{case} was brought to the station', '{title}. You needn’t go there for {slotEn}.'],
    ['{case} 已送站交寄', '{title}。{slotZh}您无须上门。'],
    BOTH,
  ),
  notReady: template(
    ['{case}: nothing was ready', '{name} was there in vain. Another courier is asked; have the parcels ready.'],
    ['{case} 未能揽收', '{name}到场未取到包裹，正另派骑手，请备好包裹。'],
    BOTH,
  ),
  notReadyThere: template(
    ['{case}: nothing was ready', '{title}. {name} was there in vain.'],
    ['{case} 现场未备妥', '{title}。{name}到场未取到包裹。'],
  ),
  unserved: template(
    [
      '{case} wasn’t collected',
      '{title}. The next free slot is {nextEn}, {from}. Until then the cold store takes the parcels; ask the station.',
    ],
    ['{case} 未能揽收', '{title}。最近可约时段为{nextZh}（{from}）。此前可送冷库暂存，请联系服务站。'],
    BOTH,
  ),
  unservedNoSlot: template(
    [
      '{case} wasn’t collected',
      '{title}. No slot of the next days is free. Bring the parcels to the station, or have them cooled there.',
    ],
    ['{case} 未能揽收', '{title}。近日时段已约满，请送至服务站或冷库暂存。'],
    BOTH,
  ),
  cancelled: template(['{case} was cancelled', '{title}. {reason}'], ['{case} 已取消', '{title}。{reason}'], BOTH),
  spokenFor: template(
    ['{case}: done in your name', '{name} of the station: {actEn}. Tell the station at once if you didn’t ask for it.'],
    ['{case} 已代您办理', '服务站{name}代办：{actZh}。如非您本人意愿，请立即联系服务站。'],
    BOTH,
  ),
  collected: template(
    ['{case} was collected', '{parcels} parcels, {grams} g. {yuan} yuan; the farm tariff saves you {saved} yuan.'],
    ['{case} 已揽收', '共{parcels}件{grams}克，运费{yuan}元，惠农资费为您节省{saved}元。'],
    BOTH,
  ),
  stored: template(
    ['{case} is in the cold store', '{title}. {cellEn}, {degrees} °C. It goes with the next run.'],
    ['{case} 冷库暂存', '{title}。{cellZh}，{degrees} °C，随后续班次发运。'],
  ),
  excursion: template(
    ['{case}: too warm', '{title}. {degrees} °C, above the range since {since}. Look at the cell or the van now.'],
    ['{case} 温度超限', '{title}。{degrees} °C，自{since}起超出范围，请立即检查库位或车辆。'],
    BOTH,
  ),
  onTrunk: template(
    ['{case} is on its way', '{parcels} parcels with {runEn}. Delivery by {due.delivery}.'],
    ['{case} 已发运', '{parcels}件随{runZh}发运，预计{due.delivery}前送达。'],
  ),
  weightAsked: template(
    [
      '{case}: parcel {n} weighs {grams} g',
      'It was {before} g. It would cost {yuan} yuan. Agree or not by {due.weight}; without an answer the lower charge stays.',
    ],
    ['{case} 第{n}件复重{grams}克', '原为{before}克，运费将为{yuan}元。请于{due.weight}前答复，逾期按较低运费计收。'],
    BOTH,
  ),
  weightCorrected: template(
    ['{case}: parcel {n} weighs {grams} g', 'It costs {yuan} yuan now.'],
    ['{case} 第{n}件复重{grams}克', '运费更正为{yuan}元。'],
  ),
  delivered: template(
    ['{case}: parcel {n} was delivered', 'Claims for it are open until {until}.'],
    ['{case} 第{n}件已签收', '如有损坏可在{until}前申请理赔。'],
  ),
  deliveredToYou: template(
    ['Your parcel {of}/{n} was delivered', 'Look at it now. Say how it came, or claim until {until}, with the code {code}.'],
    ['您的包裹{of}/{n}已送达', '请当场查验。可凭查询码{code}反馈，{until}前可申请理赔。'],
    { channels: ['sms'], secret: ['code'] },
  ),
  undeliverable: template(
    ['{case}: parcel {n} can’t be delivered', 'Say by {due.instruct}: send back, try again, give away or dispose of it.'],
    ['{case} 第{n}件无法投递', '请于{due.instruct}前选择退回、再投、转赠或处置。'],
    BOTH,
  ),
  disposed: template(
    ['{case} was disposed of', '{title}. We heard nothing from you in time, and fruit doesn’t keep. You may claim.'],
    ['{case} 已就地处置', '{title}。逾期未收到指示，生鲜无法久存，已就地处置。您可申请理赔。'],
    BOTH,
  ),
  sentBack: template(
    ['{case} is sent back', '{title}. We heard nothing from you in time.'],
    ['{case} 已退回', '{title}。逾期未收到指示，已退回寄件人。'],
    BOTH,
  ),
  lost: template(
    ['{case}: parcel {n} is lost', 'Claim for it within {hours} hours.'],
    ['{case} 第{n}件遗失', '请在{hours}小时内申请理赔。'],
    BOTH,
  ),
  claimed: template(
    ['{case}: a claim for parcel {n}', '{title}. It is a case of its own now.'],
    ['{case} 第{n}件已申请理赔', '{title}。理赔另行立案办理。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
