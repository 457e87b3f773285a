/** What a caller must send to report a hazard and to act on it. */
import { z } from 'zod';
import { person, picked, titled } from '../kernel/describe.ts';
import { caseId, personName, photos, place, say, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';
import { code, lineKey, personOrUnit, photosOf, reason, sectionKey } from '../lines/inputs.ts';

const grade = () =>
  picked(
    'table:hazardGrades',
    code('Give a grade, such as general, serious or critical.', '请填写隐患等级，例如general、serious、critical。'),
  );

const permit = titled('Work permit', '带电作业票', caseId('liveWorkPermit'));

export const inputs = {
  start: z.object({
    grade: titled('Grade', '隐患等级', grade()),
    text: titled('Description', '隐患描述', words(), ['Say what is wrong.', '请说明存在的问题。']),
    line: titled('Line', '所在线路', lineKey().optional(), ['Give the line or a place.', '线路和地点至少填写一项。']),
    section: titled('Section', '所在区段', sectionKey().optional()),
    place: titled('Place', '地点', place().optional(), [
      'For a hazard on no line, or where the section does not say enough.',
      '不在线路上，或仅凭区段难以定位时填写。',
    ]),
    photos: titled('Photos', '照片', photos(), ['At least one photo of the hazard.', '至少上传一张隐患照片。']),
    plan: titled('Protection plan', '所属保电方案', caseId('protectionPlan').optional(), [
      'Leave it out if you name a round.',
      '填写巡视任务的，此项留空。',
    ]),
    round: titled('Inspection round', '所属巡视任务', caseId('inspectionRound').optional()),
  }),
  assign: z.object(personOrUnit('rectifier', 'Rectifier', '整改人员')),
  accept: z.object({}),
  secure: z.object({
    measure: titled('Measure', '管控措施', words(1000), [
      'It keeps people away until the hazard is rectified, such as a guard and a fence.',
      '整改完成前防止人员靠近的措施，例如看护、围栏。',
    ]),
    guard: titled('Guard', '看护人', personName().optional()),
    photos: photosOf('Photos of the measure.', '管控措施的照片。'),
  }),
  noteWork: z.object({
    text: titled('Work done', '整改进展', words(), ['Say what was done so far.', '请说明目前已完成的工作。']),
    photos: photosOf('Photos of the work.', '整改过程的照片。'),
  }),
  extend: z.object({
    days: titled(
      'More days',
      '延长天数',
      z.int(say('Give a whole number of days.', '请填写整数天数。')).min(1, say('Give at least one day.', '至少延长1天。')),
      [
        'Working days where the limit of the grade is in working days, else calendar days.',
        '该等级时限按工作日计的为工作日，否则为自然日。',
      ],
    ),
    reason: reason(['Say why more time is needed.', '请说明需要延期的原因。']),
  }),
  rectify: z.object({
    result: titled('Result', '整改结果', words(), ['Say what was done.', '请说明采取的整改措施。']),
    photos: photosOf('Photos of the place as it is now.', '整改后的照片。'),
  }),
  recheck: z.object({
    passed: titled('Hazard gone', '是否合格', z.boolean()),
    finding: titled('Finding', '复查情况', words(1000).optional(), ['Needed where the recheck fails.', '复查不合格时必填。']),
    at: titled('Your position', '当前位置', place().optional(), [
      'A recheck needs your position or a photo.',
      '复查须提供当前位置或现场照片。',
    ]),
    photos: photosOf('Photos of the place as found.', '复查时的现场照片。'),
  }),
  correctPlace: z.object({
    line: titled('Line', '所在线路', lineKey()),
    section: titled('Section', '所在区段', sectionKey().optional()),
    reason: reason(['Say how the hazard came to be reported elsewhere.', '请说明原填报位置有误的原因。']),
  }),
  changeGrade: z.object({
    grade: titled('New grade', '新等级', grade()),
    reason: reason(['Say why the hazard is more or less grave than it seemed.', '请说明调整等级的原因。']),
  }),
  requirePermit: z.object({
    reason: reason(['Say why only live-line work can rectify it, and what must be done.', '请说明须带电作业的原因及作业内容。']),
  }),
  waivePermit: z.object({
    reason: reason(['Say why it can be rectified without live-line work.', '请说明无需带电作业的原因。']),
  }),
  withdraw: z.object({
    reason: reason(['Say why there is no hazard. The finder reads it.', '请说明不构成隐患的原因，发现人可见。']),
  }),
  permitOpened: z.object({ permit }),
  permitClosed: z.object({
    permit,
    carriedOut: titled('Carried out', '是否完成作业', z.boolean()),
    workers: titled('Crew', '作业人员', z.array(person())),
  }),
};

export type Inputs = InputTypes<typeof inputs>;
