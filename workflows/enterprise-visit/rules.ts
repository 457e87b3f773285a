/** A visit to a firm 企业走访: by consent, logged, confirmed by the firm. It serves; it inspects nothing. */
import type { Audiences } from '../kernel/audiences.ts';
import { defineProcess } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import { arranging } from './arranging.ts';
import { confirming } from './confirming.ts';
import { ending, whenSubject } from './ending.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { opening } from './opening.ts';
import { visiting } from './visiting.ts';
import { type Reference, type Role, roles } from './vocabulary.ts';

const OFFICER = { party: 'officer' } as const;
const LEADER = { role: 'serviceLeader' } as const;

/** The figures of a firm are for its officer, for who leads the service, and for itself. */
const audiences: Audiences<Facts, Inputs, Role> = {
  figures: {
    readBy: ['serviceLeader'],
    own: (figures, { id: reader, actsFor }, { id, facts: { officer, firm } }) =>
      reader === officer?.id ||
      reader === `follower:${id}` ||
      actsFor?.some(({ subject }) => subject === subjectId('firm', firm.code))
        ? figures
        : null,
    sentWith: { record: ['figures'], amend: ['figures'] },
  },
};

export const enterpriseVisit = defineProcess<Inputs, Facts, Reference>()({
  name: 'enterpriseVisit',
  code: 'EV',
  version: 1,
  title: { en: 'Visit to a firm', zh: '企业走访' },
  states: {
    planned: { en: 'to be arranged', zh: '待约定' },
    arranged: { en: 'arranged', zh: '已约定' },
    underWay: { en: 'under way', zh: '走访中' },
    recorded: { en: 'recorded', zh: '待确认' },
    confirmed: { en: 'confirmed', zh: '已确认' },
    declined: { en: 'not needed', zh: '无需走访' },
    missed: { en: 'missed', zh: '逾期未访' },
    cancelled: { en: 'cancelled', zh: '已取消' },
  },
  closed: ['confirmed', 'declined', 'missed', 'cancelled'],
  aside: ['cancelled'],
  clocks: {
    arrange: {
      title: { en: 'Time to arrange', zh: '约定时限' },
      budget: { workingDays: 3 },
      // Half of the round.
      own: ({ arrangeBy }: Facts) => (arrangeBy === null ? undefined : { until: arrangeBy }),
      ladder: [
        { at: 80, notify: [OFFICER] },
        { at: 100, notify: [OFFICER, LEADER] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    hold: {
      title: { en: 'Time of the round', zh: '轮次截止' },
      setBy: { en: 'the last day of the round', zh: '走访轮次的截止日' },
      budget: { calendarDays: 30 },
      own: ({ until }: Facts) => (until === null ? undefined : { until }),
      inner: true,
      ladder: [{ at: 100, act: 'miss' }],
    },
    come: {
      title: { en: 'Day of the visit', zh: '走访日' },
      setBy: { en: 'the day that was arranged', zh: '约定的走访日' },
      budget: { calendarDays: 1 },
      own: ({ arranged }: Facts) => (arranged === null ? undefined : { until: arranged.dayEnd }),
      ladder: [{ at: 100, act: 'lapse' }],
    },
    record: {
      title: { en: 'Time to record', zh: '登记时限' },
      budget: { workingDays: 1 },
      ladder: [
        { at: 80, notify: [OFFICER] },
        { at: 100, notify: [OFFICER, LEADER] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    confirm: {
      title: { en: 'Time to confirm', zh: '确认时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ party: 'firm' }] },
        { at: 100, act: 'confirmBySilence' },
      ],
    },
  },
  lifecycle,
  roles,
  fallback: 'serviceLeader',
  parts: ({ officer }) => [officer === null ? null : { person: officer.id, role: 'officer' }],
  subjects: { of: ({ firm }) => [subjectId('firm', firm.code)], agents: ['firmAgent'] },
  own: { people: ({ firm }) => [subjectId('firm', firm.code), firm.code], offices: ['officer', 'serviceLeader'] },
  limits,
  staff: ['officer', 'serviceLeader'],
  openTo: ['leader'],
  personal: ['officer', 'serviceLeader'],
  publicParties: ['officer'],
  audiences,
  whenSubject,
  start: opening,
  actions: { ...arranging, ...visiting, ...confirming, ...ending },
});
