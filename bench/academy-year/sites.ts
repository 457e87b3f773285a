/** Site pairings of a year: lecturer groups visit village sites, what they find is followed across departments, and the site has the last word. */

import type { Chance } from '../moved/chance.ts';
import { at, DAY, HOUR, MINUTE, plus } from '../moved/days.ts';
import { eventually } from '../moved/eventually.ts';
import { expect } from '../moved/expectation.ts';
import { withFacts } from './academy.ts';
import { workdayFrom } from './duty-days.ts';
import type { Year } from './year.ts';

const ADMIN = 'sheng-lan';
const LEADER = 'kong-hua';
const DIFFICULTIES = [
  '自助机读不出社保卡',
  '老人备案材料看不懂',
  '村里网络慢，线上办不成',
  '慢病配药要跑两趟',
  '外出务工家庭断保多',
];
const DONE = '现场讲解政策、演示线上办理，并走访了三户家庭。';

type Pairing = {
  readonly year: Year;
  readonly id: string;
  readonly index: number;
  readonly site: string;
  readonly worker: string;
  readonly lecturers: readonly string[];
  readonly chance: Chance;
};

export const beginSites = (year: Year): void => {
  for (let index = 0; index < year.figures.sitePairings; index++) year.lives.begin(() => sitePairing(year, index));
};

const sitePairing = async (year: Year, index: number): Promise<void> => {
  const { academy, calendarYear, cast, lives, tally } = year;
  const chance = year.chance('site', index);
  const { id: worker, unit: site } = cast.siteWorkers[index] as { id: string; unit: string };
  const lecturers = chance.some(cast.lecturers, chance.whole(2, 3)).map(({ id }) => id);
  const proposed = workdayFrom(`${calendarYear}-01-${String(5 + (index % 14)).padStart(2, '0')}`);
  await lives.until(at(proposed, '09:00'));
  const { id } = await academy.start('sitePairing', chance.happens(0.6) ? ADMIN : (lecturers[0] as string), {
    site,
    worker,
    lecturers,
    purpose: '医保政策进村社，帮助解决办事难题。',
    until: `${calendarYear}-12-20`,
  });
  await lives.until(at(workdayFrom(plus(proposed, 2)), '10:00'));
  await academy.act('sitePairing.agree', worker, id);
  tally.add('site pairings begun');
  const pairing: Pairing = { year, id, index, site, worker, lecturers, chance };
  // One of them isn't visited before the clock reminds the group.
  const months = index === 1 ? ['06', '08', '10', '11'] : ['02', '05', '08', '11'];
  let visits = 0;
  for (const month of months) {
    if (index % 19 === 7 && month === '11') return endEarly(pairing);
    const day = workdayFrom(`${calendarYear}-${month}-${String(1 + ((index * 3) % 20)).padStart(2, '0')}`);
    visits = await visit(pairing, day, visits);
    if (chance.happens(0.35)) await difficulty(pairing, day);
  }
  await lives.until(at(workdayFrom(`${calendarYear}-12-0${1 + (index % 8)}`), '10:00'));
  const { state } = await academy.act('sitePairing.close', worker, id, { comment: '这一年帮了大忙。' });
  expect(state === 'closed', `${id} should be closed when the site says that all is done, but is ${state}.`);
  tally.add('site pairings closed');
};

/** Planned, made, logged by the group, confirmed by the site; one in twenty-five is rejected first and logged again. Gives the number of the last. */
const visit = async ({ year, id, worker, lecturers, chance }: Pairing, day: string, before: number): Promise<number> => {
  const { academy, lives, tally } = year;
  const place = '村文化礼堂';
  const guest = lecturers[0] as string;
  await lives.until(at(plus(day, -5), '09:00'));
  await academy.act('sitePairing.planVisit', guest, id, { day, place, purpose: '送政策上门' });
  let n = before + 1;
  await lives.until(at(day, '15:00'));
  const there = chance.happens(0.8) ? lecturers : [guest];
  await academy.act('sitePairing.logVisit', guest, id, { visit: n, day, place, done: DONE, lecturers: there });
  await lives.until(at(day, '16:00'));
  if (chance.happens(0.04)) {
    await academy.act('sitePairing.rejectVisit', worker, id, { visit: n, reason: '到场人员有误。' });
    await academy.act('sitePairing.logVisit', guest, id, { day, place, done: DONE, lecturers: [guest] });
    n += 1;
  }
  await academy.act('sitePairing.confirmVisit', worker, id, { visit: n });
  tally.add('site visits confirmed');
  tally.add('lecturers at confirmed visits', n === before + 1 ? there.length : 1);
  return n;
};

