/** Starts cases and acts on them: judged here first, so that what is refused costs nothing, and then by the case itself. */

import { type Blocker, heldBy, readBlockers } from '../../activities/holds.ts';
import { limitsOf } from '../../activities/limits.ts';
import type { InputIssue, LookupAnswer, Lookups } from '../../activities/lookups.ts';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { kaseOf } from '../../activities/stored.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import type { ActResult } from '../../workflows/kernel/contract.ts';
import { decideStart, ruleOf, whyNot } from '../../workflows/kernel/decide.ts';
import { decideAny } from '../../workflows/kernel/own-acts.ts';
import { type AnyProcess, type AnyRule, isRefusal, type Kase, type Refusal } from '../../workflows/kernel/process.ts';
import { ApiError, noSuchCase } from '../api-error.ts';
import { noteAttempt } from './attempts.ts';
import { issuesOf, requestHash, requestIdIssue, requestIdUsed, withoutNulls } from './request.ts';
import { sendAct, sendOpening } from './send.ts';
import { readUploads, type Uploads } from './uploads.ts';
import { maySee } from './visibility.ts';
import { type ActAnswer, type ActGround, type Acting, type ActingWorld, readGround, timeOf } from './world.ts';

/** Opens a case of this process. */
export const startCase = async (
  world: ActingWorld,
  caller: Acting,
  ask: { process: string; input: unknown; requestId: string },
): Promise<ActAnswer> => {
  const shipped = packageOf(world, ask.process);
  const process = newest(shipped);
  const idIssue = requestIdIssue(ask.requestId, caller.actor);
  if (idIssue) return { kind: 'invalid', issues: [idIssue] };
  const uploads = await readUploads(withoutNulls(ask.input), world.photos.maxBytes);
  const hash = requestHash({
    process: process.name,
    action: 'start',
    caseId: null,
    actor: caller.actor.id,
    input: uploads.hashed,
  });
  const ground = await readGround(world, caller, { process: process.name, caseId: null, requestId: ask.requestId });
  const replay = replayOf(ground, hash);
  if (replay) return replay;

  const limits = limitsOf(process.limits, ground.limits);
  const parsed = await parse(world, shipped, caller, 'start', uploads, limits);
  if ('issues' in parsed) return { kind: 'invalid', issues: parsed.issues };
  const now = timeOf(world);
  const looked = await lookUp(world, shipped.lookups, 'start', { caller, caseId: '', input: parsed.input, limits, now });
  if ('issues' in looked) return { kind: 'invalid', issues: looked.issues };
  const { known } = looked;
  const { actor, tenant } = caller;
  const decision = decideStart(process, { id: ground.reserved?.caseId ?? '', actor, now, input: parsed.input, known });
  if (isRefusal(decision)) return refused(world, caller, process.name, 'start', undefined, decision);

  const caseId = await reserve(world, caller, process, ask.requestId, hash);
  if (!caseId) return { kind: 'invalid', issues: [requestIdUsed] };
  await parsed.store();
  const opening = {
    kind: 'new',
    tenant,
    caseId,
    rulesVersion: process.version,
    actor,
    input: parsed.input,
    known,
    requestId: ask.requestId,
    requestHash: hash,
    ...(world.historyLimit === undefined ? {} : { historyLimit: world.historyLimit }),
  } as const;
  const result = await sendOpening(world, process.name, opening);
  return settle(world, caller, { process: process.name, action: 'start', caseId, requestId: ask.requestId, hash }, result);
};

