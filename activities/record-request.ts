/** What `record_transition` is sent: a transition with what becomes of its clocks, its work and its effects. */
import { randomBytes } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { givenCodes, withoutCodes } from '../workflows/effects/codes.ts';
import { needFree } from '../workflows/effects/holds.ts';
import { notifyAll } from '../workflows/effects/notices.ts';
import type { Transition } from '../workflows/kernel/contract.ts';
import type { AnyProcess, Case, Notice } from '../workflows/kernel/process.ts';
import type { Turn } from '../workflows/kernel/recurrence.ts';
import { named, staffed } from '../workflows/kernel/staffing.ts';
import { handOf } from '../workflows/kernel/standing-in.ts';
import { subjectsNamed } from '../workflows/kernel/subjects.ts';
import type { Template } from '../workflows/kernel/template.ts';
import { isProvisional } from './calendar/clock.ts';
import { capacityOf } from './capacity.ts';
import type { CaseCodes } from './case-codes.ts';
import { openTexts } from './case-texts.ts';
import { type ClockRow, earliest, type MovedClocks, moveClocks } from './clock-rows.ts';
import { toldOfCode } from './code-notices.ts';
import { type EffectCatalogue, inLockOrder } from './effects.ts';
import { eventHash } from './event-hash.ts';
import type { ClockMemory, KnownClocks, Reckoned } from './known-clocks.ts';
import { localDate } from './local-moments.ts';
import type { ProcessPackage } from './process-package.ts';
import type { StaffMemory } from './staff.ts';
import type { TenantRead } from './tenant-read.ts';
import { workThatComes } from './work-that-comes.ts';

export type RequestServices = {
  /** Every released version, by name. */
  readonly processes: ReadonlyMap<string, readonly AnyProcess[]>;
  /** What each process may say, by its name. */
  readonly notices: ReadonlyMap<string, Readonly<Record<string, Template>>>;
  /** The schemas of what is sent and kept, by the name of the process. */
  readonly schemas: ReadonlyMap<string, Pick<ProcessPackage, 'inputs' | 'facts'>>;
  readonly effects: EffectCatalogue;
  readonly memory: ClockMemory;
  readonly staff: StaffMemory;
  /** Makes and compares secret codes. */
  readonly codes: CaseCodes;
  /** Signs what is recorded, by the hash of the event; nothing is signed without it. */
  readonly sign?: (eventHash: string) => string;
};

