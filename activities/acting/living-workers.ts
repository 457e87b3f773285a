/** Which workers live, and which processes they run, as they say in the database. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Title } from '../../workflows/kernel/process.ts';
import { ApiError } from './api-error.ts';

/** Milliseconds for which an answer is good enough, so that an act waits for no statement. */
const FRESH = 10_000;

/** The processes of each worker that lives. */
export type Living = readonly (readonly string[])[];

export const readLiving = async (pool: Pool, taskQueue: string): Promise<Living> =>
  (await pool.query<{ processes: string[] }>('SELECT processes FROM living_workers($1)', [taskQueue])).rows.map(
    ({ processes }) => processes,
  );

/** Processes that no worker runs; none where no worker has said yet what it runs. */
export const runByNone = (living: Living, processes: readonly string[]): readonly string[] =>
  living.length === 0 ? [] : processes.filter((name) => !living.some((one) => one.includes(name)));

/** Processes that some workers run and others don't. */
export const runBySome = (living: Living, processes: readonly string[]): readonly string[] =>
  processes.filter((name) => living.some((one) => one.includes(name)) && !living.every((one) => one.includes(name)));

/** Tells whether workers live and none of them runs a process. */
export type WorkerWatch = { readonly lack: (process: string) => Promise<boolean> };

export const workerWatch = (pool: Pool, taskQueue: string): WorkerWatch => {
  let living: Living = [];
  let readAt: number | undefined;
  let reading: Promise<void> | undefined;
  const read = (): Promise<void> => {
    reading ??= readLiving(pool, taskQueue)
      .then((found) => {
        living = found;
      })
      // While the database is away the act itself says so.
      .catch(() => {
        living = [];
      })
      .finally(() => {
        readAt = Date.now();
        reading = undefined;
      });
    return reading;
  };
  return {
    lack: async (process) => {
      if (readAt === undefined) await read();
      else if (Date.now() - readAt > FRESH) void read();
      const lacks = () => runByNone(living, [process]).length > 0;
      if (!lacks()) return false;
      // One may have come since.
      await read();
      return lacks();
    },
  };
};

/** What a worker says of itself: that it lives, and that it ends. */
export const workerPresence = (pool: Pool, taskQueue: string, processes: readonly string[]) => {
  const id = randomUUID();
  return {
    note: () => pool.query('SELECT note_worker($1, $2, $3)', [id, taskQueue, processes]),
    forget: () => pool.query('SELECT forget_worker($1)', [id]),
  };
};

export const runByNobody = ({ title, process, taskQueue }: { title: Title; process: string; taskQueue: string }): ApiError =>
  new ApiError(
    'UNAVAILABLE',
    {
      en: `No worker that is at work runs “${title.en}”. Ask your administrator to start one that does; then send the same act with the same requestId again.`,
      zh: `没有正在运行的worker办理“${title.zh}”。请联系管理员启动相应的worker，然后用相同的requestId重新提交。`,
    },
    { cause: new Error(`No worker on the task queue ${taskQueue} runs ${process}`) },
  );
