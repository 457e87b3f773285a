/** Tells stories on a running office: its acts go to the real cases, on a Temporal whose clock is moved. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { actOnCase, startCase } from '../../activities/acting/act.ts';
import { ApiError } from '../../activities/acting/api-error.ts';
import type { ActAnswer } from '../../activities/acting/services.ts';
import { readActor } from '../../activities/actors.ts';
import { codeOfHash } from '../../activities/case-codes.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { Office } from '../graphql/office.ts';
import type { Telling, Told } from './stories.ts';

/** Where stories happen that name no tenant. */
const STREET = 'fushan';

/** The tenant whose people act in these stories. */
export const tenantOf = ({ tenant }: Told): string => tenant ?? STREET;

/** An act of a story that was not done. */
export class NotDone extends Error {}

/**
 * `seen` hears of each case that a story has acted on; `request` names this telling, so that no two repeat each other's acts; `patience` is
 * how long it waits for what follows by itself, in milliseconds.
 */
export const telling = (
  office: Office,
  server: Pick<TestWorkflowEnvironment, 'currentTimeMs' | 'sleep'>,
  of: {
    process: string;
    story: string;
    tenant: string;
    request?: string;
    patience?: number;
    seen: (caseId: string) => Promise<void>;
  },
): Telling => {
  // The API is at the same time of day as the server whose clock is moved.
  let now = Date.now();
  const services = { ...office.program.services, now: () => now };
  let n = 0;
  const requestId = () => `${of.process}-${of.story}-${of.request ?? ''}${++n}`;
  const caller = async (who: string | Actor) => {
    const actor = typeof who === 'string' ? await readActor(tenantRead(services.pool, of.tenant), who) : who;
    if (!actor) throw new NotDone(`Nobody of ${of.tenant} is called ${who}.`);
    return { tenant: of.tenant, actor };
  };
  const done = async (asked: Promise<ActAnswer>): Promise<string> => {
    const answer = await asked.catch((error: unknown) => {
      throw error instanceof ApiError ? new NotDone(error.message) : error;
    });
    if (answer.kind !== 'done') throw new NotDone(`In “${of.story}” an act was not done: ${JSON.stringify(answer)}`);
    await of.seen(answer.caseId);
    return answer.caseId;
  };
  /** Asks again and again until there is an answer. */
  const patiently = async <T>(ask: () => Promise<T | undefined>): Promise<T | undefined> => {
    for (const start = Date.now(); Date.now() - start < (of.patience ?? 20_000); await sleep(100)) {
      const found = await ask();
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    start: async (who, input, { historyLimit, process = of.process } = {}) => {
      now = await server.currentTimeMs();
      const world = { ...services, ...(historyLimit === undefined ? {} : { historyLimit }) };
      return done(startCase(world, await caller(who), { process, input, requestId: requestId() }));
    },
    act: async (who, action, caseId, input = {}, process = of.process) => {
      const ask = { process, action, caseId, input, requestId: requestId() };
      await done(actOnCase(services, await caller(who), ask));
    },
    pass: async (time) => {
      await server.sleep(time);
      now = await server.currentTimeMs();
    },
    until: async (caseId, event, times = 1) => {
      const found = await patiently(
        async () =>
          (await office.sql(`SELECT 1 FROM events WHERE case_id = $1 AND name = $2 OFFSET $3`, [caseId, event, times - 1]))[0],
      );
      if (found) return of.seen(caseId);
      const seen = await office.sql<{ name: string }>(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [caseId]);
      throw new NotDone(
        `In “${of.story}” ${caseId} has never come to ${event}, only to ${seen.map(({ name }) => name).join(', ')}.`,
      );
    },
    linked: async (caseId, kind, nth = 1) => {
      const found = await patiently(
        async () =>
          (
            await office.sql<{ id: string }>(
              `SELECT from_case AS id FROM links WHERE to_case = $1 AND kind = $2 ORDER BY from_case LIMIT 1 OFFSET $3`,
              [caseId, kind, nth - 1],
            )
          )[0],
      );
      if (!found) throw new NotDone(`In “${of.story}” no case was ever linked to ${caseId} as ${kind}.`);
      await of.seen(found.id);
      return found.id;
    },
    code: async (caseId, purpose) => {
      const [kept] = await office.sql<{ number: number; digits: number; hash: string }>(
        `SELECT number, digits, hash FROM case_codes WHERE case_id = $1 AND purpose = $2`,
        [caseId, purpose],
      );
      const code = kept && codeOfHash(services.secrets, { tenant: of.tenant, caseId, purpose, ...kept }, kept.hash);
      if (!code) throw new NotDone(`In “${of.story}” ${caseId} has no code for ${purpose}.`);
      return code;
    },
    now: async () => {
      now = await server.currentTimeMs();
      return now;
    },
  };
};
