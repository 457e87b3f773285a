/** The booking of a village hall 礼堂预约: asked for, granted to one at a time, signed by every warden, given back. */
import { addParties, credit, defineProcess, hold, limit, notifier, refuse, release, reverse } from 'banjie/process';
import { signGuestBook } from './guest-book.ts';
import type { Facts, Inputs } from './inputs.ts';
import type { Notices } from './notices.ts';

const notify = notifier<Notices>();

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
  roles: {
    warden: { en: 'hall warden', zh: '礼堂管理员' },
    resident: { en: 'resident', zh: '居民' },
    nobodyHoldsThis: { en: 'village clerk', zh: '村文书' },
  },
  fallback: 'warden',
  lifecycle: {
    asked: { runs: ['grant'], tasks: () => [{ action: 'grant', role: 'warden', clock: 'grant' }] },
    granted: {
      tasks: ({ applicant, wardens, signed }) => [
        { action: 'giveBack', person: applicant, otherwise: { role: 'warden' } },
        ...wardens
          .filter((warden) => !signed.includes(warden))
          .map((person) => ({ action: 'sign', person, role: 'warden', group: 'wardens' }) as const),
      ],
      untimed: { en: 'the hall is given back after the event', zh: '活动结束后归还' },
    },
    lapsed: {},
    over: {},
  },
  limits: { mostDeposit: limit('Highest deposit', '押金上限', 'points', 500) },
  staff: ['warden'],
  personal: ['warden'],
  start: {
    title: { en: 'Ask for a hall', zh: '申请礼堂' },
    event: 'AskedFor',
    by: ['resident'],
    to: ['asked'],
    decide: ({ actor, input: { hall, purpose, deposit } }) => ({
      state: 'asked',
      facts: { hall, purpose, deposit, applicant: actor.id, wardens: [], signed: [] },
      title: `${hall}: ${purpose}`,
      notify: [notify({ role: 'warden' }, 'askedFor', { hall })],
      effects: [
        addParties({ role: 'applicant', person: actor.id, name: actor.name }),
        ...(deposit > 0
          ? [credit({ asset: 'points', from: `person:${actor.id}`, to: 'scheme:halls', amount: deposit, rule: 'deposit' })]
          : []),
      ],
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
      decide: ({ current: { facts }, reference: { wardens } }) => ({
        state: 'granted',
        facts: { wardens },
        effects: [hold({ resource: `hall:${facts.hall}`, title: { en: facts.hall, zh: facts.hall } })],
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
      decide: ({ current: { facts }, input: { words } }) => ({
        state: 'over',
        effects: [release(`hall:${facts.hall}`), reverse('deposit'), ...(words ? [signGuestBook(facts.hall, words)] : [])],
      }),
    },
    lapse: {
      title: { en: 'Lapse', zh: '失效' },
      event: 'Lapsed',
      by: ['clock:grant'],
      from: ['asked'],
      to: ['lapsed'],
      decide: () => ({ state: 'lapsed', effects: [reverse('deposit')] }),
    },
  },
});
