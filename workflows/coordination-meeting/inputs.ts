/** What a caller must send to call a meeting and to act on it. */
import { z } from 'zod';
import { cents, choice, large, titled } from '../kernel/describe.ts';
import {
  aDay,
  caseId,
  lines,
  moment,
  personId,
  personName,
  photos,
  place,
  say,
  tableKey,
  unitId,
  words,
} from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { proofs, stances } from './facts.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const item = () => titled('Item', '事项序号', z.int().min(1).max(1000), ['Its number in this meeting.', '本次会议中的序号。']);
const at = () => titled('When', '时间', moment());
const forUnit = () =>
  titled('Unit', '代表单位', unitId().optional(), [
    'For which you speak, where you could for several.',
    '可代表多个单位的，请填写其中之一。',
  ]);
const dueDay = () => titled('Due day', '完成日期', aDay(), ['By the end of that day.', '至当日结束。']);

/** What every meeting is called with, whoever calls it. */
const call = {
  subject: titled('Kind of matter', '议事类型', tableKey('meetingRules').optional(), [
    'Its row says who leads, who usually comes and how many must be there.',
    '据此确定牵头单位、常设参会单位和法定人数。',
  ]),
  matter: titled('Matter', '协调事项', words(200), [
    'Without names of residents: all units that are called read it.',
    '请勿填写居民姓名，所有参会单位可见。',
  ]),
  where: titled('Where', '地点', words(200), ['The place in words.', '用文字说明地点。']),
  point: titled('On the map', '地图位置', place().optional(), [
    'Who comes shows that they are near it.',
    '参会人员须在附近签到。',
  ]),
  at: at(),
  emergency: titled('Emergency', '应急召集', z.boolean().default(false), [
    'Called at short notice, by day and by night.',
    '可随时短时召集，不受工作时间限制。',
  ]),
  remote: titled('Also from afar', '允许线上参会', z.boolean().default(false)),
  lead: titled('Lead unit', '牵头单位', unitId().optional(), [
    'Left out, that of the kind of matter, or the unit that has the case.',
    '不填则按议事类型，或由案件承办单位牵头。',
  ]),
  units: titled(
    'Other units',
    '参会单位',
    z.array(unitId()).max(50, say('Name at most 50 units.', '最多填写50个单位。')).default([]),
    ['Left out, those that usually come.', '不填则为该类型的常设参会单位。'],
  ),
  agenda: titled(
    'Agenda',
    '议题',
    z
      .array(words(1000))
      .min(1, say('Give at least one point.', '请至少填写一项议题。'))
      .max(10, say('Give at most ten points.', '最多填写十项议题。')),
  ),
  residents: titled(
    'Residents concerned',
    '涉及居民',
    z
      .array(z.object({ name: titled('Name', '姓名', personName()), door: titled('Door', '门牌', words(60)) }))
      .max(50)
      .default([]),
    ['Other departments don’t read their names.', '其他部门不可见姓名。'],
  ),
  blocking: titled('May stop the case', '可暂停案件办理', z.boolean().default(false), [
    'What is resolved as a condition stops acts of the case until it is settled.',
    '列为前置的事项办结前，案件相关步骤暂不能办理。',
  ]),
  quorum: titled('Share that must be there', '法定到会比例', z.int().min(1).max(1000).optional(), [
    'Per mille of the units besides the lead unit; left out, as the kind of matter has it.',
    '牵头单位以外到会单位的千分比，不填则按议事类型。',
  ]),
};

const reply = {
  comes: ['comes', '参加'],
  excused: ['can’t come', '请假'],
  delegates: ['sends another unit', '委托其他单位'],
} as const;

