/**
 * `npm run morning [-- --scale 0.05] [--seed N] [--at-once N]`: a morning of loquats in the sample street, acted through the GraphQL API on a
 * clock that is moved. A third of the couriers don't answer, two slots are full, a trunk is missed, and a worker is killed in the middle of
 * the offers. Ends with a sentence and the code 1 after an unexpected result.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { openCallers } from '../moved/caller.ts';
import '../../test/servers/quiet-runtime.ts';
import { chances } from '../moved/chance.ts';
import { at, HOUR, MINUTE } from '../moved/days.ts';
import type { House } from '../moved/house.ts';
import { openLives } from '../moved/lives.ts';
import { type Meter, openMeter } from '../moved/meter.ts';
import { playIn, readSize } from '../moved/play.ts';
import { checkRecord } from '../moved/record.ts';
import { showActs, showHappenings, showHistories } from '../moved/report.ts';
import { untilSettled } from '../moved/settled.ts';
import { openTally } from '../moved/tally.ts';
import { checkAsked } from './asked.ts';
import { beginBookings } from './booking.ts';
import { checkCharges } from './charges.ts';
import { beginCollecting } from './collecting.ts';
import { deliverSome } from './delivering.ts';
import { checkEnds } from './ends.ts';
import { AUDITOR, type Morning, TENANT } from './morning.ts';
import { beginOffers } from './offers.ts';
import { FIRST, LAST, planMorning } from './plan.ts';
import { showAsked, showEnds, showPhases, showRoom } from './report.ts';
import { checkRoom } from './room.ts';
import { makeReady } from './tenant.ts';
import { beginTrunk } from './trunk.ts';

/** When a worker is killed, in the middle of the offers, and another one begins. */
const KILLED = '04:45';
const COLLECTED_FROM = '05:05';
/** The last slot is over, and what waits for the last run has gone with it. */
const OVER = '11:50';

/** Ends a worker as a power cut would while acts are under way, and starts another. */
const beginKill = async ({ house, lives, plan, tally }: Morning): Promise<void> => {
  const worker = await house.startWorker();
  lives.begin(async () => {
    await lives.until(at(plan.day, KILLED));
    await sleep(200);
    await worker.kill();
    tally.add('workers killed');
    await house.startWorker();
  });
};

/** Lets the morning pass; gives what each part of it took, in milliseconds of real time. */
const live = async (morning: Morning, meter: Meter): Promise<ReadonlyMap<string, number>> => {
  const { house, lives, plan, callers } = morning;
  const moment = (time: string) => at(plan.day, time);
  const phases = new Map<string, number>();
  let begun = performance.now();
  const end = (phase: string) => {
    phases.set(phase, performance.now() - begun);
    begun = performance.now();
  };
  let hour = Math.floor(moment(FIRST) / (HOUR / 2));
  let shown = 0;
  await beginKill(morning);
  beginBookings(morning);
  beginOffers(morning, { from: moment(FIRST), booked: moment(LAST) + 5 * MINUTE, until: moment('10:00') });
  beginCollecting(morning, moment(COLLECTED_FROM), moment('10:00'));
  beginTrunk(morning, moment('06:00'), moment(OVER));
  lives.begin(async () => {
    await lives.until(moment(LAST));
    end('bookings and offers');
    await lives.until(moment('10:00'));
    end('offers and collections');
  });
  await lives.run(
    async (now) => {
      await untilSettled(house);
      if (Math.floor(now / (HOUR / 2)) === hour) return;
      hour = Math.floor(now / (HOUR / 2));
      const took = callers.commands.slice(shown).map((command) => command.took);
      shown = callers.commands.length;
      console.log(`${new Date(now + 8 * HOUR).toISOString().slice(11, 16)}: ${meter.line(callers.commands.length, took)}`);
    },
    () => untilSettled(house),
  );
  end('trunks');
  await house.clock.moveTo(moment(OVER) + 90 * MINUTE);
  await deliverSome(morning);
  await untilSettled(house);
  end('deliveries');
  return phases;
};

const play = async (house: House): Promise<void> => {
  const { scale, seed, atOnce } = readSize(20270520);
  const callers = openCallers(house, { atOnce, run: `morning-${seed}` });
  const chance = chances(seed);
  const plan = planMorning(house.clock.now(), scale, chance);
  const meter = openMeter(house);
  console.log(
    `Seed ${seed}; ${plan.bookings.length} bookings by ${plan.growers.length} growers, ${plan.couriers.length} couriers, of whom ${plan.silent.size} don’t answer; ${plan.day}`,
  );
  await house.clock.moveTo(at(plan.day, '03:30'));
  const added = await makeReady(callers, plan);
  console.log(`${added} people and the rows of the morning entered in ${meter.seconds()} s`);

  const morning: Morning = { house, callers, lives: openLives(house.clock), chance, tally: openTally(), plan, booked: new Map() };
  const phases = await live(morning, meter);
  const used = meter.used();
  const acts = callers.commands.length;
  const wall = [...phases.values()].reduce((sum, one) => sum + one, 0);

  const ends = await checkEnds(morning);
  const room = await checkRoom(morning);
  const asked = await checkAsked(morning);
  const owed = await checkCharges(morning);
  const record = await checkRecord(house, callers, AUDITOR);

  showHappenings(morning.tally.all());
  showEnds(ends);
  showRoom(room);
  showAsked(asked, plan);
  showPhases(phases);
  showActs(callers.commands);
  showHistories(record.histories);
  for (const line of [
    `\nLedger: ${owed.lines} lines; zero in sum, each balance the sum of its lines; ${owed.parcels} parcels are charged ${(owed.fen / 100).toFixed(2)} yuan and save ${(owed.saved / 100).toFixed(2)}, as the tariff asks`,
    ...record.lines,
    `The morning: ${acts} acts in ${(wall / 1000).toFixed(0)} s, ${((acts * 1000) / wall).toFixed(1)} a second, ${atOnce} at a time; ${used}`,
    `All together ${meter.seconds()} s of real time. Everything came out as it had to.`,
  ])
    console.log(line);
};

await playIn(TENANT, 'The morning', play);
