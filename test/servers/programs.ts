/** Banjie's programs as separate processes, as an operator runs them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';

export type RunningProgram = {
  readonly child: ChildProcess;
  /** All that it has written so far. */
  readonly said: () => string;
  /** Its code, once it has ended; null where a signal ended it. */
  readonly ended: Promise<number | null>;
};

const children = new Set<ChildProcess>();

/** `env` is all that it knows, beside the path. */
export const runProgram = (name: 'api' | 'worker' | 'migrate', env: Record<string, string>): RunningProgram => {
  let said = '';
  const child = spawn(process.execPath, [join(import.meta.dirname, `../../workers/${name}.ts`)], {
    env: { LOG_LEVEL: 'error', PORT: '0', HEALTH_PORT: '0', METRICS_PORT: '0', ...env, PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  return { child, said: () => said, ended: new Promise<number | null>((done) => child.once('exit', done)) };
};

export const killPrograms = (): void => {
  for (const child of children) child.kill('SIGKILL');
};

/** The first group of a pattern in what a program says, once it does. */
export const saidBy = async ({ said, ended }: RunningProgram, pattern: RegExp): Promise<string> => {
  const end = ended.then((code) => `ended with ${code}: ${said()}`);
  for (;;) {
    const found = pattern.exec(said())?.[1];
    if (found !== undefined) return found;
    const why = await Promise.race([end, sleep(50)]);
    if (why !== undefined) throw new Error(why);
  }
};

/** Makes a version of a deployment the current one, as soon as Temporal knows it. */
export const makeCurrent = async (
  { address, namespace }: { address: string; namespace: string },
  deploymentName: string,
  buildId: string,
): Promise<void> => {
  const connection = await Connection.connect({ address });
  const current = () =>
    connection.workflowService
      .setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId, identity: 'tests', ignoreMissingTaskQueues: true })
      .then(
        () => undefined,
        (error: Error) => error,
      );
  try {
    const until = Date.now() + 30_000;
    for (let error = await current(); error; error = await current()) {
      if (Date.now() > until) throw error;
      await sleep(250);
    }
  } finally {
    await connection.close();
  }
};
