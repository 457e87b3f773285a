/** Mentor pairings of a year: most meet every month and some every week; a few fall silent, some end early, one goes on with another mentor. */

import { at, HOUR, iso, plus } from '../moved/days.ts';
import { eventually } from '../moved/eventually.ts';
import { expect } from '../moved/expectation.ts';
import { workdayFrom } from './duty-days.ts';
import type { Year } from './year.ts';

const ADMIN = 'sheng-lan';
const TOPICS = [
  '生育津贴申领',
  '异地就医备案',
  '门诊费用报销',
  '参保登记与变更',
  '档案整理与归档',
  '窗口沟通',
  '系统操作',
  '疑难件会办',
];
const GOALS = ['独立办理报销业务', '掌握参保登记政策', '窗口满意度达标', '完成档案整理一批', '能答常见政策咨询'];

type Course = 'monthly' | 'weekly' | 'silent' | 'endsEarly' | 'replaced';

/** One in ten meets every week; one in twenty-four falls silent, as many end early. */
const courseOf = (index: number): Course => {
  if (index === 3) return 'replaced';
  if (index % 10 === 1) return 'weekly';
  if (index % 24 === 4) return 'silent';
  return index % 24 === 5 ? 'endsEarly' : 'monthly';
};

type Pair = { readonly id: string; mentor: string; readonly mentee: string; logged: number; confirmed: number };

export const beginMentoring = (year: Year): void => {
  const { cast, figures, lives } = year;
  for (let index = 0; index < figures.mentorPairings; index++) {
    const mentor = cast.mentors[index % cast.mentors.length]?.id as string;
    const mentee = cast.trainees.agencies[index]?.id as string;
    lives.begin(() => pairing(year, index, mentor, mentee));
  }
};

const pairing = async (year: Year, index: number, mentor: string, mentee: string): Promise<void> => {
  const { academy, calendarYear, lives, tally } = year;
  const chance = year.chance('pairing', index);
  const course = courseOf(index);
  const proposed = workdayFrom(`${calendarYear - 1}-12-0${1 + (index % 8)}`);
  await lives.until(at(proposed, '09:00'));
  const by = chance.pick([ADMIN, ADMIN, ADMIN, mentor, mentee]);
  const { id } = await academy.start('mentorPairing', by, { mentor, mentee, purpose: chance.pick(TOPICS) });
  const pair: Pair = { id, mentor, mentee, logged: 0, confirmed: 0 };
  await lives.until(at(workdayFrom(plus(proposed, 1)), '10:00'));
  await academy.act('mentorPairing.acceptAsMentor', mentor, id);
  await lives.until(at(workdayFrom(plus(proposed, 2)), '10:00'));
  await academy.act('mentorPairing.acceptAsMentee', mentee, id);
  const [writes, signs] = chance.happens(0.7) ? [mentor, mentee] : [mentee, mentor];
  await academy.act('mentorPairing.setGoals', writes, id, { goals: chance.some(GOALS, chance.whole(2, 4)) });
  const signed = workdayFrom(plus(proposed, 3));
  await lives.until(at(signed, '11:00'));
  await academy.act('mentorPairing.sign', signs, id, { version: 1 });
  tally.add('mentor pairings begun');

  const end = plus(signed, 365);
  const step = course === 'weekly' ? 7 : 30;
  let reviewed = false;
  for (let meeting = 1; ; meeting++) {
    const day = workdayFrom(plus(signed, meeting * step - (course === 'weekly' ? 0 : index % 20)));
    if (day >= plus(end, -3)) break;
    if (course === 'silent' && meeting > 2) return fallsSilent(year, pair, day);
    if (course === 'endsEarly' && meeting > 5) return endsEarly(year, pair, day, chance.pick([pair.mentor, mentee, ADMIN]));
    if (course === 'replaced' && meeting === 6) await replaceMentor(year, pair, day);
    await meet(year, pair, day, chance.happens(0.02), chance.happens(0.75));
    if (!reviewed && day >= plus(signed, 184)) {
      await academy.act('mentorPairing.reviewMidTerm', pair.mentor, id, {
        text: '目标过半，进展符合计划。',
        onTrack: chance.happens(0.95),
      });
      reviewed = true;
    }
  }
  await lives.until(at(workdayFrom(plus(end, 1)), '10:00'));
  await stateOf(year, id, 'reviewing');
  const reached = chance.happens(0.96);
  await academy.act('mentorPairing.reviewFinally', pair.mentor, id, { text: '各项目标逐一核对，总体完成。', reached });
  await lives.until(at(workdayFrom(plus(end, 2)), '10:00'));
  const { state } = await academy.act('mentorPairing.confirmReview', mentee, id, { version: 1, comment: '一年收获很大。' });
  expect(state === 'completed', `${id} should be completed after the final review, but is ${state}.`);
  tally.add('mentor pairings completed');
  tally.add('mentor pairings with their goals reached', Number(reached));
};

/** One of the two logs the session of the afternoon, and the other one confirms it before the day is over; one in fifty is rejected first and logged again. */
const meet = async (year: Year, pair: Pair, day: string, wrong: boolean, byMentor: boolean): Promise<void> => {
  const { academy, lives, tally } = year;
  const [logs, confirms] = byMentor ? [pair.mentor, pair.mentee] : [pair.mentee, pair.mentor];
  const took = at(day, '13:00');
  const session = { at: iso(took), minutes: 60, topic: TOPICS[pair.logged % TOPICS.length] };
  await lives.until(took + 2 * HOUR);
  await academy.act('mentorPairing.logSession', logs, pair.id, session);
  pair.logged += 1;
  await lives.until(took + 3 * HOUR);
  if (wrong) {
    await academy.act('mentorPairing.rejectSession', confirms, pair.id, {
      session: pair.logged,
      reason: '时长登记有误，请更正。',
    });
    await academy.act('mentorPairing.logSession', logs, pair.id, { ...session, minutes: 45 });
    pair.logged += 1;
  }
  await academy.act('mentorPairing.confirmSession', confirms, pair.id, { session: pair.logged });
  pair.confirmed += 1;
  tally.add('mentoring sessions confirmed');
};

const stateOf = ({ academy }: Year, id: string, wanted: string): Promise<true> =>
  eventually(async () => {
    const { case: found } = await academy.ask(ADMIN, 'query ($id: ID!) { case(id: $id) { state } }', { id });
    return found?.state === wanted ? true : undefined;
  }, `${id} should be ${wanted} by itself by now, and isn’t.`);

const fallsSilent = async (year: Year, { id }: Pair, since: string): Promise<void> => {
  await year.lives.until(at(plus(since, 95), '09:00'));
  await stateOf(year, id, 'lapsed');
  year.tally.add('mentor pairings lapsed');
};

const endsEarly = async ({ academy, lives, tally }: Year, { id }: Pair, day: string, by: string): Promise<void> => {
  await lives.until(at(day, '14:00'));
  await academy.act('mentorPairing.endEarly', by, id, { reason: '工作岗位调整，提前结束。' });
  tally.add('mentor pairings ended early');
};

const replaceMentor = async ({ academy, cast, lives, tally }: Year, pair: Pair, day: string): Promise<void> => {
  // The last of the mentors is the first to have a place left.
  const successor = cast.mentors.at(-1)?.id as string;
  await lives.until(at(day, '09:00'));
  await academy.act('mentorPairing.replaceMentor', ADMIN, pair.id, { mentor: successor, reason: '原导师外派学习。' });
  await lives.until(at(day, '10:00'));
  await academy.act('mentorPairing.acceptReplacement', successor, pair.id);
  pair.mentor = successor;
  tally.add('mentors replaced');
};
