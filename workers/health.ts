import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { readLiving, runByNone, runBySome } from '../activities/acting/living-workers.ts';
import type { AttachmentStore } from '../activities/attachments/store.ts';
import { unmountedWords } from './unmounted.ts';

/** Milliseconds that each part has to answer. */
const PATIENCE = 3_000;
/** Milliseconds after which a worker that hasn't asked for work is gone: each asks once a minute at least. */
const GONE = 90_000;
/** Cases with a step that is five minutes late: a few may have a fault of their own, as many have one in common. */
const MANY_LATE = 20;
/** Milliseconds between questions that are dear. */
const SELDOM = 60_000;
/** Seconds that a message may wait for the relay. */
const UNSENT = 300;

/** Fails, with words, where a part isn't ready. */
export type HealthPart = () => Promise<unknown>;
export type HealthParts = Readonly<Record<string, HealthPart>>;

/** How the parts are: `ready`, or `not ready: ` and why. */
export type Health = { readonly ready: boolean; readonly parts: Readonly<Record<string, string>> };

/** Where files are kept; acts without files go on without it. */
export const filesHealth = ({ attachments }: { attachments: AttachmentStore }): HealthParts => ({
  files: () =>
    attachments.check().catch((error: Error) => {
      throw error.cause instanceof Error ? error.cause : error;
    }),
});

export type HealthServices = {
  readonly pool: Pool;
  readonly temporal: Client;
  readonly taskQueue: string;
  readonly packages: ReadonlyMap<string, unknown>;
};

/** Whether workers that share a task queue run the same; during an upgrade they may differ for a while. */
const alikeHealth = ({ pool, taskQueue, packages }: HealthServices): HealthParts => ({
  alike: async () => {
    const some = runBySome(await readLiving(pool, taskQueue), [...packages.keys()]);
    if (some.length > 0)
      throw new Error(
        `not all workers on the task queue ${taskQueue} run ${some.join(', ')}: Temporal gives work to any of them, so acts wait until those that lack it have ended`,
      );
  },
});

/** What is told, and turns nothing red: most acts succeed all the same. */
export const toldHealth = (services: HealthServices & { attachments: AttachmentStore }): HealthParts => ({
  ...filesHealth(services),
  ...alikeHealth(services),
});

/** What every program leans on, and what acts and messages need to come to their end. */
export const serverHealth = ({ pool, temporal, taskQueue, packages }: HealthServices): HealthParts => ({
  postgres: () => pool.query('SELECT 1'),
  temporal: () => temporal.withDeadline(Date.now() + PATIENCE, () => temporal.workflowService.getSystemInfo({})),
  workers: async () => {
    const { pollers } = await temporal.withDeadline(Date.now() + PATIENCE, () =>
      temporal.workflowService.describeTaskQueue({
        namespace: temporal.options.namespace,
        taskQueue: { name: taskQueue },
        // 1 is of workflows.
        taskQueueType: 1,
      }),
    );
    const last = Math.max(0, ...(pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000));
    if (last < Date.now() - GONE) throw new Error(`no worker asks for work on the task queue ${taskQueue}, so no act is done`);
    const none = runByNone(await readLiving(pool, taskQueue), [...packages.keys()]);
    if (none.length > 0)
      throw new Error(`no worker on the task queue ${taskQueue} runs ${none.join(', ')}, so no act there is done`);
  },
  processes: processHealth(pool, [...packages.keys()]),
  ...workHealth(pool),
});

/** Whether all open cases have their process. Nothing changes it often, and the question goes through all open cases. */
const processHealth = (pool: Pool, mounted: readonly string[]): HealthPart => {
  let asked: { readonly at: number; readonly words: string | undefined } | undefined;
  return async () => {
    if (!asked || asked.at < Date.now() - SELDOM) asked = { at: Date.now(), words: await unmountedWords(pool, mounted) };
    if (asked.words) throw new Error(asked.words);
  };
};

/** One question for both. */
const workHealth = (pool: Pool): HealthParts => {
  let asked: Promise<{ late: number; unsent: number }> | undefined;
  const ask = () => {
    asked ??= pool
      .query<{ late: number; unsent: number }>('SELECT * FROM service_health()')
      .then(({ rows }) => rows[0] ?? { late: 0, unsent: 0 })
      .finally(() => {
        asked = undefined;
      });
    return asked;
  };
  return {
    clocks: async () => {
      const { late } = await ask();
      if (late >= MANY_LATE)
        throw new Error(`steps of clocks are more than five minutes late in ${late === 100 ? '100 or more' : late} cases`);
    },
    outbox: async () => {
      const { unsent } = await ask();
      if (unsent >= UNSENT) throw new Error(`a message has waited ${Math.floor(unsent / 60)} minutes for the relay to take it`);
    },
  };
};

/** How all parts are, each asked at the same time. `spared` are those without which most acts succeed: they are told, and turn nothing red. */
export const healthOf = async (parts: HealthParts, spared: HealthParts = {}): Promise<Health> => {
  const [needed, told] = await Promise.all([statesOf(parts), statesOf(spared)]);
  return { ready: needed.every(([, state]) => state === 'ready'), parts: Object.fromEntries([...needed, ...told]) };
};

const statesOf = (parts: HealthParts): Promise<(readonly [string, string])[]> =>
  Promise.all(
    Object.entries(parts).map(async ([name, ask]) => {
      const late = new Promise<never>((_, fail) => setTimeout(() => fail(new Error('no answer')), PATIENCE).unref());
      return [
        name,
        await Promise.race([ask(), late]).then(
          () => 'ready',
          (error: Error) => `not ready: ${error.message}`,
        ),
      ] as const;
    }),
  );

/** Whether all parts answer: 200 with their names, or 503 with what is missing. */
export const readiness = (parts: HealthParts, spared?: HealthParts) => async (): Promise<Response> => {
  const { ready, parts: found } = await healthOf(parts, spared);
  return Response.json({ ready, ...found }, { status: ready ? 200 : 503 });
};
