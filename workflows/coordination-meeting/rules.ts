/** The coordination meeting 现场协调会: units meet on the spot, each thing resolved has one owner, and is followed until it is done. */
import { defineProcess } from '../kernel/process.ts';
import { calling, inviting } from './calling.ts';
import type { Facts } from './facts.ts';
import { items } from './following.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { meeting } from './meeting.ts';
import { sittingOf } from './quorum.ts';
import { firstDue, nextReminder } from './reminding.ts';
import { resolving } from './resolving.ts';
import { takingOver, withoutGone } from './taking-over.ts';
import { type Reference, roles, states } from './vocabulary.ts';

const until = (moment: number | null | undefined) => (moment === null || moment === undefined ? undefined : { until: moment });

/** Whoever does it at 80 per cent, the leader too when it is over, and again when twice the time has gone. */
const ladder = <const R extends string>(role: R) =>
  [
    { at: 80, notify: [{ role }] },
    { at: 100, notify: [{ role }, { role: 'leader' }] },
    { at: 200, notify: [{ role: 'leader' }, { role: 'meetingSecretary' }] },
  ] as const;

export const coordinationMeeting = defineProcess<Inputs, Facts, Reference>()({
  name: 'coordinationMeeting',
  code: 'CM',
  version: 1,
  title: { en: 'Coordination meeting', zh: '现场协调会' },
  states,
  closed: ['closed', 'cancelled'],
  aside: ['cancelled'],
  clocks: {
    reply: {
      title: { en: 'Time to say who comes', zh: '答复参会时限' },
      budget: { workingDays: 1 },
      // Or half the time to the meeting, where that is less.
      own: ({ replyBy }: Facts) => ({ until: replyBy }),
      inner: true,
      ladder: [{ at: 100, act: 'noteSilence' }],
    },
    begin: {
      title: { en: 'Time of the meeting', zh: '会议时间' },
      budget: { workingDays: 1 },
      own: (facts: Facts) => ({ until: sittingOf(facts).at }),
      setBy: { en: 'the call', zh: '会议通知' },
      ladder: [
        { at: 100, notify: [{ role: 'shiftLeader' }] },
        { at: 200, notify: [{ role: 'shiftLeader' }, { role: 'leader' }] },
      ],
    },
    minutes: {
      title: { en: 'Time to write the minutes', zh: '形成纪要时限' },
      budget: { workingDays: 1 },
      ladder: ladder('shiftLeader'),
    },
    object: {
      title: { en: 'Time to object to the minutes', zh: '纪要异议期' },
      budget: { workingDays: 2 },
      ladder: [{ at: 100, act: 'goOn' }],
    },
    bind: {
      title: { en: 'Time to bind a unit', zh: '责成裁定时限' },
      budget: { workingDays: 1 },
      inner: true,
      ladder: [
        { at: 80, notify: [{ role: 'leader' }] },
        { at: 100, notify: [{ role: 'leader' }, { role: 'meetingSecretary' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'meetingSecretary' }] },
      ],
    },
    item: {
      title: { en: 'Time of the next item', zh: '最近事项期限' },
      budget: { workingDays: 1 },
      own: (facts: Facts) => until(firstDue(facts)),
      setBy: { en: 'the due days of the items', zh: '各事项的完成日期' },
      ladder: [],
    },
    reminder: {
      title: { en: 'Next reminder of items', zh: '事项提醒' },
      budget: { workingDays: 1 },
      own: (facts: Facts) => until(nextReminder(facts)),
      setBy: { en: 'the due days of the items', zh: '各事项的完成日期' },
      inner: true,
      ladder: [{ at: 100, act: 'remindItems' }],
    },
  },
  promised: ['object'],
  lifecycle,
  roles,
  fallback: 'leader',
  parts: ({ chair, items: all }) => [
    chair === null ? null : { person: chair },
    ...all.flatMap(({ person, state }) => (person === null || state === 'closed' || state === 'dropped' ? [] : [{ person }])),
  ],
  whenGone: withoutGone,
  limits,
  staff: ['handler', 'shiftLeader', 'leader', 'meetingSecretary'],
  personal: ['handler', 'shiftLeader', 'leader', 'meetingSecretary'],
  start: calling,
  actions: { ...inviting, ...meeting, ...resolving, ...items, ...takingOver },
});
