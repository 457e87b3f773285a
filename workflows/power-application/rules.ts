/** The power application 用电报装, with the green channel for spring irrigation 春灌用电绿色通道: from filing to the meter. Each file it is put together from is one subject. */
import { type ClockRule, defineProcess } from '../kernel/process.ts';
import { accepting } from './accepting.ts';
import { building } from './building.ts';
import { connecting } from './connecting.ts';
import { contact } from './contact.ts';
import { ending } from './ending.ts';
import type { Action, Facts, Reference } from './facts.ts';
import { filing } from './filing.ts';
import { staffRoles } from './guards.ts';
import type { Inputs } from './inputs.ts';
import { limits } from './limits.ts';
import { scheming } from './scheme.ts';

/** Each track has its own days; these are for a track that was given none. */
const step = (en: string, zh: string, role: string, workingDays: number): ClockRule<Action> => ({
  title: { en, zh },
  budget: { workingDays },
  ladder: [
    { at: 80, notify: [{ role }] },
    { at: 100, notify: [{ role }, { role: 'leader' }] },
    { at: 200, notify: [{ role: 'leader' }] },
  ],
});

export const powerApplication = defineProcess<Inputs, Facts, Reference>()({
  name: 'powerApplication',
  code: 'PA',
  version: 1,
  title: { en: 'Power application', zh: '用电报装' },
  states: {
    filed: { en: 'to be accepted', zh: '待受理' },
    awaitingMaterials: { en: 'waiting for material', zh: '待补材料' },
    surveying: { en: 'being surveyed', zh: '待勘查' },
    scheming: { en: 'scheme being drawn up', zh: '方案制定' },
    awaitingSignature: { en: 'waiting for the customer’s signature', zh: '待客户签认' },
    designing: { en: 'being designed by the customer', zh: '客户设计' },
    reviewingDesign: { en: 'design being reviewed', zh: '设计审查' },
    building: { en: 'being built by the customer', zh: '客户施工' },
    inspectingMidway: { en: 'being inspected midway', zh: '中间检查' },
    inspecting: { en: 'being inspected', zh: '竣工检验' },
    connecting: { en: 'to be connected', zh: '待装表接电' },
    appealed: { en: 'under appeal', zh: '申诉中' },
    connected: { en: 'connected', zh: '已接电' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
    rejected: { en: 'rejected', zh: '不予办理' },
  },
  closed: ['connected', 'withdrawn', 'rejected'],
  clocks: {
    total: step('Our time in all', '我方总时限', 'accountManager', 38),
    customer: {
      title: { en: 'The customer’s own time', zh: '客户用时' },
      budget: { workingDays: 60 },
      // It binds nobody: the customer is reminded, and we are.
      ladder: [
        { at: 80, notify: [{ party: 'customer' }] },
        { at: 100, notify: [{ party: 'customer' }, { role: 'accountManager' }] },
      ],
    },
    accept: step('Time to accept', '受理时限', 'windowClerk', 1),
    survey: step('Time to survey', '勘查时限', 'surveyor', 2),
    scheme: step('Time for the scheme', '方案答复时限', 'schemeDesigner', 15),
    designReview: step('Time to review the design', '设计审查时限', 'schemeReviewer', 10),
    midInspection: step('Time for the mid inspection', '中间检查时限', 'inspector', 5),
    finalInspection: step('Time for the final inspection', '竣工检验时限', 'inspector', 5),
    connect: step('Time to connect', '装表接电时限', 'installer', 5),
    appeal: {
      title: { en: 'Time to appeal', zh: '申诉期限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 80, notify: [{ party: 'customer' }] },
        { at: 100, act: 'letStand' },
      ],
    },
    appealRuling: {
      title: { en: 'Time to decide on the appeal', zh: '申诉裁定时限' },
      budget: { workingDays: 5 },
      ladder: [80, 100, 200].map((at) => ({ at, notify: [{ role: 'leader' }] })),
    },
  },
  limits,
  staff: staffRoles,
  personal: ['windowClerk', 'accountManager', 'surveyor', 'inspector', 'installer', 'leader'],
  start: filing,
  actions: { ...accepting, ...scheming, ...building, ...connecting, ...contact, ...ending },
});
