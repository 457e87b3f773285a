/** The weekly statement of savings 惠农节省周报: each grower hears what the farm tariff saved them. A tenant has one at a time. */
import { hold, release } from '../effects/index.ts';
import { notifier, yuan } from '../kernel/parts.ts';
import { defineProcess } from '../kernel/process.ts';
import type { Turn } from '../kernel/recurrence.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Notices } from './notices.ts';

const notify = notifier<Notices>();

const ONLY_ONE = 'savingStatement';
/** Weeks that it keeps at hand; all of them stand in its history. */
const KEPT = 12;

/** What one grower saved in the week, in fen. */
export type Saving = { readonly grower: string; readonly fen: number; readonly pickups: number };

export type Reference = {
  readonly tell: { readonly turn: Turn; readonly from: string; readonly to: string; readonly savings: readonly Saving[] };
};

export const savingStatement = defineProcess<Inputs, Facts, Reference>()({
  name: 'savingStatement',
  code: 'SW',
  version: 1,
  title: { en: 'Weekly statement of savings', zh: '惠农节省周报' },
  states: { running: { en: 'running', zh: '发送中' }, ended: { en: 'ended', zh: '已停发' } },
  closed: ['ended'],
  clocks: {
    week: {
      title: { en: 'Next statement', zh: '下次发送' },
      budget: { repeat: { every: { weeks: 1, on: ['mon'] }, at: '08:00' } },
      ladder: [{ at: 100, act: 'tell' }],
    },
  },
  lifecycle: {
    running: { runs: ['week'], unattended: { en: 'its clock tells the growers', zh: '到期自动发送' } },
    ended: {},
  },
  roles: rolesOf('pickupDispatcher', 'allianceSecretary', 'leader'),
  fallback: 'allianceSecretary',
  limits: {},
  staff: ['pickupDispatcher', 'allianceSecretary', 'leader'],
  personal: ['allianceSecretary'],
  start: {
    title: { en: 'Tell growers each week what they saved', zh: '开始每周告知节省金额' },
    event: 'StatementsBegun',
    by: ['allianceSecretary', 'pickupDispatcher'],
    to: ['running'],
    decide: () => ({
      state: 'running',
      title: '惠农节省周报 Weekly statement of savings',
      facts: { weeks: [], ended: null },
      effects: [hold({ resource: ONLY_ONE, title: { en: 'the weekly statement of savings', zh: '惠农节省周报' } })],
    }),
  },
  actions: {
    tell: {
      title: { en: 'Tell the growers', zh: '发送周报' },
      event: 'SavingsTold',
      by: ['clock:week'],
      from: ['running'],
      decide: ({ current, reference: { turn, from, to, savings } }) => ({
        facts: {
          weeks: [
            ...current.facts.weeks,
            { from, to, growers: savings.length, fen: savings.reduce((sum, { fen }) => sum + fen, 0), late: turn.daysLate },
          ].slice(-KEPT),
        },
        notify: savings.map(({ grower, fen, pickups }) =>
          notify({ person: grower }, 'saved', { from, to, pickups, yuan: yuan(fen) }),
        ),
      }),
    },
    end: {
      title: { en: 'End it', zh: '停发' },
      event: 'StatementsEnded',
      by: ['allianceSecretary', 'leader'],
      from: ['running'],
      to: ['ended'],
      decide: ({ input: { reason } }) => ({ state: 'ended', reason, facts: { ended: reason }, effects: [release(ONLY_ONE)] }),
    },
    comment: {
      title: { en: 'Comment', zh: '留言' },
      event: 'Commented',
      by: ['pickupDispatcher', 'allianceSecretary', 'leader'],
      from: ['running', 'ended'],
      decide: () => ({}),
    },
  },
});
