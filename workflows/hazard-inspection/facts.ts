/** What a hazard knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import {
  type Described,
  instant,
  internal,
  main,
  named,
  otherCase,
  person,
  personal,
  picked,
  title,
  titled,
} from '../kernel/describe.ts';
import { byAndAt, reasoned, section, spot } from '../lines/facts.ts';

const gradeCode = () => picked('table:hazardGrades', z.string());

/** How grave a hazard is, and what follows from that. */
const grade = z
  .object({
    code: internal(titled('Grade', '等级代码', gradeCode())),
    title: titled('Name', '等级名称', title()),
    limit: titled(
      'Time to rectify',
      '整改时限',
      z.union([z.object({ workingDays: z.number() }), z.object({ clockMinutes: z.number() })]).meta({ graphql: 'Budget' }),
      ['Counted from the finding.', '自发现时起算。'],
    ),
    extendable: titled('Extendable', '可否延期', z.boolean(), ['The leader may give more time.', '分管领导可批准延期。']),
    tellAtOnce: titled('Report at once', '立即报告', z.boolean(), [
      'The leader gets a message at once.',
      '发现后立即通知分管领导。',
    ]),
    guarded: titled('Must be secured', '须落实管控', z.boolean(), [
      'People must be kept away until it is rectified, for example by a guard.',
      '整改完成前须落实看护等临时管控措施。',
    ]),
  })
  .meta({ title: 'HazardGrade' });

const gradeChange = z
  .object({
    from: titled('From', '原等级', gradeCode()),
    to: titled('To', '新等级', gradeCode()),
    reason: titled('Reason', '理由', z.string()),
    ...byAndAt,
  })
  .meta({ title: 'HazardGradeChange' });

const measure = z
  .object({
    text: titled('Measure', '管控措施', z.string()),
    guard: titled('Guard', '看护人', personal('name', z.string().nullable())),
    ...byAndAt,
  })
  .meta({ title: 'HazardMeasure' });

const extension = z
  .object({
    days: titled('Days', '延长天数', z.number()),
    reason: titled('Reason', '理由', z.string()),
    ...byAndAt,
  })
  .meta({ title: 'HazardExtension' });

const permit = z
  .object({
    id: titled('Work permit', '带电作业票', otherCase()),
    open: titled('Open', '是否未终结', z.boolean()),
    closedAt: titled('Closed at', '终结时间', instant().nullable()),
    carriedOut: titled('Carried out', '是否完成作业', z.boolean(), [
      'All its steps were done; it was neither cancelled nor broken off.',
      '全部步骤已完成，未作废、未中途终止。',
    ]),
  })
  .meta({ title: 'HazardPermit' });

/** Days by the calendar count the midnights between; working days those with duty after the day of the finding. */
const days = z.object({
  calendarDays: titled('Calendar days', '自然日', z.number()),
  workingDays: titled('Working days', '工作日', z.number()),
});

const foundToFixed = days.extend({ minutes: titled('Minutes', '分钟数', z.number()) }).meta({ title: 'HazardDuration' });

export const facts = z.object({
  grade: main(titled('Grade', '隐患等级', grade)),
  gradeChanges: titled('Changes of grade', '等级调整', z.array(gradeChange)),
  text: main(titled('Description', '隐患描述', z.string())),
  line: main(titled('Line', '所在线路', named().nullable())),
  section: main(titled('Section', '所在区段', section().nullable())),
  place: main(titled('Place', '地点', spot.nullable())),
  plan: titled('Protection plan', '所属保电方案', otherCase().nullable()),
  round: titled('Inspection round', '所属巡视任务', otherCase().nullable()),
  finder: titled('Finder', '发现人', person()),
  foundAt: titled('Found at', '发现时间', instant()),
  rectifier: main(titled('Rectifier', '整改人', person().nullable())),
  workedOn: titled('Worked on it', '参与整改人员', z.array(person()), [
    'The crews of its permits among them. None of them may recheck it.',
    '含带电作业人员。参与整改的人员不得复查。',
  ]),
  measures: titled('Interim measures', '临时管控措施', z.array(measure), [
    'They keep people away until it is rectified.',
    '整改完成前防止人员靠近的措施。',
  ]),
  extensions: titled('Extensions', '延期记录', z.array(extension)),
  result: main(titled('Result', '整改结果', z.string().nullable())),
  rectifiedAt: titled('Rectified at', '整改完成时间', instant().nullable()),
  rework: titled('Failed rechecks', '返工次数', z.number()),
  permitNeeded: titled('Permit required', '要求办理作业票', reasoned.nullable()),
  permits: titled('Work permits', '带电作业票', z.array(permit)),
  foundToFixed: titled('From finding to rectification', '整改用时', foundToFixed.nullable()),
  closedAt: titled('Closed at', '闭环时间', instant().nullable()),
  withdrawal: titled('Withdrawal', '撤销记录', reasoned.nullable()),
});

export type Facts = Described<typeof facts>;
export type Days = Described<typeof days>;
