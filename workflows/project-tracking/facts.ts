/** What the tracking of a large project knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import { type Described, day, instant, internal, main, person, titled } from '../kernel/describe.ts';

const milestone = z
  .object({
    title: titled('Milestone', '节点', z.string()),
    plannedOn: titled('Planned for', '计划日期', day()),
    endsAt: internal(titled('Day is over at', '计划日结束时间', instant())),
    firstPlannedOn: titled('Planned for at first', '原计划日期', day()),
    reachedOn: titled('Reached on', '实际日期', day().nullable()),
    slipDays: titled('Days late', '滞后天数', z.int().nullable(), [
      'By what was planned at first; less than nothing is early.',
      '按原计划计算，负数为提前。',
    ]),
  })
  .meta({ title: 'ProjectMilestone' });

const obstacle = z
  .object({
    category: titled('Category', '诉求类别', z.string()),
    text: titled('Obstacle', '困难', z.string()),
    by: titled('Told by', '提出人', person()),
    at: titled('At', '提出时间', instant()),
  })
  .meta({ title: 'ProjectObstacle' });

export const facts = z.object({
  firm: main(
    titled(
      'Firm',
      '企业',
      z
        .object({ code: titled('Code', '统一社会信用代码', z.string()), name: titled('Name', '名称', z.string()) })
        .meta({ title: 'ProjectFirm' }),
    ),
  ),
  officer: main(
    titled(
      'Officer',
      '跟踪人员',
      z
        .object({ id: titled('Officer', '跟踪人员', person()), name: titled('Name', '姓名', z.string()) })
        .meta({ title: 'ProjectOfficer' }),
    ),
  ),
  milestones: main(titled('Milestones', '节点', z.array(milestone))),
  obstacles: titled('Obstacles', '困难', z.array(obstacle)),
  notTakenUp: titled('Obstacles not taken up', '未能立件的困难', z.int()),
  photoAt: titled('Last photo', '最近照片', instant().nullable()),
  firmEnded: titled('Firm has ended', '企业终止', z.string().nullable()),
});

export type Facts = Described<typeof facts>;
export type Milestone = Facts['milestones'][number];
