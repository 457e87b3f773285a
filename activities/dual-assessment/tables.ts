/** The tenant's tables about assessments: what each kind asks for, and the bank of questions, which only its keepers read. */
import { z } from 'zod';
import type { Terms } from '../../workflows/dual-assessment/facts.ts';
import { BANK_KEEPERS } from '../../workflows/dual-assessment/rules.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { creditTables } from '../credits/tables.ts';
import type { TableRule } from '../tables.ts';

const title = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const code = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, say('Give a short name of letters and digits.', '请填写由字母和数字组成的简称。'));
const whole = (least: number, most: number) => {
  const words = say(`Give a whole number from ${least} to ${most}.`, `请填写${least}至${most}之间的整数。`);
  return z.int(words).min(least, words).max(most, words);
};

const assessmentKinds: TableRule = {
  title: { en: 'Assessments', zh: '考核种类' },
  key: { en: 'Kind, such as claimsHandling', zh: '种类，例如claimsHandling' },
  row: z.strictObject({
    title,
    qualification: code.describe('The kind of qualification that passing gives.'),
    topics: z.array(code).min(1).max(20).describe('Topics of the question bank.'),
    questions: whole(1, 200).describe('Questions on a paper.'),
    passPercent: whole(1, 100).describe('Per cent of them that are to be right.'),
    minutes: whole(1, 480).describe('Minutes for a paper.'),
    practicePoints: whole(1, 100).describe('Points out of 100 that are enough in practice.'),
    theoryMonths: whole(1, 120).describe('Months for which the theory counts.'),
    practiceMonths: whole(1, 120).describe('Months for which the practice counts.'),
    resits: whole(0, 5).describe('How often each part can be taken again in one assessment.'),
    waitingDays: whole(0, 365).describe('Days from a failure until the resit.'),
    againDays: whole(0, 3650).describe('Days from an assessment that ended with a failure until the next of its kind.'),
  }) satisfies z.ZodType<Terms>,
};

/** A row of `questionBank`; `right` is the number of the right option, from 1. */
export type Question = {
  readonly topic: string;
  readonly question: Title;
  readonly options: readonly Title[];
  readonly right: number;
};

const questionBank: TableRule = {
  title: { en: 'Question bank', zh: '题库' },
  key: { en: 'Number of the question', zh: '题号' },
  keepers: BANK_KEEPERS,
  row: z
    .strictObject({
      topic: code,
      question: title,
      options: z.array(title).min(2).max(20),
      right: whole(1, 20).describe('The number of the right option, from 1.'),
    })
    .refine(({ options, right }) => right <= options.length, {
      path: ['right'],
      ...say('Give the number of one of the options.', '请填写某一选项的序号。'),
    }) satisfies z.ZodType<Question>,
};

export const assessmentTables = { assessmentKinds, questionBank, creditRules: creditTables.creditRules } as const;
