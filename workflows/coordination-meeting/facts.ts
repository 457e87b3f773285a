/** What a meeting knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import {
  answers,
  cents,
  choice,
  type Described,
  instant,
  internal,
  large,
  main,
  named,
  otherCase,
  person,
  personal,
  titled,
} from '../kernel/describe.ts';
import { itemState } from './heard.ts';

export const proofs = {
  none: ['none', '无需'],
  photo: ['photo', '照片'],
  paper: ['paper', '文件'],
} as const;
export const stances = {
  agree: ['agrees', '同意'],
  reserve: ['agrees with a reserve', '保留意见'],
  disagree: ['disagrees', '不同意'],
} as const;

/** A unit that is called, with those who speak for it. */
const called = z
  .object({ unit: titled('Unit', '单位', named()), people: titled('People', '人员', z.array(person())) })
  .meta({ title: 'CalledUnit' });

const reply = z
  .object({
    says: titled(
      'Answer',
      '答复',
      choice({ comes: ['comes', '参加'], excused: ['excused', '请假'], delegates: ['sends another unit', '委托其他单位'] }),
    ),
    person: titled('Who comes', '参会人', person().nullable()),
    reason: titled('Reason', '理由', z.string().nullable()),
    view: titled('View in writing', '书面意见', z.string().nullable()),
    delegate: titled('Unit that comes instead', '受委托单位', called.nullable()),
  })
  .meta({ title: 'UnitReply' });

const sitting = z
  .object({
    n: titled('Number', '次数', z.int()),
    at: titled('Called for', '召集时间', instant()),
    begunAt: titled('Begun at', '开始时间', instant().nullable()),
    quorate: titled('Enough units were there', '到会是否足数', z.boolean().nullable()),
    adjournedAt: titled('Adjourned at', '延期时间', instant().nullable()),
    reason: titled('Why adjourned', '延期原因', z.string().nullable()),
    failed: titled('Too few came', '到会不足', z.boolean()),
    excused: titled('Excused', '请假单位', z.array(z.string())),
  })
  .meta({ title: 'MeetingSitting' });

const attendance = z
  .object({
    sitting: titled('Sitting', '第几次', z.int()),
    unit: titled('Unit', '单位', named()),
    by: titled('Who came', '到会人', person()),
    at: titled('Came at', '签到时间', instant()),
    late: titled('Late', '是否迟到', z.boolean()),
    remote: titled('From afar', '线上参会', z.boolean()),
  })
  .meta({ title: 'MeetingAttendance' });

const stance = z
  .object({
    unit: titled('Unit', '单位', named()),
    by: titled('By', '发言人', person()),
    at: titled('At', '时间', instant()),
    stance: titled('Stance', '意见', choice(stances)),
    words: titled('In words', '说明', z.string().nullable()),
  })
  .meta({ title: 'MeetingStance' });

const item = z
  .object({
    n: titled('Number', '序号', z.int()),
    text: titled('What is to be done', '事项', z.string()),
    owner: titled('Owner', '责任单位', called),
    person: titled('Person', '责任人', person().nullable()),
    from: titled('Since', '起算时间', instant()),
    due: titled('Due', '完成期限', instant()),
    blocking: titled('Stops the case', '是否前置', z.boolean()),
    proof: titled('Proof wanted', '办结凭证', choice(proofs)),
    costFen: titled('Cost', '费用', large(cents()).nullable()),
    state: titled('State', '状态', itemState),
    bound: titled('Bound by', '责成人', person().nullable()),
    stances: titled('Stances', '各单位意见', z.array(stance)),
    done: titled(
      'Done',
      '办结情况',
      z
        .object({
          by: titled('By', '办理人', person()),
          at: titled('At', '办结时间', instant()),
          text: titled('What was done', '办理情况', z.string()),
          paper: titled('Paper', '文件编号', z.string().nullable()),
        })
        .nullable(),
    ),
    sentBack: titled('Checks failed', '核验退回次数', z.int()),
    checkedBy: titled('Checked by', '核验人', person().nullable()),
    settledAt: titled('Settled at', '办结确认时间', instant().nullable()),
    extensions: titled(
      'More time',
      '延期情况',
      z.array(
        z.object({
          due: titled('New due', '新期限', instant()),
          by: titled('By', '批准人', person()),
          reason: titled('Reason', '理由', z.string()),
        }),
      ),
    ),
    handOn: titled(
      'Handed on',
      '转交',
      z
        .object({
          to: titled('To', '转交单位', called),
          by: titled('By', '转交人', person()),
          reason: titled('Reason', '理由', z.string()),
          declined: titled('Why declined', '不接受的理由', z.string().nullable()),
        })
        .nullable(),
    ),
    dropAsked: titled(
      'To be dropped',
      '申请取消',
      z.object({ by: titled('By', '申请人', person()), reason: titled('Reason', '理由', z.string()) }).nullable(),
    ),
    told: internal(titled('Reminded at', '已提醒节点', z.array(z.int()))),
  })
  .meta({ title: 'MeetingItem' });

