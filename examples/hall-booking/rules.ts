/** The booking of a village hall 礼堂预约: asked for, granted to one at a time, signed by every warden, given back. */
import { defineProcess, refuse } from '../../workflows/kernel/process.ts';
import type { Facts, Inputs } from './inputs.ts';

type Reference = { readonly grant: { readonly wardens: readonly string[] } };

export const hallBooking = defineProcess<Inputs, Facts, Reference>()({
  name: 'hallBooking',
  code: 'HB',
  version: 1,
  title: { en: 'Hall booking', zh: '礼堂预约' },
  states: {
    asked: { en: 'asked for', zh: '待批准' },
    granted: { en: 'granted', zh: '已批准' },
    lapsed: { en: 'lapsed', zh: '已失效' },
    over: { en: 'over', zh: '已归还' },
  },
  closed: ['lapsed', 'over'],
  clocks: {
    grant: {
      title: { en: 'Time to grant', zh: '批准时限' },
      budget: { clockMinutes: 60 },
      ladder: [
        { at: 50, notify: [{ role: 'warden' }] },
        { at: 100, notify: [{ role: 'warden' }, { role: 'nobodyHoldsThis' }] },
        { at: 200, act: 'lapse' },
      ],
    },
  },
  limits: { mostDeposit: 500 },
  staff: ['warden'],
  personal: ['warden'],
  start: {
    title: { en: 'Ask for a hall', zh: '申请礼堂' },
    event: 'AskedFor',
    by: ['resident'],
    decide: ({ actor, input }) => ({
      state: 'asked',
      facts: { hall: input.hall, purpose: input.purpose, deposit: input.deposit, signed: [] },
      title: `${input.hall}: ${input.purpose}`,
      clocks: { start: { grant: 'default' } },
      tasks: [{ action: 'grant', role: 'warden', clock: 'grant' }],
      notify: [{ to: { role: 'warden' }, notice: 'askedFor', params: { hall: input.hall } }],
      parties: [{ role: 'applicant', person: actor.id, name: actor.name }],
      ...(input.deposit > 0
        ? {
            credit: [{ asset: 'points', from: `person:${actor.id}`, to: 'scheme:halls', amount: input.deposit, rule: 'deposit' }],
          }
        : {}),
    }),
  },
  actions: {
    grant: {
      title: { en: 'Grant', zh: '批准' },
      event: 'Granted',
      by: ['warden'],
      from: ['asked'],
      to: ['granted'],
      guard: ({ current, actor }) =>
        current.openedBy === actor.id ? refuse('ownWish', 'Somebody else grants it.', '须由他人批准。') : undefined,
      decide: ({ current, reference }) => ({
        state: 'granted',
        hold: [{ resource: `hall:${current.facts.hall}`, title: { en: current.facts.hall, zh: current.facts.hall } }],
        clocks: { stop: ['grant'] },
        tasks: [
          { action: 'giveBack', person: current.openedBy },
          ...reference.wardens.map((person) => ({ action: 'sign', person, role: 'warden', group: 'wardens' }) as const),
        ],
      }),
    },
    sign: {
      title: { en: 'Sign', zh: '签字' },
      event: 'Signed',
      by: ['warden'],
      from: ['granted'],
      decide: ({ current, actor }) => ({ facts: { signed: [...current.facts.signed, actor.id] } }),
    },
    remark: {
      title: { en: 'Remark', zh: '备注' },
      event: 'Remarked',
      by: ['warden', 'resident'],
      from: ['asked', 'granted', 'over'],
      decide: () => ({}),
    },
    giveBack: {
      title: { en: 'Give back', zh: '归还' },
      event: 'GivenBack',
      by: ['resident'],
      from: ['granted'],
      to: ['over'],
      decide: ({ current }) => ({ state: 'over', release: [`hall:${current.facts.hall}`], reverse: ['deposit'] }),
    },
    lapse: {
      title: { en: 'Lapse', zh: '失效' },
      event: 'Lapsed',
      by: ['clock:grant'],
      from: ['asked'],
      to: ['lapsed'],
      decide: () => ({ state: 'lapsed', clocks: { stop: ['grant'] }, reverse: ['deposit'] }),
    },
  },
});
