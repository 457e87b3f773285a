/** The people of a question: who may answer it, and to whom the desk offers it. */
import type { Person } from '../academy/people.ts';
import { nextOffer } from '../kernel/offers.ts';
import { notifier, reservedTo } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { lastAnswer } from './lifecycle.ts';
import type { Notices } from './notices.ts';
import type { GuardContext, Question } from './vocabulary.ts';

export const notify = notifier<Notices>();

const askersOwn = ({ asker }: Facts): Refusal =>
  refuse(
    'askersOwn',
    `This is for ${asker.name}, who asked. Ask your own question.`,
    `此项由提问人${asker.name}办理，请另行提问。`,
  );

/** Only the asker says what they think of an answer. */
export const onlyAsker = ({ current: { facts }, actor }: GuardContext): Refusal | undefined =>
  facts.asker.id === actor.id ? undefined : askersOwn(facts);

/** The asker, or those to whom the question falls when the asker has left. */
export const askerOrAfter = (context: GuardContext): Refusal | undefined =>
  reservedTo(context, [context.current.facts.asker.id], () => askersOwn(context.current.facts));

/** The officer who took the question, anybody of the desk where that one has left, or, forwarded, anybody of the department. */
export const onlyHolder = (context: GuardContext): Refusal | undefined => {
  const { state, facts } = context.current;
  if (state === 'forwarded')
    return holdsRole(context.actor, ['handler'])
      ? undefined
      : refuse(
          'departmentsOwn',
          `${facts.department?.en ?? 'A department'} has this question; its people answer it or return it to the desk.`,
          `本问题已转${facts.department?.zh ?? '部门'}，由该部门答复或退回。`,
        );
  return reservedTo(context, facts.officer ? [facts.officer.id] : [], () =>
    refuse(
      'officersOwn',
      `${facts.officer?.name ?? 'Another officer'} has taken this question; they answer it or hand it back.`,
      `本问题由${facts.officer?.name ?? '其他答疑员'}承接，由其答复或交回。`,
    ),
  );
};

/** A question at the desk is the officer's who acts on it, also where they do so for one who has left. */
export const takenBy = ({ state }: Question, { id, name }: Actor): Pick<Facts, 'officer'> | undefined =>
  state === 'claimed' ? { officer: { id, name } } : undefined;

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

/** Offers a question to the next on duty who wasn't asked yet, and after the last of them to the whole desk. */
export const offerTo = ({ offered, text }: Pick<Facts, 'offered' | 'text'>, onDuty: readonly Person[]) => {
  const next = nextOffer({ candidates: onDuty, tried: offered.map(({ id }) => ({ person: id })) });
  return next
    ? { facts: { offered: [...offered, next], wholeDesk: false }, notify: [notify({ person: next.id }, 'offered', { text })] }
    : { facts: { offered, wholeDesk: true }, notify: [notify({ role: 'deskOfficer' }, 'offeredToAll', { text })] };
};