const minutes = z
  .object({
    at: titled('At', '形成时间', instant()),
    by: titled('By', '主持人', person()),
    remarks: titled('Remarks', '备注', z.string().nullable()),
    units: titled(
      'Who was there',
      '到会情况',
      z.array(
        z.object({
          unit: titled('Unit', '单位', named()),
          was: titled(
            'Was there',
            '到会',
            choice({
              onTime: ['on time', '准时'],
              late: ['late', '迟到'],
              excused: ['excused', '请假'],
              absent: ['absent', '缺席'],
            }),
          ),
          at: titled('Came at', '签到时间', instant().nullable()),
          view: titled('View in writing', '书面意见', z.string().nullable()),
        }),
      ),
    ),
  })
  .meta({ title: 'MeetingMinutes' });

const objection = z
  .object({
    n: titled('Number', '序号', z.int()),
    unit: titled('Unit', '单位', named()),
    by: titled('By', '提出人', person()),
    at: titled('At', '时间', instant()),
    text: titled('What should read otherwise', '异议内容', z.string()),
    amended: titled('Amended', '是否修改', z.boolean().nullable()),
    words: titled('Wording or reason', '修改内容或理由', z.string().nullable()),
  })
  .meta({ title: 'MinutesObjection' });

export const facts = z.object({
  matter: main(titled('Matter', '协调事项', z.string())),
  subject: titled('Kind of matter', '议事类型', named().nullable()),
  where: main(titled('Where', '地点', z.string())),
  point: titled(
    'On the map',
    '地图位置',
    z.object({ lat: titled('Latitude', '纬度', z.number()), lon: titled('Longitude', '经度', z.number()) }).nullable(),
  ),
  at: main(titled('When', '时间', instant())),
  emergency: titled('Emergency', '应急召集', z.boolean()),
  remote: titled('Also from afar', '允许线上参会', z.boolean()),
  lead: main(titled('Lead unit', '牵头单位', called)),
  units: main(titled('Other units', '参会单位', z.array(called))),
  agenda: main(titled('Agenda', '议题', z.array(z.string()))),
  residents: titled(
    'Residents concerned',
    '涉及居民',
    z.array(z.object({ name: titled('Name', '姓名', personal('name', z.string())), door: titled('Door', '门牌', z.string()) })),
  ),
  about: titled('About case', '所涉案件', otherCase().nullable()),
  aboutProcess: internal(titled('Its process', '所涉流程', z.string().nullable())),
  call: internal(titled('Call', '召集序号', z.int().nullable())),
  blocking: titled('May stop the case', '可暂停案件办理', z.boolean()),
  blocks: internal(titled('Acts that it stops', '暂停的步骤', z.array(z.string()))),
  quorum: titled('Share that must be there', '法定到会比例（‰）', z.int()),
  hour: internal(titled('Time taken of who comes', '占用时长', z.int())),
  replyBy: titled('Replies by', '答复期限', instant()),
  replies: titled('Replies', '答复情况', answers(reply)),
  sittings: titled('Sittings', '召开情况', z.array(sitting)),
  attendance: titled('Attendance', '签到情况', z.array(attendance)),
  chair: titled('Chair', '主持人', person().nullable()),
  items: main(titled('Items', '决议事项', z.array(item))),
  minutes: titled('Minutes', '会议纪要', minutes.nullable()),
  objections: titled('Objections to the minutes', '纪要异议', z.array(objection)),
  listedAt: internal(titled('Overdue items listed at', '上次超期通报时间', instant().nullable())),
  ending: titled(
    'Cancelled',
    '取消情况',
    z.object({ by: titled('By', '取消人', person()), reason: titled('Reason', '理由', z.string()) }).nullable(),
  ),
});

export type Facts = Described<typeof facts>;
export type Called = Facts['lead'];
export type Item = Facts['items'][number];
export type Sitting = Facts['sittings'][number];
export type Reply = Facts['replies']['given'][number]['answer'];
