/** Compares the record of all cases with Temporal's histories, both ways. */
import type { Client } from '@temporalio/client';
import pLimit from 'p-limit';
import type { Pool } from 'pg';
import { type RecordedCase, type Run, unreconciled } from '../activities/evidence/reconciled.ts';
import { tenantRead } from '../activities/tenant-read.ts';
import { counted } from './counted.ts';
import { lastRun, listRuns, readRun } from './temporal-histories.ts';

export type Reconciled = {
  readonly cases: number;
  /** Cases at rest whose histories Temporal keeps no more. */
  readonly withoutHistory: number;
  readonly faults: readonly string[];
};

/** What came of it, in a line. */
export const reconciledWords = ({ cases, withoutHistory, faults }: Reconciled): string => {
  const outcome = faults.length === 0 ? 'record and Temporal agree.' : `${counted(faults.length, 'fault')}.`;
  const gone = `Temporal keeps no history any more of ${counted(withoutHistory, 'case')} at rest.`;
  return `Compared ${counted(cases, 'case')} with Temporal: ${outcome}${withoutHistory === 0 ? '' : ` ${gone}`}`;
};

/** Histories that are read at once. */
const AT_ONCE = 8;

export const reconcile = async (of: {
  readonly pool: Pool;
  readonly temporal: Client;
  /** The kinds of workflow that are cases. */
  readonly processes: readonly string[];
  /** The numbers of the cases to compare; all where none is named. */
  readonly cases?: readonly string[];
  /** Milliseconds after which both sides know of something. */
  readonly settled?: number;
}): Promise<Reconciled> => {
  const { pool, temporal, processes, cases: only = [], settled = 5_000 } = of;
  // Temporal first: what is recorded meanwhile is in the record and too fresh to be asked for.
  const began = Date.now();
  const listed = await listRuns(temporal, { processes, cases: only });
  const limit = pLimit(AT_ONCE);
  const faults: string[] = [];
  const seen = new Set<string>();
  let withoutHistory = 0;
  const compare = async (id: string, tenant: string | undefined) => {
    const known = listed.get(id) ?? [];
    // The list may lag behind.
    const now = await lastRun(temporal, id);
    const ended = known.filter(({ runId }) => runId !== now?.runId).map((run) => ({ ...run, running: false }));
    const runs: Run[] = [];
    for (const run of now ? [...ended, now] : ended) runs.push(await readRun(temporal, run));
    const record = tenant === undefined ? undefined : await readCase(pool, tenant, id);
    if (runs.length === 0 && record && !record.live) withoutHistory++;
    faults.push(...unreconciled(id, record, runs, { began, settled }));
  };
  const { rows: tenants } = await pool.query<{ id: string }>('SELECT id FROM tenants ORDER BY id');
  for (const { id: tenant } of tenants) {
    const cases = await tenantRead(pool, tenant)<{ id: string }>(
      `SELECT id FROM cases WHERE $1->'only' = '[]' OR $1->'only' ? id ORDER BY id`,
      { only },
    );
    await Promise.all(
      cases.map(({ id }) => {
        seen.add(id);
        return limit(() => compare(id, tenant));
      }),
    );
  }
  const foreign = [...listed.keys()].filter((id) => !seen.has(id));
  await Promise.all(foreign.map((id) => limit(() => compare(id, undefined))));
  return { cases: seen.size, withoutHistory, faults: faults.toSorted() };
};

const readCase = async (pool: Pool, tenant: string, caseId: string): Promise<RecordedCase | undefined> => {
  const [found] = await tenantRead(pool, tenant)<RecordedCase>(
    `SELECT c.id, c.live, ms(c.updated_at) AS "updatedAt",
       (SELECT jsonb_agg(jsonb_build_object('revision', e.revision, 'requestId', e.request_id, 'hash', e.hash, 'at', ms(e.at)) ORDER BY e.revision)
        FROM events e WHERE e.case_id = c.id) AS events
     FROM cases c WHERE c.id = $1->>'caseId'`,
    { caseId },
  );
  return found && { ...found, events: found.events ?? [] };
};
