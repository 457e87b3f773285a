/** What a caller must send to report a hazard and to act on it. */
import { z } from 'zod';
import { caseId, personId, photos, place, say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = () => words(1000);

const code = (en: string, zh: string) => z.string(say(en, zh)).trim().min(1, say(en, zh)).max(60, say(en, zh));

const grade = () =>
  code('Give a grade, such as general, serious or critical.', '请填写隐患等级，例如general、serious、critical。');

export const inputs = {
  start: z.object({
    grade: grade().describe('How grave it is: a key of the table `hazardGrades`, such as general, serious or critical.'),
    text: words().describe('What is wrong; at most 2,000 characters.'),
    line: code('Give the number of a line, such as E551.', '请填写线路编号，例如E551。')
      .optional()
      .describe('The line it is on; one of `line` and `place` is needed.'),
    section: code('Give the number of a section of the line.', '请填写线路区段编号。')
      .optional()
      .describe('The section of that line.'),
    place: place().optional().describe('Where it is, for what lies on no line, or more exactly than the section says.'),
    photos: photos().describe('Photos of it: at least one and at most 6, unless the tenant has set other limits.'),
    plan: caseId().optional().describe('The protection plan under which it was found; left out where a round is named.'),
    round: caseId().optional().describe('The inspection round on which it was found.'),
  }),
  assign: z.object({
    person: personId().optional().describe('The rectifier who is to do it; one of `person` and `unit` is needed.'),
    unit: unitId().optional().describe('The unit whose rectifiers find it in their queue.'),
  }),
  accept: z.object({}),
  secure: z.object({
    measure: words(1000).describe('What keeps people away from it until it is rectified, such as a guard and a fence.'),
    guard: words(80).optional().describe('Who stands guard.'),
    photos: photos().describe('Photos of the measure.'),
  }),
  noteWork: z.object({
    text: words().describe('What was done so far.'),
    photos: photos().describe('Photos of the work.'),
  }),
  extend: z.object({
    days: z
      .int(say('Give a whole number of days.', '请填写整数天数。'))
      .min(1, say('Give at least one day.', '至少延长1天。'))
      .describe('How many more days: working days where its limit is in working days, else days by the clock.'),
    reason: reason().describe('Why they are needed.'),
  }),
  rectify: z.object({
    result: words().describe('What was done.'),
    photos: photos().describe('Photos of it as it is now.'),
  }),
  recheck: z.object({
    passed: z.boolean().describe('Whether the hazard is gone.'),
    finding: words(1000).optional().describe('What was found, demanded when the recheck fails.'),
    at: place().optional().describe('Where the checker stands; this or a photo is needed.'),
    photos: photos().describe('Photos of it as found.'),
  }),
  changeGrade: z.object({
    grade: grade().describe('The grade from now on.'),
    reason: reason().describe('Why it is graver, or less grave, than it was taken for.'),
  }),
  requirePermit: z.object({
    reason: reason().describe('Why it can only be rectified by live-line work, and what is to be done.'),
  }),
  waivePermit: z.object({ reason: reason().describe('Why it can be rectified without live-line work after all.') }),
  withdraw: z.object({ reason: reason().describe('How it turned out that there is no hazard; whoever found it reads this.') }),
  permitOpened: z.object({ permit: caseId() }),
  permitClosed: z.object({ permit: caseId() }),
};

export type Inputs = InputTypes<typeof inputs>;
