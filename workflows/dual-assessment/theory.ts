/** The theory test: a paper frozen for one sitting, answered once and in time, marked by the record itself. */
import { type Actor, holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import { notNow, triedPart } from './result.ts';
import type { GuardContext, RulesOf } from './vocabulary.ts';

const onlyCandidate = ({ current, actor }: GuardContext): Refusal | undefined =>
  current.facts.person.id === actor.id
    ? undefined
    : refuse(
        'candidatesOwn',
        `This is for the candidate, ${current.facts.person.name}.`,
        `此项由参加考核的${current.facts.person.name}本人办理。`,
      );

const MINUTE = 60_000;

/** Roles that read the question bank; they aren't assessed by it. */
export const BANK_KEEPERS = ['academyAdmin', 'examiner'] as const;

/** Also for somebody who was given such a role after the assessment was opened. */
export const keepsTheBank = (person: Actor): Refusal | undefined =>
  holdsRole(person, BANK_KEEPERS)
    ? refuse(
        'keepsTheBank',
        `${person.name} reads the question bank, and can’t be assessed by it. End that role first.`,
        `${person.name}可查看题库，不能参加考核，请先终止该角色。`,
      )
    : undefined;

export const theory: RulesOf<'startPaper' | 'sendAnswers' | 'closePaper'> = {
  startPaper: {
    title: { en: 'Begin the theory test', zh: '开始理论考试' },
    description: {
      en: 'Draws a paper for this sitting; the time runs at once. Read it with `dualAssessmentPaper`.',
      zh: '为本场抽取试卷并开始计时，试卷见assessmentPaper。',
    },
    event: 'PaperDrawn',
    by: ['trainee'],
    from: ['open'],
    to: ['sitting'],
    guard: (context) => onlyCandidate(context) ?? keepsTheBank(context.actor),
    decide: ({ current: { facts }, now, reference: { today, paper, available } }) => {
      const wrong = notNow(facts, 'theory', today);
      if (wrong) return wrong;
      if (!paper)
        return refuse(
          'bankTooSmall',
          `The question bank has ${available} questions on this, and a paper takes ${facts.terms.questions}. Tell the academy; nothing was counted.`,
          `题库仅有${available}道相关试题，不足组卷所需的${facts.terms.questions}道，请联系学院，本次不计考试次数。`,
        );
      const sitting = facts.sittings + 1;
      return {
        state: 'sitting',
        // A part that no longer counts begins from the start.
        facts: {
          paper: { ...paper, sitting, until: now + facts.terms.minutes * MINUTE },
          sittings: sitting,
          ...(facts.theory.until === null ? {} : { theory: { ...facts.theory, until: null } }),
        },
      };
    },
  },
  sendAnswers: {
    title: { en: 'Send the answers', zh: '交卷' },
    description: { en: 'Once, and before the time is up.', zh: '须在规定时间内一次性提交。' },
    event: 'AnswersMarked',
    by: ['trainee'],
    from: ['sitting'],
    to: ['open', 'passed', 'failed'],
    guard: (context) => {
      const { paper } = context.current.facts;
      if (paper && context.now > paper.until)
        return refuse(
          'paperOver',
          'The time for this paper is up; what wasn’t sent counts as wrong.',
          '考试时间已到，未提交的答案不计分。',
        );
      return onlyCandidate(context) ?? keepsTheBank(context.actor);
    },
    decide: ({ current, actor, input: { answers }, reference: { today, right, ...earning } }) => {
      const { paper, terms } = current.facts;
      const questions = paper?.questions ?? 0;
      const numbers = answers.map(({ question }) => question);
      const strange = numbers.find((n) => n > questions);
      if (strange !== undefined)
        return refuse(
          'noSuchQuestion',
          `The paper has ${questions} questions, and none with the number ${strange}. Nothing was marked; correct it and send again.`,
          `试卷共${questions}题，没有第${strange}题；尚未评分，请更正后重新提交。`,
        );
      const twice = numbers.find((n, index) => numbers.indexOf(n) < index);
      if (twice !== undefined)
        return refuse(
          'answeredTwice',
          `Question ${twice} is answered twice. Nothing was marked; keep one answer and send again.`,
          `第${twice}题有两个答案；尚未评分，请保留一个后重新提交。`,
        );
      // In whole numbers, so that a mark is met or not, without rounding.
      const passed = right * 100 >= terms.passPercent * questions;
      const score = Math.floor((right * 100) / questions);
      return triedPart(current, 'theory', { day: today, score, passed, by: actor.id }, { earning, facts: { paper: null } });
    },
  },
  closePaper: {
    title: { en: 'Collect the paper', zh: '到时收卷' },
    description: { en: 'Nothing was sent in time: the sitting counts as failed.', zh: '超时未交卷，按未通过计。' },
    event: 'PaperCollected',
    by: ['clock:paper'],
    from: ['sitting'],
    to: ['open', 'failed'],
    decide: ({ current, actor, reference: { today } }) =>
      triedPart(current, 'theory', { day: today, score: 0, passed: false, by: actor.id }, { facts: { paper: null } }),
  },
};
