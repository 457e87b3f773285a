/** What a caller must send to track a project and to act on it. */
import { z } from 'zod';
import { titled } from '../kernel/describe.ts';
import { aDay, lines, openingRefused, personId, photos, registeredCode, say, tableKey, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(500), [en, zh]);
const WHICH = say('Give the number of the milestone, from 1 on.', '请填写节点序号（从1起）。');
const number = () =>
  titled('Milestone', '节点序号', z.int(WHICH).min(1, WHICH).max(40, WHICH), [
    'As they are listed, from 1 on.',
    '按列表顺序，从1起。',
  ]);

export const inputs = {
  start: z.object({
    firm: titled('Firm', '统一社会信用代码', registeredCode()),
    title: titled('Project', '项目名称', words(100)),
    officer: titled('Officer', '跟踪人员', personId('officer'), [
      'Goes there, and says how far it is.',
      '负责现场跟踪并登记进展。',
    ]),
    milestones: titled(
      'Milestones',
      '节点',
      z
        .array(
          z
            .object({ title: titled('Milestone', '节点', words(80)), plannedOn: titled('Planned for', '计划日期', aDay()) })
            .meta({ title: 'ProjectMilestonePlanned' }),
          say('Give a list of milestones.', '请填写节点列表。'),
        )
        .min(1, say('Name at least one milestone.', '请至少填写一个节点。'))
        .max(40, say('Name at most 40 milestones.', '最多填写40个节点。')),
      ['In their order, such as ground broken, roof closed, production.', '按先后顺序填写，例如开工、结顶、投产。'],
    ),
  }),
  reach: z.object({
    milestone: number(),
    on: titled('Reached on', '实际日期', aDay()),
    photos: titled('Photos', '照片', photos()),
  }),
  replan: z.object({
    milestone: number(),
    plannedOn: titled('Planned for', '计划日期', aDay()),
    reason: reason('Why the day moves. The firm reads it.', '说明调整原因，企业可见。'),
  }),
  showPhoto: z.object({
    photos: titled('Photos', '照片', photos()),
    words: titled('In words', '进展说明', lines(1000), ['How far the site is.', '说明现场进展。']),
  }),
  tellObstacle: z.object({
    category: titled('Category', '诉求类别', tableKey('demandCategories')),
    text: titled('Obstacle', '困难', lines(1000), ['It becomes a demand of the firm.', '将按企业诉求立件办理。']),
  }),
  demandRefused: openingRefused,
  reassign: z.object({
    to: titled('Officer', '跟踪人员', personId('officer')),
    reason: reason('Both officers read it.', '前后跟踪人员均可见。'),
  }),
  drop: z.object({ reason: reason('Why it is tracked no longer. The firm reads it.', '说明终止跟踪的原因，企业可见。') }),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
};

export type Inputs = InputTypes<typeof inputs>;
