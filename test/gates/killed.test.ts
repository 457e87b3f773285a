/** Fifty at once while the worker is killed: the next one does what was under way once, and tells the others why not. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import { startApiPart } from '../../workers/api-part.ts';
import { readiness, serverHealth, toldHealth } from '../../workers/health.ts';
import { countedAnswers, createMetrics } from '../../workers/metrics.ts';
import { openApi } from '../../workers/open-api.ts';
import { processes } from '../../workers/processes.ts';
import type { Program, ProgramOptions } from '../../workers/program.ts';
import { openServices } from '../../workers/services.ts';
import type { AnyProcess, AnyRule } from '../../workflows/kernel/process.ts';
import { holdRecord } from '../kernel/held-record.ts';
import { otherThanTheEventsWrote } from '../pairs/checks.ts';
import type { Told } from '../replay/stories.ts';
import { tenantOf } from '../replay/telling.ts';
import { sharedBundle } from '../servers/bundles.ts';
import { type Act, type Answer, type GateHouse, openGateHouse, toldOnes } from './house.ts';
import { CALLERS, eventsAfter, judge, revisionOf } from './judged-race.ts';
import { faultsOfLedger } from './ledger.ts';
import { type HeardAct, listened } from './listened.ts';
import { passes, remark } from './results.ts';
import type { WorkerOrder } from './worker.ts';

/** Milliseconds that Temporal waits for a worker that has taken a task. */
const TAKEN = 11_000;
/** `BANJIE_KILLS=all` kills the worker in each step of all stories; otherwise when an act is first done, and once in each story. */
const all = env.BANJIE_KILLS === 'all';

/** For each story the steps, by their number, in which the worker is killed. */
const killsOf = async (told: Told, isRaced: (act: HeardAct) => boolean): Promise<ReadonlyMap<string, ReadonlySet<number>>> => {
  const known = new Set<string>();
  const kills = new Map<string, ReadonlySet<number>>();
  for (const story of Object.keys(told.stories)) {
    const acts = (await listened(told, story)).filter(isRaced);
    const chosen = acts.flatMap(({ action }, n) => {
      if (!all && known.has(action)) return [];
      known.add(action);
      return [n];
    });
    kills.set(story, new Set(chosen.length > 0 ? chosen : [acts.length - 1]));
  }
  return kills;
};

/** The API alone, beside workers that come and go. */
const api = async (options: ProgramOptions): Promise<Program> => {
  const metrics = createMetrics();
  let url: string | undefined;
  const opened = await openServices({ ...options, ...countedAnswers(metrics), publicUrl: () => url });
  const { services } = opened;
  const ready = readiness(serverHealth(services), toldHealth(services));
  const part = await startApiPart({ ...options, services, handle: await openApi(opened, options), metrics, ready });
  url = part.url;
  const stop = async () => {
    await part.stop();
    await opened.close();
  };
  return { url, services, ended: new Promise<never>(() => {}), stop };
};

const orderOf = (options: ProgramOptions, bundle: string, ahead: number): WorkerOrder => {
  const { appUrl, workerUrl, temporalAddress, temporalNamespace, taskQueue, dataDir } = options;
  const secret = options.secret as string;
  return { appUrl, workerUrl, temporalAddress, temporalNamespace, taskQueue, dataDir, secret, bundle, ahead };
};

/** Starts workers for the programs of a house, and kills them. */
const workers = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'banjie-gates-'));
  const file = join(folder, 'workflows.js');
  writeFileSync(file, (await sharedBundle(processes)).code);
  let options: ProgramOptions | undefined;
  let ahead = 0;
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    if (!options) throw new Error('There is no house yet.');
    const order = orderOf(options, file, ahead);
    const started = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [JSON.stringify(order)], {
      execArgv: ['--conditions=banjie-source'],
    });
    await new Promise<void>((ready, fail) => {
      started.once('message', () => ready());
      started.once('exit', (code) => fail(new Error(`The worker ended with ${code} before it was ready.`)));
    });
    child = started;
  };
  return {
    starts: async (given: ProgramOptions): Promise<Program> => {
      options = given;
      return api(given);
    },
    moved: (to: number) => {
      ahead = to;
      child?.send(to);
    },
    start,
    kill: async () => {
      const ended = new Promise<void>((gone) => child?.once('exit', () => gone()));
      child?.kill('SIGKILL');
      await ended;
      child = undefined;
    },
    close: () => {
      child?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

describe.each(toldOnes)('$process', ({ process, told }) => {
  let house: GateHouse;
  let worker: Awaited<ReturnType<typeof workers>>;
  const wrong: string[] = [];
  let races = 0;
  const rules = newest(told.package) as AnyProcess;

  /** Waits until an act waits for a record that is held. */
  const untilHeld = async (): Promise<boolean> => {
    const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    for (let n = 0; n < 200; n++, await sleep(50)) if ((await house.office.sql(waits)).length > 0) return true;
    return false;
  };

  const race = async (story: string, act: Act & { caseId: string }): Promise<Answer> => {
    const { office } = house;
    const before = await revisionOf(house, act);
    const letGo = await holdRecord(office, act.caseId);
    const sent = Promise.all(Array.from({ length: CALLERS }, () => house.send(act)));
    const isHeld = await untilHeld();
    if (!isHeld)
      remark(
        'races',
        process,
        `${story}: ${act.action} didn’t come to the record: ${JSON.stringify(await Promise.race([sent, sleep(100)]))?.slice(0, 300)}`,
      );
    await worker.kill();
    await letGo();
    await worker.start();
    // What the dead worker had taken is given to others after ten seconds.
    await house.until(house.now() + TAKEN);
    const answers = await sent;
    await house.settled();
    const events = await eventsAfter(house, act, before);
    const { done, wrong: faults } = judge(rules.actions[act.action] as AnyRule, answers, events, act.action);
    races++;
    wrong.push(...faults.map((words) => `${story}: ${act.action}, with the worker killed: ${words}`));
    return (done[0] ?? answers[0]) as Answer;
  };

  beforeAll(async () => {
    worker = await workers();
    house = await openGateHouse(worker);
    await worker.start();
    const isRaced = ({ who, action }: HeardAct) => typeof who === 'string' && house.offers({ process, action });
    for (const [story, steps] of await killsOf(told, isRaced)) {
      let n = 0;
      const cases = await house.tell(told, story, {
        instead: async (act, plain) => {
          if (act.caseId === undefined || act.process !== process) return plain();
          return steps.has(n++) ? race(story, { ...act, caseId: act.caseId }) : plain();
        },
      });
      await house.settled();
      const ledger = await faultsOfLedger(house.office);
      wrong.push(...ledger.wrong, ...(await otherThanTheEventsWrote(house.office, tenantOf(told), cases)));
    }
  }, 1_800_000);
  afterAll(async () => {
    worker?.close();
    await house?.close();
  });

  it('is done once whenever the worker is killed while fifty do it', () => passes('races', process, races, wrong));
});
