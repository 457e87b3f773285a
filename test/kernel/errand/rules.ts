/** An errand 跑腿: a small process with what goes wrong in processes, in two versions of its rules. */
import {
  attach,
  bouncePayment,
  confirmPayment,
  credit,
  measure,
  type Payment,
  pay,
  reverse,
} from '../../../workflows/effects/index.ts';
import type { StateRule } from '../../../workflows/kernel/lifecycle.ts';
import { type AnyProcess, defineProcess, isRefusal, type Process, refuse } from '../../../workflows/kernel/process.ts';
import type { Facts, Inputs } from './inputs.ts';

type State = 'open' | 'parked' | 'done';
type Clock = 'patience';
type Role = 'resident' | 'warden';

const clerk: readonly Role[] = ['resident', 'warden'];
const title = (en: string, zh: string) => ({ en, zh });
const ORDER = { from: 'scheme:errands', to: 'scheme:paid', fen: 1_800 } as const;
const slip = (): never => {
  throw new TypeError('Nobody thought of this case.');
};

const waiting: StateRule<Facts, Clock, Exclude<keyof Inputs, 'start'>, Role> = {
  runs: ['patience'],
  tasks: () => [{ action: 'note', role: 'warden', clock: 'patience' }],
};

const lifecycle = { open: waiting, parked: waiting, done: {} };

