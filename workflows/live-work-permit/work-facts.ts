/** What was checked, done and changed under a permit, described for people. */
import { z } from 'zod';
import { choice, instant, internal, picked, titled } from '../kernel/describe.ts';
import { byName, personByName } from '../lines/facts.ts';
import { causes, countedGear, inputs } from './inputs.ts';

const stepId = () => picked('fact:steps', z.string());

/** Who did something, and when. */
export const mark = z.object({ ...byName, at: titled('At', '时间', instant()) }).meta({ title: 'PermitMark' });

/** What was recorded before work begins. */
export const survey = mark.extend({ findings: titled('Findings', '勘察情况', z.string()) }).meta({ title: 'PermitSurvey' });
export const weather = mark.extend(inputs.checkWeather.shape).meta({ title: 'PermitWeather' });
export const insulation = mark
  .extend({
    megohms: titled('Insulation (MΩ)', '绝缘电阻（兆欧）', z.number()),
    tools: titled('Tools', '检测工具', z.string()),
  })
  .meta({ title: 'PermitInsulation' });
export const fencing = mark
  .extend({ measures: titled('Fences and signs', '围栏和标示牌', z.string()) })
  .meta({ title: 'PermitFencing' });
export const briefing = mark
  .extend({
    version: titled('Version', '版本', z.number(), ['It rises each time that the briefing is held.', '每次召开站班会递增。']),
    ...inputs.holdBriefing.shape,
  })
  .meta({ title: 'PermitBriefing' });

export const permission = mark
  .extend({ conditions: titled('Conditions', '注意事项', z.string().nullable()) })
  .meta({ title: 'PermitPermission' });

export const confirmation = z
  .object({
    step: titled('Step', '步骤', stepId()),
    doer: titled('Done by', '操作人', mark),
    guardian: titled('Confirmed by', '监护人确认', mark.nullable()),
  })
  .meta({ title: 'PermitConfirmation' });

export const abandonment = mark
  .extend({
    reason: titled('Reason', '理由', z.string()),
    safeState: titled('Safe state', '安全状态', z.string()),
    undone: titled('Steps not done', '未完成步骤', z.array(stepId())),
  })
  .meta({ title: 'PermitAbandonment' });

/** The parts of those who answer for safety: each stops the work, and lifts their own stop. */
export const stoppers = {
  issuer: ['Issuer', '签发人'],
  leader: ['Work leader', '工作负责人'],
  permitter: ['Permitter', '许可人'],
  guardian: ['Guardian', '专责监护人'],
} as const;

export const stop = mark
  .extend({
    cause: titled('Cause', '叫停原因', choice({ ...causes, guardian: ['Guardian left', '监护人离开'] })),
    reason: titled('What happened', '情况说明', z.string()),
    part: titled('Lifted by', '解除人', choice(stoppers), ['Nobody else on the permit lifts it.', '本票其他人员不得解除。']),
  })
  .meta({ title: 'PermitStop' });

export const handover = mark
  .extend({
    from: titled('From', '原负责人', personByName),
    to: titled('To', '现负责人', personByName),
    handover: titled('Handover', '交接内容', z.string()),
  })
  .meta({ title: 'PermitHandover' });

export const extension = mark
  .extend({
    from: titled('Old end', '原结束时间', instant()),
    until: titled('New end', '延期至', instant()),
    reason: titled('Reason', '理由', z.string()),
  })
  .meta({ title: 'PermitExtension' });

export const handingBack = mark
  .extend({
    gear: titled('Gear', '旁路器材清点', countedGear),
    report: titled('Report', '终结报告', z.string()),
    byLeadership: internal(titled('By the leadership', '由分管领导交回', z.boolean())),
  })
  .meta({ title: 'PermitHandingBack' });
