/** How far the workflow of a case has come, as its history tells. */
import type { Client } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { temporal as proto } from '@temporalio/proto';

type HistoryEvent = proto.api.history.v1.IHistoryEvent;
type Payloads = proto.api.common.v1.IPayload[] | null | undefined;

/** Events that are read at once: an act has six. */
const PAGE = 30;

/** Activities whose answers carry the hash of the event that the case has come to. */
const TELLING = ['record', 'readHead'];

/**
 * The hash of the last event that the running workflow knows of; undefined where it knows none yet. Reads the end of the history alone: no
 * worker is asked, and nothing is written.
 */
export const headOf = async (temporal: Client, workflowId: string, runId: string): Promise<string | undefined> => {
  const first = async (payloads: Payloads): Promise<unknown> =>
    (await decodeArrayFromPayloads(temporal.options.loadedDataConverter, payloads))[0];
  /** Answers of ordinary activities, by the event that asked for them, which comes later when read from the end. */
  const answers = new Map<string, Payloads>();
  const hashIn = async ({
    eventId,
    markerRecordedEventAttributes: marker,
    activityTaskCompletedEventAttributes: answered,
    activityTaskScheduledEventAttributes: asked,
  }: HistoryEvent): Promise<string | undefined> => {
    if (answered) answers.set(String(answered.scheduledEventId), answered.result?.payloads);
    if (asked && TELLING.includes(asked.activityType?.name ?? '')) return hashOf(await first(answers.get(String(eventId))));
    if (marker?.markerName !== 'core_local_activity') return undefined;
    const about = (await first(marker.details?.data?.payloads)) as { activity_type?: string } | undefined;
    return TELLING.includes(about?.activity_type ?? '') ? hashOf(await first(marker.details?.result?.payloads)) : undefined;
  };
  let nextPageToken: Uint8Array | null | undefined;
  do {
    const page = await temporal.workflowService.getWorkflowExecutionHistoryReverse({
      namespace: temporal.options.namespace,
      execution: { workflowId, runId },
      maximumPageSize: PAGE,
      ...(nextPageToken ? { nextPageToken } : {}),
    });
    for (const event of page.history?.events ?? []) {
      const hash = await hashIn(event);
      if (hash !== undefined) return hash;
    }
    nextPageToken = page.nextPageToken;
  } while (nextPageToken && nextPageToken.length > 0);
  return undefined;
};

const hashOf = (answer: unknown): string | undefined => {
  const { hash } = (answer ?? {}) as { hash?: unknown };
  return typeof hash === 'string' ? hash : undefined;
};
