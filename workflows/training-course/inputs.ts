/** What a caller must send to plan a course and to act on it. */
import { z } from 'zod';
import { moment, personId, say, unitId, words } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

const reason = () => words(1000);
const key = (en: string, zh: string) => z.string(say(en, zh)).trim().min(1, say(en, zh)).max(80, say(en, zh));
const whole = (least: number, most: number) => {
  const sentence = say(`Give a whole number from ${least} to ${most}.`, `请填写${least}至${most}之间的整数。`);
  return z.int(sentence).min(least, sentence).max(most, sentence);
};
const session = () => whole(1, 60).describe('The number of the session, beginning with 1.');
const people = (most: number) =>
  z
    .array(personId(), say('Give a list of people.', '请填写人员列表。'))
    .max(most, say(`Name at most ${most} people.`, `最多${most}人。`));

export const inputs = {
  start: z.object({
    title: words(100).describe('What the course is called.'),
    topic: key('Give the key of a topic, as in the table courseTopics.', '请填写课程主题，见courseTopics。').describe(
      'As in the table courseTopics.',
    ),
    format: key('Give the key of a format, as in the table courseFormats.', '请填写培训形式，见courseFormats。').describe(
      'As in the table courseFormats; it says what attendance means.',
    ),
    groups: z
      .array(key('Give the key of a target group.', '请填写培训对象。'))
      .min(1, say('Name at least one target group.', '请至少选择一类培训对象。'))
      .max(10, say('Name at most 10 target groups.', '培训对象最多10类。'))
      .describe('Whom it is for, as in the table creditRequirements.'),
    text: words(2000).optional().describe('What it is about.'),
    places: whole(1, 500).describe('How many can take part.'),
    sessions: z
      .array(
        z.object({
          starts: moment().describe('When it begins.'),
          minutes: whole(10, 720).describe('How long it takes.'),
        }),
        say('Give a list of sessions.', '请填写课次列表。'),
      )
      .min(1, say('A course has at least one session.', '课程至少一次课。'))
      .max(60, say('A course has at most 60 sessions.', '课程最多60次课。'))
      .describe('In order; of a rotation, each day.'),
    site: unitId().optional().describe('The village site, township or park to whose door a door-to-door course comes.'),
    lecturer: personId().optional().describe('Who is asked first; otherwise whoever of the pool has least to teach.'),
  }),
  takeCourse: z.object({}),
  declineCourse: z.object({ reason: reason().describe('Why not; the academy reads it.') }),
  passOn: z.object({}),
  askLecturer: z.object({ lecturer: personId().describe('Who is asked to teach it.') }),
  publish: z.object({}),
  enrol: z.object({ person: personId().optional().describe('Somebody of a unit that you lead; yourself when left out.') }),
  leave: z.object({ person: personId().optional().describe('Somebody of a unit that you lead; yourself when left out.') }),
  checkIn: z.object({
    checkInCode: z
      .string(say('Give the code that the lecturer shows.', '请输入讲师出示的签到码。'))
      .trim()
      .min(1, say('Give the code that the lecturer shows.', '请输入讲师出示的签到码。'))
      .max(40, say('Give the code that the lecturer shows.', '请输入讲师出示的签到码。'))
      .describe('The code that the lecturer shows now.'),
  }),
  takeRoll: z.object({
    session: session(),
    present: people(500).describe('Who is there.'),
    absent: people(500).default([]).describe('Who isn’t, though it said so.'),
  }),
  recordMinutes: z.object({
    session: session(),
    attended: z
      .array(
        z.object({ person: personId(), minutes: whole(0, 720).describe('How long they watched.') }),
        say('Give a list of people with their minutes.', '请填写人员及观看分钟数。'),
      )
      .min(1, say('Name at least one person.', '请至少填写一人。'))
      .max(500, say('Name at most 500 people.', '最多500人。')),
  }),
  finish: z.object({}),
  evaluate: z.object({
    stars: whole(1, 5).describe('From 1, bad, to 5, very good.'),
    comment: words(1000).optional().describe('What was good, what wasn’t.'),
  }),
  close: z.object({}),
  cancel: z.object({ reason: reason().describe('Why it doesn’t take place; everybody enrolled reads it.') }),
};

export type Inputs = InputTypes<typeof inputs>;
