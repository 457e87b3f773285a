/** The tenant's tables about assessments: what each kind asks for, and the bank of questions, which only its keepers read. */
import { z } from 'zod';
import type { Terms } from '../../workflows/dual-assessment/facts.ts';
import { BANK_KEEPERS } from '../../workflows/dual-assessment/theory.ts';
import { picked, shownAs, titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { creditTables } from '../credits/tables.ts';
import { bothNames, code, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const assessmentKinds: TableRule = {
  title: { en: 'Assessments', zh: '考核种类' },
  key: { en: 'Kind, such as claimsHandling', zh: '种类，例如claimsHandling' },
  row: z.strictObject({
    title: rowTitle(),
    qualification: titled('Qualification', '资格', picked('qualification', code()), [
      'What passing gives.',
      '通过后取得的资格。',
    ]),
    topics: titled('Topics', '主题', z.array(code()).min(1).max(20), ['Of the question bank.', '题库中的主题。']),
    questions: titled('Questions', '题数', whole(1, 200), ['On a paper.', '每份试卷的题数。']),
    passPercent: titled('Pass mark', '合格比例', shownAs('percent', whole(1, 100)), [
      'Per cent of the questions that are to be right.',
      '答对题数的百分比。',
    ]),
    minutes: titled('Minutes', '时长（分钟）', whole(1, 480), ['For a paper.', '每份试卷的作答时间。']),
    practicePoints: titled('Points in practice', '实操合格分', whole(1, 100), ['Out of 100.', '满分100分。']),
    theoryMonths: titled('Months the theory counts', '理论成绩有效月数', whole(1, 120)),
    practiceMonths: titled('Months the practice counts', '实操成绩有效月数', whole(1, 120)),
    resits: titled('Resits', '补考次数', whole(0, 5), ['Of each part in one assessment.', '一次考核中每部分的补考次数。']),
    waitingDays: titled('Days until the resit', '补考间隔天数', whole(0, 365), ['Counted from the failure.', '自未通过之日起。']),
    againDays: titled('Days until the next assessment', '再次考核间隔天数', whole(0, 3650), [
      'Counted from an assessment of this kind that ended with a failure.',
      '自同类考核未通过结束之日起。',
    ]),
    renewDays: titled('Days for renewal', '续考天数', whole(0, 365).default(60), [
      'The last days of the qualification, in which a pass earns credits again.',
      '资格到期前可续考并重新记学分的天数。',
    ]),
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
      topic: titled('Topic', '主题', code()),
      question: titled('Question', '题目', bothNames(2_000)),
      options: titled('Options', '选项', z.array(bothNames(500)).min(2).max(20)),
      right: titled('Right option', '正确选项', whole(1, 20), ['Its number, from 1.', '选项序号，从1开始。']),
    })
    .refine(({ options, right }) => right <= options.length, {
      path: ['right'],
      ...say('Give the number of one of the options.', '请填写某一选项的序号。'),
    }) satisfies z.ZodType<Question>,
};

export const assessmentTables = { assessmentKinds, questionBank, creditRules: creditTables.creditRules } as const;
