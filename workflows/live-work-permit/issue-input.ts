/** What an issuer sends to issue a live-line work permit. */
import { z } from 'zod';
import { picked, titled } from '../kernel/describe.ts';
import { caseId, moment, personId, say, words } from '../kernel/inputs.ts';
import { code, lineKey, sectionKey } from '../lines/inputs.ts';

const MOST_PEOPLE = 20;

/** Members of a crew. */
export const people = () =>
  z
    .array(personId('lineWorker'), say('Give a list of people.', '请填写人员名单。'))
    .max(MOST_PEOPLE, say(`Name at most ${MOST_PEOPLE} people.`, `最多填写${MOST_PEOPLE}人。`));

export const issue = z.object({
  job: titled(
    'Job type',
    '作业类型',
    picked(
      'table:permitJobTypes',
      code('Give the code of a job type, as in the table permitJobTypes.', '请填写作业类型代码，见permitJobTypes表。'),
    ),
    ['It brings the steps and the list of gear.', '据此确定作业步骤和器材清单。'],
  ),
  line: titled('Line', '作业线路', lineKey()),
  sections: titled(
    'Sections',
    '作业区段',
    z
      .array(sectionKey(), say('Give a list of sections.', '请填写区段列表。'))
      .min(1, say('Name at least one section of the line.', '请至少填写一个线路区段。'))
      .max(20, say('Name at most 20 sections.', '最多填写20个区段。')),
  ),
  task: titled('Task', '工作任务', words(1000), [
    'Say what is to be done, and where on the section.',
    '请填写作业内容及具体位置。',
  ]),
  from: titled('From', '计划开始时间', moment()),
  until: titled('Until', '计划结束时间', moment(), ['The permit expires at this moment.', '作业票于此时到期。']),
  leader: titled('Work leader', '工作负责人', personId('workLeader')),
  permitter: titled('Permitter', '许可人', personId('permitter')),
  guardian: titled('Guardian', '专责监护人', personId('guardian')),
  members: titled('Crew', '工作班成员', people().min(1, say('Name at least one member.', '请至少填写一名工作班成员。'))),
  hazard: titled('Hazard', '关联隐患', caseId('hazardInspection').optional(), [
    'The hazard that this work rectifies, if there is one.',
    '本作业用于整改隐患的，填写该隐患。',
  ]),
});
