import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { actOnCase } from '../../activities/acting/act.ts';
import { workerPresence, workerWatch } from '../../activities/acting/living-workers.ts';
import type { Recovered } from '../../activities/recovery.ts';
import { healthOf, serverHealth, toldHealth } from '../../workers/health.ts';
import { askedLook } from '../../workers/recovery/asked-look.ts';
import { lookAtAll, overdueLook } from '../../workers/recovery/look.ts';
import { claimNamespace } from '../../workers/recovery/marks.ts';
import { watchRecovery } from '../../workers/recovery/watch.ts';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';
import { faultsOfRecord } from './record-check.ts';
import { forget, setBackLater } from './set-back.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const ask = async (requestId?: string) =>
  caseOf(await house.start(resident('anna'), { hall: nextRequest(), purpose: 'Feast' }, requestId));
const over = async (id: string) => {
  await house.act(warden('wang'), 'grant', id);
  await house.act(resident('anna'), 'giveBack', id);
};
const { signal: never } = new AbortController();
const services = () => ({
  pool: house.record,
  temporal: house.temporal,
  taskQueue: house.world.taskQueue,
  processes: ['hallBooking'],
  log: pino({ level: 'silent' }),
});
const lookAround = async (): Promise<Record<string, string>> => {
  const all: Recovered[] = [];
  await lookAtAll(services(), {
    stop: never,
    tell: async ({ recovered }) => {
      all.push(...recovered);
    },
  });
  return Object.fromEntries(all.map(({ caseId, kind }) => [caseId, kind]));
};
const end = (id: string) => house.temporal.workflow.getHandle(id).terminate();
const names = async (id: string) =>
  (await house.sql<{ name: string }>(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id])).map(
    ({ name }) => name,
  );

describe('a database that was set back to an earlier moment', () => {
  it('counts for an act, and not what the workflow remembers', async () => {
    const id = await ask();
    const setBack = await setBackLater(house, id);
    await house.act(warden('wang'), 'grant', id);
    await setBack();
    expect(await house.act(warden('wei'), 'grant', id)).toEqual({ kind: 'done', caseId: id, revision: 1, replayed: false });
    expect(await names(id)).toEqual(['AskedFor', 'Granted']);
  });

  it('gets an act that it lost when that is sent again with the same requestId', async () => {
    const id = await ask();
    const setBack = await setBackLater(house, id);
    const requestId = nextRequest();
    const send = () => house.act(warden('wang'), 'grant', id, {}, requestId);
    await send();
    await setBack();
    expect(await send()).toEqual({ kind: 'done', caseId: id, revision: 1, replayed: false });
    expect(await send()).toEqual({ kind: 'done', caseId: id, revision: 1, replayed: true });
    expect(await names(id)).toEqual(['AskedFor', 'Granted']);
  });

  it('gives a new case no number that a lost one had, whether that is open or closed, and takes a lost start again', async () => {
    const requestId = nextRequest();
    const [open, closed] = [await ask(requestId), await ask()];
    await over(closed);
    await expect.poll(async () => (await house.temporal.workflow.getHandle(closed).describe()).status.name).toBe('COMPLETED');
    const start = await house.sql<{ input: object }>(`SELECT input FROM events WHERE case_id = $1`, [open]);
    for (const id of [closed, open]) await forget(house, id);
    await house.sql(`UPDATE case_numbers SET last = last - 2`);
    const again = await house.start(resident('anna'), start[0]?.input, requestId);
    const others = [open, closed];
    expect(others).not.toContain(caseOf(again));
    expect(await house.start(resident('anna'), start[0]?.input, requestId)).toMatchObject({
      caseId: caseOf(again),
      replayed: true,
    });
    const next = await ask();
    expect([...others, caseOf(again)]).not.toContain(next);
    const passed = await house.sql<{ subject: string }>(`SELECT subject FROM data_changes WHERE after->>'kind' = 'passedOver'`);
    expect(passed.map(({ subject }) => subject)).toContain(`case:${open}`);
  });
});

