/** What a caller must send to draw up a protection plan and to act on it. */
import { z } from 'zod';
import { inspectionRound } from '../inspection-round/rules.ts';
import { choice, instant, named, type Pick, person, picked, titled } from '../kernel/describe.ts';
import { caseId, say, version, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { oneOf } from '../lines/facts.ts';
import { itemKind, personOrUnit, reason } from '../lines/inputs.ts';

const day = () => z.iso.date(say('Give a day, such as 2026-03-01.', '请填写日期，例如2026-03-01。'));

const codes = (from: Pick, en: string, zh: string) =>
  z
    .array(picked(from, z.string(say(en, zh)).trim().min(1, say(en, zh)).max(60, say(en, zh))), say(en, zh))
    .max(200, say('Name at most 200.', '最多填写200项。'));

const lines = (en = 'Name at least one line.', zh = '至少填写一条线路。') =>
  codes('table:lines', 'Give the numbers of lines, such as E551.', '请填写线路编号，例如E551。').min(1, say(en, zh));
const wells = () => codes('table:irrigationWells', 'Give the numbers of irrigation wells.', '请填写排灌机井编号。');
const customers = () => codes('table:priorityCustomers', 'Give the numbers of priority customers.', '请填写重要用户编号。');

const round = () =>
  z
    .object({
      from: titled('First day', '开始日期', day()),
      to: titled('Last day', '完成期限', day(), ['The round must be finished by its end.', '应在当日结束前完成。']),
      lines: titled('Lines', '巡视线路', lines('Name at least one line per round.', '每轮巡视至少填写一条线路。'), [
        'Wells and customers of the plan on these lines belong to the round.',
        '方案中位于这些线路上的机井和用户一并纳入本轮。',
      ]),
      ...personOrUnit('patroller', 'Patroller', '巡视人员'),
    })
    .meta({ title: 'PlannedRound' });

const rounds = () =>
  z
    .array(round(), say('Give a list of rounds.', '请填写巡视轮次。'))
    .max(60, say('Plan at most 60 rounds at once.', '一次最多编排60轮。'));

const content = {
  title: titled('Name', '方案名称', words(80), ['Such as “Spring irrigation 2026”.', '例如“2026年春灌保电”。']),
  from: titled('First day', '保电开始日期', day()),
  to: titled('Last day', '保电结束日期', day(), ['At its end the plan closes by itself.', '到期后方案自动结束。']),
  lines: titled('Protected lines', '保电线路', lines()),
  wells: titled('Irrigation wells', '排灌机井', wells().default([]), ['Wells on these lines.', '由上述线路供电的机井。']),
  customers: titled('Priority customers', '重要用户', customers().default([]), [
    'Customers on these lines.',
    '由上述线路供电的用户。',
  ]),
  rounds: titled('Rounds', '巡视轮次', rounds().min(1, say('Plan at least one round.', '至少编排一轮巡视。')), [
    'They are numbered in this order.',
    '按填写顺序编号。',
  ]),
};

/** What the plan knows of a hazard found under it. */
export const hazardState = () =>
  choice({ open: ['Open', '未闭环'], closed: ['Closed', '已闭环'], withdrawn: ['Withdrawn', '已撤销'] });

export const inspected = () =>
  z.array(z.object({ kind: titled('Kind', '类别', itemKind()), id: titled('Number', '编号', z.string()) }));

export const inputs = {
  start: z.object(content),
  revise: z.object(content),
  submit: z.object({}),
  approve: z.object({
    version: version([
      'The version of the plan that you have read; another one is refused.',
      '填写您所阅方案的版本，版本不符不予受理。',
    ]),
  }),
  sendBack: z.object({ reason: reason(['The planner reads what must change.', '说明需要修改的内容，编制人可见。']) }),
  withdraw: z.object({ reason: reason(['Say why the plan is not needed.', '请说明不再需要本方案的原因。']) }),
  proposeChange: z.object({
    reason: reason(['Say why the plan changes.', '请说明变更原因。']),
    to: titled('New last day', '新结束日期', day().optional()),
    lines: titled('All lines', '变更后全部线路', lines().optional(), ['Leave it out if they stay.', '不变的留空。']),
    wells: titled('All irrigation wells', '变更后全部机井', wells().optional(), ['Leave it out if they stay.', '不变的留空。']),
    customers: titled('All priority customers', '变更后全部用户', customers().optional(), [
      'Leave it out if they stay.',
      '不变的留空。',
    ]),
    addRounds: titled('Added rounds', '增加的轮次', rounds().optional()),
    cancelRounds: titled(
      'Cancelled rounds',
      '取消的轮次',
      z
        .array(
          picked('fact:rounds', z.int(say('Give the numbers of rounds.', '请填写轮次序号。'))),
          say('Give the numbers of rounds.', '请填写轮次序号。'),
        )
        .max(60, say('Cancel at most 60 rounds at once.', '一次最多取消60轮。'))
        .optional(),
    ),
  }),
  approveChange: z.object({
    version: version([
      'The version of the proposed change that you have read; another one is refused.',
      '填写您所阅变更申请的版本，版本不符不予受理。',
    ]),
  }),
  refuseChange: z.object({ reason: reason(['The planner reads it.', '编制人可见。']) }),
  close: z.object({ reason: reason(['Say why it closes before the end of its season.', '请说明提前结束的原因。']) }),
  closeAtSeasonEnd: z.object({}),
  noteRound: z.object({
    round: titled('Inspection round', '巡视任务', caseId('inspectionRound')),
    number: titled('Round', '轮次', z.int()),
    revision: titled('Revision', '版本', z.int()),
    state: titled('State', '状态', oneOf(inspectionRound.states)),
    overdue: titled('Overdue', '是否逾期', z.boolean()),
    inspected: titled('Inspected', '已巡视对象', inspected()),
    unit: titled('Unit', '巡视单位', named().optional()),
    assignee: titled('Patroller', '巡视人员', person().optional()),
    beganAt: titled('Began at', '开始巡视时间', instant().optional()),
    finishedAt: titled('Finished at', '完成时间', instant().optional()),
  }),
  noteHazard: z.object({
    hazard: titled('Hazard', '隐患', caseId('hazardInspection')),
    revision: titled('Revision', '版本', z.int()),
    state: titled('State', '状态', hazardState()),
    grade: titled('Grade', '隐患等级', picked('table:hazardGrades', z.string())),
    line: titled('Line', '所在线路', picked('table:lines', z.string()).optional()),
    round: titled('Inspection round', '巡视任务', picked('case:inspectionRound', z.string()).optional()),
    foundAt: titled('Found at', '发现时间', instant()),
    closedAt: titled('Closed at', '闭环时间', instant().optional()),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
