/** What runs and is waited for in each state of a guidance. */
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { offerTasks } from '../kernel/offers.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { offerClock } from './offering.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

/** Where the expert has gone, the secretary finds another. */
const another = { action: 'appoint', role: 'guidanceSecretary' } as const;

const visitClock = ({ urgent }: Facts) => (urgent ? 'urgentVisit' : 'visit') satisfies Clock;

const fromExpert = ({ expert }: Facts, action: Action, clock: Clock): readonly TaskSpec<Action, Role>[] =>
  expert ? [{ action, person: expert.id, clock, otherwise: another }] : [{ ...another, clock }];

/** From the clerk who asked for somebody, or else from the grower; a clerk does it where they have gone. */
const fromGrower = ({ grower, asker }: Facts, action: Action, clock?: Clock): TaskSpec<Action, Role> => ({
  action,
  person: asker.role === 'stationClerk' ? asker.id : grower,
  ...(clock ? { clock } : {}),
  otherwise: { role: 'stationClerk' },
});

const runs = ({ followUpAt }: Facts): readonly Clock[] => [followUpAt === null ? 'close' : 'followUp'];

/** Advice is reviewed once, by somebody else, whenever that suits. */
const review = ({ advice }: Facts): readonly TaskSpec<Action, Role>[] =>
  advice && !advice.review ? [{ action: 'reviewAdvice', role: 'guidanceSecretary' }] : [];

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  asked: { runs: ['triage'], tasks: () => [{ action: 'triage', role: 'guidanceSecretary', clock: 'triage' }] },
  offered: {
    runs: (facts) => [facts.offer ? offerClock(facts) : 'triage'],
    tasks: (facts) =>
      facts.offer
        ? offerTasks<Action, Role>(facts, {
            action: 'accept',
            clock: offerClock(facts),
            otherwise: { action: 'passOn', role: 'guidanceSecretary' },
          })
        : [{ ...another, clock: 'triage' }],
  },
  planned: {
    runs: (facts) => [visitClock(facts)],
    tasks: (facts) => fromExpert(facts, facts.appointment ? 'visit' : 'plan', visitClock(facts)),
  },
  visited: { runs: ['advice'], tasks: (facts) => fromExpert(facts, 'advise', 'advice') },
  advised: { runs, tasks: (facts) => [fromGrower(facts, 'understood'), ...review(facts)] },
  following: {
    runs,
    tasks: (facts) => [fromGrower(facts, 'followUp', facts.followUpAt === null ? 'close' : 'followUp'), ...review(facts)],
  },
  handedOver: {
    runs: ['handOver'],
    tasks: () => [
      {
        action: 'takeUp',
        role: 'handler',
        clock: 'handOver',
        otherwise: { action: 'returnToSecretary', role: 'leader' },
      },
    ],
  },
  closed: {},
  answeredRemotely: {},
  withdrawn: {},
};
