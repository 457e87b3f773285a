/** The rounds of a plan and the hazards found under it, as their own cases told of them, described for people. */
import { z } from 'zod';
import { inspectionRound } from '../inspection-round/rules.ts';
import { instant, internal, named, otherCase, person, picked, titled } from '../kernel/describe.ts';
import { oneOf } from '../lines/facts.ts';
import { hazardState, inspected } from './inputs.ts';
import { span } from './scope-facts.ts';

const keys = (table: string) => z.array(picked(`table:${table}`, z.string()));

export const roundState = () => oneOf({ drafted: { en: 'drafted', zh: '未下达' }, ...inspectionRound.states });

/** What is inspected when, and by whom. */
export const plannedRound = z
  .object({
    ...span,
    number: titled('Round', '轮次', z.number()),
    lines: titled('Lines', '巡视线路', keys('lines')),
    unit: titled('Unit', '巡视单位', named().nullable()),
    assignee: titled('Patroller', '巡视人员', person().nullable()),
  })
  .meta({ title: 'PlannedRound' });

/** A round with what its own case has told of it. */
export const round = plannedRound
  .extend({
    wells: titled('Irrigation wells', '排灌机井', keys('irrigationWells')),
    customers: titled('Priority customers', '重要用户', keys('priorityCustomers')),
    case: titled('Inspection round', '巡视任务', otherCase().nullable()),
    state: titled('State', '状态', roundState()),
    revision: internal(titled('Revision', '版本', z.number())),
    overdue: titled('Overdue', '是否逾期', z.boolean()),
    beganAt: titled('Began at', '开始巡视时间', instant().nullable()),
    finishedAt: titled('Finished at', '完成时间', instant().nullable()),
    inspected: titled('Inspected', '已巡视对象', inspected()),
  })
  .meta({ title: 'PlanRound' });

export const hazard = z
  .object({
    id: titled('Hazard', '隐患', otherCase()),
    revision: internal(titled('Revision', '版本', z.number())),
    state: titled('State', '状态', hazardState()),
    grade: titled('Grade', '隐患等级', picked('table:hazardGrades', z.string())),
    line: titled('Line', '所在线路', picked('table:lines', z.string()).nullable()),
    round: titled('Inspection round', '巡视任务', otherCase().nullable()),
    foundAt: titled('Found at', '发现时间', instant()),
    closedAt: titled('Closed at', '闭环时间', instant().nullable()),
  })
  .meta({ title: 'PlanHazard' });