describe('a look at all open cases', () => {
  it('starts what has no workflow, begins again what is ahead, ends what the record doesn’t have, and leaves the rest alone', async () => {
    const [sound, gone, ahead, lost, closed] = await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    const setBack = await setBackLater(house, ahead);
    for (const id of [ahead, sound]) await house.act(warden('wang'), 'grant', id);
    await setBack();
    await end(gone);
    await forget(house, lost);
    await over(closed);
    const done = await lookAround();
    expect(done).toMatchObject({ [gone]: 'started', [ahead]: 'ahead', [lost]: 'ended' });
    expect([done[sound], done[closed]]).toEqual([undefined, undefined]);
    await expect(house.temporal.workflow.getHandle(lost).describe()).resolves.toMatchObject({ status: { name: 'TERMINATED' } });
    // What was begun again has read the record before it is asked.
    await expect.poll(lookAround).toEqual({});
    expect(
      await house.sql(`SELECT after->>'kind' AS kind FROM data_changes WHERE name = 'recovered' AND subject = $1`, [
        `case:${gone}`,
      ]),
    ).toEqual([{ kind: 'started' }]);
    expect(await house.act(warden('wei'), 'grant', gone)).toMatchObject({ kind: 'done', revision: 1 });
    expect(await house.act(warden('wei'), 'grant', ahead)).toMatchObject({ kind: 'done', revision: 1 });
    expect(await faultsOfRecord(house)).toEqual([]);
  });
});

describe('a step of a clock that is overdue', () => {
  it('is taken by a case whose workflow was lost, and one that stays so is asked for ever more seldom', async () => {
    await house.sql(`INSERT INTO limits (tenant, process, name, valid_from, value) VALUES
      ('village', 'hallBooking', 'clock.grant', '2020-01-01', '{"clockMinutes": 1}'),
      ('village', 'hallBooking', 'ladder.grant', '2020-01-01', '[{"at": 1, "notify": [{"role": "warden"}]}]')`);
    const id = await ask();
    await end(id);
    const look = overdueLook(services(), 0);
    const found: Recovered[] = [];
    await expect
      .poll(async () => {
        found.push(...(await look(never)));
        return found.find(({ caseId }) => caseId === id)?.kind;
      })
      .toBe('started');
    await expect.poll(() => names(id)).toEqual(['AskedFor', 'Escalated']);
    expect(await look(never)).toEqual([]);
    expect(await faultsOfRecord(house)).toEqual([]);
  });
});

describe('a program that watches', () => {
  it('looks at all open cases when it is asked to, and says how far it came', async () => {
    const id = await ask();
    await end(id);
    const client = new Client({ connectionString: house.database.ownerUrl });
    await client.connect();
    onTestFinished(() => client.end());
    await expect(askedLook(client, () => {}, 0)).rejects.toThrow('No worker program has begun the look');
    const heard: unknown[] = [];
    const followed = askedLook(client, (looked) => heard.push(looked));
    await sleep(100);
    await house.sql('SELECT begin_recovery()');
    // A look that has only begun has no number yet.
    await sleep(600);
    await house.sql(`SELECT note_look('{"looked": 2}', false)`);
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual([2]);
    await house.sql(`SELECT note_look('{"looked": 2}', true)`);
    expect(await followed).toEqual({ looked: 2 });
    const stops = [1, 2].map(() => watchRecovery({ ...services(), rest: 50 }));
    onTestFinished(async () => void (await Promise.all(stops.map((stop) => stop()))));
    expect(await askedLook(client, () => {})).toMatchObject({ looked: expect.any(Number) });
    // Also while nothing else is asked for.
    for (let n = 0; n < 4; n++) expect(await askedLook(client, () => {})).toMatchObject({ looked: expect.any(Number) });
    expect(await house.sql(`SELECT after->>'kind' AS kind FROM data_changes WHERE subject = $1`, [`case:${id}`])).toEqual([
      { kind: 'started' },
    ]);
    expect(await house.sql(`SELECT incarnation = incarnation() AS same FROM house`)).toEqual([{ same: true }]);
  });
});

