/** Guidance in the field 技术指导: a grower asks, an expert comes to the plot and advises, and what was done is asked about on its day. */

import { defineProcess } from '../kernel/process.ts';
import { advising } from './advising.ts';
import { asking, askingAgain } from './asking.ts';
import { audiences, STAFF } from './audiences.ts';
import type { Facts } from './facts.ts';
import { following } from './following.ts';
import type { Inputs } from './inputs.ts';
import { whenGone } from './leavers.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { experts } from './offering.ts';
import { triaging } from './triaging.ts';
import { visiting } from './visiting.ts';
import { type Reference, roles } from './vocabulary.ts';

/** An expert who has accepted, as a party of the case. */
const expert = { party: 'expert' } as const;

export const fieldGuidance = defineProcess<Inputs, Facts, Reference>()({
  name: 'fieldGuidance',
  code: 'FG',
  version: 1,
  title: { en: 'Guidance in the field', zh: '技术指导' },
  states: {
    asked: { en: 'asked for', zh: '待分派' },
    offered: { en: 'looking for an expert', zh: '待专家接受' },
    planned: { en: 'a visit to come', zh: '待上门' },
    visited: { en: 'visited', zh: '已上门' },
    advised: { en: 'advised', zh: '已指导' },
    following: { en: 'being followed up', zh: '回访中' },
    handedOver: { en: 'with a department', zh: '已移交' },
    closed: { en: 'closed', zh: '已办结' },
    answeredRemotely: { en: 'answered at the desk', zh: '线上答疑' },
    withdrawn: { en: 'taken back', zh: '已撤回' },
  },
  closed: ['closed', 'answeredRemotely', 'withdrawn'],
  clocks: {
    triage: {
      title: { en: 'Time to say what follows', zh: '分派时限' },
      budget: { workingDays: 1 },
      ladder: [
        { at: 80, notify: [{ role: 'guidanceSecretary' }] },
        { at: 100, notify: [{ role: 'guidanceSecretary' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    offer: {
      title: { en: 'Time to accept', zh: '接受时限' },
      budget: { clockMinutes: 1440 },
      ladder: [{ at: 100, act: 'offerNext' }],
      inner: true,
    },
    urgentOffer: {
      title: { en: 'Time to accept what is urgent', zh: '加急接受时限' },
      budget: { clockMinutes: 240 },
      ladder: [{ at: 100, act: 'offerNext' }],
      inner: true,
    },
    visit: {
      title: { en: 'Time to the visit', zh: '上门时限' },
      budget: { workingDays: 3 },
      ladder: [
        { at: 80, notify: [expert] },
        { at: 100, notify: [expert, { role: 'guidanceSecretary' }] },
        { at: 200, notify: [{ role: 'guidanceSecretary' }, { role: 'leader' }] },
      ],
    },
    urgentVisit: {
      title: { en: 'Time to an urgent visit', zh: '加急上门时限' },
      budget: { clockMinutes: 1440 },
      ladder: [
        { at: 80, notify: [expert] },
        { at: 100, notify: [expert, { role: 'guidanceSecretary' }] },
        { at: 200, notify: [{ role: 'guidanceSecretary' }, { role: 'leader' }] },
      ],
    },
    advice: {
      title: { en: 'Time to the advice', zh: '指导意见时限' },
      budget: { workingDays: 1 },
      ladder: [
        { at: 80, notify: [expert] },
        { at: 100, notify: [expert, { role: 'guidanceSecretary' }] },
        { at: 200, notify: [{ role: 'guidanceSecretary' }, { role: 'leader' }] },
      ],
    },
    followUp: {
      title: { en: 'Day of the next measure', zh: '回访时限' },
      budget: { calendarDays: 7 },
      // Each measure has a day of its own.
      own: ({ followUpAt }: Facts) => (followUpAt === null ? undefined : { until: followUpAt }),
      ladder: [{ at: 100, act: 'remind' }],
    },
    close: {
      title: { en: 'Time to an answer', zh: '反馈时限' },
      budget: { calendarDays: 30 },
      ladder: [
        { at: 50, notify: [{ role: 'guidanceSecretary' }] },
        { at: 100, act: 'lapse' },
      ],
      inner: true,
    },
    // Nights and Sundays count: what is handed over can't wait.
    handOver: {
      title: { en: 'Time of the department', zh: '部门接手时限' },
      budget: { clockMinutes: 30 },
      ladder: [
        { at: 100, notify: [{ role: 'handler' }, { role: 'leader' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'guidanceSecretary' }] },
      ],
    },
  },
  promised: ['triage', 'visit', 'urgentVisit'],
  lifecycle,
  roles,
  fallback: 'guidanceSecretary',
  parts: ({ grower, asker, offer, expert: coming }) => [
    { person: grower, role: 'grower' },
    asker.role === 'stationClerk' ? { person: asker.id, role: asker.role } : null,
    offer ? { person: offer.to, role: 'expert' } : null,
    coming ? { person: coming.id, role: 'expert' } : null,
  ],
  own: {
    people: ({ grower, coop }) => [grower, ...(coop ? [coop.id] : [])],
    offices: ['expert', 'guidanceSecretary', 'handler', 'leader'],
  },
  limits,
  staff: STAFF,
  personal: ['guidanceSecretary', 'stationClerk', 'handler', 'leader', 'expert'],
  publicParties: ['expert'],
  audiences,
  whenGone,
  start: asking,
  actions: { ...askingAgain, ...triaging, ...experts, ...visiting, ...advising, ...following },
});
