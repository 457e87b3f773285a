/** What runs and is waited for in each state of a demand. A demand that is answered with others waits for those. */
import { answerTasks, awaited } from '../kernel/answers.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { isObjected } from './routing.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

type Task = TaskSpec<Action, Role>;

/** The time to the answer: several departments have more of it. */
export const answerClock = ({ category }: Pick<Facts, 'category'>): 'answer' | 'answerJoint' =>
  category.joint ? 'answerJoint' : 'answer';

/** Whether units are still to answer what the department asked last. */
export const isAssisted = ({ assists }: Pick<Facts, 'assists'>): boolean => {
  const last = assists.at(-1);
  return last !== undefined && awaited(last.answers).length > 0;
};

/** Whoever grants more time: the shift leader the first, the leader any other. */
export const approverOf = ({ extensions }: Pick<Facts, 'extensions'>): 'shiftLeader' | 'leader' =>
  extensions.length === 0 ? 'shiftLeader' : 'leader';

/** Whether nobody goes on in the place of a firm that has ended. */
export const isOver = ({ firmEnded, successor }: Pick<Facts, 'firmEnded' | 'successor'>): boolean =>
  firmEnded !== null && successor === null;

/** A department with nobody left can’t answer: the desk finds another one. */
const TO_ANOTHER = { action: 'route', role: 'dispatcher' } as const;

const ofHandler = ({ handler }: Facts) => ({ role: 'handler', ...(handler === null ? {} : { person: handler }) }) as const;

const closing = (facts: Facts): readonly Task[] => [
  { action: 'closeEnded', ...ofHandler(facts), otherwise: { role: 'dispatcher' } },
];

/** Those who speak for a unit, each by name, for the case is another unit’s; one of them answers. */
const assisting = ({ assists }: Facts): readonly Task[] => {
  const last = assists.at(-1);
  if (last === undefined) return [];
  return answerTasks<Action, Role>(last.answers, { group: 'assist', clock: 'assist' }, (unit) =>
    (last.units.find((one) => one.unit.id === unit)?.people ?? []).map((person) => ({ action: 'assistReply', person })),
  );
};

const signing = { action: 'coSign', role: 'leader', clock: 'coSign' } as const;

const handling = (facts: Facts): readonly Task[] => {
  const clock = answerClock(facts);
  if (facts.toSign) return [signing, ...assisting(facts)];
  return [
    facts.atLeader
      ? { action: 'direct', role: 'leader', clock }
      : { action: 'answer', ...ofHandler(facts), clock, otherwise: TO_ANOTHER },
    ...(facts.extensionAsked
      ? [
          {
            action: 'decideExtension',
            role: approverOf(facts),
            clock,
            except: [facts.extensionAsked.by],
            otherwise: { role: 'leader' },
          } as const,
        ]
      : []),
    ...assisting(facts),
  ];
};

/** Where nobody acts for the firm, the hotline calls it. */
const ofFirm = (action: Action, clock: Clock): Task => ({
  action,
  role: 'firmAgent',
  clock,
  otherwise: { role: 'hotlineAgent' },
});

const WITH_OTHERS = { en: 'a demand of a group has the time of the one that it is answered with', zh: '归并诉求随主件时限办理' };

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  filed: {
    runs: ['route'],
    tasks: (facts) =>
      isOver(facts) ? [{ action: 'closeEnded', role: 'dispatcher' }] : [{ action: 'route', role: 'dispatcher', clock: 'route' }],
  },
  routed: {
    runs: (facts) => [
      isObjected(facts) ? 'ruling' : 'accept',
      // It has begun where a department before had accepted it.
      ...(facts.acceptedAt === null ? [] : [answerClock(facts)]),
    ],
    tasks: (facts) => {
      if (isOver(facts)) return closing(facts);
      return isObjected(facts)
        ? [
            {
              action: 'rule',
              role: 'dispatcher',
              clock: 'ruling',
              except: [facts.objection?.by ?? ''],
              otherwise: { role: 'leader' },
            },
          ]
        : [{ action: 'accept', role: 'handler', clock: 'accept', otherwise: TO_ANOTHER }];
    },
  },
  handling: {
    runs: (facts) =>
      facts.follows === null
        ? [
            answerClock(facts),
            ...(isAssisted(facts) ? (['assist'] as const) : []),
            ...(facts.toSign ? (['coSign'] as const) : []),
          ]
        : [],
    untimed: WITH_OTHERS,
    tasks: (facts) => {
      if (isOver(facts)) return closing(facts);
      return facts.follows === null ? handling(facts) : [];
    },
  },
  awaitingFirm: {
    runs: (facts) => ['reply', ...(isAssisted(facts) ? (['assist'] as const) : [])],
    rests: (facts) => [answerClock(facts)],
    tasks: (facts) => (isOver(facts) ? closing(facts) : [ofFirm('reply', 'reply'), ...assisting(facts)]),
  },
  longTerm: {
    runs: (facts) =>
      facts.follows === null
        ? [
            'review',
            'longTerm',
            ...(isAssisted(facts) ? (['assist'] as const) : []),
            ...(facts.toSign ? (['coSign'] as const) : []),
          ]
        : [],
    untimed: WITH_OTHERS,
    tasks: (facts) => {
      if (isOver(facts)) return closing(facts);
      if (facts.follows !== null) return [];
      const own: Task = facts.toSign
        ? signing
        : { action: 'review', ...ofHandler(facts), clock: 'review', otherwise: { role: 'leader' } };
      // What others were asked before is still to be answered.
      return [own, ...assisting(facts)];
    },
  },
  answered: {
    runs: ['confirm'],
    tasks: (facts) => (isOver(facts) ? closing(facts) : [ofFirm('confirm', 'confirm')]),
  },
  closed: {},
  converted: {},
  withdrawn: {},
};
