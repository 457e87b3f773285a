/** The mentor pairing 师徒结对: from the proposal through a year of sessions to the final review. */
import { defineProcess } from '../kernel/process.ts';
import { agreeing, proposing } from './agreeing.ts';
import { ending } from './ending.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { reviewing } from './reviewing.ts';
import { sessions } from './sessions.ts';
import { type Reference, roles } from './vocabulary.ts';

const DAY = 24 * 60;

export const mentorPairing = defineProcess<Inputs, Facts, Reference>()({
  name: 'mentorPairing',
  code: 'MP',
  version: 1,
  title: { en: 'Mentor pairing', zh: '师徒结对' },
  states: {
    proposed: { en: 'proposed', zh: '待导师接受' },
    mentorAccepted: { en: 'accepted by the mentor', zh: '待学员接受' },
    agreeing: { en: 'agreeing on goals', zh: '待签协议' },
    active: { en: 'active', zh: '结对中' },
    reviewing: { en: 'being reviewed', zh: '期满评估中' },
    completed: { en: 'completed', zh: '已期满' },
    declined: { en: 'declined', zh: '已谢绝' },
    withdrawn: { en: 'taken back', zh: '已撤回' },
    lapsed: { en: 'lapsed', zh: '已失效' },
    ended: { en: 'ended early', zh: '已提前结束' },
  },
  closed: ['completed', 'declined', 'withdrawn', 'lapsed', 'ended'],
  clocks: {
    acceptance: {
      title: { en: 'Time to answer', zh: '答复时限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 50, act: 'remind' },
        { at: 100, act: 'lapseProposal' },
      ],
    },
    silence: {
      title: { en: 'Time without a session', zh: '无带教期限' },
      budget: { clockMinutes: 90 * DAY },
      ladder: [
        { at: 67, act: 'remind' },
        { at: 100, act: 'lapse' },
      ],
    },
    confirming: {
      title: { en: 'Time to confirm a session', zh: '带教确认时限' },
      budget: { workingDays: 10 },
      ladder: [
        { at: 50, act: 'remind' },
        { at: 100, notify: [{ role: 'academyAdmin' }] },
      ],
    },
    midTerm: {
      title: { en: 'Time to the mid-term review', zh: '中期评估时限' },
      budget: { clockMinutes: 182 * DAY },
      ladder: [
        { at: 100, act: 'remind' },
        { at: 120, notify: [{ role: 'academyAdmin' }] },
      ],
    },
    term: {
      title: { en: 'Year of the pairing', zh: '结对期' },
      budget: { clockMinutes: 365 * DAY },
      ladder: [{ at: 100, act: 'endTerm' }],
    },
    review: {
      title: { en: 'Time to the final review', zh: '期满评估时限' },
      budget: { clockMinutes: 30 * DAY },
      ladder: [
        { at: 50, act: 'remind' },
        { at: 100, notify: [{ role: 'academyAdmin' }] },
        { at: 200, act: 'lapse' },
      ],
    },
  },
  roles,
  fallback: 'academyAdmin',
  lifecycle,
  parts: ({ mentor, mentee, successor }) => [
    { person: mentor.id, role: 'mentor' },
    { person: mentee.id, role: 'trainee' },
    successor && { person: successor.id, role: 'mentor' },
  ],
  together: ({ mentor, mentee, successor }) => [mentor, mentee, ...(successor ? [successor] : [])].map(({ id }) => id),
  limits,
  staff: ['academyAdmin', 'personnel', 'leader'],
  personal: ['academyAdmin', 'personnel'],
  start: proposing,
  actions: { ...agreeing, ...sessions, ...reviewing, ...ending },
});