const first: Process<Inputs, Facts, unknown, State, Clock, Role> = {
  name: 'errand',
  code: 'ER',
  version: 1,
  title: title('Errand', '跑腿'),
  states: { open: title('open', '进行中'), parked: title('parked', '已搁置'), done: title('done', '已完成') },
  closed: ['done'],
  clocks: {
    patience: {
      title: title('Patience', '等待时限'),
      budget: { clockMinutes: 60 },
      ladder: [
        { at: 50, act: 'stumbleLate' },
        { at: 100, notify: [{ role: 'warden' }] },
      ],
    },
  },
  roles: { resident: title('resident', '居民'), warden: title('warden', '管理员') },
  fallback: 'warden',
  lifecycle,
  limits: {},
  staff: ['warden'],
  personal: ['warden'],
  audiences: {
    bids: {
      readBy: ({ bidsOpen = false }) => (bidsOpen ? 'everybody' : ['auditor']),
      own: (bids, { id }) => bids.filter(({ by }) => by === id),
      sentWith: { bid: 'all' },
    },
  },
  start: {
    title: title('Ask for an errand', '委托跑腿'),
    event: 'AskedFor',
    by: clerk,
    to: ['open'],
    decide: ({ input }) => ({
      state: 'open',
      facts: { what: input.what, notes: 0 },
      title: input.what,
    }),
  },
  actions: {
    note: {
      title: title('Note', '备注'),
      event: 'Noted',
      by: clerk,
      from: ['open', 'parked'],
      decide: ({ current }) => ({ facts: { notes: current.facts.notes + 1 } }),
    },
    park: {
      title: title('Park', '搁置'),
      event: 'Parked',
      by: clerk,
      from: ['open'],
      to: ['parked'],
      decide: () => ({ state: 'parked' }),
    },
    finish: {
      title: title('Finish', '完成'),
      event: 'Finished',
      by: clerk,
      from: ['open', 'parked'],
      to: ['done'],
      decide: () => ({ state: 'done' }),
    },
    pay: {
      title: title('Pay', '付酬'),
      event: 'Paid',
      by: clerk,
      from: ['open'],
      decide: ({ actor, input }) => ({
        effects: [
          credit({ asset: 'points', from: 'scheme:errands', to: `person:${actor.id}`, amount: input.points, rule: 'fee' }),
        ],
      }),
    },
    takeBack: {
      title: title('Take back', '撤回'),
      event: 'TakenBack',
      by: clerk,
      from: ['open'],
      decide: () => ({ effects: [reverse('fee')] }),
    },
    weigh: {
      title: title('Weigh', '称重'),
      event: 'Weighed',
      by: clerk,
      from: ['open'],
      decide: ({ input: { series, values, quietly = false } }) => ({ confidential: quietly, effects: [measure(series, values)] }),
    },
    // A bid is its bidder's and the auditor's until all are opened; it is quoted wherever rules can quote it.
    bid: {
      title: title('Bid', '报价'),
      event: 'Bid',
      by: clerk,
      from: ['open'],
      decide: ({ current, actor, input: { fen, why, photos } }) => ({
        facts: { bids: [...(current.facts.bids ?? []), { by: actor.id, fen, why }] },
        title: `${current.facts.what}: ${why}`,
        reason: `For ${why}`,
        notify: [{ to: { person: actor.id }, notice: 'bid', params: { fen, why } }],
        effects: [measure('bids', [{ at: 0, value: fen }]), ...(photos.length > 0 ? [attach(photos)] : [])],
      }),
    },
    openBids: {
      title: title('Open the bids', '开标'),
      event: 'BidsOpened',
      by: ['warden'],
      from: ['open'],
      decide: () => ({ facts: { bidsOpen: true } }),
    },
    spend: {
      title: title('Spend', '支出'),
      event: 'Spent',
      by: clerk,
      from: ['open'],
      decide: ({ input: { fen, most, months } }) => ({
        effects: [
          credit({
            ...{ asset: 'money', from: 'scheme:errands', to: 'shop', amount: fen, rule: 'purchase' },
            cap: { key: 'purchases', most, or: 'refuse', ...(months === undefined ? {} : { window: { months } }) },
          }),
        ],
      }),
    },
    send: {
      title: title('Send money', '付款'),
      event: 'MoneySent',
      by: clerk,
      from: ['open'],
      decide: ({ input: { payment, account } }) => ({
        effects: pay({ ...ORDER, id: payment, title: title('Errand', '跑腿'), ...(account ? { account } : {}) }),
      }),
    },
    // As a rule would do it whose facts know nothing of what the bank has said before.
    settle: {
      title: title('Settle', '回单'),
      event: 'Settled',
      by: clerk,
      from: ['open'],
      decide: ({ input: { payment, back, byHand }, now }) => {
        const made: Payment[] = [{ ...ORDER, id: payment, state: 'inTransit', sentAt: now, settledAt: null }];
        const settled = (back ? bouncePayment : confirmPayment)(made, payment, { byHand, now });
        return isRefusal(settled) ? settled : { effects: settled.effects };
      },
    },
    stumble: { title: title('Stumble', '出错'), event: 'Stumbled', by: clerk, from: ['open'], decide: slip },
    reach: { title: title('Reach', '占用'), event: 'Reached', by: clerk, from: ['open'], needsFree: slip, decide: () => ({}) },
    stumbleLate: {
      title: title('Stumble late', '迟到出错'),
      event: 'StumbledLate',
      by: ['clock:patience'],
      from: ['open'],
      decide: slip,
    },
  },
};

export const errand = defineProcess<Inputs, Facts>()(first) as AnyProcess;

/** Its second version: notes count double, and nothing is parked. */
export const errandAgain = defineProcess<Inputs, Facts>()({
  ...first,
  version: 2,
  states: { open: first.states.open, done: first.states.done } as typeof first.states,
  lifecycle: { open: waiting, done: {} } as typeof lifecycle,
  actions: {
    ...first.actions,
    note: { ...first.actions.note, decide: ({ current }) => ({ facts: { notes: current.facts.notes + 2 } }) },
  },
  adopt: (current) => {
    const facts = current.facts as Facts;
    return facts.what === 'Stubborn'
      ? refuse('stubborn', 'This one stays as it is.', '该件保持原状。')
      : { state: current.state as State, facts: { ...facts, urgent: false } };
  },
}) as AnyProcess;
