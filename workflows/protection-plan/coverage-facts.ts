/** How much of a plan has been inspected, and what its season came to, described for people. */
import { z } from 'zod';
import { instant, otherCase, picked, titled } from '../kernel/describe.ts';
import { roundState } from './round-facts.ts';

const count = z
  .object({ planned: titled('Planned', '应巡视', z.number()), inspected: titled('Inspected', '已巡视', z.number()) })
  .meta({ title: 'PlanCount' });

const covered = {
  lines: titled('Lines', '线路', count),
  wells: titled('Irrigation wells', '排灌机井', count),
  customers: titled('Priority customers', '重要用户', count),
};

const roundCoverage = z
  .object({ ...covered, number: titled('Round', '轮次', z.number()), state: titled('State', '状态', roundState()) })
  .meta({ title: 'PlanRoundCoverage' });

/** Inspected of planned. */
export const coverage = z
  .object({
    ...covered,
    visits: titled('Visits', '巡视次数', count, ['Each line counts in every round.', '同一对象按轮次重复计数。']),
    rounds: titled('Rounds', '各轮次', z.array(roundCoverage)),
  })
  .meta({ title: 'PlanCovered' });

const roundCounts = z
  .object({
    planned: titled('Planned', '计划轮次', z.number()),
    finished: titled('Finished', '完成轮次', z.number()),
    overdue: titled('Overdue', '逾期轮次', z.number()),
  })
  .meta({ title: 'PlanRoundCounts' });

const hazardCounts = z
  .object({
    found: titled('Found', '发现', z.number()),
    closed: titled('Closed', '闭环', z.number()),
    withdrawn: titled('Withdrawn', '撤销', z.number()),
  })
  .meta({ title: 'PlanHazardCounts' });

export const summary = z
  .object({
    at: titled('At', '结束时间', instant()),
    early: titled('Why it closed early', '提前结束原因', z.string().nullable()),
    coverage: titled('Coverage', '巡视覆盖情况', coverage),
    rounds: titled('Rounds', '巡视轮次', roundCounts),
    hazards: titled('Hazards by grade', '各等级隐患', z.record(picked('table:hazardGrades', z.string()), hazardCounts)),
    openHazards: titled('Open hazards', '未闭环隐患', z.array(otherCase())),
  })
  .meta({ title: 'PlanSummary' });
