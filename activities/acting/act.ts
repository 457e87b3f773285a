/** Starts cases and acts on them: judged here first, so that what is refused costs nothing, and then by the case itself. */

import { type Blocker, heldBy } from '../../workflows/effects/holds.ts';
import type { OpenResult } from '../../workflows/kernel/contract.ts';
import { actingOn, decideStart, opening, ruleOf, whyNot, whyNotStart } from '../../workflows/kernel/decide.ts';
import type { LimitRules } from '../../workflows/kernel/limits.ts';
import { decideAny, OWN_ACTS } from '../../workflows/kernel/own-acts.ts';
import { type Actor, type AnyProcess, type AnyRule, type Case, isRefusal, type Refusal } from '../../workflows/kernel/process.ts';
import { isOpenAct } from '../../workflows/kernel/public-view.ts';
import { capacities } from '../../workflows/kernel/standing-in.ts';
import { readBlockers } from '../holds.ts';
import { limitsOf, referenceOf } from '../limits.ts';
import { inTenantTime, readZone } from '../local-moments.ts';
import type { InputIssue, LookupAnswer, Lookups } from '../lookups.ts';
import { newest, type ProcessPackage } from '../process-package.ts';
import { askRecovery, noteRecovered } from '../recovery.ts';
import { caseOf } from '../stored.ts';
import { tenantRead } from '../tenant-read.ts';
import { ApiError, noSuchCase } from './api-error.ts';
import { noteAttempt } from './attempts.ts';
import { inWords } from './issue-words.ts';
import { noting } from './noting.ts';
import { isSameRequest, issuesOf, requestHash, requestIdIssue, requestIdUsed, sentAs, sentBy } from './request.ts';
import { later, PATIENCE, sendAct, sendOpening, type Taken, takeUp } from './send.ts';
import { type ActAnswer, type Acting, type ActServices, type ActSituation, readSituation, timeOf } from './services.ts';
import { readUploads, type Uploads } from './uploads.ts';
import { handsOf, maySee } from './visibility.ts';

/** Opens a case of this process. */
export const startCase = (...[services, caller, ask]: Parameters<typeof start>): Promise<ActAnswer> =>
  told(services, { process: ask.process, action: 'start' }, start(services, caller, ask));

