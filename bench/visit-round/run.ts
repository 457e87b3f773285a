/**
 * `npm run visit-round [-- --scale 0.4] [--seed N] [--at-once N]`: a round of 360 visits in the sample town, acted through the GraphQL API on a
 * clock that is moved. A worker is killed when a hundred visits are open. Ends with a sentence and the code 1 after an unexpected result.
 */
import { openCallers } from '../moved/caller.ts';
import '../../test/servers/quiet-runtime.ts';
import { median, quantile, showTable } from '../figures.ts';
import { chances } from '../moved/chance.ts';
import { at, plus } from '../moved/days.ts';
import type { House } from '../moved/house.ts';
import { openLives } from '../moved/lives.ts';
import { openMeter } from '../moved/meter.ts';
import { playIn, readSize } from '../moved/play.ts';
import { checkRecord } from '../moved/record.ts';
import { showActs, showHappenings, showHistories } from '../moved/report.ts';
import { untilSettled } from '../moved/settled.ts';
import { openTally } from '../moved/tally.ts';
import { checkEnds } from './ends.ts';
import { makeReady, openAll, plannedRound } from './opening.ts';
import { planRound } from './plan.ts';
import { AUDITOR, type Round, TENANT } from './round.ts';
import { daysOf, visit } from './visiting.ts';

const size = readSize(20270407);

const play = async (house: House): Promise<void> => {
  const { scale, seed, atOnce } = size;
  const callers = openCallers(house, { atOnce, run: `visits-${seed}` });
  const chance = chances(seed);
  const plan = planRound(house.clock.now(), scale, chance);
  const meter = openMeter(house);
  console.log(`Seed ${seed}; ${plan.planned.length} firms beside those of the sample; the round from ${plan.from} to ${plan.to}`);
  await house.clock.moveTo(at(plan.from, '08:30'));
  await makeReady(callers, plan);
  const id = await plannedRound(callers, plan);
  console.log(`The firms, ${plan.officers.length} officers and the plan entered in ${meter.seconds()} s`);

  const tally = openTally();
  const round: Round = { house, callers, lives: openLives(house.clock), chance, tally, plan, id };
  const begun = performance.now();
  const opened = await openAll(round);
  const opening = performance.now() - begun;
  const dayFor = daysOf(round);
  const byFirm = new Map(plan.planned.map((one) => [one.firm.code, one]));
  for (const one of opened) {
    const planned = byFirm.get(one.facts.firm.code);
    // Nobody goes to the firms of the sample.
    if (!planned) continue;
    const when = dayFor(one.facts.officer.id);
    round.lives.begin(() => visit(round, one, planned, when));
  }
  await round.lives.run(
    async () => void (await untilSettled(house)),
    () => untilSettled(house),
  );
  await untilSettled(house);
  await house.clock.moveTo(at(plus(plan.to, 12), '09:00'));
  await untilSettled(house);
  const wall = performance.now() - begun;
  const used = meter.used();
  const acts = callers.commands.length;

  const figures = await checkEnds(round);
  const record = await checkRecord(house, callers, AUDITOR);
  const took = callers.commands.map((command) => command.took);
  showHappenings(tally.all());
  console.log('\nThe round');
  showTable(
    ['', ''],
    Object.entries(figures).map(([what, many]) => [what, Number.isInteger(many) ? many.toLocaleString('en') : many.toFixed(4)]),
  );
  showActs(callers.commands);
  showHistories(record.histories);
  for (const line of [
    `\nOpening: ${opened.length} visits in ${(opening / 1000).toFixed(1)} s with a worker killed meanwhile, each firm once; the reports say what a count by hand says`,
    ...record.lines,
    `The round: ${acts} acts in ${(wall / 1000).toFixed(0)} s, ${((acts * 1000) / wall).toFixed(1)} a second, p50 ${median(took).toFixed(0)} ms, p95 ${quantile(took, 0.95).toFixed(0)} ms, ${atOnce} at a time; ${used}`,
    `All together ${meter.seconds()} s of real time. Everything came out as it had to.`,
  ])
    console.log(line);
};

await playIn(TENANT, 'The round of visits', play);
