/** One question, from asking to what the desk keeps of it. */
import type { Done } from '../moved/caller.ts';
import type { Chance } from '../moved/chance.ts';
import { at, DAY, dayOf, HOUR, MINUTE, plus } from '../moved/days.ts';
import { eventually } from '../moved/eventually.ts';
import { expect } from '../moved/expectation.ts';
import { withFacts } from './academy.ts';
import { dutyAfter, reviewAfter } from './desk-hours.ts';
import type { Words } from './desk-words.ts';
import { workdayFrom } from './duty-days.ts';
import type { Year } from './year.ts';

export type Story =
  | 'atOnce'
  | 'handedOn'
  | 'breached'
  | 'outsideDuty'
  | 'askedBack'
  | 'forwarded'
  | 'followedUp'
  | 'withdrawn'
  | 'corrected';

export type Asked = {
  readonly index: number;
  readonly story: Story;
  readonly asker: string;
  readonly when: number;
  readonly words: Words;
  readonly chance: Chance;
};

type Person = { readonly id: string };
type Facts = { readonly offered: readonly Person[]; readonly breaches: number; readonly suggested: readonly unknown[] };

const ADMIN = 'sheng-lan';
const REVIEWERS = ['desk-officer-04', 'desk-officer-05', 'desk-officer-06'] as const;
const SECOND = 1000;
/** So many of the answers are kept for later questions. */
const KEPT = 0.3;

export const tellQuestion = async (year: Year, asked: Asked): Promise<void> => {
  const { academy, lives, tally } = year;
  const { story, asker, when, words, chance } = asked;
  await lives.until(when);
  const { deskQuestionSuggestions: suggested } = await academy.ask(
    asker,
    'query ($text: String!) { deskQuestionSuggestions(text: $text) { id } }',
    { text: words.text },
  );
  tally.add('askers shown earlier answers', Number(suggested.length > 0));
  const { text, topic } = words;
  const question = await academy.start('deskQuestion', asker, { text, topic }, { facts: true });
  tally.add('questions asked');
  tally.add('questions with suggestions', Number((question.facts as Facts).suggested.length > 0));
  if (story === 'withdrawn') {
    await lives.until(when + 30 * SECOND);
    await academy.act('deskQuestion.withdraw', asker, question.id, { reason: '已在知识库找到答案。' });
    tally.add('questions withdrawn');
    return;
  }
  const answered = await answer(year, asked, question);
  if (chance.happens(0.4)) {
    await academy.act('deskQuestion.rate', asker, question.id, { stars: chance.whole(3, 5) });
    tally.add('answers rated');
  }
  await review(year, asked, question.id, answered, story === 'corrected');
  if (story === 'followedUp') await followUp(year, asked, question.id);
};

/** In steps of half a minute, so that what several people do falls together as it does at a desk. */
const steps = (chance: Chance, least: number, most: number): number => chance.whole(least, most) * 30 * SECOND;

