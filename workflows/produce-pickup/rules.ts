/** The produce pickup 红色速递: booked for a slot, offered to one courier after another, collected, cooled, carried, delivered, claimed for. */
import { defineProcess } from '../kernel/process.ts';
import { booking } from './booking.ts';
import { claiming } from './claiming.ts';
import { collecting } from './collecting.ts';
import { delivering } from './delivering.ts';
import { ending } from './ending.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { whenGone } from './leavers.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { offering } from './offering.ts';
import { shows, together } from './showing.ts';
import { storing } from './storing.ts';
import { COURIER, DISPATCHER, SENDER } from './telling.ts';
import { trials } from './trials.ts';
import { trunk } from './trunk.ts';
import { undeliverable } from './undeliverable.ts';
import { type Reference, roles } from './vocabulary.ts';

const HOUR = 60;

export const producePickup = defineProcess<Inputs, Facts, Reference>()({
  name: 'producePickup',
  code: 'EX',
  version: 1,
  title: { en: 'Produce pickup', zh: '红色速递' },
  states: {
    booked: { en: 'booked', zh: '待派单' },
    offered: { en: 'offered', zh: '待接单' },
    accepted: { en: 'accepted', zh: '待揽收' },
    collected: { en: 'collected', zh: '已揽收' },
    stored: { en: 'in the cold store', zh: '冷库暂存' },
    onTrunk: { en: 'on the trunk', zh: '干线在途' },
    delivered: { en: 'delivered', zh: '已投递' },
    undeliverable: { en: 'undeliverable', zh: '待寄件人处置' },
    closed: { en: 'closed', zh: '已办结' },
    cancelled: { en: 'cancelled', zh: '已取消' },
    unserved: { en: 'not served', zh: '未能揽收' },
  },
  closed: ['closed', 'cancelled', 'unserved'],
  aside: ['cancelled'],
  // Fruit doesn't wait for a working day: all of them run nights, Sundays and holidays, but the word about a weight.
  clocks: {
    offerFrom: {
      title: { en: 'Time until couriers are asked', zh: '开始派单' },
      setBy: { en: 'the limit offerFromHour', zh: '参数offerFromHour' },
      budget: { clockMinutes: HOUR },
      inner: true,
      ladder: [{ at: 100, act: 'offerNext' }],
    },
    offer: {
      title: { en: 'Time to accept', zh: '接单时限' },
      setBy: { en: 'the limits offerMinutes and urgentOfferMinutes', zh: '参数offerMinutes和urgentOfferMinutes' },
      budget: { clockMinutes: 10 },
      inner: true,
      ladder: [{ at: 100, act: 'offerNext' }],
    },
    unserved: {
      title: { en: 'Time until the slot ends', zh: '时段结束' },
      setBy: { en: 'the slots of the table pickupSlots', zh: '表pickupSlots的时段' },
      budget: { clockMinutes: HOUR },
      ladder: [{ at: 100, act: 'fail' }],
    },
    pickup: {
      title: { en: 'Time to collect', zh: '揽收时限' },
      setBy: { en: 'the limit pickupMinutes', zh: '参数pickupMinutes' },
      budget: { clockMinutes: 30 },
      ladder: [{ at: 100, notify: [DISPATCHER, SENDER] }],
    },
    reoffer: {
      title: { en: 'Time until it is offered anew', zh: '重新派单时限' },
      setBy: { en: 'the limit reofferMinutes', zh: '参数reofferMinutes' },
      budget: { clockMinutes: 45 },
      inner: true,
      ladder: [{ at: 100, act: 'reoffer' }],
    },
    pickToTrunk: {
      title: { en: 'From the picking to the trunk', zh: '采摘到干线' },
      setBy: { en: 'the limit pickToTrunkMinutes', zh: '参数pickToTrunkMinutes' },
      budget: { clockMinutes: 3 * HOUR },
      ladder: [
        { at: 80, notify: [COURIER, { role: 'trunkClerk' }] },
        { at: 100, notify: [{ role: 'coldStoreKeeper' }, { role: 'trunkClerk' }] },
      ],
    },
    coldHold: {
      title: { en: 'Time in the cold store', zh: '冷库暂存时限' },
      budget: { clockMinutes: 24 * HOUR },
      ladder: [
        { at: 100, notify: [SENDER, { role: 'trunkClerk' }] },
        { at: 200, notify: [SENDER, { role: 'stationClerk' }, DISPATCHER] },
      ],
    },
    delivery: {
      title: { en: 'Time to deliver', zh: '投递时限' },
      setBy: { en: 'the hours of the table regions', zh: '表regions的投递时限' },
      // Each region gives its own.
      budget: { clockMinutes: 48 * HOUR },
      own: ({ hours }: Facts) => (hours > 0 ? { clockMinutes: hours * HOUR } : undefined),
      ladder: [
        { at: 100, notify: [SENDER, { role: 'trunkClerk' }] },
        { at: 200, notify: [SENDER, { role: 'trunkClerk' }, DISPATCHER] },
        { at: 300, act: 'giveUp' },
      ],
    },
    instruct: {
      title: { en: 'Time to say what becomes of it', zh: '处置指示时限' },
      budget: { clockMinutes: 24 * HOUR },
      ladder: [
        { at: 80, notify: [SENDER, { role: 'stationClerk' }] },
        { at: 100, act: 'instructNone' },
      ],
    },
    weight: {
      title: { en: 'Time to answer about a weight', zh: '复重答复时限' },
      budget: { workingDays: 1 },
      inner: true,
      ladder: [{ at: 100, act: 'settleWeights' }],
    },
    claimWindow: {
      title: { en: 'Time to claim', zh: '理赔期' },
      setBy: { en: 'the limit claimHours', zh: '参数claimHours' },
      budget: { clockMinutes: 48 * HOUR },
      inner: true,
      ladder: [{ at: 100, act: 'settle' }],
    },
  },
  lifecycle,
  roles,
  fallback: 'pickupDispatcher',
  parts: ({ offer, courier, grower }) => [
    { person: grower },
    offer === null ? null : { person: offer.to, role: 'courier' },
    courier === null ? null : { person: courier.id, role: 'courier' },
  ],
  // Whoever sends neither takes in nor weighs nor books the money of their own parcels.
  own: { people: ({ grower }) => [grower], offices: ['courier', 'trunkClerk', 'coldStoreKeeper', 'cashier', 'pickupDispatcher'] },
  limits,
  staff: ['stationClerk', 'pickupDispatcher', 'trunkClerk', 'coldStoreKeeper', 'carrier', 'cashier', 'leader'],
  openTo: ['courier'],
  personal: ['stationClerk', 'pickupDispatcher', 'trunkClerk', 'coldStoreKeeper', 'carrier', 'cashier', 'leader'],
  // The carrier's system prints the labels; nobody else needs the recipients in full.
  outsiders: { party: (role) => role.startsWith('recipient'), readBy: ['carrier'] },
  // Where somebody wants to be paid is the cashier’s to know, in the claim.
  reads: { account: [] },
  shows,
  together,
  whenGone,
  start: booking,
  actions: {
    ...offering,
    ...collecting,
    ...storing,
    ...trunk,
    ...delivering,
    ...undeliverable,
    ...claiming,
    ...ending,
    ...trials,
  },
});