/** A transition as the database function takes it, with what becomes of the clocks where it changes them. */
export const requestOf = async (
  services: RequestServices,
  read: TenantRead,
  transition: Transition,
  work: Work,
): Promise<{ request: unknown; reckoned: Reckoned | undefined }> => {
  const { next, outcome, event, fired = [] } = transition;
  const { at, actor } = event;
  const hand = handOf(actor);
  const process = rulesOf(services, transition);
  let moved: MovedClocks | undefined;
  let known: KnownClocks | undefined;
  if (outcome.clocks || fired.length > 0) {
    const where = { tenant: next.tenant, caseId: next.id, process: process.name };
    known = services.memory.recall(where, next.revision - 1) ?? (await services.memory.read(read, where));
    const { turn } = (event.reference ?? {}) as { readonly turn?: Turn };
    moved = moveClocks(known.clocks, outcome.clocks ?? {}, fired, { at, process, facts: next.facts, turn, ...known });
  }
  const schemas = services.schemas.get(process.name);
  const texts = openTexts(
    process,
    { input: schemas?.inputs[event.action], facts: schemas?.facts },
    { action: event.action, input: (event.input ?? {}) as object, facts: next.facts as object, title: outcome.title },
  );
  const here = { tenant: next.tenant, caseId: next.id };
  const codes = givenCodes(outcome.effects ?? []).map((code) => ({
    purpose: code.purpose,
    hashes: services.codes.given({ ...here, ...code }),
  }));
  const context = {
    ...here,
    process: process.name,
    revision: next.revision,
    unit: next.unit ?? null,
    area: next.area ?? null,
    at: iso(at),
    fromState: event.fromState ?? null,
    state: next.state,
    closed: transition.closed,
    requestId: event.requestId,
    actor: hand.id,
  };
  // What the hash of the event covers, and is kept with it: nothing else is written beside it but what follows from it.
  const wrote = {
    case: {
      rulesVersion: next.rulesVersion,
      title: transition.title,
      closed: transition.closed,
      live: transition.live,
      unit: context.unit,
      area: context.area,
      tasks: work.tasks,
      named: work.named,
      gone: work.gone,
      hands: next.hands ?? [],
      clocks: next.clocks,
      openedBy: next.openedBy,
      sealed: process.sealed?.(next.facts) ?? false,
    },
    clocks: moved?.changed.map((row) => stored(row, known?.calendar.version ?? 0)) ?? null,
    fired: fired.length > 0 ? fired : null,
    effects: inLockOrder(services.effects, [
      needFree(...(transition.needsFree ?? [])),
      notifyAll(
        [...(outcome.notify ?? []), ...workThatComes(process, transition, work.tasks), ...toldOfCode(process, transition)].map(
          (notice) => ({ ...notice, ...channelsFor(services, process.name, notice) }),
        ),
      ),
      ...(outcome.effects ?? []).map((effect) => withoutCodes(effect, (code) => services.codes.issued({ ...here, ...code }))),
    ]),
  };
  const said = {
    case: next.id,
    revision: next.revision,
    tenant: next.tenant,
    process: process.name,
    name: event.name,
    action: event.action,
    actorId: hand.id,
    actorName: hand.name,
    role: event.role,
    capacity: capacityOf(actor),
    unit: hand.unit ?? null,
    at: context.at,
    fromState: context.fromState,
    toState: next.state,
    reason: outcome.reason ?? null,
    confidential: outcome.confidential ?? false,
    input: event.input ?? {},
    reference: event.reference ?? null,
    changes: { before: event.before, after: outcome.facts ?? {} },
    clocks: moved && Object.keys(moved.stopped).length > 0 ? dated(moved.stopped) : null,
    requestId: event.requestId,
    requestHash: event.requestHash,
    previous: event.previous,
    salt: randomBytes(16).toString('hex'),
  };
  const hash = eventHash({ ...said, wrote });
  const request = {
    context,
    wrote,
    facts: next.facts,
    event: { ...said, hash, ...(services.sign && { signature: services.sign(hash) }) },
    ...(moved && datesOf(earliest(moved.all))),
    ...(moved && known && provisionalIn(moved, known)),
    ...(known && { calendarVersion: known.calendar.version }),
    // A clock that starts takes its budget and its ladder from them.
    ...(known && (outcome.clocks?.start || moved?.rewound) && { limits: known.limits }),
    staff: work.staff,
    ...(texts.length > 0 && { texts }),
    ...(codes.length > 0 && { codes }),
  };
  return { request, reckoned: moved && known && { clocks: moved.all, calendarVersion: known.calendar.version } };
};

/** The year into which a due time falls that isn't arranged yet, for the administrators. */
const provisionalIn = ({ changed }: MovedClocks, { calendar }: KnownClocks): { readonly provisional?: number } => {
  const due = changed.find(({ budget, dueAt, state }) => state === 'running' && isProvisional(calendar, budget, dueAt))?.dueAt;
  return due == null ? {} : { provisional: Number(localDate(iso(due), calendar.zone).slice(0, 4)) };
};

/** Where a notice goes beside the inbox, as long as the tenant says nothing else. */
const channelsFor = ({ notices }: RequestServices, process: string, { notice }: Notice): Pick<Template, 'channels'> => {
  const { channels } = notices.get(process)?.[notice] ?? {};
  return channels ? { channels } : {};
};

export const rulesOf = ({ processes }: RequestServices, { process: name, next }: Transition): AnyProcess => {
  const process = processes.get(name)?.find(({ version }) => version === next.rulesVersion);
  if (process) return process;
  throw ApplicationFailure.nonRetryable(
    `The process ${name} isn't known to this worker in version ${next.rulesVersion}.`,
    'UnknownProcess',
  );
};

/** The work of a case in the hands of people who are there, and the staff by which they were found. */
export type Work = {
  readonly tasks: Case['tasks'];
  readonly gone: NonNullable<Case['gone']>;
  readonly named: readonly string[];
  readonly staff: { readonly version: number; readonly day: string };
};

/** Finds people who are there for the work of a case. */
export const staffing = async (services: RequestServices, read: TenantRead, transition: Transition): Promise<Work> => {
  const { next } = transition;
  const process = rulesOf(services, transition);
  const staff = services.staff.recall(next.tenant) ?? (await services.staff.read(read, next.tenant));
  const people = [...new Set(named(process, next).map(({ person }) => person))];
  // Firms and households stand among them with their kind, as no person does.
  const everybody = [...people, ...subjectsNamed(process, next)];
  return { ...staffed(process, next, staff), named: everybody, staff: { version: staff.version, day: staff.day } };
};

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