const start = async (
  services: ActServices,
  caller: Acting,
  ask: { process: string; input: unknown; requestId: string },
): Promise<ActAnswer> => {
  const pkg = packageOf(services, ask.process);
  const process = newest(pkg);
  const idIssue = requestIdIssue(ask.requestId, caller.actor);
  if (idIssue) return { kind: 'invalid', issues: [idIssue] };
  const uploads = await readUploads(sentBy(caller.actor, ask.input), services.photos.maxBytes);
  const hash = requestHash({
    process: process.name,
    action: 'start',
    caseId: null,
    actor: caller.actor.id,
    input: uploads.hashed,
  });
  const situation = await readSituation(services, caller, { process: process.name, caseId: null, requestId: ask.requestId });
  const replay = replayOf(situation, hash);
  if (replay) return replay;

  const limits = limitsOf(process.limits, situation.limits);
  const parsed = await parse(services, pkg, caller, 'start', uploads, limits);
  if ('issues' in parsed) return { kind: 'invalid', issues: parsed.issues };
  const now = timeOf(services);
  const acting = { ...caller, actor: opening(process, caller.actor) };
  // Before the tenant's data is asked; whoever reports without a name is found out by it.
  const early = process.start.discretion ? undefined : whyNotStart(process, { actor: acting.actor, input: parsed.input });
  if (early) return refused(services, { tenant: caller.tenant, actor: acting.actor }, process.name, 'start', undefined, early);
  const looked = await lookUp(services, pkg.lookups, 'start', {
    caller: acting,
    caseId: '',
    input: parsed.input,
    rules: process.limits,
    limits,
    now,
  });
  if ('issues' in looked) return { kind: 'invalid', issues: looked.issues };
  const { reference } = looked;
  const { tenant } = caller;
  const discreet = process.start.discretion?.(parsed.input, reference, acting.actor);
  const actor = discreet?.unnamed ? UNNAMED : acting.actor;
  const noted = { tenant, actor };
  const input = discreet ? discreet.input : parsed.input;
  const decision = decideStart(process, { id: situation.reserved?.caseId ?? '', actor, now, input, reference });
  if (isRefusal(decision)) return refused(services, noted, process.name, 'start', undefined, decision);

  let stored = false;
  for (let passed = 1; passed < MOST_PASSED; passed *= 2) {
    const caseId = await reserve(services, caller, process, ask.requestId, hash);
    if (!caseId) return { kind: 'invalid', issues: [requestIdUsed] };
    if (!stored) await parsed.store(input);
    stored = true;
    const sent = sentAs(hash);
    const begun = {
      kind: 'new',
      tenant,
      caseId,
      rulesVersion: process.version,
      actor,
      input,
      reference,
      requestId: ask.requestId,
      requestHash: sent,
      ...(services.historyLimit === undefined ? {} : { historyLimit: services.historyLimit }),
    } as const;
    const result = await sendOpening(services, process.name, begun);
    const answer = await settle(
      services,
      noted,
      { process: process.name, action: 'start', caseId, requestId: ask.requestId, sent },
      result,
    );
    if (answer !== UNRECORDED) return discreet?.unnamed && answer.kind === 'done' ? { ...answer, unnamed: true } : answer;
    await passOver(services, { tenant, caseId, requestId: ask.requestId, many: passed });
  }
  throw new Error(`More than ${MOST_PASSED} numbers of cases are taken in Temporal.`);
};

/** Numbers that one start passes over, at most. */
const MOST_PASSED = 1_000_000;

/** Takes a later number: a database that was set back doesn't know of cases that Temporal knows of, and their numbers are in people's hands. */
const passOver = async (
  { pool }: ActServices,
  { tenant, caseId, requestId, many }: { tenant: string; caseId: string; requestId: string; many: number },
): Promise<void> => {
  await pool.query('SELECT pass_over_number($1, $2, $3, $4)', [tenant, requestId, caseId, many]);
  await noteRecovered(pool, [{ kind: 'passedOver', tenant, caseId }]);
  await askRecovery(pool);
};

/** Somebody who is signed in and stays unnamed is as somebody without a token. */
const UNNAMED: Actor = { id: 'anonymous', name: 'Anonymous', grants: [{ role: 'anonymous' }] };

/** Does something to a case. */
export const actOnCase = (...[services, caller, ask]: Parameters<typeof act>): Promise<ActAnswer> =>
  told(services, ask, act(services, caller, ask));

/** Tells whoever counts what came of it. */
const told = async (
  { onAnswer }: ActServices,
  { process, action }: { readonly process: string; readonly action: string },
  answering: Promise<ActAnswer>,
): Promise<ActAnswer> => {
  const answer = await answering;
  onAnswer?.({ process, action, outcome: answer.kind });
  return answer;
};

type Ask = {
  readonly process: string;
  readonly action: string;
  readonly caseId: string;
  readonly input: unknown;
  readonly requestId: string;
  readonly expectedRevision?: number | undefined;
};

const act = async (services: ActServices, caller: Acting, ask: Ask): Promise<ActAnswer> => {
  const { action, caseId, requestId } = ask;
  const pkg = packageOf(services, ask.process);
  const idIssue = requestIdIssue(requestId, caller.actor);
  if (idIssue) return { kind: 'invalid', issues: [idIssue] };
  const uploads = await readUploads(sentBy(caller.actor, ask.input), services.photos.maxBytes);
  const hash = requestHash({ process: ask.process, action, caseId, actor: caller.actor.id, input: uploads.hashed });
  const until = Date.now() + PATIENCE;
  for (let looks = 1; Date.now() < until; looks++) {
    const answer = await lookAndSend(services, caller, ask, { pkg, uploads, hash, looks });
    if (answer !== STALE) return answer;
  }
  throw later(new Error(`What ${action} is based on changes in ${caseId} all the time.`));
};

