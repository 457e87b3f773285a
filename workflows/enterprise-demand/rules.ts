/** The demand of a firm 企业诉求: a department answers it in time, others assist, and the firm has the last word. */
import { defineProcess } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import { answering } from './answering.ts';
import { assisting, withoutGoneUnits } from './assisting.ts';
import { audiences } from './audiences.ts';
import { converting } from './converting.ts';
import { ending, whenSubject } from './ending.ts';
import type { Facts } from './facts.ts';
import { filing } from './filing.ts';
import { grouping } from './grouping.ts';
import { handling } from './handling.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { hearingMeetings } from './meetings.ts';
import { moreTime } from './more-time.ts';
import { routing } from './routing.ts';
import { type Reference, roles, states } from './vocabulary.ts';

const firmsOf = ({ firm, successor }: Facts): readonly string[] =>
  [firm, successor].flatMap((one) => (one === null ? [] : [subjectId('firm', one)]));

/** Whoever does it at 80 per cent, their leader too when it is over, and the leader again when twice the time has gone. */
const ladder = <const R extends string>(role: R) =>
  [
    { at: 80, notify: [{ role }] },
    { at: 100, notify: [{ role }, { role: 'leader' }] },
    { at: 200, notify: [{ role: 'leader' }, { role: 'serviceLeader' }] },
  ] as const;

export const enterpriseDemand = defineProcess<Inputs, Facts, Reference>()({
  name: 'enterpriseDemand',
  code: 'ED',
  version: 1,
  title: { en: 'Demand of a firm', zh: '企业诉求' },
  states,
  closed: ['closed', 'converted', 'withdrawn'],
  clocks: {
    route: {
      title: { en: 'Time to find a department', zh: '派单时限' },
      budget: { dutyMinutes: 240 },
      ladder: ladder('dispatcher'),
    },
    accept: { title: { en: 'Time to accept', zh: '受理时限' }, budget: { workingDays: 1 }, ladder: ladder('handler') },
    ruling: {
      title: { en: 'Time to rule', zh: '裁定时限' },
      budget: { workingDays: 1 },
      own: ({ objection }: Facts) => (objection === null ? undefined : { until: objection.due }),
      setBy: { en: 'the end of duty on the day of the objection', zh: '退回当日下班时间' },
      inner: true,
      ladder: ladder('dispatcher'),
    },
    answer: {
      title: { en: 'Time to answer', zh: '答复时限' },
      budget: { workingDays: 7 },
      own: ({ category }: Facts) => (category.days === null ? undefined : { workingDays: category.days }),
      ladder: ladder('handler'),
    },
    answerJoint: {
      title: { en: 'Time to answer with other departments', zh: '会办答复时限' },
      budget: { workingDays: 10 },
      own: ({ category }: Facts) => (category.days === null ? undefined : { workingDays: category.days }),
      ladder: ladder('handler'),
    },
    assist: {
      title: { en: 'Time to assist', zh: '协办时限' },
      budget: { workingDays: 3 },
      inner: true,
      ladder: [{ at: 100, act: 'endAssist' }],
    },
    reply: {
      title: { en: 'Time for the firm to reply', zh: '企业回复时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ party: 'firm' }] },
        { at: 100, act: 'goOnWithout' },
      ],
    },
    coSign: {
      title: { en: 'Time to sign', zh: '会签时限' },
      budget: { workingDays: 1 },
      inner: true,
      ladder: [
        { at: 80, notify: [{ role: 'leader' }] },
        { at: 100, notify: [{ role: 'leader' }, { role: 'serviceLeader' }] },
        { at: 200, notify: [{ role: 'serviceLeader' }] },
      ],
    },
    confirm: {
      title: { en: 'Time to confirm', zh: '确认时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ party: 'firm' }] },
        { at: 100, act: 'closeBySilence' },
      ],
    },
    review: {
      title: { en: 'Time to the next look', zh: '回访时限' },
      budget: { workingDays: 20 },
      inner: true,
      ladder: ladder('handler'),
    },
    longTerm: {
      title: { en: 'Time of the long-term answer', zh: '长期推进期限' },
      budget: { calendarDays: 365 },
      own: ({ longTermUntil }: Facts) => (longTermUntil === null ? undefined : { until: longTermUntil }),
      setBy: { en: 'the last day in the answer', zh: '答复中的截止日期' },
      ladder: [{ at: 100, act: 'endLongTerm' }],
    },
  },
  promised: ['answer', 'answerJoint', 'longTerm'],
  lifecycle,
  roles,
  fallback: 'serviceLeader',
  parts: ({ handler, follows }) => [handler === null || follows !== null ? null : { person: handler, role: 'handler' }],
  // Whoever is related to the firm, or has raised it for the firm, decides nothing on it.
  own: {
    people: (facts) => [...firmsOf(facts), ...(facts.raisedBy === null ? [] : [facts.raisedBy])],
    offices: ['dispatcher', 'handler', 'shiftLeader', 'leader', 'serviceLeader'],
  },
  // Where another firm goes on, those who acted for the one before don’t any more.
  subjects: { of: ({ firm, successor }) => [subjectId('firm', successor ?? firm)], agents: ['firmAgent'] },
  whenSubject,
  whenGone: withoutGoneUnits,
  limits,
  staff: ['dispatcher', 'handler', 'shiftLeader', 'leader', 'serviceLeader'],
  openTo: ['hotlineAgent'],
  personal: ['dispatcher', 'handler', 'serviceLeader', 'hotlineAgent'],
  audiences,
  start: filing,
  actions: {
    ...routing,
    ...handling,
    ...assisting,
    ...moreTime,
    ...answering,
    ...ending,
    ...converting,
    ...grouping,
    ...hearingMeetings,
  },
});
