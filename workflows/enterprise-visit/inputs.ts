/** What a caller must send to ask for a visit to a firm and to act on it. No field takes a violation: who visits inspects nothing. */
import { z } from 'zod';
import { choice, picked, titled } from '../kernel/describe.ts';
import {
  caseId,
  lines,
  moment,
  openingRefused,
  personId,
  personName,
  phone,
  place,
  registeredCode,
  say,
  tableKey,
  unitId,
  whole,
  words,
} from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { URGENCY } from './facts.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(500), [en, zh]);
const day = () => z.iso.date(say('Give a day such as 2026-05-01.', '请填写日期，例如2026-05-01。'));
const list = <S extends z.ZodType>(of: S, most: number) =>
  z.array(of, say('Give a list.', '请填写列表。')).max(most, say(`Name at most ${most}.`, `最多${most}项。`));

const answer = z
  .object({
    question: titled('Question', '问题序号', whole(1, 6)),
    text: titled('Answer', '回答', lines(500)),
  })
  .meta({ title: 'VisitAnswer' });

const figures = z
  .object({
    staff: titled('Staff', '从业人数', whole(0, 1_000_000).optional()),
    ordersPerMille: titled('Orders, more or less (‰)', '订单增减（‰）', whole(-1_000, 10_000).optional()),
    exportPerMille: titled('Exported (‰)', '出口占比（‰）', whole(0, 1_000).optional()),
  })
  .meta({ title: 'VisitFigures' });

const demand = z
  .object({
    category: titled('Category', '诉求类别', tableKey('demandCategories')),
    text: titled('Demand', '诉求内容', lines(1_000), ['In the words of the firm.', '请按企业原话填写。']),
    urgency: titled('Urgency', '紧急程度', choice(URGENCY)),
    department: titled('Department wished for', '希望承办部门', unitId().optional()),
    policy: titled('Policy wished for', '希望适用政策', words(80).optional()),
  })
  .meta({ title: 'VisitDemand' });

const recorded = {
  met: titled('Met', '接待岗位', words(60), ['The office of whoever was met; no name.', '填写接待人员岗位，不填姓名。']),
  answers: titled('Answers', '走访记录', list(answer, 6)),
  figures: titled('Figures', '经营数据', figures.optional(), [
    'Only where the house records them, and the firm gives them.',
    '仅在本单位登记且企业自愿提供时填写。',
  ]),
  demands: titled('Demands', '诉求', list(demand, 20), ['Each becomes a demand of its own.', '每条诉求单独立件。']),
  policies: titled('Policies explained', '宣讲政策', list(words(80), 10)),
  minutes: titled('Minutes', '走访时长（分钟）', whole(1, 1_440)),
};

export const inputs = {
  start: z.object({
    firm: titled('Firm', '企业', registeredCode()),
    text: titled('What for', '来访事由', lines(500).optional(), ['What you want to speak of.', '请说明希望沟通的事项。']),
    at: titled('Wished for', '希望时间', moment().optional()),
    caller: titled(
      'Who calls',
      '来电人',
      z
        .object({ name: titled('Name', '称呼', personName().optional()), phone: titled('Telephone', '联系电话', phone()) })
        .optional(),
      ['Where the hotline asks for a firm.', '热线代企业登记时填写。'],
    ),
    round: titled('Round', '走访轮次', caseId('visitRound').optional(), [
      'Only a round says it, of the visits that it opens.',
      '仅由走访轮次开立时填写。',
    ]),
    officer: titled('Officer', '走访人员', personId('officer').optional(), [
      'Only a round says it; left out, the one of the firm’s grid.',
      '仅由走访轮次开立时填写，不填按企业所在网格确定。',
    ]),
    unit: titled('Unit', '单位', unitId().optional(), ['Only a round says it.', '仅由走访轮次开立时填写。']),
  }),
  arrange: z.object({
    at: titled('At', '走访时间', moment(), ['In duty hours, on no quiet day.', '须在工作时间内，并避开企业安静期。']),
    with: titled('With', '走访对象', words(60), ['The office of whoever is to be met; no name.', '填写对接人员岗位，不填姓名。']),
    joint: titled('Units that come along', '联合走访单位', list(unitId(), 8).optional(), [
      'So that the firm is visited once.',
      '多家单位合并走访，减少打扰。',
    ]),
  }),
  reply: z.object({
    choice: titled(
      'Answer',
      '答复',
      choice({
        agree: ['that suits', '同意'],
        otherTime: ['another time', '改期'],
        noNeed: ['no visit needed', '无需走访'],
      }),
    ),
    at: titled('Better', '希望时间', moment().optional(), ['Where another time suits better.', '改期时填写。']),
    until: titled('No visits until', '免打扰至', day().optional(), [
      'Rounds leave you out until then.',
      '在此日期前的走访轮次不再列入。',
    ]),
  }),
  checkIn: z.object({
    code: titled('Code of the firm', '企业码', registeredCode().optional(), [
      'As it is scanned at the door.',
      '到场扫描企业码。',
    ]),
    place: titled('Place', '位置', place().optional(), ['Where you are, if there is no code.', '无码时发送所在位置。']),
    agreedBy: titled('Another day was agreed by', '改日同意人', words(60).optional(), [
      'The office of who agreed to come on another day than arranged; no name.',
      '非约定当日走访的，填写企业同意人员岗位，不填姓名。',
    ]),
  }),
  record: z.object(recorded),
  amend: z.object({
    met: recorded.met.optional(),
    answers: recorded.answers.optional(),
    figures: recorded.figures,
    demands: titled('More demands', '补充诉求', list(demand, 20).optional(), [
      'Beside those that stand already.',
      '在已登记诉求之外补充。',
    ]),
    policies: recorded.policies.optional(),
    minutes: recorded.minutes.optional(),
  }),
  confirm: z.object({
    who: titled('Who said so', '答复人', words(60).optional(), [
      'Where you called the firm: the office of who confirmed.',
      '电话回访确认时，填写企业答复人员岗位。',
    ]),
  }),
  confirmBySilence: z.object({}),
  dispute: z.object({ what: titled('What is wrong', '异议内容', lines(500)) }),
  reassign: z.object({
    to: titled('Officer', '走访人员', personId('officer')),
    reason: reason('Both officers read it.', '前后走访人员均可见。'),
  }),
  join: z.object({}),
  addUnit: z.object({
    visit: titled('Visit that joins', '并入的走访', caseId('enterpriseVisit')),
    unit: titled('Unit', '单位', unitId().optional()),
  }),
  goOnAlone: z.object({}),
  cancel: z.object({ reason: reason('The officer and the firm read it.', '走访人员和企业可见。') }),
  endWithRound: z.object({ reason: titled('Reason', '理由', words(500)) }),
  miss: z.object({}),
  lapse: z.object({}),
  reportDanger: z.object({
    category: titled('Category', '事项类别', picked('category', words(60))),
    text: titled('What you saw', '所见情况', lines(1_000), ['The firm reads it at once.', '企业同步可见。']),
    place: titled('Place', '地点', place()),
  }),
  reportRefused: openingRefused,
  demandRefused: openingRefused,
  comment: z.object({ text: titled('Comment', '留言', lines(1_000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
