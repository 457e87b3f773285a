/** What a caller must send to pair a lecturer group with a site and to act on the pairing. */
import { z } from 'zod';
import { picked, titled } from '../kernel/describe.ts';
import { lines, personId, say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { context } from './facts.ts';

/** Words for which a form leaves several lines. */
const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const day = () => z.iso.date(say('Give a day such as 2026-03-01.', '请填写日期，例如2026-03-01。'));
const visitNumber = () => {
  const number = say('Give the number of a visit.', '请填写走访序号。');
  return z.int(number).min(1, number);
};
const visit = () => titled('Visit', '走访序号', visitNumber());
const place = () => titled('Place', '走访地点', words(200));
const worker = () =>
  titled('Site worker', '站点联系人', personId('siteWorker'), ['They speak for the site.', '代表站点的工作人员。']);
const people = () =>
  z
    .array(personId('lecturer'), say('Give the ids of lecturers.', '请填写讲师编号。'))
    .min(1, say('Name at least one lecturer.', '请至少填写一名讲师。'))
    .max(10, say('Name at most 10 lecturers.', '讲师最多10名。'));

export const inputs = {
  start: z.object({
    site: titled('Site', '结对站点', unitId(), ['A village site.', '村社服务点。']),
    worker: worker(),
    lecturers: titled('Lecturer group', '讲师组', people(), [
      'Each of them may plan visits, log them and raise difficulties.',
      '组员均可计划、登记走访和提出困难。',
    ]),
    purpose: titled('Purpose', '结对目的', lines(500)),
    until: titled('Last day', '结对截止日期', day(), ['Visits after it don’t count.', '此后的走访不计入。']),
  }),
  agree: z.object({}),
  decline: z.object({ reason: reason('Why not. The group reads it.', '说明谢绝原因，讲师组可见。') }),
  planVisit: z.object({
    day: titled('Day', '走访日期', day()),
    place: place(),
    purpose: titled('Purpose', '走访事由', lines(500)),
  }),
  cancelVisit: z.object({ visit: visit(), reason: reason('Why it doesn’t take place.', '说明取消原因。') }),
  logVisit: z.object({
    visit: titled('Planned visit', '计划走访序号', visitNumber().optional(), [
      'Its number, if the visit was planned.',
      '事先有计划的，请填写其序号。',
    ]),
    day: titled('Day', '走访日期', day()),
    place: place(),
    done: titled('What was done', '走访内容', lines(2000)),
    lecturers: titled('Lecturers there', '到场讲师', people(), [
      'Those of the group who were there; they get the credits.',
      '到场的组员，将记学分。',
    ]),
  }),
  confirmVisit: z.object({ visit: visit() }),
  rejectVisit: z.object({ visit: visit(), reason: reason('What isn’t right about it.', '说明登记不实之处。') }),
  raiseDifficulty: z.object({
    text: titled('Difficulty', '困难描述', lines(1000), ['What the site can’t solve by itself.', '站点自身无法解决的问题。']),
    departments: titled('Departments', '承办部门', z.array(unitId()).min(1).max(5), [
      'Each of them will answer.',
      '由各部门分别答复。',
    ]),
  }),
  noteDifficulty: z.object({
    difficulty: titled('Difficulty', '困难序号', z.int().min(1)),
    caseId: titled('Case', '案件', picked('case:siteDifficulty', z.string().min(1))),
    state: titled('State', '办理状态', context),
    at: titled('Since', '更新时间', z.int()),
  }),
  changeGroup: z.object({
    lecturers: titled('New lecturer group', '新讲师组', people()),
    reason: reason('Why the group changes.', '说明调整原因。'),
  }),
  changeWorker: z.object({
    worker: worker(),
    reason: reason('Why somebody else speaks for the site.', '说明更换原因。'),
  }),
  remind: z.object({}),
  endTerm: z.object({}),
  prolong: z.object({
    until: titled('Last day', '结对截止日期', day(), ['Of the time that is added.', '延长后的截止日期。']),
    reason: reason('Why it goes on. Both sides read it.', '说明延长原因，双方可见。'),
  }),
  lapse: z.object({}),
  close: z.object({
    comment: titled('Comment', '评语', lines(1000).optional(), ['A word about the year.', '对本年度结对的评价。']),
  }),
  end: z.object({ reason: reason('Why the pairing ends before all is done.', '说明提前终止的原因。') }),
};

export type Inputs = InputTypes<typeof inputs>;
