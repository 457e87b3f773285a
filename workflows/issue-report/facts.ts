/** What an issue report knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { calledMeeting } from '../coordination-meeting/heard.ts';
import { type Described, instant, internal, main, named, person, personal, shownAs, title, titled } from '../kernel/describe.ts';
import { moment } from '../kernel/inputs.ts';
import { category, channel, dispatch, ending, objection, otherReport, rating, rejection, reporter } from './facts-of-dispatch.ts';
import { OPEN, states } from './vocabulary.ts';

const place = shownAs(
  'place',
  z.object({
    lat: titled('Latitude', '纬度', z.number()),
    lon: titled('Longitude', '经度', z.number()),
    address: titled('Address', '地址', personal('address', z.string().nullable())),
  }),
);

const question = z.object({
  text: titled('Question', '询问内容', z.string()),
  by: titled('Asked by', '询问人', person()),
  at: titled('Asked at', '询问时间', instant()),
  from: internal(titled('State before', '询问前状态', z.enum(['reported', 'handling']).meta({ 'x-values': states }))),
});

const workingDays = () => titled('Working days', '延长工作日', z.int());

const extension = z.object({
  workingDays: workingDays(),
  by: titled('Granted by', '批准人', person()),
  at: titled('Granted at', '批准时间', instant()),
  reopening: titled('Reopened before', '此前重办次数', z.int()),
});

const extensionAsked = z.object({
  workingDays: workingDays(),
  reason: titled('Reason', '延期理由', z.string().nullable()),
  by: titled('Asked by', '申请人', person()),
});

const suspensionAsked = z.object({
  until: titled('Until', '中止至', instant()),
  reason: titled('Reason', '中止理由', z.string()),
  by: titled('Asked by', '申请人', person()),
});

const meeting = z.object({
  at: titled('Time', '会议时间', moment()),
  units: titled('Units', '参会单位', z.array(named())),
  agenda: titled('Agenda', '会议议题', z.string()),
  by: titled('Called by', '召集人', person()),
  ...calledMeeting,
});

const points = z.object({
  lines: titled(
    'Points given',
    '发放明细',
    z.array(
      z.object({
        to: internal(titled('Account', '入账账户', z.string())),
        amount: titled('Points', '积分', z.int()),
        rule: internal(titled('Rule', '积分规则', z.string())),
      }),
    ),
  ),
  reversed: titled('Taken back', '已撤销', z.boolean()),
});

const merged = z.object({
  into: titled('Goes on as', '并入件', otherReport()),
  from: titled('State before', '并案前状态', z.enum(OPEN).meta({ 'x-values': states })),
  by: titled('Merged by', '并案人', person()),
  at: titled('Merged at', '并案时间', instant()),
});

export const facts = z.object({
  category: main(titled('Category', '事项类别', category)),
  text: main(titled('What is wrong', '问题描述', z.string())),
  place: main(titled('Place', '事发地点', place)),
  area: titled('Grid area', '所属网格', named()),
  channel: titled('How it came in', '上报渠道', channel),
  reporters: titled('Reporters', '上报人', z.array(reporter)),
  desk: internal(titled('Dispatch desk', '派单台', named(), ['A report without a unit waits here.', '未派单的上报件在此等候。'])),
  handedOver: titled(
    'Handed over to',
    '应急移交',
    z
      .object({
        channel: titled('Emergency channel', '应急渠道', title()),
        at: titled('Handed over at', '移交时间', instant()),
        confirmed: titled(
          'Confirmed',
          '接收确认',
          z
            .object({
              by: titled('Noted by', '登记人', person()),
              at: titled('Confirmed at', '确认时间', instant()),
              who: titled('Who answered there', '应急渠道应答人', z.string()),
            })
            .nullable(),
          ['None as long as nobody there has answered.', '应急渠道尚无人应答时为空。'],
        ),
      })
      .nullable(),
  ),
  dispatch: main(titled('Dispatch', '派单', dispatch.nullable())),
  firstDispatchAt: internal(titled('First dispatched at', '首次派单时间', instant().nullable())),
  objections: titled('Objections', '退单记录', z.array(objection)),
  handler: main(titled('Handler', '经办人', person().nullable())),
  workedOn: internal(
    titled('Everybody who worked on it', '曾经办人员', z.array(person()), ['They may not verify it.', '上述人员不得核实本件。']),
  ),
  question: main(titled('Question to the reporter', '询问上报人', question.nullable())),
  questionsAsked: titled('Times the reporters were asked', '已询问上报人次数', z.int()),
  extensions: titled('Extensions', '延期记录', z.array(extension)),
  extensionAsked: titled('Extension asked for', '延期申请', extensionAsked.nullable()),
  suspensionAsked: titled('Suspension asked for', '中止申请', suspensionAsked.nullable()),
  suspendedUntil: titled('Suspended until', '中止至', instant().nullable()),
  meetings: titled('Meetings on the spot', '现场协调会', z.array(meeting)),
  result: main(titled('Result', '办理结果', z.string().nullable())),
  ending: titled('Ended as', '办结方式', ending.nullable()),
  undatedPhotos: titled('Photos of the last check without a date', '核实照片缺少拍摄时间的张数', z.int(), [
    'Nothing in them says that they were taken then.',
    '照片未含拍摄时间，无法据此确认为核实时拍摄。',
  ]),
  rework: titled('Checks failed', '返工次数', z.int()),
  reopenings: titled('Reopenings', '重办次数', z.int()),
  leaderToAssign: internal(
    titled('Leader to assign', '待领导指定经办人', z.boolean(), [
      'The leader decides who goes on with a matter reopened again and again.',
      '多次重办的事项由领导指定经办人。',
    ]),
  ),
  ratings: titled('Ratings', '评价', z.array(rating), [
    'One per reporter and closing. They stay with the work that was rated where a merger is undone.',
    '每次办结每位上报人评价一次；撤销并案时，评价仍归所评办理件。',
  ]),
  points: titled('Points', '积分', points.nullable()),
  sealed: internal(titled('Sealed', '密件', z.boolean(), ['What was reported is not read here.', '上报内容本处不可查阅。'])),
  rejection: main(titled('Rejection', '不予受理', rejection.nullable())),
  merged: titled('Merger', '并案', merged.nullable()),
  closedAt: titled('Closed at', '办结时间', instant().nullable()),
});

export type Facts = Described<typeof facts>;
export type Category = Described<typeof category>;
export type Reporter = Described<typeof reporter>;
export type Objection = Described<typeof objection>;
/** A unit or area with its name in both languages. */
export type Named = Facts['area'];
