/** What a caller must send to raise a demand of a firm and to act on it. */
import { z } from 'zod';
import { heard } from '../coordination-meeting/heard.ts';
import { choice, named, titled } from '../kernel/describe.ts';
import {
  aDay,
  caseId,
  lines,
  moment,
  openingRefused,
  personName,
  phone,
  registeredCode,
  say,
  tableKey,
  unitId,
  words,
} from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { KINDS, URGENCIES } from './kinds.ts';

/** Words for which a form leaves several lines. */
const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const someDays = say('Give 1 to 60 working days.', '请填写1至60个工作日。');
const units = () =>
  z
    .array(unitId())
    .min(1, say('Name at least one unit.', '请至少填写一个单位。'))
    .max(12, say('Name at most twelve units.', '最多填写十二个单位。'));

const ground = () =>
  titled('Legal ground', '法律依据', words(500).optional(), [
    'Needed where it isn’t possible: the law and its article.',
    '无法办理的必须填写法律法规名称及条款。',
  ]);
const until = () =>
  titled('Until', '推进至', aDay().optional(), [
    'Needed for a long-term answer: the last day of it.',
    '长期推进的必须填写截止日期。',
  ]);

export const inputs = {
  start: z.object({
    firm: titled('Firm', '企业', registeredCode(), ['Its code, as the licence has it.', '营业执照上的统一社会信用代码。']),
    category: titled('Category', '诉求类别', tableKey('demandCategories'), [
      'It decides which department has the demand.',
      '据此确定承办部门。',
    ]),
    text: titled('Demand', '诉求内容', lines(), ['What the firm needs, in its own words.', '用企业自己的话说明需要解决的问题。']),
    urgency: titled('Urgency', '紧急程度', choice(URGENCIES).default('normal')),
    wish: titled(
      'Wish',
      '企业意向',
      z
        .object({
          department: titled('Department', '意向部门', unitId().optional()),
          policy: titled('Policy', '意向政策', words(80).optional(), [
            'The policy item of which the firm thinks.',
            '企业意向申报的政策项目编号。',
          ]),
        })
        .optional(),
      ['Whom or which policy the firm has in mind; the rules still decide.', '仅供参考，承办部门仍按规则确定。'],
    ),
    visit: titled('Visit', '所属走访', caseId('enterpriseVisit').optional(), [
      'Where a visit raises it, that visit.',
      '由走访提出的，填写该走访。',
    ]),
    contact: titled(
      'Contact',
      '联系人',
      z
        .object({
          name: titled('Name', '姓名', personName()),
          phone: titled('Telephone', '联系电话', phone(), ['They hear by it.', '用于通知。']),
        })
        .optional(),
      ['Whom the hotline speaks for: they get a code to follow the demand.', '热线代为登记时填写，对方将获得查询码。'],
    ),
  }),
  route: z.object({
    department: titled('Department', '承办部门', unitId(), ['It answers the firm.', '由该部门答复企业。']),
    reason: reason('Why it is theirs. They read it.', '说明转交依据，该部门可见。'),
  }),
  objectRouting: z.object({
    ground: titled('Ground', '退回依据', lines(1000), [
      'Why it isn’t your department’s matter. The desk reads it.',
      '说明不属本部门职责的依据，派单台可见。',
    ]),
  }),
  rule: z.object({
    department: titled('Department', '承办部门', unitId(), [
      'It has to answer; nobody objects again.',
      '由该部门答复，不得再次退回。',
    ]),
    reason: reason('Why you rule so. The departments read it.', '说明裁定依据，各部门可见。'),
  }),
  accept: z.object({}),
  assist: z.object({
    units: titled('Units', '协办单位', units(), ['Each answers for itself.', '由各单位分别答复。']),
    question: titled('Question', '协办事项', lines(1000), ['What they are to say or do.', '需其说明或办理的事项。']),
  }),
  assistReply: z.object({
    unit: titled('Unit', '协办单位', unitId().optional(), [
      'For which you answer, where you could for several.',
      '可代表多个单位的，请填写其中之一。',
    ]),
    text: titled('Answer', '协办答复', lines()),
  }),
  endAssist: z.object({}),
  askFirm: z.object({
    question: titled('Question', '询问内容', lines(1000), ['The firm reads it. Your time rests.', '企业可见，办理时限暂停。']),
  }),
  reply: z.object({ text: titled('Reply', '企业回复', lines()) }),
  goOnWithout: z.object({}),
  askExtension: z.object({
    workingDays: titled('Working days', '延期工作日', z.int(someDays).min(1, someDays).max(60, someDays)),
    reason: reason('Why the time isn’t enough.', '说明时间不足的原因。'),
  }),
  decideExtension: z.object({
    granted: titled('Granted', '是否批准', z.boolean()),
    reason: titled('Reason', '理由', lines(1000).optional(), ['Needed where it is refused.', '不批准的必须填写。']),
  }),
  answer: z.object({
    kind: titled('Kind', '答复类型', choice(KINDS)),
    text: titled('Answer', '答复内容', lines(5000), [
      'What was done or will be done. The firm reads it.',
      '说明已办或拟办事项，企业可见。',
    ]),
    ground: ground(),
    until: until(),
  }),
  coSign: z.object({
    agreed: titled('Agreed', '是否同意', z.boolean()),
    reason: titled('Reason', '理由', lines(1000).optional(), ['Needed where you don’t agree.', '不同意的必须填写。']),
  }),
  review: z.object({
    text: titled('How far it is', '进展情况', lines(), ['The firm reads it.', '企业可见。']),
    until: titled('New last day', '新的截止日期', aDay().optional(), ['Left out, it stays.', '不填则不变。']),
  }),
  endLongTerm: z.object({}),
  confirm: z.object({
    satisfied: titled('Satisfied', '是否满意', z.boolean()),
    words: titled('Remark', '评价', lines(1000).optional()),
  }),
  sendBack: z.object({ reason: reason('What is still missing.', '说明尚未解决之处。') }),
  closeBySilence: z.object({}),
  direct: z.object({
    department: titled('Department', '承办部门', unitId().optional(), [
      'Left out, it stays with the same.',
      '不填则由原部门继续办理。',
    ]),
    instruction: titled('Instruction', '批示', lines(1000), ['What is to be done.', '要求办理的事项。']),
  }),
  withdraw: z.object({ reason: reason('Why it isn’t needed any more.', '说明不再需要的原因。') }),
  closeEnded: z.object({ reason: reason('What became of the matter, as the firm has ended.', '企业已终止，说明事项处理情况。') }),
  referOutside: z.object({
    body: titled('Body', '外部单位', words(120), ['Such as the power company.', '例如供电公司。']),
    number: titled('Their number', '对方受理编号', words(120).optional(), [
      'Such as the number of an application there.',
      '例如对方的申请编号。',
    ]),
  }),
  callMeeting: z.object({
    at: titled('When', '时间', moment()),
    units: titled('Units', '参加单位', units()),
    place: titled('Place', '地点', words(200)),
    agenda: titled('Agenda', '议题', lines(1000)),
    blocking: titled('May stop the answer', '可暂停答复', z.boolean().default(false), [
      'What is resolved as a condition has to be settled before the firm is answered.',
      '列为前置的事项办结后，方可答复企业。',
    ]),
  }),
  ...heard,
  convert: z.object({
    policyItem: titled('Policy item', '政策项目', tableKey('policyItems'), [
      'The firm only has to sign the application.',
      '系统带入已知信息，企业只需签字提交。',
    ]),
  }),
  conversionRefused: openingRefused,
  applicationOpened: z.object({ application: titled('Application', '补贴申请', caseId('subsidyApplication')) }),
  applicationEnded: z.object({
    application: titled('Application', '补贴申请', caseId('subsidyApplication')),
    end: titled('End', '结果', words(80)),
  }),
  group: z.object({
    demands: titled(
      'Like demands',
      '同类诉求',
      z
        .array(caseId('enterpriseDemand'))
        .min(1, say('Name at least one demand.', '请至少填写一件诉求。'))
        .max(40, say('Name at most forty demands.', '最多填写四十件诉求。')),
      ['They are answered with this one; each firm confirms for itself.', '与本件一并答复，由各企业分别确认。'],
    ),
    reason: reason('What they have in common. The firms read it.', '说明共同之处，企业可见。'),
  }),
  followGroup: z.object({
    department: titled('Department', '承办部门', named()),
    handler: titled('Handler', '经办人', words(80).nullable()),
    reason: titled('Reason', '理由', lines(1000)),
  }),
  memberJoined: z.object({ firm: titled('Firm', '企业', words(60)), name: titled('Name', '企业名称', words(200)) }),
  memberLeft: z.object({ reason: titled('Reason', '理由', lines(1000)) }),
  hearGroup: z.object({
    news: titled(
      'What happened',
      '进展类型',
      choice({
        answered: ['answered', '已答复'],
        longTerm: ['long-term', '长期推进'],
        reviewed: ['looked at', '已回访'],
        resumed: ['goes on', '恢复办理'],
        ended: ['ended', '已解散'],
      }),
    ),
    kind: titled('Kind', '答复类型', choice(KINDS).optional()),
    text: titled('Words', '内容', lines(5000)),
    ground: titled('Legal ground', '法律依据', words(500).nullable().optional()),
    until: titled('Until', '推进至', z.number().nullable().optional()),
    onTime: titled('In time', '是否按时', z.boolean().optional()),
    coSigner: titled('Co-signed by', '会签人', words(80).nullable().optional()),
    by: titled('By', '答复人', words(80).optional()),
  }),
  ungroup: z.object({ reason: reason('Why it is a matter of its own.', '说明为何须单独办理。') }),
  comment: z.object({
    text: titled('Comment', '留言', lines(), ['It never moves a due time.', '留言不影响办理时限。']),
    toFirm: titled('Tell the firm', '告知企业', z.boolean().default(false), [
      'Counts for comments by the office. Without it the comment stays there.',
      '仅对办理人员的留言有效，不选则仅内部可见。',
    ]),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
