/** What a live-line work permit knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import { type Described, instant, internal, main, named, otherCase, person, titled } from '../kernel/describe.ts';
import { personByName, section } from '../lines/facts.ts';
import { gear, job, step } from './job-facts.ts';
import {
  abandonment,
  briefing,
  confirmation,
  extension,
  fencing,
  handingBack,
  handover,
  insulation,
  mark,
  permission,
  stop,
  survey,
  weather,
} from './work-facts.ts';

export const facts = z.object({
  job: main(titled('Job', '作业类型', job)),
  steps: titled('Steps', '作业步骤', z.array(step)),
  gear: titled('Bypass gear', '旁路器材', z.array(gear)),
  line: main(titled('Line', '作业线路', named())),
  sections: main(titled('Sections', '作业区段', z.array(section()))),
  task: main(titled('Task', '工作任务', z.string())),
  hazard: titled('Hazard', '关联隐患', otherCase().nullable()),
  from: main(titled('From', '计划开始时间', instant())),
  until: main(titled('Until', '计划结束时间', instant())),
  issuer: titled('Issuer', '签发人', personByName),
  leader: main(titled('Work leader', '工作负责人', personByName)),
  permitter: titled('Permitter', '许可人', personByName),
  guardian: main(titled('Guardian', '专责监护人', personByName)),
  members: titled('Crew', '工作班成员', z.array(personByName)),
  workers: internal(
    titled('Everybody who was on the site', '曾在现场人员', z.array(person()), [
      'Whoever left in between is among them.',
      '含中途离开人员。',
    ]),
  ),
  survey: titled('Site survey', '现场勘察', survey.nullable()),
  weather: titled('Weather', '天气检查', weather.nullable()),
  insulation: titled('Insulation', '绝缘检测', insulation.nullable()),
  fencing: titled('Fencing', '围栏设置', fencing.nullable()),
  briefing: titled('Briefing', '站班会', briefing.nullable()),
  signatures: titled('Signatures', '站班会签名', z.array(mark)),
  permitted: titled('Permission', '工作许可', permission.nullable()),
  progress: titled('Confirmed steps', '步骤确认', z.array(confirmation)),
  abandoned: titled('Abandoned steps', '终止步骤', abandonment.nullable()),
  stops: titled('Stops', '叫停记录', z.array(stop), ['Work goes on when all of them are lifted.', '全部解除后方可作业。']),
  haltedAt: internal(
    titled('Halted at', '停工时间', instant().nullable(), [
      'What was checked before this moment is checked again.',
      '此前的检查须重新进行。',
    ]),
  ),
  guardianAway: titled('Guardian away', '监护人离开', z.boolean()),
  handovers: titled('Handovers', '负责人变更', z.array(handover)),
  extension: titled('Extension', '延期记录', extension.nullable()),
  expiredAt: titled('Expired at', '到期时间', instant().nullable()),
  handedBack: titled('Handed back', '交回记录', handingBack.nullable()),
  closed: titled('Closed', '终结记录', mark.nullable()),
});

export type Facts = Described<typeof facts>;
export type Step = Facts['steps'][number];
/** Somebody on the permit, by the name they had when they were put on it. */
export type Named = Facts['leader'];
/** Who did something, and when. */
export type Mark = Described<typeof mark>;
/** In the order of the steps; the last one may still wait for the guardian. */
export type Confirmation = Facts['progress'][number];