/** When it was answered. */
const answer = async (year: Year, asked: Asked, { id, facts }: Done): Promise<number> => {
  const { academy, lives, tally } = year;
  const { story, asker, when, words, chance } = asked;
  const first = ((facts as Facts).offered[0] as Person).id;
  const reply = async (person: string, moment: number) => {
    await lives.until(moment);
    const done = await academy.act('deskQuestion.answer', person, id, { text: words.answer }, { facts: true });
    tally.add('answers given');
    expectBreaches(id, done.facts, story === 'breached' || story === 'forwarded' ? 1 : 0);
    return moment;
  };
  const claim = async (person: string, moment: number) => {
    await lives.until(moment);
    await academy.act('deskQuestion.claim', person, id);
  };
  switch (story) {
    case 'handedOn': {
      await lives.until(when + 200 * SECOND);
      const next = await handedOn(year, id, first);
      await claim(next, when + 210 * SECOND);
      return reply(next, when + 270 * SECOND);
    }
    case 'breached': {
      await lives.until(when + 240 * SECOND);
      const next = await handedOn(year, id, first);
      await claim(next, when + 270 * SECOND);
      tally.add('breaches meant');
      return reply(next, when + steps(chance, 11, 20));
    }
    case 'outsideDuty': {
      const duty = dutyAfter(when, dayOf(when));
      await claim(first, duty + MINUTE);
      tally.add('questions outside duty hours');
      return reply(first, duty + 150 * SECOND);
    }
    case 'askedBack': {
      await claim(first, when + MINUTE);
      await academy.act('deskQuestion.askBack', first, id, { question: '请补充参保人的参保地和就诊日期。' });
      await lives.until(when + 40 * MINUTE);
      await academy.act('deskQuestion.reply', asker, id, { text: '本区参保，上周就诊。' });
      tally.add('questions asked back');
      return reply(first, when + 42 * MINUTE);
    }
    case 'forwarded': {
      await claim(first, when + MINUTE);
      const n = chance.whole(1, 3);
      await academy.act('deskQuestion.forward', first, id, { department: `agency-0${n}`, reason: '涉及历史业务档案，请协查。' });
      tally.add('questions forwarded');
      tally.add('breaches meant');
      return reply(`agency-handler-0${n}`, when + HOUR);
    }
    case 'atOnce':
    case 'followedUp':
    case 'withdrawn':
    case 'corrected': {
      const taken = steps(chance, 1, 3);
      await claim(first, when + taken);
      return reply(first, when + taken + steps(chance, 1, 5));
    }
  }
};

const expectBreaches = (id: string, { breaches }: Facts, wanted: number): void =>
  expect(breaches === wanted, `${id} should have ${wanted} breaches when it is answered, but has ${breaches}.`);

/** Who is asked next when the first hasn't taken it for three minutes of duty. */
const handedOn = async ({ academy, tally }: Year, id: string, first: string): Promise<string> => {
  const next = await eventually(async () => {
    const { case: found } = await academy.ask(ADMIN, withFacts('deskQuestion'), { id });
    return (found.facts as Facts).offered[1];
  }, `${id} should have been handed on after three minutes.`);
  expect(next.id !== first, `${id} was handed on to ${first}, who had it.`);
  tally.add('questions handed on');
  return next.id;
};

/** Another officer of the desk accepts the answer; one in fifty goes back first. */
const review = async (year: Year, { chance, words }: Asked, id: string, answered: number, wrong: boolean): Promise<void> => {
  const { academy, lives, tally } = year;
  const reviewer = chance.pick(REVIEWERS);
  const moment = reviewAfter(answered, dayOf(answered));
  await lives.until(moment);
  if (wrong) {
    const { facts } = await academy.act('deskQuestion.sendBack', reviewer, id, { reason: '请补充办理时限。' }, { facts: true });
    await lives.until(moment + 10 * MINUTE);
    const by = (facts.answers as readonly { by: Person }[]).at(-1)?.by.id as string;
    await academy.act('deskQuestion.correct', by, id, { text: `${words.answer}一般五个工作日内办结。` });
    tally.add('answers corrected');
    await lives.until(moment + 20 * MINUTE);
  }
  const keep = chance.happens(KEPT);
  await academy.act('deskQuestion.acceptAnswer', reviewer, id, keep ? { question: words.text, keepBoth: true } : {});
  tally.add('answers accepted');
  tally.add('answers kept as knowledge', Number(keep));
};

/** The five minutes begin again, with the officer who answered before where they are on duty. */
const followUp = async (year: Year, asked: Asked, id: string): Promise<void> => {
  const { academy, lives, tally } = year;
  const morning = at(workdayFrom(plus(dayOf(asked.when + DAY), 0)), '10:00');
  await lives.until(morning);
  const { facts } = await academy.act(
    'deskQuestion.followUp',
    asked.asker,
    id,
    { text: '如果是去年的费用，还可以办理吗？' },
    { facts: true },
  );
  tally.add('questions followed up');
  const officer = ((facts as Facts).offered[0] as Person).id;
  await lives.until(morning + MINUTE);
  await academy.act('deskQuestion.claim', officer, id);
  await lives.until(morning + 2 * MINUTE);
  await academy.act('deskQuestion.answer', officer, id, { text: '跨年度费用须在次年规定期限内提交。' });
  tally.add('answers given');
  await review(year, asked, id, morning + 2 * MINUTE, false);
};
