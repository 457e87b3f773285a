/** What a demand knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { calledMeeting } from '../coordination-meeting/heard.ts';
import {
  answers,
  choice,
  type Described,
  instant,
  internal,
  main,
  named,
  person,
  picked,
  title,
  titled,
} from '../kernel/describe.ts';
import { KINDS, URGENCIES } from './kinds.ts';

const demand = () => picked('case:enterpriseDemand', z.string());

const category = z
  .object({
    code: titled('Key', '编号', z.string()),
    title: titled('Name', '名称', title()),
    joint: titled('By several departments', '须多部门会办', z.boolean()),
    days: titled('Working days to answer', '答复工作日', z.int().nullable(), [
      'Those of all where there are none.',
      '为空则按统一时限。',
    ]),
    outside: titled('Body outside', '外部单位', title().nullable(), [
      'Whose matter it is, where that is nobody here.',
      '不属本级职责的，由该单位办理。',
    ]),
  })
  .meta({ title: 'DemandCategory' });

const routing = z
  .object({
    unit: titled('Department', '承办部门', named()),
    why: titled(
      'How',
      '方式',
      choice({ rule: ['by rule', '按规则'], desk: ['by the desk', '派单台'], ruling: ['by ruling', '裁定'] }),
    ),
    by: titled('By', '派单人', person().nullable()),
    at: titled('At', '时间', instant()),
  })
  .meta({ title: 'DemandRouting' });

const objection = z
  .object({
    unit: titled('Department', '退回部门', named()),
    by: titled('By', '退回人', person()),
    at: titled('At', '时间', instant()),
    ground: titled('Ground', '依据', z.string()),
    due: titled('Ruling due', '裁定期限', instant()),
    ruledBy: titled('Ruled by', '裁定人', person().nullable()),
    ruledAt: titled('Ruled at', '裁定时间', instant().nullable()),
    upheld: titled('Upheld', '是否成立', z.boolean().nullable()),
  })
  .meta({ title: 'DemandObjection' });

const assist = z
  .object({
    question: titled('Question', '协办事项', z.string()),
    by: titled('Asked by', '发起人', person()),
    at: titled('Asked at', '发起时间', instant()),
    units: titled(
      'Units',
      '协办单位',
      z.array(
        z.object({
          unit: titled('Unit', '单位', named()),
          people: titled('People', '人员', z.array(person())),
        }),
      ),
    ),
    answers: titled('Answers', '协办答复', answers(z.string())),
  })
  .meta({ title: 'DemandAssist' });

const reply = z
  .object({
    kind: titled('Kind', '答复类型', choice(KINDS)),
    text: titled('Answer', '答复内容', z.string()),
    ground: titled('Legal ground', '法律依据', z.string().nullable()),
    until: titled('Until', '推进至', instant().nullable()),
    by: titled('By', '答复人', person()),
    at: titled('At', '答复时间', instant()),
    onTime: titled('In time', '是否按时', z.boolean()),
    coSigner: titled('Co-signed by', '会签人', person().nullable()),
    byLeader: titled('By the leader', '领导答复', z.boolean()),
  })
  .meta({ title: 'DemandAnswer' });

export const facts = z.object({
  firm: main(titled('Firm', '统一社会信用代码', z.string())),
  firmName: main(titled('Name of the firm', '企业名称', z.string())),
  firmEnded: titled('How the firm ended', '企业状态', z.string().nullable()),
  successor: titled('Successor of the firm', '承继企业', z.string().nullable()),
  category: main(titled('Category', '诉求类别', category)),
  text: main(titled('Demand', '诉求内容', z.string())),
  urgency: main(titled('Urgency', '紧急程度', choice(URGENCIES))),
  wish: titled(
    'Wish',
    '企业意向',
    z.object({
      department: titled('Department', '意向部门', named().nullable()),
      policy: titled('Policy', '意向政策', z.string().nullable()),
    }),
  ),
  visit: titled('Visit', '所属走访', picked('case:enterpriseVisit', z.string()).nullable()),
  raisedBy: titled('Raised by', '提出人', person().nullable()),
  routing: main(titled('Department', '承办情况', routing.nullable())),
  objection: titled('Objection', '退回情况', objection.nullable()),
  handler: titled('Handler', '经办人', person().nullable()),
  acceptedAt: titled('Accepted at', '受理时间', instant().nullable()),
  assists: titled('Assisting units', '协办情况', z.array(assist)),
  questions: titled(
    'Questions to the firm',
    '询问企业',
    z.array(
      z.object({
        text: titled('Question', '询问内容', z.string()),
        by: titled('By', '询问人', person()),
        at: titled('At', '询问时间', instant()),
        reply: titled('Reply', '企业回复', z.string().nullable()),
      }),
    ),
  ),
  extensionAsked: titled(
    'More time asked for',
    '延期申请',
    z
      .object({
        workingDays: titled('Working days', '工作日', z.int()),
        reason: titled('Reason', '理由', z.string()),
        by: titled('By', '申请人', person()),
      })
      .nullable(),
  ),
  extensions: titled(
    'Extensions',
    '延期情况',
    z.array(
      z.object({
        workingDays: titled('Working days', '工作日', z.int()),
        by: titled('Granted by', '审批人', person()),
        at: titled('Granted at', '审批时间', instant()),
      }),
    ),
  ),
  toSign: titled(
    'Waits for the leader’s signature',
    '待领导会签',
    z
      .object({
        text: titled('Answer', '答复内容', z.string()),
        ground: titled('Legal ground', '法律依据', z.string()),
        by: titled('By', '拟稿人', person()),
      })
      .nullable(),
  ),
  answers: main(titled('Answers', '答复', z.array(reply))),
  longTermUntil: main(titled('Long-term until', '长期推进至', instant().nullable())),
  reviews: titled(
    'Looked at again',
    '回访记录',
    z.array(
      z.object({
        text: titled('How far it is', '进展情况', z.string()),
        by: titled('By', '回访人', person()),
        at: titled('At', '回访时间', instant()),
      }),
    ),
  ),
  sentBack: titled('Times sent back', '企业退回次数', z.int()),
  atLeader: titled('Before the leader', '待领导批示', z.boolean()),
  meetings: titled(
    'Meetings',
    '协调会',
    z.array(
      z.object({
        at: titled('When', '时间', instant()),
        place: titled('Place', '地点', z.string()),
        units: titled('Units', '参加单位', z.array(named())),
        agenda: titled('Agenda', '议题', z.string()),
        by: titled('Called by', '召集人', person()),
        ...calledMeeting,
      }),
    ),
  ),
  outside: titled(
    'Referred outside',
    '外部转介',
    z.array(
      z.object({
        body: titled('Body', '外部单位', z.string()),
        number: titled('Their number', '对方受理编号', z.string().nullable()),
        by: titled('By', '经办人', person()),
        at: titled('At', '时间', instant()),
      }),
    ),
  ),
  conversion: main(
    titled(
      'Turned into an application',
      '转补贴申请',
      z
        .object({
          item: titled('Policy item', '政策项目', z.string()),
          year: titled('Year', '年度', z.int()),
          by: titled('By', '转办人', person()),
          at: titled('At', '时间', instant()),
          application: titled('Application', '补贴申请', picked('case:subsidyApplication', z.string()).nullable()),
          end: titled('What became of it', '申请结果', z.string().nullable()),
        })
        .nullable(),
    ),
  ),
  members: main(
    titled(
      'Firms in the group',
      '归并企业',
      z.array(
        z.object({
          demand: titled('Demand', '诉求', demand()),
          firm: titled('Firm', '企业', z.string()),
          name: titled('Name of the firm', '企业名称', z.string()),
          open: titled('Still answered with this one', '仍随本件办理', z.boolean()),
        }),
      ),
    ),
  ),
  follows: titled('Answered with', '随同办理', demand().nullable()),
  matter: internal(titled('Matter', '归并事项', demand().nullable())),
  closing: main(
    titled(
      'Closed by',
      '办结方式',
      z
        .object({
          how: titled(
            'How',
            '方式',
            choice({
              confirmed: ['confirmed by the firm', '企业确认'],
              silence: ['silence', '逾期未反馈'],
              firmEnded: ['the firm ended', '企业终止'],
            }),
          ),
          satisfied: titled('Satisfied', '是否满意', z.boolean().nullable()),
          words: titled('Words', '说明', z.string().nullable()),
        })
        .nullable(),
    ),
  ),
});

export type Facts = Described<typeof facts>;
export type Assist = Facts['assists'][number];
export type Answer = Facts['answers'][number];
