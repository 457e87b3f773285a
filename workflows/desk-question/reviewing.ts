/** The review: somebody else of the desk accepts an answer, and keeps it for others who ask, or sends it back. */
import { creditLines } from '../credits/accrual.ts';
import { credit, type Knowledge, keepKnowledge } from '../effects/index.ts';
import { reservedTo } from '../kernel/parts.ts';
import { holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import { notByAnswerer, notify } from './desk.ts';
import type { Answer, Facts, Suggestion } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lastAnswer } from './lifecycle.ts';
import { personalDataIn } from './personal-data.ts';
import type { RulesOf } from './vocabulary.ts';

const replaceLast = ({ answers }: Facts, answer: Answer): readonly Answer[] => [...answers.slice(0, -1), answer];

const noAnswer = () => refuse('noAnswer', 'There is no answer yet.', '尚无答复。');

/** What is kept for others: nothing before somebody has written the question in words for everybody. */
const keptOf = (
  { question, answer, topic, replaces }: Inputs['acceptAnswer'],
  facts: Facts,
  given: Answer,
): Knowledge | undefined =>
  question === undefined
    ? undefined
    : {
        question,
        answer: answer ?? given.text,
        topic: topic ?? facts.topic,
        ...(replaces === undefined ? {} : { replaces }),
      };

const notForEverybody = ({ question, answer, topic }: Knowledge, { asker }: Facts): Refusal | undefined => {
  const personal = personalDataIn([question, answer, topic ?? ''].join('\n'), [asker.name]);
  return personal.length === 0
    ? undefined
    : refuse(
        'personalData',
        `What is to be kept holds ${personal.map(({ en }) => en).join(' and ')}. Write question and answer so that nobody can be known by them, or leave the question out to keep nothing.`,
        `入库内容含${personal.map(({ zh }) => zh).join('、')}，请改写问题和答复，去除可识别个人的信息；不入库请勿填写问题。`,
      );
};

const knownAlready = ({ replaces, keepBoth }: Inputs['acceptAnswer'], alike: readonly Suggestion[]): Refusal | undefined => {
  const other = alike.find(({ id }) => id !== replaces);
  return other === undefined || keepBoth
    ? undefined
    : refuse(
        'knownAlready',
        `The knowledge base has this already: “${other.question}” (${other.id}). Let the answer take its place (\`replaces\`), keep both where they differ (\`keepBoth\`), or leave the question out.`,
        `知识库已有相同问题：“${other.question}”（${other.id}）。请选择替代该条目（replaces）、一并保留（keepBoth），或不填写入库问题。`,
      );
};

export const reviewing: RulesOf<'acceptAnswer' | 'sendBack' | 'correct'> = {
  acceptAnswer: {
    title: { en: 'Review: accept the answer', zh: '复核：通过' },
    description: {
      en: 'The person who answered gets credits. With a question in words for everybody, it is kept as knowledge for the next who asks.',
      zh: '答复人记学分；填写通用说法的问题后，问答收入知识库供后续提问人查阅。',
    },
    event: 'AnswerAccepted',
    by: ['deskOfficer', 'academyAdmin'],
    from: ['answered'],
    to: ['closed'],
    guard: notByAnswerer,
    decide: ({ current: { facts }, actor, now, input, reference: { credits, alike } }) => {
      const answer = lastAnswer(facts);
      if (!answer) return noAnswer();
      const kept = keptOf(input, facts, answer);
      const wrong = kept && (notForEverybody(kept, facts) ?? knownAlready(input, alike));
      if (wrong) return wrong;
      const earner = answer.hand ?? answer.by.id;
      const lines = creditLines(credits, earner, `answer ${answer.round + 1}`);
      return {
        state: 'closed',
        facts: { answers: replaceLast(facts, { ...answer, review: { valid: true, by: actor.id, at: now, reason: null } }) },
        effects: [...(lines.length > 0 ? [credit(...lines)] : []), ...(kept ? [keepKnowledge(kept)] : [])],
        notify: [notify({ person: earner }, lines.length > 0 ? 'accepted' : 'acceptedWithout', { name: actor.name })],
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
      const corrected: Answer = {
        ...answer,
        text,
        by: { id: actor.id, name: actor.name },
        hand: actor.deputy?.id ?? null,
        at: now,
        review: null,
      };
      return {
        state: 'answered',
        facts: { answers: replaceLast(facts, corrected) },
        ...(facts.desk === null ? {} : { unit: facts.desk }),
        notify: [notify({ person: facts.asker.id }, 'corrected', { name: actor.name, text })],
      };
    },
  },
};
