/** What a caller must send to file a report and to act on it. */
import { z } from 'zod';
import { caseId, moment, personId, phone, photos, place, say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = () => words(1000);

export const inputs = {
  start: z.object({
    category: z
      .string(say('Give the code of a category, as in the catalogue.', '请填写类别代码，可在类别目录中查到。'))
      .trim()
      .min(1, say('Give the code of a category, as in the catalogue.', '请填写类别代码，可在类别目录中查到。'))
      .max(60, say('Give the code of a category, as in the catalogue.', '请填写类别代码，可在类别目录中查到。'))
      .describe('Code of the category, as in the catalogue.'),
    text: words().describe('What is wrong, in the reporter’s own words; at most 2,000 characters.'),
    place: place().describe('Where it is; the point must lie in one of the grid areas.'),
    photos: photos().describe('Photos of the matter, 6 unless the tenant has set another limit.'),
    channel: z
      .enum(
        ['app', 'courierGroup', 'hotline', 'patrol'],
        say('Choose app, courierGroup, hotline or patrol.', '请选择app、courierGroup、hotline或patrol。'),
      )
      .optional()
      .describe('How the report came in; when left out, the one usual for the caller’s role.'),
    reporter: z
      .object({
        name: words(80).optional().describe('What to call the reporter; seen only by those who may see personal data.'),
        phone: phone().optional().describe('Where to call back; seen only by those who may see personal data.'),
        email: z
          .email(say('Give an e-mail address such as li@example.org, or leave it out.', '请填写正确的电子邮箱，或留空。'))
          .optional()
          .describe('Where to write to; seen only by those who may see personal data.'),
        locale: z
          .enum(['en', 'zh'], say('Choose en or zh.', '请选择en或zh。'))
          .optional()
          .describe('The language in which the reporter wants to hear.'),
      })
      .optional()
      .describe(
        'Who reports, where that isn’t the caller, or how to reach them; who leaves it out and has no account stays anonymous.',
      ),
  }),
  dispatch: z.object({
    unit: unitId().describe('The unit that is to handle it.'),
    reason: reason().describe('Why this unit; the unit and the reporter read it.'),
  }),
  transfer: z.object({
    unit: unitId().describe('The unit that is to go on with it.'),
    reason: reason().describe('Why it moves; both units read it.'),
  }),
  reject: z.object({
    ground: reason().describe('Why the street can’t take it up.'),
    channel: words(300).describe(
      'Where the reporter can go with it instead, such as the court, the discipline inspection line or another authority.',
    ),
  }),
  accept: z.object({}),
  assign: z.object({ person: personId().describe('The handler of the unit who is to do it.') }),
  comment: z.object({
    text: words().describe('The comment; it never moves a due time.'),
    photos: photos().describe('Photos to go with it.'),
    toReporter: z.boolean().default(false).describe('Whether the reporters are told, where the comment is by the staff.'),
  }),
  noteWork: z.object({
    text: words().describe('What was done so far.'),
    photos: photos().describe('Photos of the work.'),
  }),
  done: z.object({
    result: words().describe('What was done, in words for the reporter.'),
    photos: photos().describe('Photos of the place as it is now.'),
  }),
  askReporter: z.object({ question: words(1000).describe('What the reporter is to tell or show.') }),
  answer: z.object({
    text: words().describe('The answer.'),
    photos: photos().describe('Photos that were asked for.'),
  }),
  goOnWithout: z.object({}),
  requestExtension: z.object({
    workingDays: z
      .int(say('Give a whole number of working days.', '请填写整数工作日。'))
      .min(1, say('Ask for at least one working day.', '至少申请1个工作日。'))
      .describe('How many more working days are needed.'),
    reason: reason().optional().describe('Why they are needed; demanded from the second extension on.'),
  }),
  decideExtension: z.object({
    granted: z.boolean().describe('Whether the days are granted.'),
    reason: reason().optional().describe('Why, demanded when the days are refused.'),
  }),
  requestSuspension: z.object({
    until: moment().describe('When work can go on, such as the end of the rainy season.'),
    reason: reason().describe('Why it can’t be done before.'),
  }),
  decideSuspension: z.object({
    approved: z.boolean().describe('Whether the work may wait.'),
    reason: reason().optional().describe('Why, demanded when it may not.'),
  }),
  resume: z.object({}),
  callMeeting: z.object({
    at: moment().describe('When the departments meet on the spot.'),
    units: z
      .array(unitId(), say('Give a list of units.', '请填写单位列表。'))
      .min(1, say('Name at least one other unit that is to come.', '请至少填写一个参会单位。'))
      .max(20, say('Call at most 20 units together.', '一次最多召集20个单位。'))
      .describe('The units that are to come, besides the one that calls.'),
    agenda: words(1000).describe('What is to be settled there.'),
  }),
  object: z.object({
    ground: reason().describe('Why the matter isn’t this unit’s, with the rule or list it follows from.'),
    suggests: unitId().optional().describe('The unit whose matter it is instead, where that is known.'),
  }),
  lapseObjection: z.object({}),
  rule: z.object({
    upheld: z.boolean().describe('Whether the objection is right.'),
    unit: unitId()
      .optional()
      .describe('Where it is right: the unit that gets it next; without one it goes back to the dispatch desk.'),
    reason: reason().describe('Why; the unit reads it.'),
  }),
  ruleFinally: z.object({
    unit: unitId().describe('The unit that has to handle it, whether it objects or not.'),
    reason: reason().describe('Why it is this unit’s; everybody concerned reads it.'),
  }),
  verify: z.object({
    passed: z.boolean().describe('Whether the matter is settled on the spot.'),
    finding: words(1000).optional().describe('What was found, demanded when the check fails.'),
    at: place().optional().describe('Where the checker stands; this or a photo is needed.'),
    photos: photos().describe('Photos of the place as found.'),
  }),
  rate: z.object({
    stars: z
      .int(say('Give 1 to 5 stars.', '请打1至5分。'))
      .min(1, say('Give 1 to 5 stars.', '请打1至5分。'))
      .max(5, say('Give 1 to 5 stars.', '请打1至5分。'))
      .describe('From 1, not content, to 5, very content.'),
    comment: words(1000).optional().describe('A word about it.'),
  }),
  reopen: z.object({
    reason: reason().describe('What isn’t settled.'),
    photos: photos().describe('Photos of the place as it is now.'),
  }),
  settle: z.object({}),
  reversePoints: z.object({
    reason: reason().describe('How it turned out that the report was false or staged; the reporter reads it.'),
  }),
  merge: z.object({
    into: caseId().describe('The open report of the same matter that goes on.'),
    reason: reason().optional().describe('How it was seen that both are the same.'),
  }),
  unmerge: z.object({ reason: reason().describe('Why the two aren’t the same matter after all.') }),
  absorb: z.object({
    from: z.string(),
    reporters: z.array(z.object({ id: z.string(), case: z.string(), at: z.number(), earns: z.boolean() })),
  }),
  /** With the reports that had been merged into that one before. */
  releaseMerged: z.object({ from: z.string(), cases: z.array(z.string()) }),
};

export type Inputs = InputTypes<typeof inputs>;
