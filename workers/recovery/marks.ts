/** Marks in a Temporal namespace, by which one Banjie tells another that it is there. */
import { Client, type ConnectionLike, WorkflowNotFoundError } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Pool } from 'pg';
import { askRecovery } from '../../activities/recovery.ts';
import { StartError } from '../start-error.ts';

/** The kind of workflow that a mark is. Nobody runs it: it would begin in a hundred years. */
const MARK = 'banjieMark';
const NEVER = '36500 days';

/**
 * Claims the task queue and the numbers of this database's tenants in the namespace, once for all: two Banjies under the same names would
 * record each other's cases. A namespace that knows none of them is new or was lost: all open cases are looked at. Gives the time of
 * Temporal's clock.
 */
export const claimNamespace = async (of: {
  readonly pool: Pool;
  readonly connection: ConnectionLike;
  readonly namespace: string;
  readonly taskQueue: string;
}): Promise<Date> => {
  const { pool, connection, namespace, taskQueue } = of;
  const { rows: houses } = await pool.query<{ id: string }>('SELECT id FROM house');
  const { rows: tenants } = await pool.query<{ code: string }>('SELECT code FROM tenants ORDER BY code');
  const [house] = houses;
  if (!house) throw new StartError('The table house of the database has no row. Restore the database from its backup, whole.');
  // Without the codec: another Banjie can read it, whatever its secret is.
  const temporal = new Client({ connection, namespace });
  const claims = [
    { mark: queueMark(taskQueue), what: `the task queue “${taskQueue}”` },
    ...tenants.map(({ code }) => ({ mark: `banjie-tenant-${code}`, what: `case numbers that begin with ${code}` })),
  ];
  const refuse = (owners: readonly (string | undefined)[]) => {
    for (const [n, { mark, what }] of claims.entries()) {
      const owner = owners[n];
      if (owner !== undefined && owner !== house.id) throw taken({ what, mark, owner, namespace });
    }
  };
  // All are looked at before one is set: who is turned away leaves nothing behind.
  const owners = await Promise.all(claims.map(({ mark }) => ownerOf(temporal, mark)));
  refuse(owners);
  const missing = claims.filter((_, n) => owners[n] === undefined);
  if (missing.length > 0) {
    refuse(
      await Promise.all(
        claims.map(async (claim, n) =>
          missing.includes(claim) ? setMark(temporal, { mark: claim.mark, house: house.id, taskQueue }) : owners[n],
        ),
      ),
    );
    await askRecovery(pool);
  }
  // Begun again, a mark says what time it is there.
  await setMark(temporal, { mark: queueMark(taskQueue), house: house.id, taskQueue }, 'TERMINATE_EXISTING');
  return (await temporal.workflow.getHandle(queueMark(taskQueue)).describe()).startTime;
};

const queueMark = (taskQueue: string): string => `banjie-queue-${taskQueue}`;

/** Whose mark it is; undefined where there is none. */
const ownerOf = async (temporal: Client, mark: string): Promise<string | undefined> => {
  try {
    const { memo, status } = await temporal.workflow.getHandle(mark).describe();
    return status.name === 'RUNNING' ? String(memo?.house) : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
};

/** Sets a mark; whose it is where another program was first. */
const setMark = async (
  temporal: Client,
  { mark, house, taskQueue }: { mark: string; house: string; taskQueue: string },
  workflowIdConflictPolicy: 'FAIL' | 'TERMINATE_EXISTING' = 'FAIL',
): Promise<string | undefined> => {
  try {
    await temporal.workflow.start(MARK, {
      workflowId: mark,
      taskQueue,
      memo: { house },
      startDelay: NEVER,
      workflowIdConflictPolicy,
      args: [],
    });
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return ownerOf(temporal, mark);
    throw error;
  }
};

const taken = ({ what, mark, owner, namespace }: { what: string; mark: string; owner: string; namespace: string }): StartError =>
  new StartError(
    `In Temporal's namespace “${namespace}” ${what} belong${what.startsWith('the') ? 's' : ''} to another Banjie (${owner}), with a database of its own. ` +
      'Give this one a namespace of its own (TEMPORAL_NAMESPACE). If the other is gone for good, end its open cases there and its mark: ' +
      `temporal workflow terminate --namespace ${namespace} --workflow-id ${mark}`,
  );
