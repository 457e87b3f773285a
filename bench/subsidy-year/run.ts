/**
 * `npm run subsidy-year [-- --scale 0.1] [--seed N] [--at-once N]`: a year of a policy item of the sample town, with five times as many firms
 * as its budget carries, acted through the GraphQL API on a clock that is moved. The bank bounces payments and loses answers, and workers are
 * killed. Ends with a sentence and the code 1 after an unexpected result.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { openCallers } from '../moved/caller.ts';
import '../../test/servers/quiet-runtime.ts';
import { median, quantile } from '../figures.ts';
import { chances } from '../moved/chance.ts';
import { at } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import type { House } from '../moved/house.ts';
import { openLives } from '../moved/lives.ts';
import { type Meter, openMeter } from '../moved/meter.ts';
import { playIn, readSize } from '../moved/play.ts';
import { checkRecord } from '../moved/record.ts';
import { showActs, showHappenings, showHistories } from '../moved/report.ts';
import { untilSettled } from '../moved/settled.ts';
import { openTally } from '../moved/tally.ts';
import { commitAll } from './committing.ts';
import { endSome, renameSome, withdrawSome } from './ending.ts';
import { checkEnds } from './ends.ts';
import { beginIntake } from './intake.ts';
import { checkMoney, checkOnce, watchLines } from './money.ts';
import { publishAll } from './noticing.ts';
import { payAll, yearBank } from './paying.ts';
import { planYear } from './plan.ts';
import { recoverSome } from './recovering.ts';
import { checkReport, showEnds, showMoney } from './report.ts';
import { makeReady } from './tenant.ts';
import { AUDITOR, applications, GRANT, passTo, TENANT, type Year } from './year.ts';

const size = readSize(20270302);
const bank = yearBank();

/** Firms apply until all are approved or have ended; a worker is killed when many submit. */
const apply = async (year: Year): Promise<void> => {
  const { house, lives, plan, tally } = year;
  const worker = await house.startWorker();
  beginIntake(year);
  lives.begin(async () => {
    await lives.until(at(`${plan.year}-03-10`, '10:00'));
    await sleep(200);
    await worker.kill();
    tally.add('workers killed');
  });
  await lives.run(
    async () => void (await untilSettled(house)),
    () => untilSettled(house),
  );
};

/** As many have money as the budget carries. */
const checkCarried = async (year: Year, carried: number): Promise<void> => {
  const having = (await applications(year)).filter(
    ({ state, facts }) => facts.committedBy !== null && !['rejected', 'withdrawn', 'lapsed'].includes(state),
  );
  expect(having.length === carried, `The budget carries ${carried} applications, and ${having.length} have money.`);
};

const increase = async ({ budget, callers, plan }: Year): Promise<void> => {
  await callers.act('budgetYear.increase', 'chai-jing', budget, { fen: plan.more * GRANT, document: `新财〔${plan.year}〕9号` });
  await callers.act('budgetYear.approve', 'weng-bo', budget);
};

/** From the first commitment to the last payment; gives how often the lines were looked at while acts were under way. */
const live = async (year: Year, meter: Meter): Promise<number> => {
  const { callers, house, plan } = year;
  const known = new Set<string>();
  const few = Math.max(1, Math.round(plan.carried / 20));
  let shown = 0;
  const stage = async (what: string) => {
    const money = await checkMoney(year);
    const took = callers.commands.slice(shown).map((command) => command.took);
    shown = callers.commands.length;
    console.log(
      `${what}: ${meter.line(shown, took)}; ${money.committed / GRANT} committed, ${money.payable / GRANT} owed, ${money.spent / GRANT} paid`,
    );
  };
  const watch = watchLines(year);
  await apply(year);
  await stage('applied');
  await passTo(year, '04-26');
  await commitAll(year, 'first');
  await checkCarried(year, plan.carried);
  await passTo(year, '04-27');
  await withdrawSome(year, 'committed', few);
  await commitAll(year, 'withdrawn');
  await endSome(year);
  await commitAll(year, 'ended');
  await checkCarried(year, plan.carried);
  await passTo(year, '05-10');
  await increase(year);
  await commitAll(year, 'increased');
  await checkCarried(year, plan.carried + plan.more);
  await stage('committed');
  await publishAll(year, { objected: '05-12', objections: few, over: '05-26' });
  await withdrawSome(year, 'payable', few);
  await commitAll(year, 'given back');
  await stage('public');
  await renameSome(year, few);
  await payAll(year, known, await house.startWorker());
  await stage('paid');
  await publishAll(year, { objected: '06-02', objections: 0, over: '06-28' });
  await payAll(year, known);
  await checkCarried(year, plan.carried + plan.more);
  await stage('all paid');
  await passTo(year, '07-05');
  await recoverSome(year);
  await commitAll(year, 'recovered');
  await passTo(year, '12-20');
  await stage('year over');
  return watch.stop();
};

const play = async (house: House): Promise<void> => {
  const { scale, seed, atOnce } = size;
  const callers = openCallers(house, { atOnce, run: `subsidies-${seed}` });
  const chance = chances(seed);
  const plan = planYear(house.clock.now(), scale, chance);
  const meter = openMeter(house);
  console.log(
    `Seed ${seed}; ${plan.planned.length} applications, a budget for ${plan.carried} and ${plan.more} more; the year ${plan.year}`,
  );
  await house.clock.moveTo(at(`${plan.year}-01-11`, '09:00'));
  const budget = await makeReady(callers, plan);
  console.log(`The item, its budget and ${plan.planned.length + 1} firms entered in ${meter.seconds()} s`);

  const tally = openTally();
  const year: Year = { house, callers, lives: openLives(house.clock), chance, tally, plan, bank, cases: new Map(), budget };
  const begun = performance.now();
  const looks = await live(year, meter);
  const wall = performance.now() - begun;
  const used = meter.used();
  const acts = callers.commands.length;

  const ends = await checkEnds(year);
  const money = await checkMoney(year);
  const once = await checkOnce(year);
  const { meanDays } = await checkReport(year, money);
  const record = await checkRecord(house, callers, AUDITOR);

  const took = callers.commands.map((command) => command.took);
  showHappenings(tally.all());
  showEnds(ends);
  showMoney(money);
  showActs(callers.commands);
  showHistories(record.histories);
  for (const line of [
    `\nMoney: allocated is free, committed, owed, on its way and spent less what came back, at ${looks} moments while acts were under way and at the end; the cases, the bank, the API and subsidyReport say the same`,
    `Payments: ${once.payments} arrived, each once, after ${once.asked} requests to the bank; ${once.back} came back, and of ${bank.lost.size} the answer was lost. ${meanDays.toFixed(1)} days from submission to money in the mean`,
    ...record.lines,
    `The year: ${acts} acts in ${(wall / 1000).toFixed(0)} s, ${((acts * 1000) / wall).toFixed(1)} a second, p50 ${median(took).toFixed(0)} ms, p95 ${quantile(took, 0.95).toFixed(0)} ms, ${atOnce} at a time; ${used}`,
    `All together ${meter.seconds()} s of real time. Everything came out as it had to.`,
  ])
    console.log(line);
};

await playIn(TENANT, 'The year of subsidies', play, { sendPayment: bank.sendPayment });
