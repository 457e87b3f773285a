/** Changes of a plan in force, described for people. */
import { z } from 'zod';
import { instant, person, picked, titled } from '../kernel/describe.ts';
import { byAndAt } from '../lines/facts.ts';
import { plannedRound } from './round-facts.ts';
import { scope, season } from './scope-facts.ts';

export const change = z
  .object({
    version: titled('Version', '版本', z.number(), ['It rises with each change that is proposed.', '每次申请变更递增。']),
    reason: titled('Reason', '变更原因', z.string()),
    ...byAndAt,
    season: titled('Season', '变更后保电期', season),
    scope: titled('Scope', '变更后保电范围', scope),
    addRounds: titled('Added rounds', '增加的轮次', z.array(plannedRound)),
    cancelRounds: titled('Cancelled rounds', '取消的轮次', z.array(picked('fact:rounds', z.number()))),
  })
  .meta({ title: 'PlanChange' });

/** A change that the leader has decided on. */
export const decision = change
  .extend({
    approvedBy: titled('Approved by', '批准人', person().nullable(), ['Empty where it was refused.', '未批准的为空。']),
    decidedAt: titled('Decided at', '审批时间', instant()),
  })
  .meta({ title: 'PlanChangeDecision' });
