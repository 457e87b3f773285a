/** What runs, rests and is waited for in each state of a question. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Answer, Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  open: {
    runs: ({ wholeDesk }) => (wholeDesk ? ['answer'] : ['answer', 'claim']),
    tasks: ({ wholeDesk, offered }) =>
      wholeDesk
        ? [{ action: 'claim', role: 'deskOfficer', clock: 'answer' }]
        : offered.map(({ id }) => ({ action: 'claim', person: id, role: 'deskOfficer', clock: 'answer' }) as const),
  },
  claimed: {
    runs: ['answer'],
    tasks: ({ officer }) => [
      { action: 'answer', role: 'deskOfficer', clock: 'answer', ...(officer ? { person: officer.id } : {}) },
    ],
  },
  forwarded: {
    runs: ['answer', 'department'],
    // Where the department has nobody left, the desk takes the question back.
    tasks: () => [
      {
        action: 'answer',
        role: 'handler',
        clock: 'department',
        otherwise: { action: 'returnToDesk', role: 'deskOfficer' },
      },
    ],
  },
  awaitingAsker: {
    runs: ['reply'],
    rests: ['answer', 'department'],
    // Nobody else can answer back for an asker who has left.
    tasks: ({ asker }) => [
      {
        action: 'reply',
        person: asker.id,
        clock: 'reply',
        otherwise: { action: 'withdraw', role: 'academyAdmin' },
      },
    ],
  },
  answered: { runs: ['review'], tasks: () => [{ action: 'acceptAnswer', role: 'deskOfficer', clock: 'review' }] },
  correcting: {
    runs: ['review'],
    tasks: (facts) => [
      {
        action: 'correct',
        person: lastAnswer(facts)?.by.id ?? '',
        role: facts.department ? 'handler' : 'deskOfficer',
        clock: 'review',
      },
    ],
  },
  closed: {},
  withdrawn: {},
  lapsed: {},
};

export const lastAnswer = ({ answers }: Facts): Answer | undefined => answers.at(-1);
