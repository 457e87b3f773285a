/** Tool request 工具申领: asked for, then granted or declined within a working day. */
import { addParties, defineProcess, rolesOf } from 'banjie/process';
import type { Facts, Inputs } from './inputs.ts';

export const toolRequest = defineProcess<Inputs, Facts>()({
  name: 'toolRequest',
  code: 'TR',
  version: 1,
  title: { en: 'Tool request', zh: '工具申领' },
  states: {
    asked: { en: 'asked for', zh: '待审批' },
    granted: { en: 'granted', zh: '已批准' },
    declined: { en: 'declined', zh: '未批准' },
  },
  closed: ['granted', 'declined'],
  clocks: {
    answer: {
      title: { en: 'Time to answer', zh: '答复时限' },
      budget: { workingDays: 1 },
      ladder: [{ at: 100, notify: [{ role: 'dispatcher' }] }],
    },
  },
  lifecycle: {
    asked: {
      runs: ['answer'],
      tasks: () => [
        { action: 'grant', role: 'dispatcher', clock: 'answer' },
        { action: 'decline', role: 'dispatcher', clock: 'answer' },
      ],
    },
    granted: {},
    declined: {},
  },
  roles: rolesOf('resident', 'dispatcher'),
  fallback: 'dispatcher',
  staff: ['dispatcher'],
  personal: ['dispatcher'],
  limits: {},
  start: {
    title: { en: 'Ask', zh: '申请' },
    event: 'AskedFor',
    by: ['resident'],
    to: ['asked'],
    decide: ({ actor, input: { subject } }) => ({
      state: 'asked',
      title: subject,
      facts: { subject, applicant: actor.id },
      effects: [addParties({ role: 'applicant', person: actor.id, name: actor.name })],
    }),
  },
  actions: {
    grant: {
      title: { en: 'Grant', zh: '批准' },
      event: 'Granted',
      by: ['dispatcher'],
      from: ['asked'],
      to: ['granted'],
      decide: () => ({ state: 'granted' }),
    },
    decline: {
      title: { en: 'Decline', zh: '不予批准' },
      event: 'Declined',
      by: ['dispatcher'],
      from: ['asked'],
      to: ['declined'],
      decide: ({ input: { reason } }) => ({ state: 'declined', reason }),
    },
  },
});
