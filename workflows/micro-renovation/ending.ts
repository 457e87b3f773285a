/** How a renovation is put aside, taken up again or given up, and talked about. */
import { credit, hold, release } from '../effects/index.ts';
import type { Facts } from './facts.ts';
import { refundAccount, refundsOf } from './payables.ts';
import { escrowAccount, noLongerOwed } from './sharing.ts';
import { unitHold } from './surveying.ts';
import { ALL, notify } from './telling.ts';
import { AGREED, BEFORE, type Done, type Renovation, type RulesOf, STATES } from './vocabulary.ts';

const resumedTo = ({ surveys }: Pick<Facts, 'surveys'>) =>
  surveys.some(({ state }) => state === 'open') ? ('surveying' as const) : ('drafting' as const);

/** What putting aside does. */
export const shelving = ({ facts }: Renovation, now: number): Done & { readonly state: 'shelved' } => ({
  state: 'shelved',
  facts: { shelvedAt: now },
  effects: [release(unitHold(facts.unit))],
});

export const ending: RulesOf<'shelve' | 'resume' | 'withdraw' | 'comment'> = {
  shelve: {
    title: { en: 'Put aside', zh: '搁置' },
    description: { en: 'Others have their turn meanwhile; it may be taken up again.', zh: '其他单元依次办理，条件具备可恢复。' },
    event: 'Shelved',
    by: ['renovationLead', 'leader'],
    from: [...BEFORE, 'agreed'],
    to: ['shelved'],
    decide: ({ current, now, input: { reason } }) => ({
      ...shelving(current, now),
      reason,
      notify: [notify(ALL, 'shelved', { reason })],
    }),
  },
  resume: {
    title: { en: 'Take up again', zh: '恢复' },
    description: { en: 'With a plan anew.', zh: '重新编制方案。' },
    event: 'Resumed',
    by: ['renovationLead', 'leader'],
    from: ['shelved'],
    to: ['surveying', 'drafting'],
    decide: ({ current: { facts } }) => ({
      state: resumedTo(facts),
      facts: { shelvedAt: null, review: null, notice: null, rounds: 0, vote: null, ballot: null, register: [], result: null },
      effects: [hold({ resource: unitHold(facts.unit), title: facts.unit.title })],
      notify: [notify(ALL, 'resumed')],
    }),
  },
  withdraw: {
    title: { en: 'Give up', zh: '撤销' },
    event: 'Withdrawn',
    by: ['renovationLead', 'leader'],
    from: [...BEFORE, ...AGREED, 'shelved'],
    to: ['withdrawn'],
    decide: ({ current: { id, facts, state }, input: { reason } }) => {
      const back = facts.dues.filter(({ paid }) => paid > 0).map(({ door, household, paid }) => ({ door, household, fen: paid }));
      return {
        state: 'withdrawn',
        reason,
        facts: {
          owed: false,
          payables: refundsOf(id, back),
          refunded: back.reduce((sum, { fen }) => sum + fen, 0),
          dues: facts.dues.map((due) => ({ ...due, fen: 0, relief: 0, paid: 0 })),
        },
        effects: [
          ...(state === 'shelved' ? [] : [release(unitHold(facts.unit))]),
          ...noLongerOwed(id, facts),
          ...back.map(({ door, fen }) =>
            credit({ asset: 'money', from: escrowAccount(id), to: refundAccount(id, door), amount: fen, rule: `refund:${door}` }),
          ),
        ],
        notify: [notify(ALL, 'withdrawn', { reason }), ...(back.length > 0 ? [notify({ role: 'cashier' }, 'toPay')] : [])],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: [
      'householder',
      'renovationLead',
      'surveyor',
      'heritageReviewer',
      'fireReviewer',
      'utilityReviewer',
      'auditorOfWorks',
      'siteSupervisor',
      'contractor',
      'cashier',
      'leader',
    ],
    from: STATES,
    decide: () => ({}),
  },
};
