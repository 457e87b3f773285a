/** Banjie's own programs, each in a process that can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../../workers/start-error.ts';
import type { Member } from './temporal-cluster.ts';

export type BanjieProgram = Member & {
  /** Waits until it says that acts can succeed. */
  untilReady(): Promise<void>;
};

/** Seconds within which a program is ready. */
const PATIENCE = 60;

/** One of `workers/*.ts` with these settings; its health is asked at this port. */
export const banjieProgram = (
  name: string,
  module: string,
  port: number,
  settings: NodeJS.ProcessEnv,
  folder: string,
): BanjieProgram => {
  let child: ChildProcess | undefined;
  return {
    name,
    pid: () => child?.pid ?? 0,
    start: () => {
      const log = openSync(join(folder, `${name.replace(' ', '-')}.log`), 'a');
      child = spawn(process.execPath, [join(import.meta.dirname, '../../workers', module)], {
        env: { ...process.env, ...settings },
        stdio: ['ignore', log, log],
      });
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child?.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    },
    untilReady: async () => {
      for (let tenth = 0; tenth < PATIENCE * 10; tenth++) {
        if (child?.exitCode != null) throw new StartError(`${name} ended with code ${child.exitCode}; its log is in ${folder}.`);
        const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
        await answer?.body?.cancel();
        if (answer?.ok) return;
        await sleep(100);
      }
      throw new StartError(`${name} isn't ready after ${PATIENCE} s; its log is in ${folder}.`);
    },
  };
};
