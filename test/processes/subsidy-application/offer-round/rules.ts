import { actOn, openCase } from '../../../../workflows/effects/index.ts';
import { defineProcess } from '../../../../workflows/kernel/process.ts';
import { rolesOf } from '../../../../workflows/roles.ts';
import type { Facts, Inputs } from './inputs.ts';

/** With an amount it offers like a batch, without one it is a wish. */
export const offerRound = defineProcess<Inputs, Facts>()({
  name: 'offerRound',
  code: 'OR',
  version: 1,
  title: { en: 'Round of offers', zh: '批量告知' },
  states: { open: { en: 'open', zh: '进行中' }, over: { en: 'over', zh: '已结束' } },
  closed: ['over'],
  clocks: {},
  lifecycle: {
    open: { tasks: () => [{ action: 'putOn', role: 'policyReviewer' }], untimed: { en: 'no clock', zh: '不计时' } },
    over: {},
  },
  roles: rolesOf('policyReviewer'),
  fallback: 'policyReviewer',
  limits: {},
  staff: ['policyReviewer'],
  personal: [],
  start: {
    title: { en: 'Open', zh: '开立' },
    event: 'Begun',
    by: ['policyReviewer'],
    to: ['open'],
    decide: ({ id, input: { firms, fen, ...of } }) => ({
      state: 'open',
      title: of.item,
      facts: { firms, application: null, end: null, why: null },
      effects: firms.map((firm) =>
        openCase(
          'subsidyApplication',
          {
            ...{ ...of, firm },
            ...(fen === undefined ? { demand: id, known: { text: 'Wants to go to a fair.' } } : { batch: id, fen, evidence: {} }),
          },
          { refused: 'refused' },
        ),
      ),
    }),
  },
  actions: {
    putOn: {
      title: { en: 'Put on notice', zh: '公示' },
      event: 'PutOn',
      by: ['policyReviewer'],
      from: ['open'],
      decide: ({ current: { id }, input: { application } }) => ({ effects: [actOn(application, 'putOnNotice', { batch: id })] }),
    },
    pass: {
      title: { en: 'Pass', zh: '通过' },
      event: 'Passed',
      by: ['policyReviewer'],
      from: ['open'],
      to: ['over'],
      decide: ({ input: { application, passed } }) => ({
        effects: [actOn(application, passed ? 'noticePassed' : 'noticeWithheld', {})],
      }),
    },
    refused: {
      title: { en: 'Refused', zh: '未开立' },
      event: 'WasRefused',
      by: ['case'],
      from: ['open'],
      decide: ({ input: { reason } }) => ({ facts: { why: reason } }),
    },
    applicationOpened: {
      title: { en: 'Application opened', zh: '已开立申请' },
      event: 'ApplicationOpened',
      by: ['case'],
      from: ['open'],
      decide: ({ input: { application } }) => ({ facts: { application } }),
    },
    applicationEnded: {
      title: { en: 'Application ended', zh: '申请已结束' },
      event: 'ApplicationEnded',
      by: ['case'],
      from: ['open'],
      decide: ({ input: { end } }) => ({ facts: { end } }),
    },
  },
});
