/** What runs and is waited for in each state of a packaging trial. */
import { openPayment } from '../effects/index.ts';
import { hasAnswered } from '../kernel/answers.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { isFull } from './arms.ts';
import type { Facts } from './facts.ts';
import { unmeasured } from './shipping.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  proposed: {
    runs: ({ sentBack }) => [sentBack ? 'revise' : 'approve'],
    tasks: ({ sentBack, opinion, proposer }) => {
      if (sentBack)
        return [
          {
            action: 'amend',
            person: proposer.id,
            clock: 'revise',
            otherwise: { action: 'withdraw', role: 'allianceSecretary' },
          },
        ];
      return opinion
        ? [{ action: opinion.fit ? 'approve' : 'sendBack', role: 'allianceSecretary', clock: 'approve' }]
        : [{ action: 'advise', role: 'expert', clock: 'approve' }];
    },
  },
  // Its days run from the approval on, so that it never waits for ever to begin.
  approved: { runs: ['shipping'], tasks: () => [{ action: 'beginShipping', role: 'allianceSecretary', clock: 'shipping' }] },
  // Pickups that name the trial bring its parcels; the clock ends it where they bring too few.
  shipping: {
    runs: ['shipping'],
    tasks: (facts) => (isFull(facts) ? [{ action: 'endShipping', role: 'allianceSecretary', clock: 'shipping' }] : []),
  },
  measuring: {
    runs: ['measure'],
    tasks: (facts) => [
      ...(unmeasured(facts) > 0 ? [{ action: 'measure', role: 'trunkClerk', clock: 'measure' } as const] : []),
      { action: 'publish', role: 'allianceSecretary', clock: 'measure' },
    ],
  },
  deciding: {
    runs: ['vote'],
    tasks: ({ seats, votes }) =>
      votes
        ? seats
            .filter(({ id }) => !hasAnswered(votes, id))
            .flatMap(({ people }) =>
              people.map(
                (person) => ({ action: 'vote', person, role: 'allianceMember', group: 'members', clock: 'vote' }) as const,
              ),
            )
        : [],
  },
  // The maker of the packaging is paid for what was shipped.
  settling: {
    runs: ['pay'],
    tasks: ({ payments }) => {
      const open = openPayment(payments);
      const action = open ? (open.state === 'unclear' ? 'clearPayment' : 'confirmPayment') : 'pay';
      return [{ action, role: 'cashier', clock: 'pay', otherwise: { role: 'allianceSecretary' } }];
    },
  },
  adopted: {},
  dropped: {},
  withdrawn: {},
};
