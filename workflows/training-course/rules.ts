/** The training course 培训班: from the plan through enrolment and attendance to credits. */
import { defineProcess } from '../kernel/process.ts';
import { attending } from './attending.ts';
import { changing } from './changing.ts';
import { inState, shownPart } from './course.ts';
import { enrolling } from './enrolling.ts';
import type { Facts } from './facts.ts';
import { finishing } from './finishing.ts';
import type { Inputs } from './inputs.ts';
import { whenGone } from './leavers.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { planning, planningStart } from './planning.ts';
import { type Reference, roles } from './vocabulary.ts';

const DAY = 24 * 60;

export const trainingCourse = defineProcess<Inputs, Facts, Reference>()({
  name: 'trainingCourse',
  code: 'TC',
  version: 1,
  title: { en: 'Training course', zh: '培训班' },
  states: {
    offered: { en: 'without a lecturer', zh: '待讲师接受' },
    ready: { en: 'ready to be published', zh: '待发布' },
    open: { en: 'open', zh: '报名与授课中' },
    evaluating: { en: 'finished', zh: '已结课' },
    closed: { en: 'closed', zh: '已归档' },
    cancelled: { en: 'cancelled', zh: '已取消' },
  },
  closed: ['closed', 'cancelled'],
  clocks: {
    answer: {
      title: { en: 'Time for the lecturer to answer', zh: '讲师答复时限' },
      budget: { workingDays: 2 },
      ladder: [{ at: 100, act: 'passOn' }],
    },
    reminder: {
      title: { en: 'Time to the reminder', zh: '课前提醒' },
      // Each run goes to the next session.
      budget: { clockMinutes: DAY },
      ladder: [{ at: 100, act: 'remind' }],
      inner: true,
    },
    evaluation: {
      title: { en: 'Time to evaluate', zh: '评价时限' },
      budget: { clockMinutes: 14 * DAY },
      ladder: [{ at: 100, act: 'close' }],
    },
  },
  roles,
  fallback: 'academyAdmin',
  lifecycle,
  parts: (facts) => [
    facts.asked && { person: facts.asked.id, role: 'lecturer' },
    facts.lecturer && { person: facts.lecturer.id, role: 'lecturer' },
    ...[...inState(facts, 'enrolled'), ...inState(facts, 'waiting')].map(({ id }) => ({ person: id })),
  ],
  whenGone,
  limits,
  staff: ['academyAdmin', 'personnel', 'lecturer', 'leader'],
  openTo: ['trainee', 'siteWorker', 'leader', 'mentor'],
  shows: shownPart,
  ownActsOnly: true,
  personal: ['academyAdmin', 'personnel'],
  start: planningStart,
  actions: { ...planning, ...changing, ...enrolling, ...attending, ...finishing },
});
