/** Writes the record: one transition, one transaction, once. */
import { isDeepStrictEqual } from 'node:util';
import { ApplicationFailure } from '@temporalio/common';
import type { Pool } from 'pg';
import { type Blocker, type During, HELD } from '../workflows/effects/holds.ts';
import type { KernelActivities, Recorded, Transition } from '../workflows/kernel/contract.ts';
import type { Refusal } from '../workflows/kernel/process.ts';
import { whenAllAreThere } from '../workflows/kernel/staffing.ts';
import { handOf } from '../workflows/kernel/standing-in.ts';
import { roleEnded, unsealed } from './authors.ts';
import { capacityOf } from './capacity.ts';
import { codeOf, detailOf, ROLE_ENDED, refusalIn, refusalOf, STALE } from './record-refusals.ts';
import { type RequestServices, requestOf, rulesOf, staffing, type Work } from './record-request.ts';
import type { Seals } from './seals.ts';
import { tenantRead } from './tenant-read.ts';

export type RecordServices = RequestServices & {
  /** Connected as the plain role. */
  readonly pool: Pool;
  readonly seals: Seals;
  /** Called when something was recorded, so that those who listen look. */
  readonly onRecorded?: () => void;
};

/** The activity `record`. Refusals of the database come back as data; only what may pass with time is thrown. */
export const recorder =
  (services: RecordServices): KernelActivities['record'] =>
  async (transition) => {
    const { next } = transition;
    const forged = unsealed(services.seals, transition);
    if (forged) {
      await noteRefusal(services.pool, transition, forged);
      return { kind: 'refused', refusal: forged };
    }
    const read = tenantRead(services.pool, next.tenant);
    const at = { tenant: next.tenant, caseId: next.id, process: transition.process };
    // A calendar, a limit or a staff that has changed since it was read is read again; that happens seldom.
    for (let tries = 0; tries < 5; tries++) {
      try {
        const work = await staffing(services, read, transition);
        const { request, reckoned } = await requestOf(services, read, transition, work);
        const recorded = await write(services, request, transition, work);
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
        const refusal =
          codeOf(error) === ROLE_ENDED
            ? roleEnded(rulesOf(services, transition), transition.event.role)
            : refusalOf(error, services.effects, transition);
        if (!refusal) throw error;
        // A case that wasn't opened waits for nothing.
        if (codeOf(error) === HELD && next.revision > 0)
          await noteRefusal(services.pool, transition, refusal, detailOf(error) as Waited);
        return { kind: 'refused', refusal };
      }
    }
    throw ApplicationFailure.create({
      message: 'The calendar or the staff keeps changing; the record is tried again.',
      type: 'CalendarChanging',
    });
  };

type Done =
  | { kind: 'recorded'; hash: string; nextStepAt: number | null }
  | { kind: 'again' | 'behind' }
  /** Refused, and noted as such in the same transaction. */
  | { kind: 'refused'; code: string; detail: unknown };

const write = async (
  { pool, effects }: RecordServices,
  request: unknown,
  transition: Transition,
  { tasks, gone }: Work,
): Promise<Recorded> => {
  const { next } = transition;
  const { rows } = await pool.query<{ done: Done }>({
    name: 'record_transition',
    text: 'SELECT record_transition($1) AS done',
    values: [JSON.stringify(request)],
  });
  const done = rows[0]?.done;
  if (!done) throw new Error('record_transition answers with one row.');
  if (done.kind === 'refused') return { kind: done.kind, refusal: refusalIn(done, effects, transition) };
  if (done.kind !== 'recorded') return done;
  const { kind, hash, nextStepAt } = done;
  return {
    kind,
    hash,
    ...(nextStepAt === null ? {} : { nextStepAt }),
    ...(isDeepStrictEqual(tasks, whenAllAreThere(next.tasks)) ? {} : { tasks }),
    ...(isDeepStrictEqual(gone, next.gone ?? []) ? {} : { gone }),
  };
};

/** What another case holds, and when the act wanted it. */
type Waited = Blocker & { readonly wanted: During | null };

/** Notes an act that the record refuses; where that is for a hold, its actor hears when the resource is free. */
const noteRefusal = async (
  pool: Pool,
  { process, next, event }: Transition,
  refusal: Refusal,
  blocker?: Waited,
): Promise<void> => {
  await pool.query('SELECT record_attempt($1, $2)', [
    next.tenant,
    JSON.stringify({
      caseId: next.id,
      process,
      action: event.action,
      actorId: handOf(event.actor).id,
      actorName: handOf(event.actor).name,
      capacity: capacityOf(event.actor),
      kind: 'Refused',
      code: refusal.code,
      message: refusal.en,
      ...(blocker && { resource: blocker.resource, title: blocker.title, wanted: blocker.wanted }),
    }),
  ]);
};