const endEarly = async ({ year, id }: Pairing): Promise<void> => {
  await year.lives.until(at(`${year.calendarYear}-10-12`, '09:30'));
  await year.academy.act('sitePairing.end', ADMIN, id, { reason: '站点合并，提前终止。' });
  year.tally.add('site pairings ended early');
};

/** What the site can't solve by itself: a department answers it, hands it on, or has it ruled whose it is, until the site confirms. */
const difficulty = async ({ year, id, worker, lecturers, chance }: Pairing, found: string): Promise<void> => {
  const { academy, lives, tally } = year;
  const text = chance.pick(DIFFICULTIES);
  let department = chance.whole(1, 3);
  await lives.until(at(found, '16:30'));
  const { facts } = await academy.act(
    'sitePairing.raiseDifficulty',
    chance.happens(0.5) ? worker : (lecturers[0] as string),
    id,
    { text, departments: [`agency-0${department}`] },
    { facts: true },
  );
  const n = (facts.difficulties as readonly unknown[]).length;
  const noted = (state: string) =>
    eventually(async () => {
      const { case: now } = await academy.ask(worker, withFacts('sitePairing'), { id });
      const one = now.facts.difficulties[n - 1] as { caseId: string | null; state: string };
      return one.caseId !== null && one.state === state ? one.caseId : undefined;
    }, `${id} should know that its difficulty ${n} is ${state}.`);
  const item = await noted('open');
  tally.add('difficulties raised');
  const act = (action: string, person: string, input?: object) => academy.act(`siteDifficulty.${action}`, person, item, input);
  const handler = () => `agency-handler-0${department}`;
  const another = (department % 3) + 1;

  let day = workdayFrom(plus(found, 1));
  await lives.until(at(day, '09:00'));
  const turn = chance.next();
  if (turn < 0.05) {
    await act('withdraw', worker, { reason: '村里已自行解决。' });
    tally.add('difficulties withdrawn');
    await noted('withdrawn');
    return;
  }
  if (turn < 0.13) {
    await act('handOn', handler(), { department: `agency-0${another}`, reason: '属贵中心职责。' });
    department = another;
    tally.add('difficulties handed on');
  } else if (turn < 0.2) {
    await act('dispute', handler(), { reason: '职责交叉，请裁定。' });
    await lives.until(at(day, '11:00'));
    await act('rule', LEADER, { department: `agency-0${another}`, reason: '由业务主管中心答复。' });
    department = another;
    tally.add('difficulties ruled');
  }
  if (turn < 0.13 || turn >= 0.2) {
    await lives.until(at(day, '11:00') + 10 * MINUTE);
    await act('accept', handler());
  }
  for (let again = chance.happens(0.15); ; again = false) {
    // Some take longer than they may.
    day = workdayFrom(plus(day, chance.happens(0.1) ? 7 : chance.whole(1, 2)));
    await lives.until(at(day, '10:00'));
    await act('answer', handler(), { text: '已安排专人上门处理，并在群内公布办法。' });
    await lives.until(at(day, '10:00') + DAY + 2 * HOUR);
    if (!again) break;
    await act('sendBack', worker, { reason: '问题仍然存在。' });
    tally.add('difficulties sent back');
  }
  await act('confirm', worker);
  await noted('closed');
  tally.add('difficulties confirmed');
};
