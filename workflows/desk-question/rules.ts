/** The question desk 线上答疑: a question from a site, answered within five minutes of duty, reviewed, and kept for others who ask. */
import { defineProcess } from '../kernel/process.ts';
import { answering } from './answering.ts';
import { asking, following } from './asking.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { reviewing } from './reviewing.ts';
import { type Reference, roles } from './vocabulary.ts';

export const deskQuestion = defineProcess<Inputs, Facts, Reference>()({
  name: 'deskQuestion',
  code: 'DQ',
  version: 1,
  title: { en: 'Question at the desk', zh: '线上答疑' },
  states: {
    open: { en: 'open', zh: '待承接' },
    claimed: { en: 'taken', zh: '答复中' },
    forwarded: { en: 'with a department', zh: '部门办理中' },
    awaitingAsker: { en: 'waiting for the asker', zh: '待补充' },
    answered: { en: 'answered', zh: '已答复待复核' },
    correcting: { en: 'being corrected', zh: '更正中' },
    closed: { en: 'closed', zh: '已办结' },
    withdrawn: { en: 'taken back', zh: '已撤回' },
    lapsed: { en: 'closed unanswered', zh: '未补充已关闭' },
  },
  closed: ['closed', 'withdrawn', 'lapsed'],
  clocks: {
    answer: {
      title: { en: 'Time to the answer', zh: '答复时限' },
      budget: { dutyMinutes: 5 },
      ladder: [{ at: 100, act: 'breach' }],
    },
    // A separate clock, so that a question taken in time leaves no trace of a hand-on.
    claim: {
      title: { en: 'Time to take it', zh: '承接时限' },
      budget: { dutyMinutes: 3 },
      ladder: [{ at: 100, act: 'handOn' }],
      // What is promised to the asker is the answer.
      inner: true,
    },
    department: {
      title: { en: 'Time of the department', zh: '部门答复时限' },
      budget: { workingDays: 1 },
      ladder: [{ at: 100, notify: [{ role: 'leader' }, { role: 'handler' }] }],
    },
    reply: {
      title: { en: 'Time to answer back', zh: '补充时限' },
      budget: { workingDays: 5 },
      ladder: [{ at: 100, act: 'lapse' }],
    },
    review: {
      title: { en: 'Time to the review', zh: '复核时限' },
      budget: { workingDays: 3 },
      ladder: [{ at: 100, notify: [{ role: 'academyAdmin' }] }],
    },
  },
  lifecycle,
  roles,
  fallback: 'academyAdmin',
  parts: ({ asker }) => [{ person: asker.id, role: asker.role }],
  limits,
  staff: ['deskOfficer', 'academyAdmin', 'leader', 'handler'],
  personal: ['deskOfficer', 'academyAdmin'],
  start: asking,
  actions: { ...following, ...answering, ...reviewing },
});
