/** What a caller must send to pair a lecturer group with a site and to act on the pairing. */
import { z } from 'zod';
import { personId, say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = () => words(1000);
const day = () => z.iso.date(say('Give a day such as 2026-03-01.', '请填写日期，例如2026-03-01。'));
const number = (en: string, zh: string) => z.int(say(en, zh)).min(1, say(en, zh));
const visit = () => number('Give the number of a visit.', '请填写走访序号。').describe('The number of the visit.');
const people = () =>
  z
    .array(personId(), say('Give the ids of lecturers.', '请填写讲师编号。'))
    .min(1, say('Name at least one lecturer.', '请至少填写一名讲师。'))
    .max(10, say('Name at most 10 lecturers.', '讲师最多10名。'));

export const inputs = {
  start: z.object({
    site: unitId().describe('The village site.'),
    worker: personId().describe('Who speaks for the site.'),
    lecturers: people().describe('The group; each of them may plan, log and raise things.'),
    purpose: words(500).describe('What the pairing is for.'),
    until: day().describe('The last day on which a visit belongs to it.'),
  }),
  agree: z.object({}),
  decline: z.object({ reason: reason().describe('Why not; the group reads it.') }),
  planVisit: z.object({
    day: day().describe('When.'),
    place: words(200).describe('Where.'),
    purpose: words(500).describe('What for.'),
  }),
  cancelVisit: z.object({ visit: visit(), reason: reason().describe('Why it doesn’t take place.') }),
  logVisit: z.object({
    visit: visit().optional().describe('The number of the planned visit that this was, if it was planned.'),
    day: day().describe('When it took place.'),
    place: words(200).describe('Where.'),
    done: words(2000).describe('What was done.'),
    lecturers: people().describe('Who of the group was there; they get the credits.'),
  }),
  confirmVisit: z.object({ visit: visit() }),
  rejectVisit: z.object({ visit: visit(), reason: reason().describe('What isn’t right about it.') }),
  raiseDifficulty: z.object({
    text: words(1000).describe('What the site can’t solve by itself.'),
    department: unitId().describe('The department that is to answer it.'),
  }),
  noteDifficulty: z.object({
    difficulty: z.int().min(1),
    caseId: z.string().min(1),
    state: z.enum(['open', 'answered', 'closed', 'withdrawn']),
    at: z.int(),
  }),
  changeGroup: z.object({ lecturers: people(), reason: reason().describe('Why the group changes.') }),
  changeWorker: z.object({ worker: personId(), reason: reason().describe('Why somebody else speaks for the site.') }),
  remind: z.object({}),
  close: z.object({ comment: words(1000).optional().describe('A word about the year.') }),
  end: z.object({ reason: reason().describe('Why the pairing ends before all is done.') }),
};

export type Inputs = InputTypes<typeof inputs>;
