/** The drills of docs/operate.md: a restored database, a point in time, a lost Temporal, another Temporal. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRoles } from '../../workers/app-role.ts';
import { type EmbeddedTemporal, startTemporal } from '../../workers/embedded/temporal.ts';
import { migrate } from '../../workers/migrations.ts';
import { quietProgress } from '../../workers/progress.ts';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from '../kernel/house.ts';
import { faultsOfRecord } from '../kernel/record-check.ts';
import type { TestDatabase } from '../servers/shared.ts';
import { type Line, openLine } from './line.ts';
import { type SystemPostgres, startSystemPostgres } from './system-postgres.ts';
import { untilAnswered, type WorkerProcess, workersOf } from './village.ts';

/** Open cases of each drill: CASES=1000 for figures. */
const MANY = Number(process.env.CASES ?? 100);
/** Milliseconds of a drill. */
const PATIENCE = 120_000 + 600 * MANY;

const folder = mkdtempSync(join(tmpdir(), 'banjie-drills-'));
const temporals: EmbeddedTemporal[] = [];
let postgres: SystemPostgres;
let line: Line;
let database: TestDatabase;
let house: House;
let workers: Awaited<ReturnType<typeof workersOf>>;
let worker: WorkerProcess;

const newTemporal = async (): Promise<EmbeddedTemporal> => {
  const server = await startTemporal({
    dataDir: join(folder, `temporal-${temporals.length}`),
    progress: quietProgress,
    persistent: true,
  });
  temporals.push(server);
  return server;
};
const startWorker = async () => {
  worker = await workers.start(['worker', 'relay', 'recovery']);
};

