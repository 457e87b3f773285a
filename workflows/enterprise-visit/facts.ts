/** What a visit to a firm knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import { choice, type Described, day, instant, internal, main, named, otherCase, person, titled } from '../kernel/describe.ts';
import { personByName } from '../lines/facts.ts';

export const URGENCY = { normal: ['normal', '一般'], urgent: ['urgent', '紧急'] } as const;

const firm = z
  .object({ code: titled('Code', '统一社会信用代码', z.string()), name: titled('Name', '企业名称', z.string()) })
  .meta({ title: 'VisitedFirm' });

const arranged = z
  .object({
    at: titled('At', '走访时间', instant()),
    with: titled('With', '走访对象', z.string()),
    joint: titled('Units that come along', '联合走访单位', z.array(named())),
    gapDays: internal(titled('Days to other visits', '走访间隔天数', z.int())),
    dayStart: internal(titled('Its day begins', '当日起', instant())),
    dayEnd: internal(titled('Its day ends', '当日止', instant())),
  })
  .meta({ title: 'VisitArranged' });

const checkedIn = z
  .object({
    at: titled('At', '签到时间', instant()),
    how: titled('How', '签到方式', choice({ code: ['the firm’s code', '扫码'], place: ['place', '定位'] })),
    agreedBy: titled('Another day was agreed by', '改日同意人', z.string().nullable()),
  })
  .meta({ title: 'VisitCheckedIn' });

const answer = z
  .object({ question: titled('Question', '问题序号', z.int()), text: titled('Answer', '回答', z.string()) })
  .meta({ title: 'VisitAnswerFact' });

const figures = z
  .object({
    staff: titled('Staff', '从业人数', z.int().nullable()),
    ordersPerMille: titled('Orders, more or less (‰)', '订单增减（‰）', z.int().nullable()),
    exportPerMille: titled('Exported (‰)', '出口占比（‰）', z.int().nullable()),
  })
  .meta({ title: 'VisitFiguresFact' });

const demand = z
  .object({
    category: titled('Category', '诉求类别', z.string()),
    text: titled('Demand', '诉求内容', z.string()),
    urgency: titled('Urgency', '紧急程度', choice(URGENCY)),
    department: titled('Department wished for', '希望承办部门', z.string().nullable()),
    policy: titled('Policy wished for', '希望适用政策', z.string().nullable()),
  })
  .meta({ title: 'VisitDemandFact' });

const confirmed = z
  .object({
    at: titled('At', '确认时间', instant()),
    how: titled(
      'How',
      '确认方式',
      choice({ word: ['by word', '企业确认'], callBack: ['by a call', '回访确认'], silence: ['by silence', '逾期默认'] }),
    ),
    by: titled('By', '确认人', person().nullable()),
    who: titled('Who said so', '答复人', z.string().nullable()),
  })
  .meta({ title: 'VisitConfirmed' });

const ending = z
  .object({ by: titled('By', '办理人', z.string()), reason: titled('Reason', '理由', z.string().nullable()) })
  .meta({ title: 'VisitEnd' });

export const facts = z.object({
  firm: main(titled('Firm', '企业', firm)),
  purpose: main(titled('What for', '走访事由', z.string())),
  round: titled('Round', '走访轮次', otherCase().nullable(), [
    'Empty where the firm has called for the visit.',
    '企业主动预约的为空。',
  ]),
  officer: main(titled('Officer', '走访人员', personByName.nullable())),
  questions: titled('Questions', '走访问题', z.array(z.string())),
  arrangeBy: internal(titled('To be arranged by', '约定截止', instant().nullable())),
  since: titled('From', '开始时间', instant().nullable()),
  until: titled('Until', '截止时间', instant().nullable()),
  arranged: main(titled('Arranged', '约定', arranged.nullable())),
  comeAlong: titled('Units that come along once it is arranged', '约定后一同前往的单位', z.array(named())),
  joinedBy: internal(titled('Visits that joined', '并入的走访', z.array(otherCase()))),
  capTold: internal(titled('Year whose last visit was told', '已提示达上限的年度', instant().nullable())),
  wish: titled('Time that the firm wishes', '企业希望时间', instant().nullable()),
  agreed: titled('The firm has agreed', '企业已同意', z.boolean()),
  checkedIn: titled('Check-in', '签到', checkedIn.nullable()),
  met: titled('Met', '接待岗位', z.string().nullable()),
  answers: titled('Answers', '走访记录', z.array(answer)),
  figures: titled('Figures', '经营数据', figures.nullable()),
  demands: main(titled('Demands', '诉求', z.array(demand))),
  demandsRefused: titled('Demands that weren’t taken up', '未能立件的诉求', z.int()),
  policies: titled('Policies explained', '宣讲政策', z.array(z.string())),
  minutes: titled('Minutes', '走访时长（分钟）', z.int().nullable()),
  recordedBy: internal(titled('Recorded by', '登记人', person().nullable())),
  confirmed: main(titled('Confirmed', '确认', confirmed.nullable())),
  disputes: titled('Disputes', '异议次数', z.int()),
  dispute: titled('What was wrong', '异议内容', z.string().nullable()),
  quietUntil: titled('No visits wished until', '免打扰至', day().nullable()),
  joined: titled('Joined', '并入走访', otherCase().nullable()),
  ending: titled('End', '终止', ending.nullable()),
});

export type Facts = Described<typeof facts>;
