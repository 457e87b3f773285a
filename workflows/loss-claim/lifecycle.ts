/** What runs and is waited for in each state of a claim. The law's time runs on until there is an answer, also while evidence is waited for. */
import { openPayment } from '../effects/index.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import { payeesTask } from './claimants.ts';
import type { Facts } from './facts.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

const ofAssessor = (action: Action, { assessor }: Facts): TaskSpec<Action, Role> => ({
  action,
  ...(assessor === null ? {} : { person: assessor }),
  role: 'claimAssessor',
  clock: 'answer',
});

const payable = (facts: Facts): readonly TaskSpec<Action, Role>[] => {
  const before: readonly TaskSpec<Action, Role>[] = [
    ...(facts.funded ? [] : [{ action: 'fund', role: 'allianceSecretary', clock: 'pay' } as const]),
    ...(facts.second === 'waits'
      ? [{ action: 'approve', role: 'claimRuler', clock: 'pay', otherwise: { role: 'allianceSecretary' } } as const]
      : []),
  ];
  if (before.length > 0) return before;
  const open = openPayment(facts.payments);
  if (open?.state === 'unclear')
    return [{ action: 'clearPayment', role: 'cashier', clock: 'pay', otherwise: { role: 'allianceSecretary' } }];
  return [{ action: open ? 'confirmPayment' : 'pay', role: 'cashier', clock: 'pay' }];
};

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  filed: { runs: ['answer', 'legal'], tasks: () => [{ action: 'accept', role: 'claimAssessor', clock: 'answer' }] },
  assessing: { runs: ['answer', 'legal'], tasks: (facts) => [ofAssessor('assess', facts)] },
  awaitingEvidence: {
    runs: ['evidence', 'legal'],
    rests: ['answer'],
    tasks: (facts) => [payeesTask('giveEvidence', 'evidence', facts)],
  },
  offered: { runs: ['dispute'], tasks: (facts) => [payeesTask('agree', 'dispute', facts)] },
  disputed: { runs: ['ruling'], tasks: () => [{ action: 'rule', role: 'claimRuler', clock: 'ruling' }] },
  payable: { runs: ['pay'], tasks: payable },
  paid: {},
  rejected: {},
  withdrawn: {},
};