/** Does something to a case. */
export const actOnCase = async (
  world: ActingWorld,
  caller: Acting,
  ask: {
    process: string;
    action: string;
    caseId: string;
    input: unknown;
    requestId: string;
    expectedRevision?: number | undefined;
  },
): Promise<ActAnswer> => {
  const { action, caseId, requestId, expectedRevision } = ask;
  const shipped = packageOf(world, ask.process);
  const idIssue = requestIdIssue(requestId, caller.actor);
  if (idIssue) return { kind: 'invalid', issues: [idIssue] };
  const uploads = await readUploads(withoutNulls(ask.input), world.photos.maxBytes);
  const hash = requestHash({ process: ask.process, action, caseId, actor: caller.actor.id, input: uploads.hashed });
  const ground = await readGround(world, caller, { process: ask.process, caseId, requestId });
  const replay = replayOf(ground, hash);
  if (replay) return replay;
  const row = ground.case;
  if (!row || row.process !== ask.process || !maySee(caller.actor, newest(shipped), row, ground.mine)) throw noSuchCase(caseId);
  const kase = kaseOf(row);
  if (expectedRevision !== undefined && expectedRevision !== kase.revision) return conflict(ground, caseId);

  const process = shipped.versions.find(({ version }) => version === kase.rulesVersion);
  const now = timeOf(world);
  // Before files are looked at: who may not do this at all is told so at once.
  const early = process && ruleOf(process, action) ? whyNot(process, kase, action, caller.actor, now) : undefined;
  if (early) return refused(world, caller, ask.process, action, kase, early);
  const blocker = process && (await blockerOf(world, caller, ruleOf(process, action), kase));
  if (blocker) return waits(world, caller, ask.process, action, kase, blocker);

  const limits = limitsOf(process?.limits ?? {}, ground.limits);
  const parsed = await parse(world, shipped, caller, action, uploads, limits);
  if ('issues' in parsed) return { kind: 'invalid', issues: parsed.issues };
  const looked = await lookUp(world, shipped.lookups, action, { caller, caseId, kase, input: parsed.input, limits, now });
  if ('issues' in looked) return { kind: 'invalid', issues: looked.issues };
  const deed = { action, actor: caller.actor, now, input: parsed.input, known: looked.known };
  const decision = decideAny(shipped.versions, kase, deed);
  if (isRefusal(decision)) return refused(world, caller, ask.process, action, kase, decision);

  await parsed.store();
  const request = {
    action,
    actor: caller.actor,
    input: parsed.input,
    known: looked.known,
    requestId,
    requestHash: hash,
    seen: kase.revision,
    ...(expectedRevision === undefined ? {} : { expectedRevision }),
  };
  const result = await sendAct(world, { process: ask.process, tenant: caller.tenant, caseId, live: row.live }, request);
  return settle(world, caller, { process: ask.process, action, caseId, requestId, hash }, result);
};

/** The case that this one waits for, where it does. */
const blockerOf = async (
  { pool }: ActingWorld,
  { tenant }: Acting,
  rule: AnyRule | undefined,
  kase: Kase,
): Promise<Blocker | undefined> => {
  const needed = rule?.needsFree?.(kase) ?? [];
  if (needed.length === 0) return undefined;
  return (await readBlockers(tenantRead(pool, tenant), needed)).find(({ caseId }) => caseId !== kase.id);
};

/** Refused because of another case: whoever tried is told when that lets go. */
const waits = async (
  world: ActingWorld,
  caller: Acting,
  process: string,
  action: string,
  { id: caseId }: Kase,
  blocker: Blocker,
): Promise<ActAnswer> => {
  const refusal = heldBy(blocker);
  const { resource, title } = blocker;
  const attempt = { process, action, caseId, kind: 'Refused', rule: refusal.rule, message: refusal.en, resource, title } as const;
  await noteAttempt(world, caller, attempt);
  return { kind: 'refused', refusal, caseId };
};

const packageOf = ({ packages }: ActingWorld, process: string): ProcessPackage => {
  const shipped = packages.get(process);
  if (!shipped) {
    throw new ApiError('NOT_FOUND', {
      en: `There is no process “${process}” here; see \`processes\` for those there are.`,
      zh: `此处没有“${process}”流程，请查看processes。`,
    });
  }
  return shipped;
};

const replayOf = ({ event }: ActGround, hash: string): ActAnswer | undefined => {
  if (!event) return undefined;
  return event.requestHash === hash
    ? { kind: 'done', caseId: event.caseId, revision: event.revision, replayed: true }
    : { kind: 'invalid', issues: [requestIdUsed] };
};

