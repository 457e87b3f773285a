/** Writes the record: one transition, one transaction, once. */
import { isDeepStrictEqual } from 'node:util';
import { ApplicationFailure } from '@temporalio/common';
import type { Pool } from 'pg';
import { type Blocker, HELD, needFree } from '../workflows/effects/holds.ts';
import { notifyAll } from '../workflows/effects/notices.ts';
import type { KernelActivities, Recorded, Transition } from '../workflows/kernel/contract.ts';
import { effectsOf } from '../workflows/kernel/legacy-effects.ts';
import { type AnyProcess, type Case, type Notice, type Refusal, refuse } from '../workflows/kernel/process.ts';
import { named, staffed } from '../workflows/kernel/staffing.ts';
import type { Template } from '../workflows/kernel/template.ts';
import { type ClockRow, earliest, type MovedClocks, moveClocks } from './clock-rows.ts';
import { type EffectCatalogue, inLockOrder } from './effects.ts';
import { eventHash } from './event-hash.ts';
import type { ClockMemory, KnownClocks, Reckoned } from './known-clocks.ts';
import type { StaffMemory } from './staff.ts';
import { type TenantRead, tenantRead } from './tenant-read.ts';

export type RecordServices = {
  /** Connected as the plain role. */
  readonly pool: Pool;
  /** Every released version, by name. */
  readonly processes: ReadonlyMap<string, readonly AnyProcess[]>;
  /** What each process may say, by its name. */
  readonly notices: ReadonlyMap<string, Readonly<Record<string, Template>>>;
  readonly effects: EffectCatalogue;
  readonly memory: ClockMemory;
  readonly staff: StaffMemory;
  /** Called when something was recorded, so that those who listen look. */
  readonly onRecorded?: () => void;
};

/** The activity `record`. Refusals of the database come back as data; only what may pass with time is thrown. */
export const recorder =
  (services: RecordServices): KernelActivities['record'] =>
  async (transition) => {
    const { next } = transition;
    const read = tenantRead(services.pool, next.tenant);
    const at = { tenant: next.tenant, caseId: next.id, process: transition.process };
    // A calendar, a limit or a staff that has changed since it was read is read again; that happens seldom.
    for (let tries = 0; tries < 5; tries++) {
      try {
        const work = await staffing(services, read, transition);
        const { request, reckoned } = await prepare(services, read, transition, work);
        const recorded = await write(services.pool, request, next, work);
        if (recorded.kind === 'recorded') services.memory.keep(at, next.revision, reckoned);
        else services.memory.forget(at);
        services.onRecorded?.();
        return recorded;
      } catch (error) {
        if (codeOf(error) === STALE) {
          services.memory.forget(at);
          services.staff.forget(next.tenant);
          continue;
        }
        const refusal = refusalOf(error, services.effects, transition);
        if (!refusal) throw error;
        // A case that wasn't opened waits for nothing.
        if (codeOf(error) === HELD && next.revision > 0)
          await noteWait(services.pool, transition, refusal, detailOf(error) as Blocker);
        return { kind: 'refused', refusal };
      }
    }
    throw ApplicationFailure.create({
      message: 'The calendar or the staff keeps changing; the record is tried again.',
      type: 'CalendarChanging',
    });
  };

