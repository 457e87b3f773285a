/** The loan of a key 钥匙借用: asked for, handed over to one at a time, given back. */
import { defineProcess, refuse } from '../../workflows/kernel/process.ts';
import type { Facts, Inputs } from './inputs.ts';

export const keyLoan = defineProcess<Inputs, Facts>()({
  name: 'keyLoan',
  code: 'KL',
  version: 1,
  title: { en: 'Key loan', zh: '钥匙借用' },
  states: {
    asked: { en: 'asked for', zh: '待领取' },
    lent: { en: 'lent', zh: '借用中' },
    returned: { en: 'returned', zh: '已归还' },
  },
  closed: ['returned'],
  clocks: {
    loan: {
      title: { en: 'Time of the loan', zh: '借用时限' },
      budget: { workingDays: 1 },
      ladder: [{ at: 100, notify: [{ party: 'borrower' }, { role: 'dispatcher' }] }],
    },
  },
  limits: {},
  staff: ['dispatcher'],
  personal: ['dispatcher'],
  start: {
    title: { en: 'Ask for a key', zh: '申请借用' },
    event: 'AskedFor',
    by: ['resident', 'courier'],
    decide: ({ actor, input }) => ({
      state: 'asked',
      title: input.room,
      facts: { room: input.room, borrower: actor.id },
      parties: [{ role: 'borrower', person: actor.id }],
      tasks: [{ action: 'handOver', role: 'dispatcher' }],
    }),
  },
  actions: {
    handOver: {
      title: { en: 'Hand over', zh: '交付' },
      event: 'HandedOver',
      by: ['dispatcher'],
      from: ['asked'],
      to: ['lent'],
      needsFree: ({ facts }) => [`key:${facts.room}`],
      decide: ({ current }) => ({
        state: 'lent',
        hold: [
          {
            resource: `key:${current.facts.room}`,
            title: { en: `key of ${current.facts.room}`, zh: `${current.facts.room}钥匙` },
          },
        ],
        clocks: { start: { loan: 'default' } },
        tasks: [{ action: 'giveBack', person: current.facts.borrower, clock: 'loan' }],
      }),
    },
    giveBack: {
      title: { en: 'Give back', zh: '归还' },
      event: 'GivenBack',
      by: ['resident', 'courier'],
      from: ['lent'],
      to: ['returned'],
      guard: ({ current, actor }) =>
        current.facts.borrower === actor.id
          ? undefined
          : refuse('notTheBorrower', 'Whoever borrowed the key gives it back.', '须由借用人本人归还。'),
      decide: ({ current }) => ({
        state: 'returned',
        release: [`key:${current.facts.room}`],
        clocks: { stop: ['loan'] },
      }),
    },
  },
});
