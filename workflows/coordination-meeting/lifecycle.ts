/** What runs and is waited for in each state of a meeting. */
import { answerTasks, awaited } from '../kernel/answers.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { unique } from '../kernel/parts.ts';
import type { TaskSpec } from '../kernel/process.ts';
import type { Called, Facts, Item } from './facts.ts';
import { followed } from './reminding.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';

type Task = TaskSpec<Action, Role>;

/** Whoever leads the meeting, or the lead unit. */
const ofChair = ({ chair }: Facts, action: Action, clock?: Clock): Task => ({
  action,
  ...(chair === null ? { role: 'shiftLeader' } : { person: chair }),
  otherwise: { role: 'leader' },
  ...(clock === undefined ? {} : { clock }),
});

const forPeople = ({ people }: Called, task: Omit<Task, 'person'>): readonly Task[] =>
  people.map((person) => ({ ...task, person }));

const replying = ({ replies, units }: Facts): readonly Task[] =>
  answerTasks<Action, Role>(replies, { group: 'reply', clock: 'reply' }, (unit) =>
    forPeople(units.find((one) => one.unit.id === unit) ?? { unit: { id: unit, title: { en: '', zh: '' } }, people: [] }, {
      action: 'reply',
    }),
  );

/** What waits for the leader: owners that aren’t bound, and units that don’t take an item over. */
const toBind = ({ items }: Facts): readonly Item[] =>
  items.filter(({ state, handOn }) => state === 'waiting' || (state === 'open' && handOn !== null && handOn.declined !== null));

/** Those who do none of these, whichever it is; nobody where each may do one. */
const ofAll = (each: readonly (readonly string[])[]): readonly string[] => {
  const [first = [], ...others] = each;
  return first.filter((person) => others.every((some) => some.includes(person)));
};

const leading = (facts: Facts): readonly Task[] => {
  const binding = toBind(facts);
  const dropping = facts.items.filter(({ state, dropAsked }) => dropAsked !== null && state !== 'closed' && state !== 'dropped');
  return [
    ...(binding.length > 0
      ? [
          {
            action: 'bind',
            role: 'leader',
            clock: 'bind',
            except: ofAll(
              binding.map(({ handOn, owner, stances }) =>
                handOn === null ? stances.filter(({ unit }) => unit.id === owner.unit.id).map(({ by }) => by) : [],
              ),
            ),
          } as const,
        ]
      : []),
    ...(dropping.length > 0
      ? [{ action: 'decideDrop', role: 'leader', except: ofAll(dropping.map(({ dropAsked }) => [dropAsked?.by ?? ''])) } as const]
      : []),
  ];
};

/** Where nobody of the owner is left, the lead unit says who takes its place. */
const doing = ({ items }: Facts): readonly Task[] => [
  ...items
    .filter(({ state }) => state === 'open')
    .flatMap(({ owner, person }) =>
      forPeople(person === null ? owner : { ...owner, people: [person] }, {
        ...{ action: 'done', clock: 'item', otherwise: { action: 'takeOver', role: 'shiftLeader' } },
      }),
    ),
  ...items
    .filter(({ state, handOn }) => state === 'open' && handOn !== null && handOn.declined === null)
    .flatMap(({ handOn }) =>
      forPeople((handOn as NonNullable<Item['handOn']>).to, {
        ...{ action: 'answerHandOn', otherwise: { action: 'bind', role: 'leader' } },
      }),
    ),
];

/** One task, however many are to be checked: for those who didn’t do all of them. */
const checking = ({ items }: Facts): readonly Task[] => {
  const done = items.filter(({ state }) => state === 'done');
  return done.length === 0
    ? []
    : [
        {
          ...{ action: 'check', role: 'meetingSecretary', clock: 'item', otherwise: { role: 'leader' } },
          except: ofAll(done.map((item) => unique([...(item.done ? [item.done.by] : []), ...item.owner.people]))),
        },
      ];
};

const items = (facts: Facts): readonly Task[] => [...leading(facts), ...doing(facts), ...checking(facts)];
const itemClocks = (facts: Facts): readonly Clock[] => [
  ...(followed(facts).length > 0 ? (['item', 'reminder'] as const) : []),
  ...bindClock(facts),
];
const bindClock = (facts: Facts): readonly Clock[] => (toBind(facts).length > 0 ? ['bind'] : []);
const replyClock = ({ replies }: Facts): readonly Clock[] => (awaited(replies).length > 0 ? ['reply'] : []);

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  called: {
    runs: (facts) => ['begin', ...replyClock(facts)],
    tasks: (facts) => [...replying(facts), ofChair(facts, 'begin', 'begin')],
  },
  adjourned: {
    runs: (facts) => ['begin', ...replyClock(facts), ...bindClock(facts)],
    tasks: (facts) => [...replying(facts), ofChair(facts, 'begin', 'begin'), ...leading(facts)],
  },
  inSession: {
    runs: (facts) => ['minutes', ...bindClock(facts)],
    tasks: (facts) => [ofChair(facts, 'conclude', 'minutes'), ...leading(facts)],
  },
  concluded: {
    runs: (facts) => ['object', ...itemClocks(facts)],
    tasks: (facts) => [
      ...(facts.objections.some(({ amended }) => amended === null) ? [ofChair(facts, 'answerObjection', 'object')] : []),
      ...items(facts),
    ],
  },
  following: {
    runs: itemClocks,
    untimed: { en: 'each item has its own day', zh: '各事项按各自期限办理' },
    tasks: items,
  },
  closed: {},
  cancelled: {},
};
