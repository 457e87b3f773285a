/** The loan of a key 钥匙借用: asked for, handed over to one at a time, given back. */
import { addParties, defineProcess, hold, refuse, release, reservedTo, rolesOf } from 'banjie/process';
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
  roles: rolesOf('resident', 'courier', 'dispatcher'),
  fallback: 'dispatcher',
  lifecycle: {
    asked: {
      tasks: () => [{ action: 'handOver', role: 'dispatcher' }],
      untimed: { en: 'the key is fetched when it suits', zh: '随时可领取' },
    },
    lent: {
      runs: ['loan'],
      tasks: ({ borrower }) => [{ action: 'giveBack', person: borrower, clock: 'loan' }],
    },
    returned: {},
  },
  limits: {},
  staff: ['dispatcher'],
  personal: ['dispatcher'],
  start: {
    title: { en: 'Ask for a key', zh: '申请借用' },
    event: 'AskedFor',
    by: ['resident', 'courier'],
    to: ['asked'],
    decide: ({ actor, input }) => ({
      state: 'asked',
      title: input.room,
      facts: { room: input.room, borrower: actor.id },
      effects: [addParties({ role: 'borrower', person: actor.id })],
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
      decide: ({ current: { facts } }) => ({
        state: 'lent',
        effects: [hold({ resource: `key:${facts.room}`, title: { en: `key of ${facts.room}`, zh: `${facts.room}钥匙` } })],
      }),
    },
    giveBack: {
      title: { en: 'Give back', zh: '归还' },
      event: 'GivenBack',
      by: ['resident', 'courier'],
      from: ['lent'],
      to: ['returned'],
      guard: (context) =>
        reservedTo(context, [context.current.facts.borrower], () =>
          refuse('notTheBorrower', 'The person who borrowed the key gives it back.', '须由借用人本人归还。'),
        ),
      decide: ({ current: { facts } }) => ({ state: 'returned', effects: [release(`key:${facts.room}`)] }),
    },
  },
});