/** A transition as the database function takes it, with what becomes of the clocks where it changes them. */
const prepare = async (
  services: RecordServices,
  read: TenantRead,
  transition: Transition,
  work: Work,
): Promise<{ request: unknown; reckoned: Reckoned | undefined }> => {
  const { next, outcome, event, fired = [] } = transition;
  const { at, actor } = event;
  const process = rulesOf(services, transition);
  let moved: MovedClocks | undefined;
  let known: KnownClocks | undefined;
  if (outcome.clocks || fired.length > 0) {
    const where = { tenant: next.tenant, caseId: next.id, process: process.name };
    known = services.memory.recall(where, next.revision - 1) ?? (await services.memory.read(read, where));
    moved = moveClocks(known.clocks, outcome.clocks ?? {}, fired, { at, process, ...known });
  }
  const changes = { before: event.before, after: outcome.facts ?? {} };
  const said = {
    case: next.id,
    revision: next.revision,
    tenant: next.tenant,
    process: process.name,
    name: event.name,
    action: event.action,
    actorId: actor.id,
    actorName: actor.name,
    role: event.role,
    unit: actor.unit ?? null,
    at: iso(at),
    fromState: event.fromState ?? null,
    toState: next.state,
    reason: outcome.reason ?? null,
    input: event.input ?? {},
    reference: event.reference ?? null,
    changes,
    clocks: moved && Object.keys(moved.stopped).length > 0 ? dated(moved.stopped) : null,
    requestId: event.requestId,
    requestHash: event.requestHash,
    previous: event.previous,
  };
  const request = {
    context: {
      tenant: next.tenant,
      caseId: next.id,
      process: process.name,
      revision: next.revision,
      unit: next.unit,
      area: next.area,
      at: said.at,
      fromState: event.fromState,
      state: next.state,
      closed: transition.closed,
      requestId: event.requestId,
      actor: actor.id,
    },
    case: {
      rulesVersion: next.rulesVersion,
      title: transition.title,
      live: transition.live,
      facts: next.facts,
      tasks: work.tasks,
      named: work.named,
      gone: work.gone,
      clocks: next.clocks,
      openedBy: next.openedBy,
    },
    event: { ...said, hash: eventHash(said) },
    ...(moved && { clocks: moved.changed.map((row) => stored(row, known?.calendar.version ?? 0)) }),
    ...(moved && datesOf(earliest(moved.all))),
    ...(known && { calendarVersion: known.calendar.version }),
    // A clock that starts takes its budget and its ladder from them.
    ...(known && outcome.clocks?.start && { limits: known.limits }),
    ...(work.staff && { staff: work.staff }),
    ...(fired.length > 0 && { fired }),
    effects: inLockOrder(services.effects, [
      needFree(...(transition.needsFree ?? [])),
      notifyAll((outcome.notify ?? []).map((notice) => ({ ...notice, ...channelsFor(services, process.name, notice) }))),
      ...(outcome.effects ?? []),
      ...effectsOf(outcome),
    ]),
  };
  return { request, reckoned: moved && known && { clocks: moved.all, calendarVersion: known.calendar.version } };
};

/** Where a notice goes beside the inbox, as long as the tenant says nothing else. */
const channelsFor = ({ notices }: RecordServices, process: string, { notice }: Notice): Pick<Template, 'channels'> => {
  const { channels } = notices.get(process)?.[notice] ?? {};
  return channels ? { channels } : {};
};

const rulesOf = ({ processes }: RecordServices, { process: name, next }: Transition): AnyProcess => {
  const process = processes.get(name)?.find(({ version }) => version === next.rulesVersion);
  if (process) return process;
  throw ApplicationFailure.nonRetryable(
    `The process ${name} isn't known to this worker in version ${next.rulesVersion}.`,
    'UnknownProcess',
  );
};

/** The work of a case in the hands of people who are there, and the staff by which they were found. */
type Work = {
  readonly tasks: Case['tasks'];
  readonly gone: NonNullable<Case['gone']>;
  readonly named: readonly string[];
  readonly staff?: { readonly version: number; readonly day: string };
};

const staffing = async (services: RecordServices, read: TenantRead, transition: Transition): Promise<Work> => {
  const { next } = transition;
  const process = rulesOf(services, transition);
  const people = [...new Set(named(process, next).map(({ person }) => person))];
  if (next.tasks.length === 0 && people.length === 0) return { tasks: [], gone: [], named: [] };
  const staff = services.staff.recall(next.tenant) ?? (await services.staff.read(read, next.tenant));
  return { ...staffed(process, next, staff), named: people, staff: { version: staff.version, day: staff.day } };
};

