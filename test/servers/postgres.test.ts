import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type EmbeddedPostgres, runningPostgres, startPostgres } from '../../workers/embedded/postgres.ts';
import { postgresAccount } from '../../workers/embedded/postgres-binaries.ts';
import { quietProgress } from '../../workers/progress.ts';
import { commandOf, isAlive } from '../../workers/running-process.ts';
import { testFolder } from './folders.ts';
import { emptyDatabase } from './shared.ts';
import { sql } from './sql.ts';

const start = async (dataDir: string): Promise<EmbeddedPostgres> => {
  const server = await startPostgres({ dataDir, progress: quietProgress, fast: true });
  onTestFinished(server.stop);
  return server;
};

const noteIn = (url: string) =>
  sql<{ words: string }>(url, 'SELECT words FROM notes').then((rows) => rows.map(({ words }) => words));
const keepNote = (url: string, words: string) => sql(url, `CREATE TABLE notes AS SELECT '${words}' AS words`);

test('a stop leaves no process behind, and tomorrow Banjie goes on with what was recorded today', async () => {
  const dataDir = testFolder();
  const today = await start(dataDir);
  await keepNote(today.ownerUrl, 'pavement cleared');
  await today.stop();
  expect(isAlive(today.pid())).toBe(false);
  const tomorrow = await start(dataDir);
  expect(await noteIn(tomorrow.ownerUrl)).toEqual(['pavement cleared']);
});

test('a database speaks UTF-8, sorts the same everywhere and keeps its time in UTC', async () => {
  const { ownerUrl } = await emptyDatabase();
  expect(
    await sql(
      ownerUrl,
      `SELECT current_setting('server_encoding') AS encoding, datlocale AS locale, current_setting('TimeZone') AS zone, upper('é') AS upper
       FROM pg_database WHERE datname = current_database()`,
    ),
  ).toEqual([{ encoding: 'UTF8', locale: 'C.UTF-8', zone: 'UTC', upper: 'É' }]);
});

test('a second Banjie on the same data is turned away and told what to do, and the first is not disturbed', async () => {
  const dataDir = testFolder();
  const first = await start(dataDir);
  await expect(startPostgres({ dataDir, progress: quietProgress })).rejects.toThrow(
    `Another Banjie (process ${process.pid}) is running on the data in ${dataDir}. Stop it first, or give this one its own BANJIE_DATA_DIR.`,
  );
  expect(await sql(first.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await runningPostgres(dataDir)).toBe(first.ownerUrl);
});

test('after a power cut the record is still there, even when a stranger has the old process number', async () => {
  const dataDir = testFolder();
  const before = await start(dataDir);
  await keepNote(before.ownerUrl, 'cable repaired');
  process.kill(before.pid(), 'SIGKILL');
  expect(await before.died).toMatch(/^PostgreSQL ended by itself \(signal SIGKILL\)/);
  await before.stop();
  // PostgreSQL takes any process of its own user for itself.
  const stranger = spawn('sleep', ['60'], { ...postgresAccount() });
  onTestFinished(() => void stranger.kill());
  writeFileSync(
    join(dataDir, 'postgres', 'postmaster.pid'),
    `${stranger.pid}\n${join(dataDir, 'postgres')}\n0\n${before.port}\n\n127.0.0.1\n\nready\n`,
  );
  const after = await start(dataDir);
  expect(await noteIn(after.ownerUrl)).toEqual(['cable repaired']);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
});

test('the password stays in a file that only its owner can read, and a wrong one is named instead of waited for', async () => {
  const dataDir = testFolder();
  const server = await start(dataDir);
  const file = join(dataDir, 'postgres-owner.secret');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const guess = server.ownerUrl.replace(/:[^:@]+@/, ':guess@');
  await expect(sql(guess, 'SELECT 1')).rejects.toThrow('password authentication failed');
  await server.stop();
  writeFileSync(file, 'something else');
  await expect(startPostgres({ dataDir, progress: quietProgress })).rejects.toThrow('Put the right postgres-owner.secret back');
});

test('while PostgreSQL is paused nobody gets in, and afterwards it answers at the same address', async () => {
  const server = await start(testFolder());
  await keepNote(server.ownerUrl, 'before the pause');
  await server.pause('crash');
  await expect(sql(server.ownerUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  await server.resume();
  expect(await noteIn(server.ownerUrl)).toEqual(['before the pause']);
});

test('a Banjie that is killed takes its servers along, and the next one goes on at once', async () => {
  const dataDir = testFolder();
  const killed = spawn(process.execPath, [join(import.meta.dirname, 'held.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(killed.stdout, 'data');
  const { ownerUrl, pids } = JSON.parse(String(said)) as { ownerUrl: string; pids: number[] };
  await keepNote(ownerUrl, 'dispatched');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const next = await start(dataDir);
  expect(await noteIn(next.ownerUrl)).toEqual(['dispatched']);
  // A process that ended keeps its number, without a command, until its parent reads how it ended.
  await expect.poll(() => pids.map(commandOf).filter(Boolean), { timeout: 10_000 }).toEqual([]);
});
