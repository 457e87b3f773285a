/** What an assessment knows about itself. Rules import the types alone. */
import { z } from 'zod';
import { learner } from '../academy/facts.ts';
import { type Described, day, instant, internal, main, person, picked, title, titled } from '../kernel/describe.ts';

const terms = z
  .object({
    title: titled('Assessment', '考核名称', title()),
    qualification: titled('Qualification', '取得资格', picked('qualification', z.string())),
    topics: internal(titled('Topics of the bank', '题库主题', z.array(z.string()))),
    questions: titled('Questions on a paper', '试卷题数', z.int()),
    passPercent: titled('Pass mark of theory (%)', '理论合格线（%）', z.int()),
    minutes: titled('Minutes for a paper', '答卷时长（分钟）', z.int()),
    practicePoints: titled('Pass mark of practice', '实操合格分', z.int(), ['Out of 100 points.', '满分100分。']),
    theoryMonths: titled('Theory counts for (months)', '理论有效月数', z.int()),
    practiceMonths: titled('Practice counts for (months)', '实操有效月数', z.int()),
    resits: titled('Resits of each part', '每项补考次数', z.int()),
    waitingDays: titled('Days until a resit', '补考间隔天数', z.int()),
    againDays: titled('Days until the next assessment', '重新报考间隔天数', z.int(), [
      'They begin when an assessment of this kind ends with a failure.',
      '自同类考核未通过结束之日起算。',
    ]),
    renewDays: titled('Renewal possible for the last (days)', '到期前可续考天数', z.int(), [
      'A pass earns credits again only in the last days of the qualification, or after them.',
      '资格到期前该天数内或到期后再次通过，方重新记学分。',
    ]),
  })
  .meta({ title: 'AssessmentTerms' });

const oneTry = z
  .object({
    day: titled('Day', '考试日期', day()),
    score: titled('Score', '得分', z.int(), [
      'Per cent of the questions in theory, points out of 100 in practice.',
      '理论为正确率（%），实操满分100分。',
    ]),
    passed: titled('Passed', '通过', z.boolean()),
    by: titled('Done by', '办理人', person()),
    remarks: titled('Remarks', '评语', z.string().exactOptional()),
  })
  .meta({ title: 'AssessmentTry' });

const part = z
  .object({
    tries: titled('Tries', '考试记录', z.array(oneTry)),
    fails: titled('Failures', '未通过次数', z.int(), [
      'Counted since this part last began from the start.',
      '自该项最近一次重新开始起计算。',
    ]),
    resitFrom: titled('Resit from', '可补考日期', day().nullable()),
    until: titled('Counts until', '有效期至', day().nullable()),
  })
  .meta({ title: 'AssessmentPart' });

const frozen = {
  sha256: internal(titled('Fingerprint', '数据指纹', z.string())),
  questions: titled('Number of questions', '题数', z.int()),
};

const paper = z
  .object({
    ...frozen,
    sitting: titled('Sitting', '场次', z.int()),
    until: titled('Answers due by', '交卷时间', instant()),
  })
  .meta({ title: 'AssessmentSitting' });

export const facts = z.object({
  kind: main(titled('Assessment', '考核种类', picked('table:assessmentKinds', z.string()))),
  terms: titled('Terms', '考核要求', terms),
  person: main(titled('Candidate', '考核人员', learner)),
  paper: titled('Paper under way', '当前试卷', paper.nullable()),
  sittings: titled('Sittings so far', '已考场次', z.int()),
  theory: main(titled('Theory test', '理论考试', part)),
  practice: main(titled('Practice', '实操考核', part)),
});

/** A row of `assessmentKinds`, as it held when the assessment was opened. */
export type Terms = Described<typeof terms>;

export type Try = Described<typeof oneTry>;
export type Part = Described<typeof part>;

/** A frozen paper, by the hash of its content: what was asked, as it read then. Which options are right stands nowhere else. */
export type Paper = Pick<Described<typeof paper>, keyof typeof frozen>;

export type Facts = Described<typeof facts>;
