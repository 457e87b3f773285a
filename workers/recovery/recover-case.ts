/** Makes the workflow of one case be as the record has the case. */
import { type Client, type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import type { Pool } from 'pg';
import { type CaseAt, takeUp } from '../../activities/acting/send.ts';
import type { Recovered, Recovery } from '../../activities/recovery.ts';
import { CLOCKS_MOVED } from '../../workflows/kernel/contract.ts';
import { headOf } from './workflow-head.ts';

export type RecoveryServices = {
  /** Connected as the worker's role. */
  readonly pool: Pool;
  readonly temporal: Client;
  readonly taskQueue: string;
};

/** Tries of a workflow task after which it isn't a stumble any more. */
const FAILING = 5;

/** The running workflow of a case; undefined where none runs. */
export const runningOf = async (temporal: Client, caseId: string): Promise<WorkflowExecutionDescription | undefined> => {
  try {
    const found = await temporal.workflow.getHandle(caseId).describe();
    return found.status.name === 'RUNNING' ? found : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
};

type Compared = {
  readonly id: string;
  readonly tenant: string;
  readonly process: string;
  readonly live: boolean;
  readonly revision: number;
  readonly known: number | null;
  readonly fresh: boolean;
};

/** What the record says of cases whose workflows have come to these events. */
export const compare = async (
  pool: Pool,
  heads: readonly { readonly id: string; readonly hash: string }[],
): Promise<ReadonlyMap<string, Compared>> => {
  const { rows } = await pool.query<Compared>('SELECT * FROM compare_heads($1)', [JSON.stringify(heads)]);
  return new Map(rows.map((row) => [row.id, row]));
};

/** What is wrong with a running workflow, if anything. The record is asked after the history, so that it is never behind a sound workflow. */
const faultOf = async (
  { pool, temporal }: RecoveryServices,
  caseId: string,
  { runId }: WorkflowExecutionDescription,
): Promise<{ fault: 'behind' | 'ahead' | 'ended' | undefined; revision?: number } | undefined> => {
  const hash = await headOf(temporal, caseId, runId);
  // It is being opened or read just now.
  if (hash === undefined) return undefined;
  const found = (await compare(pool, [{ id: caseId, hash }])).get(caseId);
  if (!found) return { fault: 'ended' };
  const { known, revision, live, fresh } = found;
  const isBehind = known !== null && known < revision && !fresh;
  const fault = known === null ? 'ahead' : isBehind ? 'behind' : undefined;
  return { fault: fault && !live ? 'ended' : fault, revision };
};

/**
 * Looks at a case that should have a workflow, and does what is to be done. One whose workflow has something to do already is left to it;
 * `overdue` says that a step of its clocks should have been taken.
 */
export const recoverCase = async (
  services: RecoveryServices,
  at: CaseAt,
  { overdue }: { readonly overdue: boolean },
): Promise<Recovered | undefined> => {
  const { temporal } = services;
  const { tenant, caseId } = at;
  const done = (kind: Recovery, revision?: number): Recovered => ({ kind, tenant, caseId, revision });
  const running = await runningOf(temporal, caseId);
  if (!running) {
    await takeUp(services, at, 'goes on');
    return done('started');
  }
  const { pendingWorkflowTask, pendingActivities } = running.raw;
  const tries = pendingWorkflowTask?.attempt ?? 0;
  if (overdue && tries >= FAILING)
    throw new Error(`Its workflow task has failed ${tries - 1} times; the worker’s log says why, and tries again.`);
  if (overdue && (pendingWorkflowTask || (pendingActivities?.length ?? 0) > 0)) return undefined;
  const { fault, revision } = (await faultOf(services, caseId, running)) ?? {};
  if (fault === 'ended') return undefined;
  if (fault) {
    await takeUp(services, at, 'ends');
    return done(fault, revision);
  }
  if (!overdue) return undefined;
  await temporal.workflow.getHandle(caseId).signal(CLOCKS_MOVED);
  return done('woken', revision);
};

/** Ends a workflow of ours whose case the record doesn't have, or has closed. */
export const endUnrecorded = async (
  services: RecoveryServices,
  { tenant, caseId }: { readonly tenant: string; readonly caseId: string },
): Promise<Recovered | undefined> => {
  const { temporal } = services;
  const running = await runningOf(temporal, caseId);
  const found = running && (await faultOf(services, caseId, running));
  if (found?.fault !== 'ended') return undefined;
  await temporal.workflow.getHandle(caseId, running?.runId).terminate('The record doesn’t have this case, or has it closed.');
  return { kind: 'ended', tenant, caseId, revision: found.revision };
};
