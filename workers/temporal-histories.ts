/** What Temporal's histories say of cases. */
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { ActOutcome, Run } from '../activities/evidence/reconciled.ts';

type Listed = { readonly workflowId: string; readonly runId: string; readonly running: boolean; readonly startedAt: number };

/** The runs that Temporal still knows of cases: of these, or of all of these kinds of workflow; by the number of the case. */
export const listRuns = async (
  temporal: Client,
  { processes, cases }: { readonly processes: readonly string[]; readonly cases: readonly string[] },
): Promise<Map<string, Listed[]>> => {
  const found: Listed[] = [];
  const query = cases.length > 0 ? `WorkflowId IN (${quoted(cases)})` : `WorkflowType IN (${quoted(processes)})`;
  for await (const { workflowId, runId, status, startTime } of temporal.workflow.list({ query }))
    found.push({ workflowId, runId, running: status.name === 'RUNNING', startedAt: startTime.getTime() });
  return Map.groupBy(found, ({ workflowId }) => workflowId);
};

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ');

/** The last run of a case, as it is now; undefined where Temporal doesn't know the case any more. */
export const lastRun = async (temporal: Client, workflowId: string): Promise<Listed | undefined> => {
  try {
    const { runId, status, startTime } = await temporal.workflow.getHandle(workflowId).describe();
    return { workflowId, runId, running: status.name === 'RUNNING', startedAt: startTime.getTime() };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
};

type Payloads = Parameters<typeof decodeArrayFromPayloads>[1];

/** One run as its history tells it. */
export const readRun = async (temporal: Client, { workflowId, runId, running, startedAt }: Listed): Promise<Run> => {
  const first = async <Value>(payloads: Payloads): Promise<Value | undefined> =>
    (await decodeArrayFromPayloads(temporal.options.loadedDataConverter, payloads))[0] as Value | undefined;
  const { events } = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  const acts = new Map<string, ActOutcome | undefined>();
  const hashes: string[] = [];
  /** Ordinary activities that record, by the event that scheduled them. */
  const scheduled = new Set<string>();
  let opening: string | undefined;
  let foundAgain = false;
  const recorded = async (payloads: Payloads): Promise<void> => {
    const answer = await first<{ kind?: string; hash?: string }>(payloads);
    if (answer?.kind === 'recorded' && answer.hash !== undefined) hashes.push(answer.hash);
    else if (answer?.kind === 'again') foundAgain = true;
  };
  for (const event of events ?? []) {
    const {
      workflowExecutionStartedEventAttributes: began,
      workflowExecutionUpdateAcceptedEventAttributes: accepted,
      workflowExecutionUpdateCompletedEventAttributes: completed,
      markerRecordedEventAttributes: marker,
      activityTaskScheduledEventAttributes: asked,
      activityTaskCompletedEventAttributes: answered,
    } = event;
    if (began) {
      const input = await first<{ kind?: string; requestId?: string }>(began.input?.payloads);
      if (input?.kind === 'new') opening = input.requestId;
    } else if (accepted?.acceptedRequest?.input?.name === 'act') {
      acts.set(accepted.acceptedRequest.meta?.updateId ?? '', undefined);
    } else if (completed?.meta?.updateId && acts.has(completed.meta.updateId)) {
      const outcome = completed.outcome?.success ? await first<ActOutcome>(completed.outcome.success.payloads) : undefined;
      acts.set(completed.meta.updateId, outcome ?? { kind: 'failed' });
    } else if (marker?.markerName === 'core_local_activity') {
      const about = await first<{ activity_type?: string }>(marker.details?.data?.payloads);
      if (about?.activity_type === 'record') await recorded(marker.details?.result?.payloads);
    } else if (asked?.activityType?.name === 'record') scheduled.add(String(event.eventId));
    else if (answered && scheduled.has(String(answered.scheduledEventId))) await recorded(answered.result?.payloads);
  }
  return {
    running,
    startedAt,
    opening,
    acts: [...acts].map(([requestId, outcome]) => ({ requestId, outcome })),
    hashes,
    foundAgain,
  };
};