const conflict = ({ last }: ActGround, caseId: string): ActAnswer => ({
  kind: 'conflict',
  caseId,
  by: last?.name ?? '',
  at: last?.at ?? 0,
});

/** The input after its schema, with its files looked at but not yet stored. */
const parse = async (
  world: ActingWorld,
  shipped: ProcessPackage,
  { tenant }: Acting,
  action: string,
  uploads: Uploads,
  limits: Readonly<Record<string, number>>,
): Promise<{ input: unknown; store: () => Promise<void> } | { issues: readonly InputIssue[] }> => {
  const schema = shipped.inputs[action];
  if (!schema) return { input: uploads.input ?? {}, store: async () => {} };
  const looked = await uploads.look(world.photos, schema, limits);
  if ('issues' in looked) return looked;
  const parsed = schema.safeParse(looked.input ?? {});
  return parsed.success ? { input: parsed.data, store: () => looked.store(tenant) } : { issues: issuesOf(parsed.error) };
};

const lookUp = async (
  { pool, secret }: ActingWorld,
  lookups: Lookups | undefined,
  action: string,
  of: { caller: Acting; caseId: string; kase?: Kase; input: unknown; limits: Readonly<Record<string, number>>; now: number },
): Promise<LookupAnswer> => {
  const lookup = lookups && Object.hasOwn(lookups, action) ? lookups[action] : undefined;
  if (!lookup) return { known: undefined };
  const { caller, ...rest } = of;
  const { tenant, actor } = caller;
  const read = tenantRead(pool, tenant);
  const answer = await lookup({ ...rest, read, tenant, actor, ...(secret === undefined ? {} : { secret }) });
  return 'known' in answer ? answer : { issues: answer.issues.map((issue) => ({ ...issue, path: ['input', ...issue.path] })) };
};

/** The number of the case, the same for the same requestId; undefined where that stands for another start. */
const reserve = async (
  { pool }: ActingWorld,
  { tenant }: Acting,
  { code }: AnyProcess,
  requestId: string,
  hash: string,
): Promise<string | undefined> => {
  const { rows } = await pool.query<{ case_id: string; request_hash: string }>('SELECT * FROM reserve_case($1, $2, $3, $4)', [
    tenant,
    requestId,
    hash,
    code,
  ]);
  return rows[0]?.request_hash === hash ? rows[0].case_id : undefined;
};

const settle = async (
  world: ActingWorld,
  caller: Acting,
  of: { process: string; action: string; caseId: string; requestId: string; hash: string },
  result: ActResult,
): Promise<ActAnswer> => {
  const { caseId } = of;
  if (result.kind === 'done') {
    // The Update remembers its first answer, whatever is sent under its id later.
    if (result.requestHash !== of.hash) return { kind: 'invalid', issues: [requestIdUsed] };
    return { kind: 'done', caseId, revision: result.revision, replayed: false };
  }
  // The same act may have come by another way at the same moment and been done there.
  const ground = await readGround(world, caller, of);
  const replay = replayOf(ground, of.hash);
  if (replay) return replay;
  if (result.kind === 'refused') {
    return refused(world, caller, of.process, of.action, ground.case ? kaseOf(ground.case) : undefined, result.refusal);
  }
  await noteAttempt(world, caller, { ...of, kind: 'Conflict', rule: 'conflict', message: `${result.by} was first.` });
  return { kind: 'conflict', caseId, by: result.by, at: result.at };
};

const refused = async (
  world: ActingWorld,
  caller: Acting,
  process: string,
  action: string,
  kase: Kase | undefined,
  refusal: Refusal,
): Promise<ActAnswer> => {
  // Who was refused for a hold was noted with the hold.
  if (refusal.rule !== 'held') {
    await noteAttempt(world, caller, {
      process,
      action,
      caseId: kase?.id,
      kind: 'Refused',
      rule: refusal.rule,
      message: refusal.en,
    });
  }
  return { kind: 'refused', refusal, ...(kase ? { caseId: kase.id } : {}) };
};
