/** Looks for cases whose workflows aren't as the record has them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { CaseAt } from '../../activities/acting/send.ts';
import { noteRecovered, type Recovered } from '../../activities/recovery.ts';
import { compare, endUnrecorded, type RecoveryServices, recoverCase } from './recover-case.ts';

type Row = { readonly id: string; readonly tenant: string; readonly process: string };

/** Cases of one question to the database and to Temporal's list. */
const BATCH = 100;
/** Cases that are looked at at once. */
const AT_ONCE = 8;
/** Cases a second, so that those who act meanwhile hardly notice. */
const RATE = 100;
/** Seconds by which a step is late before anybody asks why: a worker that is busy comes to it by itself. */
const LATE = 60;
/** gRPC: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE. */
const AWAY: readonly number[] = [1, 4, 8, 14];
const UNIMPLEMENTED = 12;
/** Milliseconds until a case that was looked at is looked at again, doubled each time. */
const AGAIN = { least: 60_000, most: 3_600_000 };

export type LookServices = RecoveryServices & {
  /** The kinds of workflow that are cases. */
  readonly processes: readonly string[];
  readonly log: Logger;
};

export type Looked = { readonly looked: number; readonly recovered: readonly Recovered[] };

/** Looks at those whose next step is overdue. It remembers them, so that one which stays so is asked for ever more seldom. */
export const overdueLook = (services: LookServices, late = LATE) => {
  const asked = new LRUCache<string, { readonly until: number; readonly wait: number }>({ max: 10_000 });
  return async (stop: AbortSignal): Promise<readonly Recovered[]> => {
    const all: Recovered[] = [];
    for (let full = true; full && !stop.aborted; ) {
      const now = Date.now();
      const except = [...asked.entries()].flatMap(([id, { until }]) => (until > now ? [id] : []));
      const { rows } = await services.pool.query<Row>('SELECT * FROM overdue_cases($1, $2, $3)', [late, except, BATCH]);
      for (const { id } of rows) {
        const wait = Math.min(AGAIN.most, 2 * (asked.get(id)?.wait ?? AGAIN.least / 2));
        asked.set(id, { until: now + wait, wait });
      }
      all.push(...(await eachOf(services, rows, (row) => recoverCase(services, at(row), { overdue: true }))));
      full = rows.length === BATCH;
    }
    return all;
  };
};

/** Looks at all open cases, and at all workflows that run for cases; `tell` hears how far it has come. */
export const lookAtAll = async (
  services: LookServices,
  { stop, tell }: { stop: AbortSignal; tell: (so: Looked) => Promise<void> },
): Promise<void> => {
  const one = async (rows: readonly Row[], look: (row: Row) => Promise<Recovered | undefined>) => {
    stop.throwIfAborted();
    const began = performance.now();
    await tell({ looked: rows.length, recovered: await eachOf(services, rows, look) });
    await sleep(Math.max(0, (rows.length / RATE) * 1_000 - (performance.now() - began)), undefined, { signal: stop });
  };
  for (let after = '', full = true; full; ) {
    const { rows } = await services.pool.query<Row>('SELECT * FROM live_cases($1, $2)', [after, BATCH]);
    await one(rows, (row) => recoverCase(services, at(row), { overdue: false }));
    after = rows.at(-1)?.id ?? after;
    full = rows.length === BATCH;
  }
  for await (const rows of unrecorded(services)) await one(rows, (row) => endUnrecorded(services, at(row)));
};

const at = ({ id, ...row }: Row): CaseAt => ({ ...row, caseId: id });

/** Some at once. What is wrong with one of them keeps nobody from the others; what is away is away for all. */
const eachOf = async (
  { pool, log }: LookServices,
  rows: readonly Row[],
  look: (row: Row) => Promise<Recovered | undefined>,
): Promise<readonly Recovered[]> => {
  const limit = pLimit(AT_ONCE);
  const answers = await Promise.all(
    rows.map((row) =>
      limit(() =>
        look(row).catch((error: unknown) => {
          if (isGrpcServiceError(error) && AWAY.includes(error.code)) throw error;
          log.warn({ err: error, caseId: row.id }, 'The workflow of a case can’t be compared with its record');
          return undefined;
        }),
      ),
    ),
  );
  const recovered = answers.filter((answer) => answer !== undefined);
  await noteRecovered(pool, recovered);
  return recovered;
};

/** Workflows that run for cases here, and whose cases the record doesn't have, or has closed; in batches. */
async function* unrecorded({ pool, temporal, taskQueue, processes }: LookServices): AsyncGenerator<readonly Row[]> {
  const query = `TaskQueue = ${JSON.stringify(taskQueue)} AND ExecutionStatus = 'Running' AND WorkflowType IN (${processes.map((name) => JSON.stringify(name)).join(', ')})`;
  let batch: Row[] = [];
  const unknown = async (): Promise<readonly Row[]> => {
    const known = await compare(
      pool,
      batch.map(({ id }) => ({ id, hash: '' })),
    );
    return batch.filter(({ id }) => !known.get(id)?.live);
  };
  try {
    for await (const { workflowId: id, type: process, searchAttributes } of temporal.workflow.list({ query, pageSize: BATCH })) {
      batch.push({ id, process, tenant: String(searchAttributes.CaseTenant?.[0] ?? '') });
      if (batch.length < BATCH) continue;
      yield await unknown();
      batch = [];
    }
  } catch (error) {
    // A test server that keeps no lists.
    if (!(isGrpcServiceError(error) && error.code === UNIMPLEMENTED)) throw error;
  }
  yield await unknown();
}