/** Judges an act by the case and the tenant's data as they are now, and sends it. */
const lookAndSend = async (
  services: ActServices,
  caller: Acting,
  ask: Ask,
  { pkg, uploads, hash, looks }: { pkg: ProcessPackage; uploads: Uploads; hash: string; looks: number },
): Promise<ActAnswer | typeof STALE> => {
  const { action, caseId, requestId, expectedRevision } = ask;
  const situation = await readSituation(services, caller, { process: ask.process, caseId, requestId });
  const replay = replayOf(situation, hash);
  if (replay) return replay;
  const row = situation.case;
  if (!row || row.process !== ask.process) throw noSuchCase(caseId);
  const current = caseOf(row);
  const mine =
    situation.mine || current.tasks.some(({ person }) => person !== undefined && handsOf(caller.actor).includes(person));
  const process = pkg.versions.find(({ version }) => version === current.rulesVersion);
  const open = process && isOpenAct(process, row, ruleOf(process, action));
  if (!open && !maySee(caller.actor, newest(pkg), row, mine)) throw noSuchCase(caseId);
  if (expectedRevision !== undefined && (expectedRevision < 0 || expectedRevision > current.revision))
    return { kind: 'invalid', issues: [noSuchRevision(expectedRevision, current.revision)] };
  if (expectedRevision !== undefined && expectedRevision !== current.revision) {
    await noteTooLate(services, caller, { process: ask.process, action, caseId }, current.revision);
    return conflict(situation, caseId);
  }

  const now = timeOf(services);
  // Before files are looked at: a caller who may not do this at all gets the refusal at once.
  const ruled = process && ruleOf(process, action) ? process : undefined;
  const actor = ruled ? actingOn(ruled, current, action, caller.actor, now) : capacities(caller.actor)[0];
  const noted = { ...caller, actor };
  const early = ruled && whyNot(ruled, current, action, actor, now);
  if (early) return refused(services, noted, ask.process, action, current, early);
  const blocker = process && (await blockerOf(services, caller, ruleOf(process, action), current));
  if (blocker) return waits(services, noted, ask.process, action, current, blocker);

  const rules = process?.limits ?? {};
  const limits = limitsOf(rules, situation.limits);
  const parsed = await parse(services, pkg, caller, action, uploads, limits);
  if ('issues' in parsed) return { kind: 'invalid', issues: parsed.issues };
  const looked = await lookUp(services, pkg.lookups, action, {
    caller: { ...caller, actor },
    caseId,
    current,
    input: parsed.input,
    rules,
    limits,
    now,
  });
  if ('issues' in looked) return { kind: 'invalid', issues: looked.issues };
  const command = { action, actor, now, input: parsed.input, reference: looked.reference };
  const decision = decideAny(pkg.versions, current, command);
  if (isRefusal(decision)) return refused(services, noted, ask.process, action, current, decision);

  await parsed.store(parsed.input);
  const sent = sentAs(hash);
  const request = {
    action,
    actor,
    input: parsed.input,
    reference: looked.reference,
    requestId,
    requestHash: sent,
    seen: current.revision,
    ...(looked.basedOn?.length ? { basedOn: looked.basedOn } : {}),
    ...(expectedRevision === undefined ? {} : { expectedRevision }),
  };
  const at = { process: ask.process, tenant: caller.tenant, caseId };
  const send = async () => {
    const result = await sendAct(services, { ...at, live: row.live }, request, looks);
    if (result.kind === 'stale') return STALE;
    return settle(services, noted, { process: ask.process, action, caseId, requestId, sent }, result);
  };
  const answer = await send();
  if (answer !== UNRECORDED) return answer;
  await takeUp(services, at, 'ends');
  await noteRecovered(services.pool, [{ kind: 'ahead', tenant: caller.tenant, caseId, revision: current.revision }]);
  await askRecovery(services.pool);
  const again = await send();
  if (again === UNRECORDED) throw new Error(`The workflow of ${caseId} stays ahead of the record.`);
  return again;
};