describe('a Temporal namespace', () => {
  const claim = (taskQueue = house.world.taskQueue) =>
    claimNamespace({
      pool: house.record,
      connection: house.temporal.connection,
      namespace: house.temporal.options.namespace,
      taskQueue,
    });
  const asked = () => house.sql(`SELECT asked_at::text AS at FROM house`);

  it('that knows nothing of this house is claimed, and all open cases are looked at; that is done once', async () => {
    const before = await asked();
    await claim();
    const after = await asked();
    expect(after).not.toEqual(before);
    await claim();
    expect(await asked()).toEqual(after);
  });

  it('of another Banjie is left alone, for a queue of its own is not enough where their case numbers are the same', async () => {
    await house.sql(`UPDATE house SET id = 'another'`);
    await expect(claim()).rejects.toThrow(
      /the task queue “cases-test_\w+” belongs to another Banjie \([\w-]{36}\), with a database of its own/,
    );
    await expect(claim(`${house.world.taskQueue}-2`)).rejects.toThrow(
      /case numbers that begin with V\w+ belong to another Banjie/,
    );
  });
});

describe('health', () => {
  it('names what no living worker runs, an act of which is answered at once, and what not all of them run', async () => {
    const id = await ask();
    const { pool, taskQueue } = house.world;
    const world = {
      ...house.world,
      workers: workerWatch(pool, taskQueue),
      attachments: { check: async () => undefined } as never,
    };
    const states = async (of = world) => (await healthOf(serverHealth(of), toldHealth(of))).parts;
    const act = () =>
      actOnCase(
        world,
        { tenant: 'village', actor: warden('wang') },
        {
          process: 'hallBooking',
          action: 'remark',
          caseId: id,
          input: { text: 'Here.' },
          requestId: 'on-no-worker',
        },
      );
    const old = workerPresence(pool, taskQueue, ['keyLoan']);
    await old.note();
    expect((await states()).workers).toBe(
      `not ready: no worker on the task queue ${taskQueue} runs hallBooking, so no act there is done`,
    );
    await expect(act()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      title: { en: expect.stringMatching(/^No worker that is at work runs “.+”\. Ask/), zh: expect.stringContaining('worker') },
    });
    const fresh = workerPresence(pool, taskQueue, ['keyLoan', 'hallBooking']);
    await fresh.note();
    expect(await act()).toMatchObject({ kind: 'done' });
    expect(await states()).toMatchObject({
      workers: 'ready',
      alike: expect.stringMatching(/^not ready: not all workers on the task queue \S+ run hallBooking: /),
    });
    await old.forget();
    expect(await states()).toMatchObject({ workers: 'ready', alike: 'ready' });
    await fresh.forget();
  });

  it('is red where cases are open of a process that isn’t mounted, with their number', async () => {
    await ask();
    const { parts } = await healthOf(serverHealth({ ...house.world, packages: new Map() }));
    expect(parts.processes).toMatch(/^not ready: no process is mounted here for \d+ open cases? of hallBooking: mount/);
  });

  it('is red where no worker asks for work, and where many cases or a message wait for long', async () => {
    const of = (taskQueue: string) => healthOf(serverHealth({ ...house.world, taskQueue }));
    expect(await of(house.world.taskQueue)).toEqual({
      ready: true,
      parts: { postgres: 'ready', temporal: 'ready', workers: 'ready', processes: 'ready', clocks: 'ready', outbox: 'ready' },
    });
    expect((await of('nobody')).parts.workers).toBe(
      'not ready: no worker asks for work on the task queue nobody, so no act is done',
    );
    const id = await ask();
    await house.sql(
      `INSERT INTO clocks (case_id, name, run, tenant, process, budget, ledger, ladder, state, next_step_at, started_at, calendar_version)
       SELECT $1, 'late', n, 'village', 'hallBooking', '{}', '[]', '[]', 'running', now() - interval '1 hour', now(), 1 FROM generate_series(1, 20) n`,
      [id],
    );
    await house.sql(
      `INSERT INTO outbox (id, tenant, case_id, revision, process, channel, notice, params, at, next_at)
       VALUES ('old', 'village', $1, 0, 'hallBooking', 'email', 'askedFor', '{}', now() - interval '11 minutes', now() - interval '11 minutes')`,
      [id],
    );
    expect(await of(house.world.taskQueue)).toMatchObject({
      ready: false,
      parts: {
        clocks: 'not ready: steps of clocks are more than five minutes late in 20 cases',
        outbox: 'not ready: a message has waited 11 minutes for the relay to take it',
      },
    });
  });
});
