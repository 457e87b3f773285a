/** Numbers of the produce pickup that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  maxPhotos: limit('Photos of one parcel', '每件照片数上限', 'photos', 6, { least: 1, most: 20 }),
  maxParcels: limit('Parcels of one pickup', '每单件数上限', 'pieces', 20, { least: 1, most: 20 }),
  aheadDays: limit('Booked at most ahead', '最早提前预约', 'days', 14, { least: 0, most: 60 }),
  cutOffHour: limit('Hour of the evening before at which booking ends', '前一晚截止预约整点', 'hours', 20, {
    least: 12,
    most: 24,
  }),
  sameDayMinutes: limit('Slots of the same day are booked at least before', '当日时段最迟提前预约', 'minutes', 60, { most: 720 }),
  offerFromHour: limit('Hour of the evening before from which couriers are asked', '前一晚开始派单整点', 'hours', 18, {
    least: 0,
    most: 24,
  }),
  offerMinutes: limit('Time for a courier to answer', '接单时限', 'minutes', 10, { least: 1, most: 240 }),
  urgentOfferMinutes: limit('Time to answer shortly before the slot', '临近时段接单时限', 'minutes', 3, {
    least: 1,
    most: 60,
    atMost: 'offerMinutes',
  }),
  urgentBefore: limit('Shortly before the slot is within', '临近时段的范围', 'minutes', 60, { most: 720 }),
  openOffers: limit('Offers that one courier has open', '骑手同时待接单上限', 'times', 3, { least: 1, most: 50 }),
  nightOffersPerWeek: limit(
    'Other nights within seven days on which one courier is asked or has accepted',
    '七天内骑手其他夜间出单晚数上限',
    'times',
    5,
    { most: 7 },
  ),
  waitMinutes: limit('Wait at the place before it counts as not ready', '到场等待时间', 'minutes', 15, { most: 120 }),
  pickupRadius: limit('Distance from the pick point', '揽收点距离上限', 'metres', 300, { least: 10, most: 10_000 }),
  pickupMinutes: limit('Collected within, from the slot’s beginning', '时段开始后揽收时限', 'minutes', 30, {
    least: 1,
    most: 720,
  }),
  reofferMinutes: limit('Offered anew after that', '逾时后重新派单', 'minutes', 15, { least: 1, most: 720 }),
  earlyMinutes: limit('Collected at most before the slot', '揽收最早提前', 'minutes', 30, { most: 240 }),
  giveBackMinutes: limit('Given back without a broken promise until before the slot', '提前退单免记失约', 'minutes', 30, {
    most: 1440,
  }),
  weightTolerance: limit('Weight off the planned one by more than', '重量偏差允许比例', 'perMille', 200, { most: 1000 }),
  weightToleranceGrams: limit('Weight off the planned one by more than', '重量偏差允许克数', 'grams', 500, { most: 30_000 }),
  pickToTrunkMinutes: limit('From the picking to the trunk', '采摘到干线时限', 'minutes', 180, { least: 10, most: 2880 }),
  correctionTolerance: limit('A heavier parcel needs the sender’s word beyond', '复重加价须寄件人同意的比例', 'perMille', 100, {
    most: 1000,
  }),
  correctHours: limit('Weights are corrected within', '重量更正期限', 'hours', 24, { least: 1, most: 240 }),
  excursionMinutes: limit('Above the range for longer than', '超温持续时间', 'minutes', 30, { most: 1440 }),
  noShowsToBar: limit('No-shows that bar a grower', '爽约停约次数', 'times', 3, { least: 1, most: 50 }),
  noShowDays: limit('No-shows count for', '爽约计算期', 'days', 30, { least: 1, most: 365 }),
  messageGapHours: limit('Between two messages to a recipient', '两次联系收件人间隔', 'hours', 8, { most: 72 }),
  unansweredHours: limit('Without an answer after the last message', '末次联系后等待', 'hours', 24, { most: 168 }),
  claimHours: limit('Claims are open after delivery for', '签收后理赔期', 'hours', 48, { least: 1, most: 720 }),
  dawnPickupPoints: limit('Points for a pickup before six', '清晨揽收积分', 'points', 0, { most: 1000 }),
  baselinePickToTrunk: limit('From the picking to the trunk before, for comparison', '对照：原采摘到干线用时', 'minutes', 300, {
    least: 1,
    most: 10_000,
  }),
  baselineLoss: limit('Loss before, for comparison', '对照：原损耗率', 'perMille', 150, { least: 1, most: 1000 }),
};

export type Limits = LimitValues<typeof limits>;