/** The case that this one waits for, where it does. */
const blockerOf = async (
  { pool }: ActServices,
  { tenant }: Acting,
  rule: AnyRule | undefined,
  current: Case,
): Promise<Blocker | undefined> => {
  const needed = rule?.needsFree?.(current) ?? [];
  if (needed.length === 0) return undefined;
  return (await readBlockers(tenantRead(pool, tenant), needed)).find(({ caseId }) => caseId !== current.id);
};

/** Refused because of another case: the caller is notified when that lets go. */
const waits = async (
  services: ActServices,
  caller: Acting,
  process: string,
  action: string,
  { id: caseId }: Case,
  blocker: Blocker,
): Promise<ActAnswer> => {
  const refusal = heldBy(blocker);
  const { resource, title } = blocker;
  const attempt = { process, action, caseId, kind: 'Refused', code: refusal.code, message: refusal.en, resource, title } as const;
  await noteAttempt(services, caller, attempt);
  return { kind: 'refused', refusal, caseId };
};

const packageOf = ({ packages }: ActServices, process: string): ProcessPackage => {
  const pkg = packages.get(process);
  if (!pkg) {
    throw new ApiError('NOT_FOUND', {
      en: `There is no process “${process}” here; see \`processes\` for those there are.`,
      zh: `此处没有“${process}”流程，请查看processes。`,
    });
  }
  return pkg;
};

/** What this requestId stands for on record. The very sending that was recorded is no repeat, even where its answer was lost on the way. */
const replayOf = ({ event }: ActSituation, sent: string): ActAnswer | undefined => {
  if (!event) return undefined;
  return isSameRequest(event.requestHash, sent)
    ? { kind: 'done', caseId: event.caseId, revision: event.revision, replayed: event.requestHash !== sent }
    : { kind: 'invalid', issues: [requestIdUsed] };
};

/** Nobody was first where a case never came so far. */
const noSuchRevision = (expected: number, revision: number): InputIssue => ({
  path: ['expectedRevision'],
  message: {
    en: `The case is at revision ${revision}, not ${expected}. Read it again, and send the revision that you see.`,
    zh: `案件现为第${revision}次修订，不是${expected}。请重新读取案件并填写其修订号。`,
  },
});

const conflict = ({ last }: ActSituation, caseId: string): ActAnswer => ({
  kind: 'conflict',
  caseId,
  by: last?.name ?? '',
  at: last?.at ?? 0,
});

/** The input after its schema, with its files looked at but not yet stored. */
const parse = async (
  services: ActServices,
  pkg: ProcessPackage,
  { tenant, actor }: Acting,
  action: string,
  uploads: Uploads,
  limits: Readonly<Record<string, number>>,
): Promise<{ input: unknown; store: (kept: unknown) => Promise<void> } | { issues: readonly InputIssue[] }> => {
  const schema = pkg.inputs[action];
  if (!schema) return { input: uploads.input ?? {}, store: async () => {} };
  const looked = await uploads.look(services.photos, `${tenant} ${actor.id}`, schema, limits);
  if ('issues' in looked) return looked;
  const parsed = schema.safeParse(looked.input ?? {}, { error: inWords });
  return parsed.success
    ? { input: parsed.data, store: (kept) => looked.store(tenant, kept) }
    : { issues: issuesOf(parsed.error) };
};

