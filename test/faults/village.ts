/** The village of the kernel's tests on servers that can be broken, with workers that can be killed. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { ActAnswer } from '../../activities/acting/services.ts';
import { bundleWorkflows } from '../../workers/workflow-bundle.ts';
import { type House, openHouse } from '../kernel/house.ts';
import { type OwnServers, openServers } from './servers.ts';
import { villagePackages } from './village-packages.ts';
import type { WorkerOrder } from './worker.ts';

/** Key of the village. */
export const SECRET = 'a secret of the village';

export type WorkerProcess = {
  /** Ends it as a power cut would, and waits until it has gone. */
  kill: () => Promise<void>;
};

export type Village = {
  house: House;
  servers: OwnServers;
  startWorker: (parts?: WorkerOrder['parts'], bank?: string) => Promise<WorkerProcess>;
  close: () => Promise<void>;
};

/** Workers for these servers, each a process of its own. */
export const workersOf = async (to: Pick<WorkerOrder, 'workerUrl' | 'temporalAddress' | 'taskQueue'>) => {
  const bundle = await bundleWorkflows(villagePackages);
  const folder = mkdtempSync(join(tmpdir(), 'banjie-bundle-'));
  const file = join(folder, 'workflows.js');
  writeFileSync(file, bundle.code);
  const children = new Set<ChildProcess>();
  const start = async (
    parts: WorkerOrder['parts'],
    temporalAddress = to.temporalAddress,
    bank?: string,
  ): Promise<WorkerProcess> => {
    const order: WorkerOrder = { ...to, temporalAddress, secret: SECRET, bundle: file, parts, ...(bank ? { bank } : {}) };
    const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [JSON.stringify(order)], {
      execArgv: ['--conditions=banjie-source'],
    });
    children.add(child);
    const ended = new Promise<void>((gone) => child.once('exit', () => gone()));
    await new Promise<void>((ready, fail) => {
      child.once('message', () => ready());
      child.once('exit', (code) => fail(new Error(`The worker ended with ${code} before it was ready.`)));
    });
    return {
      kill: async () => {
        child.kill('SIGKILL');
        await ended;
        children.delete(child);
      },
    };
  };
  return {
    start,
    close: async () => {
      for (const child of children) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Opened without a worker: each test starts those that it wants to kill. */
export const openVillage = async (): Promise<Village> => {
  const servers = await openServers();
  const house = await openHouse({
    packages: villagePackages,
    worker: false,
    database: servers.database,
    temporalAddress: servers.line.address,
  });
  const { workerUrl } = servers.database;
  const workers = await workersOf({ workerUrl, temporalAddress: servers.line.address, taskQueue: house.world.taskQueue });
  return {
    house,
    servers,
    startWorker: (parts = ['worker', 'relay'], bank) => workers.start(parts, servers.line.address, bank),
    close: async () => {
      await workers.close();
      await house.close();
      await servers.close();
    },
  };
};

/** Milliseconds after which a caller gives up: far longer than any of these outages. */
const GIVES_UP = 90_000;

/** Sends an act as callers should: while there is no answer, again with the same requestId. */
export const untilAnswered = async (send: () => Promise<ActAnswer>): Promise<ActAnswer> => {
  const until = Date.now() + GIVES_UP;
  for (;;) {
    try {
      return await send();
    } catch (cause) {
      if (Date.now() > until) throw new Error(`There was no answer in ${GIVES_UP / 1_000} s.`, { cause });
      await sleep(250);
    }
  }
};

/** Waits until the case's history says that an Update was accepted. */
export const untilAccepted = (house: House, caseId: string): Promise<void> =>
  expect
    .poll(
      async () => {
        const { events } = await house.temporal.workflow.getHandle(caseId).fetchHistory();
        return events?.filter(({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) => accepted).length ?? 0;
      },
      { timeout: 30_000, interval: 250 },
    )
    .toBeGreaterThan(1);
