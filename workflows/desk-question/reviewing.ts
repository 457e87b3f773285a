/** The review: somebody else of the desk accepts an answer, and keeps it for others who ask, or sends it back. */
import { creditLines } from '../credits/accrual.ts';
import { credit, keepKnowledge } from '../effects/index.ts';
import { reservedTo } from '../kernel/parts.ts';
import { holdsRole, refuse } from '../kernel/process.ts';
import { notByAnswerer, notify } from './desk.ts';
import type { Answer, Facts } from './facts.ts';
import { lastAnswer } from './lifecycle.ts';
import type { RulesOf } from './vocabulary.ts';

const replaceLast = ({ answers }: Facts, answer: Answer): readonly Answer[] => [...answers.slice(0, -1), answer];

const noAnswer = () => refuse('noAnswer', 'There is no answer yet.', '尚无答复。');

export const reviewing: RulesOf<'acceptAnswer' | 'sendBack' | 'correct'> = {
  acceptAnswer: {
    title: { en: 'Review: accept the answer', zh: '复核：通过' },
    description: {
      en: 'The person who answered gets credits; question and answer are kept as knowledge unless you say otherwise.',
      zh: '答复人记学分；问答收入知识库，另有说明的除外。',
    },
    event: 'AnswerAccepted',
    by: ['deskOfficer', 'academyAdmin'],
    from: ['answered'],
    to: ['closed'],
    guard: notByAnswerer,
    decide: ({ current: { facts }, actor, now, input: { keep, question, topic }, reference: { credits } }) => {
      const answer = lastAnswer(facts);
      if (!answer) return noAnswer();
      const asked = facts.followUps[answer.round - 1]?.text;
      const lines = creditLines(credits, answer.by.id, `answer ${answer.round + 1}`);
      return {
        state: 'closed',
        facts: { answers: replaceLast(facts, { ...answer, review: { valid: true, by: actor.id, at: now, reason: null } }) },
        effects: [
          ...(lines.length > 0 ? [credit(...lines)] : []),
          ...(keep
            ? [
                keepKnowledge({
                  question: question ?? (asked === undefined ? facts.text : `${facts.text}\n${asked}`),
                  answer: answer.text,
                  topic: topic ?? facts.topic,
                }),
              ]
            : []),
        ],
        notify: [notify({ person: answer.by.id }, lines.length > 0 ? 'accepted' : 'acceptedWithout', { name: actor.name })],
      };
    },
  },
  sendBack: {
    title: { en: 'Review: send back for correction', zh: '复核：退回更正' },
    event: 'SentBack',
    by: ['deskOfficer', 'academyAdmin'],
    from: ['answered'],
    to: ['correcting'],
    guard: notByAnswerer,
    decide: ({ current: { facts }, actor, now, input: { reason } }) => {
      const answer = lastAnswer(facts);
      if (!answer) return noAnswer();
      return {
        state: 'correcting',
        reason,
        facts: { answers: replaceLast(facts, { ...answer, review: { valid: false, by: actor.id, at: now, reason } }) },
        // People of a department may act only where the case is theirs.
        ...(facts.department ? { unit: facts.department.id } : {}),
        notify: [notify({ person: answer.by.id }, 'sentBack', { name: actor.name, reason })],
      };
    },
  },
  correct: {
    title: { en: 'Correct the answer', zh: '更正答复' },
    event: 'Corrected',
    by: ['deskOfficer', 'handler', 'academyAdmin'],
    from: ['correcting'],
    to: ['answered'],
    guard: (context) => {
      const by = lastAnswer(context.current.facts)?.by;
      return holdsRole(context.actor, ['academyAdmin'])
        ? undefined
        : reservedTo(context, by ? [by.id] : [], () =>
            refuse(
              'answerersOwn',
              `${by?.name ?? 'The person who answered'} corrects this answer, or the academy does.`,
              `该答复由${by?.name ?? '原答复人'}更正，或由学院更正。`,
            ),
          );
    },
    decide: ({ current: { facts }, actor, now, input: { text } }) => {
      const answer = lastAnswer(facts);
      if (!answer) return noAnswer();
      // The words are theirs now: they may not review them, and earn by them.
      const corrected: Answer = { ...answer, text, by: { id: actor.id, name: actor.name }, at: now, review: null };
      return {
        state: 'answered',
        facts: { answers: replaceLast(facts, corrected) },
        ...(facts.desk === null ? {} : { unit: facts.desk }),
        notify: [notify({ person: facts.asker.id }, 'corrected', { name: actor.name, text })],
      };
    },
  },
};