beforeAll(async () => {
  [postgres, line] = await Promise.all([startSystemPostgres(), openLine()]);
  line.connect((await newTemporal()).address);
  const plain = await connectRoles(postgres.ownerUrl, { dataDir: folder });
  await migrate(postgres.ownerUrl, { progress: quietProgress });
  database = { ownerUrl: postgres.ownerUrl, ...plain, name: 'banjie' };
  house = await openHouse({ worker: false, database, temporalAddress: line.address });
  workers = await workersOf({ workerUrl: plain.workerUrl, temporalAddress: line.address, taskQueue: house.world.taskQueue });
  await startWorker();
  // Nine seconds to the first step, so that it comes while cases are away.
  await house.sql(`INSERT INTO limits (tenant, process, name, valid_from, value) VALUES
    ('village', 'hallBooking', 'clock.grant', '2020-01-01', '{"clockMinutes": 15}'),
    ('village', 'hallBooking', 'ladder.grant', '2020-01-01', '[{"at": 1, "notify": [{"role": "warden"}]}]')`);
}, 120_000);
afterAll(async () => {
  await workers?.close();
  await house?.close();
  line?.close();
  for (const server of temporals) await server.stop();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (of: House = house) => caseOf(await untilAnswered(askOnce(of)));
const askOnce = (of: House) => {
  const [hall, requestId] = [nextRequest(), nextRequest()];
  return () => of.start(resident('anna'), { hall, purpose: 'Feast' }, requestId);
};
const askMany = (many = MANY) => Promise.all(Array.from({ length: many }, () => ask()));
const act = (action: string, id: string, of: House = house) => {
  const requestId = nextRequest();
  const actor = action === 'grant' ? warden('wang') : resident('anna');
  return untilAnswered(() => of.act(actor, action, id, {}, requestId));
};
const running = async (ids: readonly string[]): Promise<number> => {
  const found = await Promise.all(
    ids.map((id) =>
      house.temporal.workflow
        .getHandle(id)
        .describe()
        .then(
          ({ status }) => status.name === 'RUNNING',
          () => false,
        ),
    ),
  );
  return found.filter(Boolean).length;
};
const stepsOf = async (ids: readonly string[]): Promise<number> =>
  (await house.sql(`SELECT FROM clock_steps WHERE case_id = ANY ($1)`, [ids])).length;
const looked = async () =>
  (await house.sql<{ ended: boolean }>(`SELECT ended_at IS NOT NULL AND ended_at > asked_at AS ended FROM house`))[0]?.ended;
const within = { timeout: PATIENCE, interval: 500 };

/** Says how long something took when the worker was there, for the figures in docs/operate.md. */
const figure = (words: string, since: number) => console.log(`${words}: ${((performance.now() - since) / 1_000).toFixed(1)} s`);

describe('a restored database', () => {
  it(
    'goes on with an empty Temporal: all cases are back, and steps that came due meanwhile are taken',
    async () => {
      const ids = await askMany();
      await Promise.all(ids.slice(0, 10).map((id) => act('grant', id)));
      await worker.kill();
      await postgres.program('pg_dump', '--format=custom', '--file=banjie.dump', 'banjie');
      await postgres.disconnect();
      await postgres.program('dropdb', 'banjie');
      await postgres.program('createdb', 'banjie');
      await postgres.program('pg_restore', '--exit-on-error', '--dbname=banjie', 'banjie.dump');
      line.connect((await newTemporal()).address);
      await expect.poll(() => running(ids), within).toBe(0);
      await startWorker();
      const began = performance.now();
      await expect.poll(() => running(ids), within).toBe(MANY);
      figure(`${MANY} cases of a restored dump were back in an empty Temporal`, began);
      await expect.poll(() => stepsOf(ids), within).toBe(MANY - 10);
      for (const id of ids.slice(0, 20))
        expect(await act(ids.indexOf(id) < 10 ? 'giveBack' : 'grant', id)).toMatchObject({ kind: 'done' });
      expect(await faultsOfRecord(house)).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'at an earlier moment goes on with the same Temporal: what is ahead is begun again, and no number is given twice',
    async () => {
      const ids = await askMany();
      await postgres.program('pg_basebackup', '-D', join(postgres.folder, 'backup'), '-c', 'fast');
      await Promise.all(ids.slice(0, 10).map((id) => act('grant', id)));
      const [moment] = await postgres.sql<{ now: string }>(`SELECT clock_timestamp()::text AS now`);
      // From here on it is lost.
      const lost = await askMany(20);
      await Promise.all(ids.slice(0, 5).map((id) => act('giveBack', id)));
      await Promise.all(ids.slice(10, 20).map((id) => act('grant', id)));
      await postgres.sql('SELECT pg_switch_wal()');
      await worker.kill();
      await postgres.recover(join(postgres.folder, 'backup'), moment?.now ?? '');
      await startWorker();
      const began = performance.now();
      // Those who act at once don't wait for the look.
      expect(await act('grant', ids[10] as string)).toMatchObject({ kind: 'done', revision: expect.any(Number) });
      expect(lost).not.toContain(await ask());
      await expect.poll(looked, within).toBe(true);
      figure(`${MANY} cases of which 15 were ahead of the record, and 20 that it lost, were put right`, began);
      for (const id of ids.slice(0, 10)) expect(await act('giveBack', id)).toMatchObject({ kind: 'done' });
      for (const id of ids.slice(11, 20)) expect(await act('grant', id)).toMatchObject({ kind: 'done' });
      expect(await running(lost)).toBe(0);
      for (const id of await askMany(30)) expect(lost).not.toContain(id);
      expect(await house.sql(`SELECT FROM cases WHERE id = ANY ($1)`, [lost])).toEqual([]);
      expect(await faultsOfRecord(house)).toEqual([]);
    },
    PATIENCE,
  );
});

describe('Temporal', () => {
  it(
    'may be lost: all open cases go on in an empty one',
    async () => {
      const ids = await askMany();
      await worker.kill();
      const lost = temporals.at(-1) as EmbeddedTemporal;
      process.kill(lost.pid, 'SIGKILL');
      await lost.stop();
      line.connect((await newTemporal()).address);
      await startWorker();
      const began = performance.now();
      await expect.poll(() => running(ids), within).toBe(MANY);
      figure(`${MANY} cases were back after Temporal was lost`, began);
      await expect.poll(() => stepsOf(ids), within).toBe(MANY);
      expect(await act('grant', ids[0] as string)).toMatchObject({ kind: 'done' });
      expect(await faultsOfRecord(house)).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'may be left for another one while people act by both',
    async () => {
      const ids = await askMany();
      const other = await newTemporal();
      const there = await openHouse({ worker: false, database, temporalAddress: other.address });
      try {
        const acts = ids.map(async (id, n) => {
          expect(await act('grant', id, n % 2 ? there : house)).toMatchObject({ kind: 'done' });
          expect(await act('giveBack', id, n % 3 ? there : house)).toMatchObject({ kind: 'done' });
          return ask(n % 2 ? there : house);
        });
        const moved = await workers.start(['worker', 'relay', 'recovery'], other.address);
        const opened = await Promise.all(acts);
        await worker.kill();
        const last = await act('grant', opened[0] as string, there);
        expect(last).toMatchObject({ kind: 'done' });
        expect(new Set(opened).size).toBe(MANY);
        await expect.poll(() => stepsOf(opened), within).toBeGreaterThanOrEqual(MANY - 1);
        expect(await house.sql(`SELECT case_id FROM events GROUP BY case_id, revision HAVING count(*) > 1`)).toEqual([]);
        expect(await faultsOfRecord(house)).toEqual([]);
        await moved.kill();
      } finally {
        await there.close();
      }
    },
    PATIENCE,
  );
});