export const inputs = {
  start: z.object({
    ...call,
    files: titled('Papers', '会议材料', photos()),
    about: titled('About case', '所涉案件', caseId().optional(), [
      'Linked with it. To stop acts of a case, call the meeting from it.',
      '与该案件关联；如需暂停其办理，请在该案件中召集。',
    ]),
    call: titled('Call', '召集序号', z.int().min(1).max(1000).optional(), [
      'Given by the case that calls it.',
      '由召集会议的案件填写。',
    ]),
  }),
  reply: z.object({
    unit: forUnit(),
    says: titled('Answer', '答复', choice(reply)),
    person: titled('Who comes', '参会人', personId().optional(), ['You, where it is left out.', '不填则为本人。']),
    reason: titled('Reason', '理由', lines(500).optional(), ['Needed where your unit can’t come.', '请假必填。']),
    view: titled('View in writing', '书面意见', lines(2000).optional(), [
      'Needed where your unit can’t come; it stands in the minutes.',
      '请假必填，将载入会议纪要。',
    ]),
    delegate: titled('Unit that comes instead', '受委托单位', unitId().optional()),
  }),
  noteSilence: z.object({}),
  checkIn: z.object({
    unit: forUnit(),
    place: titled('Where you are', '当前位置', place().optional()),
    remote: titled('From afar', '线上参会', z.boolean().default(false)),
  }),
  begin: z.object({}),
  adjourn: z.object({
    at: titled('Meet again', '再次召开时间', moment()),
    reason: reason('The units read it.', '各参会单位可见。'),
  }),
  resolve: z.object({
    text: titled('What is to be done', '事项', lines(1000)),
    owner: titled('Owner', '责任单位', unitId(), ['One unit that is called.', '须为参会单位之一。']),
    person: titled('Person', '责任人', personId().optional()),
    due: dueDay(),
    blocking: titled('Stops the case', '列为前置', z.boolean().default(false)),
    proof: titled('Proof wanted', '办结凭证', choice(proofs).default('none')),
    costFen: titled('Cost', '费用', large(cents().min(0).max(10_000_000_000)).optional()),
  }),
  stand: z.object({
    unit: forUnit(),
    item: item(),
    stance: titled('Stance', '意见', choice(stances)),
    words: titled('In words', '说明', lines(500).optional(), ['Needed unless you agree.', '保留或不同意的必填。']),
  }),
  bind: z.object({
    item: item(),
    bound: titled('Binding', '是否责成', z.boolean(), [
      'Whether the unit has to do it; otherwise it stays where it was, or isn’t done.',
      '是否责成该单位办理；不责成的维持原责任单位或不予办理。',
    ]),
    reason: reason('The units read it.', '相关单位可见。'),
  }),
  conclude: z.object({
    remarks: titled('Remarks', '备注', lines(2000).optional(), [
      'Who was there, when, and what was resolved is written from the record.',
      '到会情况和决议事项由系统按记录生成。',
    ]),
  }),
  objectToMinutes: z.object({
    unit: forUnit(),
    text: titled('What should read otherwise', '异议内容', lines(1000), [
      'About the wording alone; who was there stands as recorded.',
      '仅限文字表述，到会情况以签到记录为准。',
    ]),
  }),
  answerObjection: z.object({
    objection: titled('Objection', '异议序号', z.int().min(1).max(1000)),
    amended: titled('Amended', '是否修改', z.boolean()),
    words: titled('Wording or reason', '修改内容或理由', lines(1000), ['Stands beside the objection.', '与异议一并载明。']),
  }),
  goOn: z.object({}),
  done: z.object({
    item: item(),
    text: titled('What was done', '办理情况', lines(1000)),
    paper: titled('Number of the paper', '文件编号', words(120).optional(), [
      'Where a paper is the proof.',
      '以文件为凭证的必填。',
    ]),
    photos: titled('Photos', '照片', photos()),
  }),
  check: z.object({
    item: item(),
    passed: titled('Passed', '是否通过', z.boolean()),
    words: titled('Remark', '意见', lines(1000).optional(), ['Needed where it isn’t passed.', '不通过的必填。']),
  }),
  extend: z.object({ item: item(), due: dueDay(), reason: reason('The units read it.', '相关单位可见。') }),
  handOn: z.object({
    item: item(),
    to: titled('To unit', '转交单位', unitId()),
    reason: reason('That unit reads it.', '该单位可见。'),
  }),
  answerHandOn: z.object({
    item: item(),
    accepted: titled('Accepted', '是否接受', z.boolean()),
    words: titled('Reason', '理由', lines(1000).optional(), ['Needed where it isn’t accepted.', '不接受的必填。']),
  }),
  drop: z.object({ item: item(), reason: reason('Why it isn’t needed any more.', '说明不再需要的原因。') }),
  decideDrop: z.object({
    item: item(),
    agreed: titled('Agreed', '是否同意', z.boolean()),
    reason: titled('Reason', '理由', lines(1000).optional(), ['Needed where you don’t agree.', '不同意的必填。']),
  }),
  takeOver: z.object({
    unit: titled('Unit', '原单位', unitId(), ['One that was called.', '参会单位之一。']),
    to: titled('Goes over to', '承接单位', unitId().optional(), [
      'Left out, the successor in the table.',
      '不填则为承接关系表中的单位。',
    ]),
  }),
  remindItems: z.object({}),
  cancel: z.object({ reason: reason('The units read it.', '各参会单位可见。') }),
  comment: z.object({ text: titled('Comment', '留言', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
