/** What a caller must send to file a report and to act on it. */
import { z } from 'zod';
import { heard } from '../coordination-meeting/heard.ts';
import { choice, picked, shownAs, titled } from '../kernel/describe.ts';
import {
  caseId,
  email,
  lines,
  moment,
  personId,
  personName,
  phone,
  photos,
  place,
  say,
  tableKey,
  unitId,
  words,
} from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { channel, otherReport, rejection, reporter, without } from './facts-of-dispatch.ts';

/** Words for which a form leaves several lines. */
const code = say('Give the code of a category, as in the catalogue.', '请填写类别代码，可在类别目录中查到。');
const category = () => picked('category', z.string(code).trim().min(1, code).max(60, code));
const stars = say('Give 1 to 5 stars.', '请打1至5分。');

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const reasonIfAny = (en: string, zh: string) => titled('Reason', '理由', lines(1000).optional(), [en, zh]);
const photosOf = (en: string, zh: string) => titled('Photos', '照片', photos(), [en, zh]);

export const inputs = {
  start: z.object({
    category: titled('Category', '事项类别', category(), [
      'Look at its warning first: of some matters nothing may be kept here.',
      '请先阅读类别提示：部分事项本单位不得留存内容。',
    ]),
    text: titled('What is wrong', '问题描述', lines(), ['In your own words.', '请用自己的话说明。']),
    place: titled('Place', '事发地点', place(), ['It must lie in one of the grid areas.', '须在本辖区网格内。']),
    photos: photosOf('Show what is wrong.', '请拍摄问题现场。'),
    anonymous: titled('Without your name', '匿名上报', z.boolean().default(false), [
      'Where the category allows it. You get a code to follow the report, and nobody here learns who you are.',
      '类别允许时可匿名。您将获得查询码，本单位不记录您的身份。',
    ]),
    sameAs: titled('The same as', '与该件相同', caseId('issueReport').optional(), [
      'An open report nearby that speaks of the same: yours joins it, and you hear its result.',
      '附近反映同一问题的在办件，您的上报将并入并收到其结果。',
    ]),
    channel: titled('How it came in', '上报渠道', channel.optional(), [
      'Left out, it is the usual one for your role.',
      '不填则按您的角色默认。',
    ]),
    reporter: titled(
      'Reporter',
      '上报人',
      z
        .object({
          name: titled('Name', '称呼', personName().optional(), [
            'Only staff who may see personal data see it.',
            '仅有权查看个人信息的工作人员可见。',
          ]),
          phone: titled('Telephone', '联系电话', phone().optional(), [
            'For calling back. Only staff who may see personal data see it.',
            '用于回电，仅有权查看个人信息的工作人员可见。',
          ]),
          email: titled('E-mail', '电子邮箱', email().optional(), [
            'For writing back. Only staff who may see personal data see it.',
            '用于回信，仅有权查看个人信息的工作人员可见。',
          ]),
          locale: titled('Language', '通知语言', choice({ en: ['English', '英文'], zh: ['Chinese', '中文'] }).optional()),
        })
        .optional(),
      [
        'If you report for somebody else, or to tell us how to reach you. Without it and without an account you stay anonymous.',
        '代他人上报或留下联系方式时填写；无账号且不填的为匿名上报。',
      ],
    ),
  }),
  dispatch: z.object({
    unit: titled('Unit', '承办单位', unitId(), ['It handles the report.', '由该单位办理。']),
    reason: reason('Why this unit. The unit and the reporter read it.', '说明派给该单位的依据，承办单位和上报人可见。'),
  }),
  transfer: z.object({
    unit: titled('New unit', '转办单位', unitId(), ['It goes on with the report.', '由该单位继续办理。']),
    reason: reason('Why it moves. Both units and the reporter read it.', '说明转办原因，双方单位和上报人可见。'),
  }),
  reject: z.object({
    ground: titled('Ground', '不予受理理由', lines(1000), [
      'Why the street can’t take it up. The reporter reads it.',
      '说明街道不能受理的原因，上报人可见。',
    ]),
    channel: titled('Right channel', '反映渠道', lines(300), [
      'Where the reporter can go instead, such as a court, the discipline inspection hotline or another authority.',
      '告知上报人可向何处反映，例如法院、纪检监察举报电话或其他机关。',
    ]),
  }),
  accept: z.object({}),
  assign: z.object({
    person: titled('Handler', '经办人', personId('handler'), ['A handler of the unit.', '承办单位的经办人员。']),
  }),
  comment: z.object({
    text: titled('Comment', '留言', lines(), ['It never moves a due time.', '留言不影响办理时限。']),
    photos: titled('Photos', '照片', photos()),
    toReporter: titled('Tell the reporters', '告知上报人', z.boolean().default(false), [
      'Counts for comments by the staff. Without it the comment stays among them.',
      '仅对工作人员的留言有效。不选则仅工作人员可见。',
    ]),
  }),
  noteWork: z.object({
    text: titled('Work so far', '办理进展', lines()),
    photos: photosOf('Show the work.', '请拍摄办理情况。'),
  }),
  confirmHandOver: z.object({
    who: titled('Who answered', '应答人', words(120), [
      'Name or number of who has it at the emergency channel.',
      '应急渠道接手人员的姓名或工号。',
    ]),
  }),
  endWithoutWork: z.object({
    ending: titled('Ended as', '办结方式', choice(without)),
    reason: reason('What you know. The reporter reads it.', '说明依据，上报人可见。'),
  }),
  withdraw: z.object({
    reason: reasonIfAny('Such as that it is gone by itself.', '例如问题已自行消除。'),
  }),
  correct: z.object({
    category: titled('Category', '事项类别', category().optional(), [
      'Its time, its unit and its duplicates go by it from now on.',
      '办理时限、承办单位和重复件按新类别确定。',
    ]),
    place: titled('Place', '事发地点', place().optional(), ['Where it really is.', '实际地点。']),
    reason: reason('What was wrong.', '说明更正原因。'),
  }),
  correctContact: z.object({
    name: titled('Name', '称呼', personName().optional()),
    phone: titled('Telephone', '联系电话', phone().optional()),
    email: titled('E-mail', '电子邮箱', email().optional()),
  }),
  done: z.object({
    ending: titled('Ended as', '办结方式', choice({ settled: ['Settled', '已解决'], ...without }).default('settled')),
    result: titled('Result', '办理结果', lines(), ['Say to the reporter what was done.', '向上报人说明办理情况。']),
    photos: photosOf('Show the place as it is now.', '请拍摄现场现状。'),
  }),
  askReporter: z.object({
    question: titled('Question', '询问内容', lines(1000), [
      'What the reporter should tell or show you.',
      '需要上报人说明或补充的内容。',
    ]),
  }),
  answer: z.object({
    text: titled('Answer', '答复内容', lines()),
    photos: photosOf('Photos you were asked for.', '按要求补充的照片。'),
  }),
  goOnWithout: z.object({}),
  requestExtension: z.object({
    workingDays: titled(
      'Working days',
      '延长工作日',
      z
        .int(say('Give a whole number of working days.', '请填写整数工作日。'))
        .min(1, say('Ask for at least one working day.', '至少申请1个工作日。')),
      [
        'How many more you need. Where the time counts in duty hours, one is 8 of them; around the clock, it is 24 hours.',
        '还需要的工作日数。按工作时间计时的，1个工作日为8小时；按自然时间计时的，为24小时。',
      ],
    ),
    reason: reasonIfAny('Why you need them. A second extension must have one.', '说明延期原因，第二次延期必填。'),
  }),
  decideExtension: z.object({
    granted: titled('Grant the days', '同意延期', z.boolean()),
    reason: reasonIfAny('A refusal must have one.', '不同意时必填。'),
  }),
  requestSuspension: z.object({
    until: titled('Suspend until', '中止至', moment(), [
      'When work can go on, such as after the rainy season.',
      '何时可恢复办理，例如雨季结束。',
    ]),
    reason: reason('Why it can’t be done before.', '说明此前无法办理的原因。'),
  }),
  decideSuspension: z.object({
    approved: titled('Let it wait', '同意中止', z.boolean()),
    toReporters: titled('To the reporters', '告知上报人', lines(1000).optional(), [
      'What they read, such as that trees are planted in spring. The reason stays with the staff.',
      '上报人可见的说明，例如须待春季补种。中止理由仅工作人员可见。',
    ]),
    reason: reasonIfAny('A refusal must have one.', '不同意时必填。'),
  }),
  resume: z.object({}),
  callMeeting: z.object({
    at: titled('Time', '会议时间', moment(), ['The units meet on the spot.', '在现场召开。']),
    units: titled(
      'Units',
      '参会单位',
      z
        .array(unitId(), say('Give a list of units.', '请填写单位列表。'))
        .min(1, say('Name at least one other unit that is to come.', '请至少填写一个参会单位。'))
        .max(20, say('Call at most 20 units together.', '一次最多召集20个单位。')),
      ['Those that come besides your own.', '除本单位外的参会单位。'],
    ),
    agenda: titled('Agenda', '会议议题', lines(1000), ['What must be settled there.', '需要现场协调的事项。']),
    subject: titled('Kind of matter', '议事类型', tableKey('meetingRules').optional(), [
      'Its row says who leads and how many must be there.',
      '据此确定牵头单位和法定人数。',
    ]),
    lead: titled('Lead unit', '牵头单位', unitId().optional(), [
      'Left out, that of the kind of matter, or the unit that has the report.',
      '不填则按议事类型，或由本件承办单位牵头。',
    ]),
    blocking: titled('May stop this report', '可暂停本件办理', z.boolean().default(false), [
      'What is resolved as a condition has to be settled before the report is done.',
      '列为前置的事项办结后，本件方可办结。',
    ]),
    emergency: titled('Emergency', '应急召集', z.boolean().default(false)),
    remote: titled('Also from afar', '允许线上参会', z.boolean().default(false)),
  }),
  ...heard,
  object: z.object({
    ground: titled('Ground', '退单理由', lines(1000), [
      'Why it isn’t your unit’s matter. Name the rule or list that says so.',
      '说明不属本单位职责的原因及所依据的规定或清单。',
    ]),
    suggests: titled('Suggested unit', '建议承办单位', unitId().optional(), [
      'Whose matter it is instead, if you know.',
      '如知应由哪个单位承办，请填写。',
    ]),
  }),
  lapseObjection: z.object({}),
  rule: z.object({
    upheld: titled('Uphold the objection', '退单成立', z.boolean()),
    unit: titled('Next unit', '改派单位', unitId().optional(), [
      'Only if you uphold it. Without a unit it goes back to the dispatch desk.',
      '仅退单成立时填写；不填则退回派单台。',
    ]),
    reason: reason('Why you rule so. The units read it.', '说明裁定依据，相关单位可见。'),
  }),
  ruleFinally: z.object({
    unit: titled('Unit', '承办单位', unitId(), [
      'It has to handle the report and can’t object any more.',
      '由该单位办理，不得再次退单。',
    ]),
    reason: reason('Why it is this unit’s. The units read it.', '说明由该单位承办的依据，相关单位可见。'),
  }),
  verify: z.object({
    passed: titled('Settled on the spot', '核实通过', z.boolean()),
    finding: titled('Finding', '核实意见', lines(1000).optional(), ['A failed check must have one.', '核实未通过时必填。']),
    at: titled('Where you stand', '核实位置', place().optional(), ['Give this or a photo.', '位置与照片至少提供一项。']),
    photos: photosOf('Show the place as you found it.', '请拍摄核实时的现场。'),
  }),
  rate: z.object({
    stars: titled('Stars', '评分', shownAs('stars', z.int(stars).min(1, stars).max(5, stars)), [
      '1 is not content, 5 is very content.',
      '1为不满意，5为非常满意。',
    ]),
    comment: titled('Comment', '评语', lines(1000).optional()),
  }),
  reopen: z.object({
    reason: reason('What isn’t settled.', '说明未解决的问题。'),
    photos: photosOf('Show the place as it is now.', '请拍摄现场现状。'),
  }),
  settle: z.object({}),
  reversePoints: z.object({
    reason: reason(
      'How you know that the report was false or staged. The reporter reads it.',
      '说明查明上报不实或摆拍的情况，上报人可见。',
    ),
  }),
  merge: z.object({
    into: titled('Goes on as', '并入件', caseId('issueReport'), ['An open report of the same matter.', '同一事项的在办上报件。']),
    reason: reasonIfAny('How you know that both are the same.', '说明认定为同一事项的依据。'),
  }),
  unmerge: z.object({ reason: reason('Why they aren’t the same matter after all.', '说明并非同一事项的原因。') }),
  absorb: z.object({
    from: titled('Merged report', '并入的上报件', otherReport()),
    reporters: titled('Its reporters', '该件上报人', z.array(reporter)),
    workedOn: titled('Everybody who worked on it', '曾经办该件人员', z.array(personId()).optional(), [
      'They may not verify the report that goes on.',
      '上述人员不得核实继续办理的上报件。',
    ]),
  }),
  seal: z.object({
    rejection: titled('Rejection', '不予受理', rejection.nullable(), [
      'Where its reporters are told it; none where they were.',
      '需要告知上报人时填写，已告知的为空。',
    ]),
  }),
  releaseMerged: z.object({
    from: titled('Released report', '退还的上报件', otherReport()),
    cases: titled('With these reports', '连同上报件', z.array(otherReport()), [
      'Those that had been merged into it before, and itself.',
      '该件及此前并入该件的上报件。',
    ]),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
