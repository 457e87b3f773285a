/** A year of questions to the desk: when they are asked, by whom, and how each of them goes. */
import { at, plus } from '../moved/days.ts';
import { type Story, tellQuestion } from './desk-question.ts';
import { wordsOf } from './desk-words.ts';
import { workdays } from './duty-days.ts';
import type { Year } from './year.ts';

/** The busy moments of a desk; two of them on each day. */
const MOMENTS = ['08:40', '09:20', '10:10', '10:50', '14:10', '15:00', '15:40', '16:20'];

/** Out of 100 questions. */
const STORIES: readonly (readonly [Story, number])[] = [
  ['atOnce', 66],
  ['handedOn', 11],
  ['breached', 4],
  ['outsideDuty', 8],
  ['askedBack', 3],
  ['forwarded', 2],
  ['followedUp', 3],
  ['withdrawn', 1],
  ['corrected', 2],
];

const storyOf = (index: number): Story => {
  let left = (index * 37) % 100;
  for (const [story, share] of STORIES) {
    if (left < share) return story;
    left -= share;
  }
  return 'atOnce';
};

export const beginDesk = (year: Year): void => {
  const { calendarYear, cast, figures, lives } = year;
  const days = workdays(`${calendarYear}-01-04`, `${calendarYear}-12-21`);
  for (let index = 0; index < figures.questions; index++) {
    const chance = year.chance('question', index);
    const story = storyOf(index);
    const n = Math.floor((index * days.length) / figures.questions);
    const day = days[n] as string;
    const moment = MOMENTS[(n * 3 + (index % 2)) % MOMENTS.length] as string;
    // Some at noon, some in the evening, some on the day after Friday.
    const outside = [at(day, '12:20'), at(day, '19:30'), at(plus(day, 1), '20:00')][index % 3] as number;
    const asker = chance.pick(cast.askers).id;
    const when = story === 'outsideDuty' ? outside : at(day, moment);
    lives.begin(() => tellQuestion(year, { index, story, asker, when, words: wordsOf(chance), chance }));
  }
};
