/** Evidence of cases: a file that others check by themselves. */
import { ApiError, noSuchCase } from '../../activities/acting/api-error.ts';
import { evidenceFile } from '../../activities/evidence/evidence-file.ts';
import { type LoggedEvent, loggedEvents } from '../../activities/evidence/logged-events.ts';
import { LogForked } from '../../activities/merkle-log/tenant-logs.ts';
import type { TenantRead } from '../../activities/tenant-read.ts';
import type { Context } from '../context.ts';
import { CASE_OF, readsAll, readsNames } from '../schema/masking.ts';
import { processesOf } from '../schema/process.ts';

const MOST_CASES = 100;
const MOST_EVENTS = 5_000;

export const evidenceOf = async (context: Context, ids: readonly string[], since: number | null | undefined): Promise<string> => {
  const { db, read, caller, services } = context;
  const caseIds = [...new Set(ids.map((id) => id.toUpperCase()))];
  if (caseIds.length === 0 || caseIds.length > MOST_CASES) throw tooMany();
  const cases = new Map(
    (await db.case.findMany({ where: { id: { in: caseIds } }, select: CASE_OF })).map((row) => [row.id, row]),
  );
  for (const id of caseIds) {
    const found = cases.get(id);
    if (!found) throw noSuchCase(id);
    if (!readsNames(context, found)) throw sealed(id);
  }
  // What was recorded until now is in the log then.
  const signed = await services.logs.advance(caller.tenant, { waits: true }).catch((error: unknown) => {
    throw error instanceof LogForked ? new ApiError('UNAVAILABLE', error.title) : error;
  });
  const events = await loggedEvents(read, caseIds, MOST_EVENTS + 1);
  if (events.length > MOST_EVENTS) throw tooMany();
  if (!signed) throw notLogged();
  const cut = await firstCut(read, caseIds, events);
  if (cut) throw wasCut(cut);
  const shown = events.filter(({ position }) => position !== null && position < signed.size);
  if (since !== null && since !== undefined && (since < 1 || since > signed.size)) throw notLogged();
  const places = shown.map(({ position }) => position as number);
  const nodes = await services.logs.nodes(caller.tenant, [...places, signed.size]);
  const consistency =
    since === null || since === undefined
      ? undefined
      : { from: since, proof: await services.logs.consistency(caller.tenant, since, signed.size) };
  const inFull = (id: string): boolean => {
    const row = cases.get(id);
    return row !== undefined && readsAll(caller.actor, processesOf(context).get(row.process), row);
  };
  // The ids of those who acted stand in it openly.
  for (const row of cases.values())
    context.readings.shown(processesOf(context).get(row.process), row, inFull(row.id) ? 'everything' : 'name', [row.openedBy]);
  return evidenceFile({ signed, nodes, events: shown, inFull, consistency }, services.keys);
};

/** The first event that the log has and the record doesn't: the house signs no file that leaves it out. */
const firstCut = async (
  read: TenantRead,
  caseIds: readonly string[],
  events: readonly LoggedEvent[],
): Promise<string | undefined> => {
  const last = new Map(events.map(({ caseId, event }) => [caseId, event.revision]));
  const refs = caseIds.map((id) => `${id}/${(last.get(id) ?? -1) + 1}`);
  const [found] = await read<{ ref: string }>(
    `SELECT ref FROM log_entries WHERE kind = 'event' AND ref IN (SELECT jsonb_array_elements_text($1->'refs')) LIMIT 1`,
    { refs },
  );
  return found?.ref;
};

const wasCut = (ref: string): ApiError =>
  new ApiError('UNAVAILABLE', {
    en: `The log has ${ref}, and the record doesn’t: something was deleted. Ask verifyRecord about it; the house signs no evidence of this case.`,
    zh: `日志中有${ref}，记录中却没有，说明有内容被删除。请用verifyRecord核验；本案不予签署举证文件。`,
  });

const tooMany = (): ApiError =>
  new ApiError('INVALID_INPUT', {
    en: `One file has 1 to ${MOST_CASES} cases and at most ${MOST_EVENTS} events. Ask for fewer cases.`,
    zh: `一个文件包含1至${MOST_CASES}件案件，最多${MOST_EVENTS}条办理记录，请减少案件数。`,
  });

const notLogged = (): ApiError =>
  new ApiError('NOT_FOUND', {
    en: 'The log has no signed entries of that size yet. Try again in a minute.',
    zh: '日志中尚无该数目的已签名条目，请稍后重试。',
  });

const sealed = (id: string): ApiError =>
  new ApiError('FORBIDDEN', {
    en: `${id} is about people who oversee it, and its senders aren’t shown to you. Ask somebody who may read it.`,
    zh: `${id}涉及监督人员，不向您显示举报人。请由有权阅读的人员导出。`,
  });
