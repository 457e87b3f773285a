/** The people of a question: who may answer it, who is waited for, and how it goes through the desk. */

import type { Person } from '../academy/people.ts';
import { going, notifier } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Refusal, refuse, type TaskSpec } from '../kernel/process.ts';
import type { Answer, Facts } from './facts.ts';
import type { NoticeName } from './notices.ts';
import type { Action, Clock, Question, QuestionOutcome, State } from './vocabulary.ts';

export type GuardContext = { readonly current: Question; readonly actor: Actor; readonly now: number };

export const onlyAsker = ({ current: { facts }, actor }: GuardContext): Refusal | undefined =>
  facts.asker.id === actor.id
    ? undefined
    : refuse(
        'askersOwn',
        `This is for ${facts.asker.name}, who asked. Ask a question of your own.`,
        `此项由提问人${facts.asker.name}办理，请另行提问。`,
      );

/** Whoever has the question: the officer who took it, anybody of the desk where that one has left, or, forwarded, anybody of the department. */
export const onlyHolder = ({ current: { state, facts, tasks }, actor }: GuardContext): Refusal | undefined => {
  if (state === 'forwarded')
    return holdsRole(actor, ['handler'])
      ? undefined
      : refuse(
          'departmentsOwn',
          `${facts.department?.en ?? 'A department'} has this question; its people answer it or return it to the desk.`,
          `本问题已转${facts.department?.zh ?? '部门'}，由该部门答复或退回。`,
        );
  return facts.officer?.id === actor.id || isForAnybody(tasks, 'answer')
    ? undefined
    : refuse(
        'officersOwn',
        `${facts.officer?.name ?? 'Another officer'} has taken this question; they answer it or hand it back.`,
        `本问题由${facts.officer?.name ?? '其他答疑员'}承接，由其答复或交回。`,
      );
};

/** What waited for somebody who has left waits for the role. */
export const isForAnybody = (tasks: Question['tasks'], to: Action): boolean =>
  tasks.some((task) => task.action === to && task.person === undefined);

export const lastAnswer = ({ answers }: Facts): Answer | undefined => answers.at(-1);

/** Nobody judges their own answer, nor the one to their own question. */
export const notByAnswerer = ({ current: { facts }, actor }: GuardContext): Refusal | undefined => {
  if (lastAnswer(facts)?.by.id === actor.id)
    return refuse(
      'ownAnswer',
      'You gave this answer yourself; somebody else of the desk reviews it.',
      '该答复由您作出，须由他人复核。',
    );
  return facts.asker.id === actor.id
    ? refuse('ownQuestion', 'You asked this yourself; somebody else reviews the answer.', '该问题由您提出，须由他人复核。')
    : undefined;
};

/** The tasks of a state; every act that changes what is waited for names them all. */
export const tasksIn = (state: State, facts: Facts): readonly TaskSpec<Action>[] => {
  const officer = facts.officer ? { person: facts.officer.id } : {};
  switch (state) {
    case 'open':
      return facts.wholeDesk
        ? [{ action: 'claim', role: 'deskOfficer', clock: 'answer' }]
        : facts.offered.map(({ id }) => ({ action: 'claim', person: id, role: 'deskOfficer', clock: 'answer' }));
    case 'claimed':
      return [{ action: 'answer', ...officer, role: 'deskOfficer', clock: 'answer' }];
    case 'forwarded':
      return [{ action: 'answer', role: 'handler', clock: 'department' }];
    case 'awaitingAsker':
      return [{ action: 'reply', person: facts.asker.id, clock: 'reply' }];
    case 'answered':
      return [{ action: 'acceptAnswer', role: 'deskOfficer', clock: 'review' }];
    case 'correcting':
      return [
        {
          action: 'correct',
          person: lastAnswer(facts)?.by.id ?? '',
          role: facts.department ? 'handler' : 'deskOfficer',
          clock: 'review',
        },
      ];
    case 'closed':
    case 'withdrawn':
    case 'lapsed':
      return [];
  }
};

export const notify = notifier<NoticeName>();

/** To those on duty who weren't asked yet, one at a time; after the last of them to the desk as a whole. */
export const offerTo = (
  facts: Facts,
  onDuty: readonly Person[],
): { readonly facts: Pick<Facts, 'offered' | 'wholeDesk'>; readonly next: Person | undefined } => {
  const next = onDuty.find(({ id }) => !facts.offered.some((before) => before.id === id));
  return { next, facts: { offered: next ? [...facts.offered, next] : facts.offered, wholeDesk: next === undefined } };
};

/** What is told and timed when a question has been offered to somebody, or to the whole desk. */
export const offering = (facts: Facts, next: Person | undefined) => ({
  notify: [
    next
      ? notify({ person: next.id }, 'offered', { text: facts.text })
      : notify({ role: 'deskOfficer' }, 'offeredToAll', { text: facts.text }),
  ],
  claim: next ? ('start' as const) : ('stop' as const),
});

/** Nobody has the question any more: it is offered to the others on duty. */
export const offeredAnew = (facts: Facts, onDuty: readonly Person[]) => {
  const free: Facts = { ...facts, officer: null };
  const offer = offerTo(free, onDuty);
  const { notify: told, claim } = offering(free, offer.next);
  return {
    state: 'open',
    facts: { officer: null, ...offer.facts },
    start: claim === 'start' ? ({ claim: 'default' } as const) : {},
    tasks: tasksIn('open', { ...free, ...offer.facts }),
    notify: told,
  } as const;
};

const CLOCKS: readonly Clock[] = ['answer', 'claim', 'department', 'reply', 'review'];

/** Clocks that still count are stopped when a question needs nothing more. */
export const stopAll = (current: Question): NonNullable<QuestionOutcome['clocks']> => ({ stop: going(current, CLOCKS) });
