/** What a caller must send to issue a live-line work permit and to act on it. */
import { z } from 'zod';
import { caseId, moment, personId, say, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = () => words(1000);
const MOST_PEOPLE = 20;

const code = (en: string, zh: string) => z.string(say(en, zh)).trim().min(1, say(en, zh)).max(60, say(en, zh));
const yes = (en: string, zh: string) => z.boolean(say(en, zh));
const measured = (max: number, en: string, zh: string) => z.number(say(en, zh)).min(0, say(en, zh)).max(max, say(en, zh));
const people = () =>
  z
    .array(personId(), say('Give a list of people.', '请填写人员名单。'))
    .max(MOST_PEOPLE, say(`Name at most ${MOST_PEOPLE} people.`, `最多填写${MOST_PEOPLE}人。`));

export const inputs = {
  start: z.object({
    job: code(
      'Give the code of a job type, as in the table permitJobTypes.',
      '请填写作业类型代码，见permitJobTypes表。',
    ).describe('Code of the job type, such as fuseToSwitch; it brings the steps and the list of gear.'),
    line: code('Give the number of a line.', '请填写线路编号。').describe('Number of the line, such as E551.'),
    sections: z
      .array(code('Give the number of a section.', '请填写区段编号。'), say('Give a list of sections.', '请填写区段列表。'))
      .min(1, say('Name at least one section of the line.', '请至少填写一个线路区段。'))
      .max(20, say('Name at most 20 sections.', '最多填写20个区段。'))
      .describe('The sections of the line on which work is done.'),
    task: words(1000).describe('What is to be done, and where on the section.'),
    from: moment().describe('When work may begin.'),
    until: moment().describe('When it must have ended; at this moment the permit expires.'),
    leader: personId().describe('The work leader 工作负责人.'),
    permitter: personId().describe('The permitter 许可人.'),
    guardian: personId().describe('The dedicated guardian 专责监护人.'),
    members: people()
      .min(1, say('Name at least one member.', '请至少填写一名工作班成员。'))
      .describe('The members of the crew 工作班成员.'),
    hazard: caseId().optional().describe('The hazard for whose rectification this is, if there is one.'),
  }),
  recordSurvey: z.object({ findings: words().describe('What was found on the spot: poles, crossings, loads, surroundings.') }),
  checkWeather: z.object({
    wind: measured(100, 'Give the wind in metres per second.', '请填写风速（米/秒）。').describe('Wind in metres per second.'),
    humidity: measured(100, 'Give the humidity in per cent.', '请填写相对湿度（%）。').describe('Relative humidity in per cent.'),
    thunder: yes('Say whether there is thunder.', '请说明有无雷电。').describe('Whether there is thunder or lightning.'),
    precipitation: yes('Say whether there is rain, snow or fog.', '请说明有无雨雪雾。').describe(
      'Whether there is rain, snow, hail or fog.',
    ),
  }),
  checkInsulation: z.object({
    megohms: measured(1_000_000, 'Give the resistance in megohms.', '请填写绝缘电阻（兆欧）。').describe(
      'The lowest insulation resistance measured on the tools and protective gear, in megohms.',
    ),
    tools: words(1000).describe('What was measured and looked over.'),
  }),
  recordFencing: z.object({ measures: words(1000).describe('Fences and warning signs that were put up, and where.') }),
  holdBriefing: z.object({
    task: words(1000).describe('What is to be done.'),
    division: words(1000).describe('Who does what.'),
    hazards: words(1000).describe('What is dangerous about it.'),
    measures: words(1000).describe('What is done against that.'),
  }),
  signBriefing: z.object({}),
  permit: z.object({
    conditions: words(1000).optional().describe('What the crew must mind, such as reclosing put out of action.'),
  }),
  cancel: z.object({ reason: reason().describe('Why the work isn’t done; everybody on the permit reads it.') }),
  lapse: z.object({}),
  confirmStep: z.object({
    step: code('Give the step, as in the permit’s list.', '请填写步骤代码，见作业票步骤清单。').describe(
      'The step that has been done.',
    ),
  }),
  abandonSteps: z.object({
    reason: reason().describe('Why the steps that are left aren’t done.'),
    safeState: words(1000).describe('The safe state in which line and gear are left.'),
  }),
  suspend: z.object({
    cause: z
      .enum(
        ['weather', 'load', 'equipment', 'other'],
        say('Choose weather, load, equipment or other.', '请选择weather、load、equipment或other。'),
      )
      .describe('What makes work stop.'),
    reason: reason().describe('What has happened.'),
  }),
  guardianLeaves: z.object({ reason: reason().describe('Why the guardian leaves the site.') }),
  guardianReturns: z.object({}),
  resume: z.object({}),
  extend: z.object({
    until: moment().describe('When work must have ended instead.'),
    reason: reason().describe('Why more time is needed.'),
  }),
  expire: z.object({}),
  changeMembers: z.object({
    add: people().default([]).describe('Who joins the crew; each signs the briefing before they act.'),
    remove: people().default([]).describe('Who leaves it.'),
    reason: reason().describe('Why the crew changes.'),
  }),
  changeGuardian: z.object({
    guardian: personId().describe('The new guardian.'),
    reason: reason().describe('Why the guardian changes.'),
  }),
  changeLeader: z.object({
    leader: personId().describe('The new work leader.'),
    handover: words().describe('What was handed over between the two: state of the work, dangers, measures.'),
  }),
  endWork: z.object({
    siteCleared: yes('Say whether the site is cleared.', '请说明现场是否已清理。').describe(
      'Whether people, tools and fences have left the site.',
    ),
    gear: z
      .array(
        z.object({
          item: code('Give an item of the permit’s list of gear.', '请填写旁路器材清单中的项目。').describe('Item of the list.'),
          count: z
            .int(say('Give a whole number.', '请填写整数。'))
            .min(0, say('Nothing counts less than 0.', '数量不能小于0。'))
            .max(10_000, say('Give a whole number up to 10,000.', '请填写不超过10000的整数。'))
            .describe('How many were counted back.'),
        }),
        say('Give the count of each item.', '请逐项填写清点数量。'),
      )
      .max(100, say('Give each item once.', '每项只填写一次。'))
      .describe('What was counted back, item by item.'),
    report: words(1000).describe('What was done and how the equipment is left, in words for the permitter.'),
  }),
  sendBack: z.object({ reason: reason().describe('What is still to be done on the site.') }),
  close: z.object({
    lineReturned: yes('Say whether the line is returned.', '请说明线路是否已恢复移交。').describe(
      'Whether the line has been taken back and its protection put in order.',
    ),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
