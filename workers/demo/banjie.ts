/** The Banjie that a demonstration plays against: one that runs, or one started for the moment. */

import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { moduleBeside } from '../../activities/module-beside.ts';
import { tether } from '../embedded/child-server.ts';
import { StartError } from '../start-error.ts';
import { typed } from '../typed.ts';

export type FoundBanjie = {
  readonly url: string;
  /** Ends it where it was started for the moment, and leaves it alone where it ran before. */
  stop(): Promise<void>;
};

/** Milliseconds that a Banjie which has just begun to start may take until it is ready; fetching its servers comes on top. */
const PATIENCE = 60_000;

type Answer = 'ready' | 'not yet' | 'silent' | 'somebody else';

const askReady = async (url: string): Promise<Answer> => {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    const body = (await response.json().catch(() => undefined)) as { ready?: unknown } | undefined;
    if (typeof body?.ready !== 'boolean') return 'somebody else';
    return body.ready ? 'ready' : 'not yet';
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError' ? 'not yet' : 'silent';
  }
};

/** The Banjie at this port, or else a new one on the same data. */
export const findBanjie = async (port: number): Promise<FoundBanjie> => {
  const url = `http://localhost:${port}`;
  const first = port === 0 ? 'silent' : await askReady(url);
  if (first === 'silent') return await startBanjie();
  if (first === 'somebody else')
    throw new StartError(
      `What answers at ${url} is not Banjie. Name the port on which Banjie runs, as in: PORT=4001 ${typed('demo')}`,
    );
  const until = Date.now() + PATIENCE;
  while ((await askReady(url)) !== 'ready') {
    if (Date.now() > until)
      throw new StartError(
        `Banjie at ${url} runs, but isn't ready; ${url}/readyz says what is missing. Restart it, and try again.`,
      );
    await sleep(500);
  }
  return { url, stop: async () => undefined };
};

const startBanjie = async (): Promise<FoundBanjie> => {
  const port = await getPort({ host: '127.0.0.1' });
  const url = `http://localhost:${port}`;
  console.error('No Banjie answers, so one is started for the demonstration.');
  // A separate process group, so that Ctrl-C reaches us alone and it can drain when we ask it to.
  const [command = process.execPath, ...words] = [
    ...tether(),
    process.execPath,
    fileURLToPath(moduleBeside(import.meta.url, '../start')),
  ];
  const child = spawn(command, words, {
    env: { ...process.env, PORT: String(port), METRICS_PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  let running = true;
  const ended = new Promise<void>((done) => {
    const finish = () => {
      running = false;
      done();
    };
    child.once('exit', finish).once('error', finish);
  });
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  const stop = async (): Promise<void> => {
    end();
    await ended;
    process.removeListener('exit', end);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(1)));
  while ((await askReady(url)) !== 'ready') {
    if (!running) {
      throw new StartError(
        `Banjie could not be started for the demonstration; the lines above say why. If it runs on another port already, name that, as in: PORT=4001 ${typed('demo')}`,
      );
    }
    await sleep(300);
  }
  return { url, stop };
};
