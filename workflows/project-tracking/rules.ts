/** The tracking of a large project of a firm 重大项目跟踪: milestones by their days, obstacles as demands, a photo each month. */
import { defineProcess } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { limits } from './limits.ts';
import { nextOf, opening, tracking, whenSubject } from './tracking.ts';
import { type Reference, roles } from './vocabulary.ts';

const OFFICER = { party: 'officer' } as const;
const LEADER = { role: 'serviceLeader' } as const;

export const projectTracking = defineProcess<Inputs, Facts, Reference>()({
  name: 'projectTracking',
  code: 'PJ',
  version: 1,
  title: { en: 'Tracking of a project', zh: '重大项目跟踪' },
  states: {
    running: { en: 'being tracked', zh: '跟踪中' },
    finished: { en: 'finished', zh: '已完成' },
    dropped: { en: 'tracked no longer', zh: '终止跟踪' },
  },
  closed: ['finished', 'dropped'],
  aside: ['dropped'],
  clocks: {
    milestone: {
      title: { en: 'Time to the next milestone', zh: '下一节点期限' },
      setBy: { en: 'the planned day of the milestone', zh: '节点计划日期' },
      budget: { calendarDays: 30 },
      own: (facts: Facts) => {
        const next = nextOf(facts);
        return next && { until: next.endsAt };
      },
      ladder: [
        { at: 80, notify: [OFFICER] },
        { at: 100, notify: [OFFICER, LEADER] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    photo: {
      title: { en: 'Time of the next photo', zh: '下次现场照片期限' },
      budget: { calendarDays: 30 },
      inner: true,
      ladder: [
        { at: 80, notify: [OFFICER] },
        { at: 100, notify: [OFFICER, LEADER] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
  },
  lifecycle: {
    running: {
      runs: ['milestone', 'photo'],
      tasks: ({ officer }) =>
        (
          [
            ['reach', 'milestone'],
            ['showPhoto', 'photo'],
          ] as const
        ).map(([action, clock]) => ({
          ...{ action, person: officer.id, role: 'officer', clock },
          otherwise: { action: 'reassign', role: 'serviceLeader' },
        })),
    },
    finished: {},
    dropped: {},
  },
  roles,
  fallback: 'serviceLeader',
  parts: ({ officer }) => [{ person: officer.id, role: 'officer' }],
  subjects: { of: ({ firm }) => [subjectId('firm', firm.code)], agents: ['firmAgent'] },
  own: { people: ({ firm }) => [subjectId('firm', firm.code), firm.code], offices: ['officer', 'serviceLeader'] },
  limits,
  staff: ['officer', 'serviceLeader'],
  openTo: ['leader'],
  personal: ['officer', 'serviceLeader'],
  whenSubject,
  start: opening,
  actions: tracking,
});
