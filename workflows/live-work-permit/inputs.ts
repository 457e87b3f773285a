/** What a caller must send to issue a live-line work permit and to act on it. */
import { z } from 'zod';
import { choice, picked, titled } from '../kernel/describe.ts';
import { moment, personId, say, version, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { code, reason } from '../lines/inputs.ts';
import { issue, people } from './issue-input.ts';

const yes = (en: string, zh: string) => z.boolean(say(en, zh));
const measured = (max: number, en: string, zh: string) => z.number(say(en, zh)).min(0, say(en, zh)).max(max, say(en, zh));
/** What was counted back, item by item. */
export const countedGear = z
  .array(
    z.object({
      item: titled(
        'Gear',
        '器材',
        picked('fact:gear', code('Give an item of the permit’s list of gear.', '请填写旁路器材清单中的项目。')),
      ),
      count: titled(
        'Counted back',
        '收回数量',
        z
          .int(say('Give a whole number.', '请填写整数。'))
          .min(0, say('Nothing counts less than 0.', '数量不能小于0。'))
          .max(10_000, say('Give a whole number up to 10,000.', '请填写不超过10000的整数。')),
      ),
    }),
    say('Give the count of each item.', '请逐项填写清点数量。'),
  )
  .max(100, say('Give each item once.', '每项只填写一次。'));

/** What makes work stop. */
export const causes = {
  weather: ['Weather', '天气'],
  load: ['Load', '负荷'],
  equipment: ['Equipment', '设备'],
  other: ['Other', '其他'],
} as const;

export const inputs = {
  start: issue,
  recordSurvey: z.object({
    findings: titled('Findings', '勘察情况', words(), [
      'Poles, crossings, loads and surroundings on the spot.',
      '现场杆塔、交叉跨越、负荷及周边环境。',
    ]),
  }),
  checkWeather: z.object({
    wind: titled('Wind (m/s)', '风速（米/秒）', measured(100, 'Give the wind in metres per second.', '请填写风速（米/秒）。')),
    humidity: titled('Humidity (%)', '相对湿度（%）', measured(100, 'Give the humidity in per cent.', '请填写相对湿度（%）。')),
    thunder: titled('Thunder', '有无雷电', yes('Say whether there is thunder.', '请说明有无雷电。')),
    precipitation: titled(
      'Rain, snow or fog',
      '有无雨雪雾',
      yes('Say whether there is rain, snow or fog.', '请说明有无雨雪雾。'),
    ),
  }),
  checkInsulation: z.object({
    megohms: titled(
      'Insulation (MΩ)',
      '绝缘电阻（兆欧）',
      measured(1_000_000, 'Give the resistance in megohms.', '请填写绝缘电阻（兆欧）。'),
      ['The lowest value measured on tools and protective gear.', '工具和防护用具实测的最低值。'],
    ),
    tools: titled('Tools', '检测工具', words(1000), ['Say what was measured and looked over.', '请填写检测和检查的工具。']),
  }),
  recordFencing: z.object({
    measures: titled('Fences and signs', '围栏和标示牌', words(1000), [
      'Say what was put up, and where.',
      '请填写设置的围栏、标示牌及位置。',
    ]),
  }),
  holdBriefing: z.object({
    task: titled('Task', '工作任务', words(1000)),
    division: titled('Division of work', '人员分工', words(1000)),
    hazards: titled('Dangers', '危险点', words(1000)),
    measures: titled('Safety measures', '安全措施', words(1000)),
  }),
  signBriefing: z.object({
    version: version([
      'The version of the briefing that you have heard; another one is refused.',
      '填写您所听取的站班会版本，版本不符不予受理。',
    ]),
  }),
  permit: z.object({
    conditions: titled('Conditions', '注意事项', words(1000).optional(), [
      'What the crew must mind, such as reclosing put out of action.',
      '作业班组须注意的事项，例如已停用重合闸。',
    ]),
  }),
  cancel: z.object({ reason: reason(['Everybody on the permit reads it.', '作业票全体人员可见。']) }),
  lapse: z.object({}),
  confirmStep: z.object({
    step: titled(
      'Step',
      '步骤',
      picked('fact:steps', code('Give the step, as in the permit’s list.', '请填写步骤代码，见作业票步骤清单。')),
    ),
  }),
  abandonSteps: z.object({
    reason: reason(['Say why the other steps are not done.', '请说明不再进行剩余步骤的原因。']),
    safeState: titled('Safe state', '安全状态', words(1000), [
      'Say how line and gear are left.',
      '请说明线路和器材所处的安全状态。',
    ]),
  }),
  suspend: z.object({
    cause: titled('Cause', '暂停原因', choice(causes)),
    reason: titled('What happened', '情况说明', words(1000)),
  }),
  guardianLeaves: z.object({ reason: reason(['Say why the guardian leaves the site.', '请说明监护人离开现场的原因。']) }),
  guardianReturns: z.object({}),
  lift: z.object({ reason: reason(['Say why the danger is over.', '请说明危险因素已消除的情况。']) }),
  resume: z.object({}),
  extend: z.object({
    until: titled('New end', '延期至', moment()),
    reason: reason(['Say why more time is needed.', '请说明需要延期的原因。']),
  }),
  expire: z.object({}),
  changeMembers: z.object({
    add: titled('Join the crew', '新增成员', people().default([]), [
      'They sign the briefing before they act.',
      '新增人员签名确认站班会后方可作业。',
    ]),
    remove: titled('Leave the crew', '离开成员', people().default([])),
    reason: reason(['Say why the crew changes.', '请说明变更成员的原因。']),
  }),
  changeGuardian: z.object({
    guardian: titled('New guardian', '新监护人', personId('guardian')),
    reason: reason(['Say why the guardian changes.', '请说明更换监护人的原因。']),
  }),
  changeLeader: z.object({
    leader: titled('New work leader', '新工作负责人', personId('workLeader')),
    handover: titled('Handover', '交接内容', words(), [
      'State of the work, dangers and measures.',
      '工作进展、危险点和安全措施。',
    ]),
  }),
  endWork: z.object({
    siteCleared: titled('Site cleared', '现场是否清理', yes('Say whether the site is cleared.', '请说明现场是否已清理。'), [
      'People, tools and fences have left the site.',
      '人员、工具和围栏均已撤离。',
    ]),
    gear: titled('Gear', '旁路器材清点', countedGear, ['Count back each item.', '逐项清点收回数量。']),
    report: titled('Report', '终结报告', words(1000), [
      'Tell the permitter what was done and how the equipment is left.',
      '向许可人说明完成的工作和设备状态。',
    ]),
  }),
  sendBack: z.object({ reason: reason(['Say what is still to be done on the site.', '请说明现场尚需处理的事项。']) }),
  close: z.object({
    lineReturned: titled(
      'Line returned',
      '线路是否恢复',
      yes('Say whether the line is returned.', '请说明线路是否已恢复移交。'),
      ['The line is taken back and its protection is in order.', '线路已移交，保护已恢复。'],
    ),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
