/** What a caller must send to appeal against an evaluation and to decide on it, and what an appeal knows about itself. */
import { z } from 'zod';
import { reason } from '../academy/inputs.ts';
import { year } from '../credits/facts.ts';
import { award } from '../credits/inputs.ts';
import { type Described, main, otherCase, person, picked, titled } from '../kernel/describe.ts';
import { caseId, lines, say, tableKey, whole } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

export const inputs = {
  start: z.object({
    evaluation: titled('Yearly evaluation', '年度考评', caseId('yearlyEvaluation')),
    text: titled('Objection', '申诉内容', lines(2000), [
      'Say what is wrong with your line, and how that can be seen.',
      '请说明本人考评结果有何错误及依据。',
    ]),
  }),
  uphold: z.object({
    awards: titled(
      'Missed credits',
      '补记学分',
      z
        .array(z.object(award), say('Give a list of credits.', '请填写学分列表。'))
        .max(10, say('Give at most 10 kinds of credits.', '最多补记10类学分。'))
        .refine(
          (awards) => new Set(awards.map(({ kind }) => kind)).size === awards.length,
          say('Name each kind of credits once.', '每类学分只填写一次。'),
        )
        .default([]),
      ['They count in the year that was evaluated.', '计入被考评年度。'],
    ),
    group: titled('Right target group', '正确培训对象', tableKey('creditRequirements').optional(), [
      'Where the person was counted to a wrong one.',
      '原考评归类有误时填写。',
    ]),
    required: titled('Right requirement', '正确应修学分', whole(0, 100_000).optional(), [
      'Where something else is asked of the person than of the group.',
      '对本人的要求与所属培训对象不同时填写。',
    ]),
    exempt: titled('Exempt', '免予考评', z.boolean().default(false), [
      'Nothing is asked of the person in this year, such as for a long leave.',
      '例如长期休假，本年度对本人不作要求。',
    ]),
    reason: reason('裁定理由', ['Say what was found; the person reads it.', '说明核查结果，申诉人将看到。']),
  }),
  dismiss: z.object({
    reason: reason('裁定理由', ['Say why the line is right; the person reads it.', '说明考评结果为何无误，申诉人将看到。']),
  }),
  withdraw: z.object({}),
  lapse: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;

const line = z
  .object({
    required: titled('Required credits', '应修学分', z.int()),
    credits: titled('Credits earned', '已得学分', z.int()),
    passed: titled('Passed', '达标', z.boolean()),
  })
  .meta({ title: 'AppealedLine' });

const decision = z
  .object({
    upheld: titled('Upheld', '申诉成立', z.boolean()),
    by: titled('Decided by', '裁定人', person()),
    reason: titled('Reason', '裁定理由', z.string()),
    credits: titled('Credits given', '补记学分', z.int()),
    group: titled('Right target group', '正确培训对象', picked('table:creditRequirements', z.string()).nullable()),
    required: titled('Right requirement', '正确应修学分', z.int().nullable()),
    exempt: titled('Exempt', '免予考评', z.boolean()),
  })
  .meta({ title: 'AppealDecision' });

export const facts = z.object({
  evaluation: main(titled('Yearly evaluation', '年度考评', otherCase())),
  year: main(year()),
  confirmedBy: titled('Result confirmed by', '考评核定人', person().nullable()),
  person: main(titled('Appellant', '申诉人', person())),
  text: main(titled('Objection', '申诉内容', z.string())),
  line: main(titled('Result appealed against', '原考评结果', line)),
  decision: main(titled('Decision', '裁定', decision.nullable())),
});

export type Facts = Described<typeof facts>;