const lookUp = async (
  { pool, secret }: ActServices,
  lookups: Lookups | undefined,
  action: string,
  of: {
    caller: Acting;
    caseId: string;
    current?: Case;
    input: unknown;
    rules: LimitRules;
    limits: Readonly<Record<string, number>>;
    now: number;
  },
): Promise<LookupAnswer & { readonly basedOn?: readonly string[] }> => {
  if (Object.hasOwn(OWN_ACTS, action)) return { reference: undefined };
  const { caller, current, rules, ...rest } = of;
  const lookup = lookups && Object.hasOwn(lookups, action) ? lookups[action] : undefined;
  if (!lookup) return { reference: referenceOf(rules, rest.limits, undefined) };
  const { tenant, actor } = caller;
  const read = tenantRead(pool, tenant);
  const noted = current && noting(current);
  const answer = await lookup({
    ...rest,
    current: noted?.current,
    read,
    tenant,
    actor,
    ...(secret === undefined ? {} : { secret }),
  });
  return 'reference' in answer
    ? { reference: referenceOf(rules, rest.limits, answer.reference), ...(noted ? { basedOn: noted.parts() } : {}) }
    : { issues: answer.issues.map((issue) => ({ ...issue, path: ['input', ...issue.path] })) };
};

/** The number of the case, the same for the same requestId; undefined where that belongs to another start. */
const reserve = async (
  { pool }: ActServices,
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

/** Temporal tells of what the record doesn't have: the database was set back to an earlier moment. */
const UNRECORDED = 'unrecorded';

/** Another act was first, and changed what the look-up had read: a repeat judges by what is there now. */
const STALE = 'stale';

const settle = async (
  services: ActServices,
  caller: Acting,
  of: { process: string; action: string; caseId: string; requestId: string; sent: string },
  result: OpenResult | Taken,
): Promise<ActAnswer | typeof UNRECORDED> => {
  const { caseId } = of;
  // Nobody else can have sent this: it has just been recorded.
  if (result.kind === 'done' && result.requestHash === of.sent)
    return { kind: 'done', caseId, revision: result.revision, replayed: false };
  // The Update remembers its first answer, whatever is sent under its id later, and the same act may have come by another way at the same moment.
  const situation = await readSituation(services, caller, of);
  const replay = replayOf(situation, of.sent);
  if (replay) return replay;
  if (result.kind === 'done' || result.kind === 'taken')
    return of.action === 'start' && situation.case ? { kind: 'invalid', issues: [requestIdUsed] } : UNRECORDED;
  if (result.kind === 'conflict' && result.revision > (situation.case?.revision ?? -1)) return UNRECORDED;
  if (result.kind === 'refused') {
    return refused(services, caller, of.process, of.action, situation.case ? caseOf(situation.case) : undefined, result.refusal);
  }
  await noteTooLate(services, caller, of, result.revision);
  return { kind: 'conflict', caseId, by: result.by, at: result.at };
};

/** Who was first stands in the history, for those who read names there. */
const noteTooLate = (
  services: ActServices,
  caller: Acting,
  { process, action, caseId }: { readonly process: string; readonly action: string; readonly caseId: string },
  revision: number,
): Promise<void> => {
  const message = `Revision ${revision} was first.`;
  return noteAttempt(services, caller, { process, action, caseId, kind: 'Conflict', code: 'kernel.conflict', message });
};

const refused = async (
  services: ActServices,
  caller: Acting,
  process: string,
  action: string,
  current: Case | undefined,
  judged: Refusal,
): Promise<ActAnswer> => {
  const refusal = await inTenantTime(judged, () => readZone(tenantRead(services.pool, caller.tenant)));
  // Who was refused for a hold was noted with the hold.
  if (refusal.code !== 'kernel.held') {
    await noteAttempt(services, caller, {
      process,
      action,
      caseId: current?.id,
      kind: 'Refused',
      code: refusal.code,
      message: refusal.en,
    });
  }
  return { kind: 'refused', refusal, ...(current ? { caseId: current.id } : {}) };
};
