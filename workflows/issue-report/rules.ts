/** The issue report 随手拍: from a photo on the street to feedback to its reporters. Each file it is put together from is one subject. */
import { unblocked } from '../coordination-meeting/parent.ts';
import { defineProcess } from '../kernel/process.ts';
import { coordinating, hearingMeetings } from './coordinating.ts';
import { correcting } from './correcting.ts';
import { dispatching } from './dispatching.ts';
import { emergencies } from './emergency.ts';
import type { Facts } from './facts.ts';
import { feedback } from './feedback.ts';
import { filing } from './filing.ts';
import { reportersWithAccount, staffRoles } from './guards.ts';
import { handling } from './handling.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { merging } from './merging.ts';
import { moreTime } from './more-time.ts';
import { objecting } from './objecting.ts';
import { advice, shows, titled } from './showing.ts';
import { verifying } from './verifying.ts';
import { type Reference, roles, states } from './vocabulary.ts';

/** The rules of 0.1.0-alpha.1, of which cases are open: a meeting is noted and told. */
export const issueReport1 = defineProcess<Inputs, Facts, Reference>()({
  name: 'issueReport',
  code: 'IR',
  version: 1,
  title: { en: 'Issue report', zh: '随手拍' },
  states,
  closed: ['closed', 'merged', 'rejected'],
  aside: ['merged', 'rejected'],
  promised: ['handle'],
  clocks: {
    dispatch: {
      title: { en: 'Time to dispatch', zh: '派单时限' },
      budget: { dutyMinutes: 15 },
      ladder: [
        { at: 80, notify: [{ role: 'dispatcher' }] },
        { at: 100, notify: [{ role: 'dispatcher' }, { role: 'shiftLeader' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    accept: {
      title: { en: 'Time to accept', zh: '签收时限' },
      budget: { dutyMinutes: 240 },
      ladder: [
        { at: 80, notify: [{ role: 'handler' }] },
        { at: 100, notify: [{ role: 'handler' }, { role: 'shiftLeader' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'dispatcher' }] },
      ],
    },
    acceptUrgent: {
      title: { en: 'Time to accept an emergency', zh: '应急件签收时限' },
      budget: { clockMinutes: 15 },
      ladder: [
        { at: 50, notify: [{ role: 'handler' }] },
        { at: 100, notify: [{ role: 'handler' }, { role: 'shiftLeader' }, { role: 'dispatcher' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'dispatcher' }] },
      ],
    },
    handOver: {
      title: { en: 'Time to confirm the hand-over', zh: '应急移交确认时限' },
      budget: { clockMinutes: 5 },
      ladder: [
        { at: 100, notify: [{ role: 'dispatcher' }, { role: 'shiftLeader' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'dispatcher' }] },
      ],
    },
    objection: {
      title: { en: 'Time to object', zh: '退单时限' },
      budget: { dutyMinutes: 480 },
      ladder: [
        { at: 80, notify: [{ role: 'handler' }] },
        { at: 100, act: 'lapseObjection' },
      ],
    },
    handle: {
      title: { en: 'Time to handle', zh: '办理时限' },
      // Each category has its own, of 1 to 7 working days.
      budget: { workingDays: 3 },
      own: ({ category }: Facts) => category.handle,
      ladder: [
        { at: 80, notify: [{ role: 'handler' }] },
        { at: 100, notify: [{ role: 'handler' }, { role: 'shiftLeader' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'dispatcher' }] },
      ],
    },
    answer: {
      title: { en: 'Time to answer', zh: '答复时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ party: 'reporter' }] },
        { at: 100, act: 'goOnWithout' },
      ],
    },
    ruling: {
      title: { en: 'Time to rule', zh: '裁定时限' },
      budget: { dutyMinutes: 240 },
      ladder: [
        { at: 80, notify: [{ role: 'ruler' }] },
        { at: 100, notify: [{ role: 'ruler' }, { role: 'dispatcher' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    finalRuling: {
      title: { en: 'Time to rule finally', zh: '最终裁定时限' },
      budget: { dutyMinutes: 480 },
      ladder: [
        { at: 80, notify: [{ role: 'ruler' }] },
        { at: 100, notify: [{ role: 'ruler' }, { role: 'dispatcher' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    suspension: {
      title: { en: 'Suspended until', zh: '中止期限' },
      // Each suspension runs to its own date.
      budget: { clockMinutes: 30 * 24 * 60 },
      ladder: [
        { at: 80, notify: [{ role: 'handler' }] },
        { at: 100, act: 'resume' },
      ],
    },
    verify: {
      title: { en: 'Time to check', zh: '核实时限' },
      budget: { workingDays: 1 },
      ladder: [
        { at: 80, notify: [{ role: 'officer' }] },
        { at: 100, notify: [{ role: 'officer' }, { role: 'dispatcher' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    reopenWindow: {
      title: { en: 'Time to rate and reopen', zh: '评价与重办期限' },
      budget: { clockMinutes: 15 * 24 * 60 },
      ladder: [{ at: 100, act: 'settle' }],
    },
  },
  lifecycle,
  roles,
  fallback: 'leader',
  parts: ({ handler, reporters }) => [
    handler === null ? null : { person: handler, role: 'handler' },
    ...reporters.map(({ id, role }) => (role === null ? null : { person: id, role })),
  ],
  inPerson: reportersWithAccount,
  limits,
  staff: staffRoles,
  personal: ['hotlineAgent', 'dispatcher', 'handler', 'shiftLeader', 'leader'],
  shows,
  titled,
  sealed: ({ sealed }) => sealed,
  publicParties: ['emergencyChannel'],
  apart: { party: 'reporter', group: 'reporters' },
  goesOnAs: ({ merged }) => merged?.into,
  advice,
  start: filing,
  actions: {
    ...dispatching,
    ...emergencies,
    ...correcting,
    ...objecting,
    ...handling,
    ...moreTime,
    ...verifying,
    ...feedback,
    ...merging,
    ...hearingMeetings,
  },
});

/** A meeting is a case of its own, and what it resolves as a condition is settled before the report is done. */
export const issueReport: typeof issueReport1 = {
  ...issueReport1,
  version: 2,
  actions: { ...issueReport1.actions, ...coordinating, done: { ...handling.done, needsFree: unblocked('done') } },
};