type Done = { kind: 'recorded'; hash: string; nextStepAt: number | null } | { kind: 'again' | 'behind' };

const write = async (pool: Pool, request: unknown, next: Case, { tasks, gone }: Work): Promise<Recorded> => {
  const { rows } = await pool.query<{ done: Done }>({
    name: 'record_transition',
    text: 'SELECT record_transition($1) AS done',
    values: [JSON.stringify(request)],
  });
  const done = rows[0]?.done;
  if (!done) throw new Error('record_transition answers with one row.');
  if (done.kind !== 'recorded') return done;
  const { kind, hash, nextStepAt } = done;
  return {
    kind,
    hash,
    ...(nextStepAt === null ? {} : { nextStepAt }),
    ...(isDeepStrictEqual(tasks, next.tasks) ? {} : { tasks }),
    ...(isDeepStrictEqual(gone, next.gone ?? []) ? {} : { gone }),
  };
};

/** Notifies the actor of an act that was refused for a hold when the resource is free. */
const noteWait = async (pool: Pool, { process, next, event }: Transition, refusal: Refusal, blocker: Blocker): Promise<void> => {
  await pool.query('SELECT record_attempt($1, $2)', [
    next.tenant,
    JSON.stringify({
      caseId: next.id,
      process,
      action: event.action,
      actorId: event.actor.id,
      actorName: event.actor.name,
      kind: 'Refused',
      code: refusal.code,
      message: refusal.en,
      resource: blocker.resource,
      title: blocker.title,
    }),
  ]);
};

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);
const detailOf = (error: unknown): unknown => JSON.parse((error as { detail?: string }).detail || '{}');

/** SQLSTATEs of the record itself: the clocks were reckoned by what has changed since, and the requestId belongs to another act. */
const STALE = 'BJ004';
const REQUEST_ID_USED = 'BJ003';

/** What the database refused, in words; undefined for what is no refusal. */
const refusalOf = (error: unknown, effects: EffectCatalogue, { next }: Transition): Refusal | undefined => {
  if (error instanceof RangeError) {
    return refuse(
      'brokenClock',
      `A clock of this case can't be reckoned: ${error.message} Ask the administrator to correct it.`,
      `本件时限无法计算：${error.message} 请联系管理员更正。`,
    );
  }
  const code = codeOf(error);
  const words = effects.refusals.get(code);
  if (words) return words(detailOf(error), { opening: next.revision === 0 });
  if (code === REQUEST_ID_USED) {
    return refuse(
      'requestIdUsed',
      'This requestId belongs to another act already. Send this act with a new one.',
      '该requestId已用于其他操作，请换用新的requestId。',
    );
  }
  if (!neverFits(code)) return undefined;
  return refuse(
    'unrecordable',
    `The record can't hold what this act says (PostgreSQL error ${code}); nothing was changed. Correct what you sent, or tell the administrator this number.`,
    `记录无法保存本次操作的内容（数据库错误${code}），未作任何变更。请修改后重新提交，或将该编号告知管理员。`,
  );
};

/**
 * Bad data (class 22), broken constraints (class 23) and what a function refuses without a code of its own (class P0) are no better at the
 * next try: the case must not wait for them for ever.
 */
const neverFits = (code: string): boolean => /^(2[23]|P0)[0-9A-Z]{3}$/.test(code);

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
const datesOf = (moments: { dueAt: number | null; nextStepAt: number | null }) => ({
  dueAt: isoOrNull(moments.dueAt),
  nextStepAt: isoOrNull(moments.nextStepAt),
});

const stored = (row: ClockRow, calendarVersion: number) => ({
  ...row,
  ...datesOf(row),
  startedAt: iso(row.startedAt),
  stoppedAt: isoOrNull(row.stoppedAt),
  calendarVersion,
});

const dated = (clocks: MovedClocks['stopped']) =>
  Object.fromEntries(Object.entries(clocks).map(([name, { dueAt, overdue }]) => [name, { dueAt: isoOrNull(dueAt), overdue }]));
