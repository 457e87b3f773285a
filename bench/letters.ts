/** What is sent in one case: who does what, with which input, and what the tenant's data says to it. */
import type { Pool } from 'pg';
import { readActor } from '../activities/actors.ts';
import { tenantRead } from '../activities/tenant-read.ts';
import type { Actor } from '../workflows/kernel/process.ts';
import type { Caller } from './graphql-caller.ts';

export type Letter = { readonly action: string; readonly actor: Actor; readonly input: object; readonly reference: unknown };

export const TENANT = 'fushan';

const place = { lat: 30.003, lon: 120.573 };

/** One report of rubbish, from a courier to the sanitation department and back. */
const script: readonly { action: string; person: string; input?: object }[] = [
  { action: 'start', person: 'deng-li', input: { category: 'rubbish', text: 'Rubbish beside the bus stop', place } },
  { action: 'accept', person: 'fang-yong' },
  { action: 'done', person: 'fang-yong', input: { result: 'Taken away.' } },
  { action: 'verify', person: 'zhou-min', input: { passed: true, at: place } },
  { action: 'rate', person: 'deng-li', input: { stars: 5 } },
];

/** Plays the case over GraphQL as often as it is called; gives its number. */
export const playOverGraphql = async (
  caller: Caller,
  took: (action: string, milliseconds: number) => void = () => undefined,
): Promise<string> => {
  let caseId = '';
  for (const { action, person, input } of script) {
    const since = performance.now();
    caseId = await caller.act(person, action, caseId, input);
    took(action, performance.now() - since);
  }
  return caseId;
};

/** Plays it once over GraphQL and takes its letters from the record, so that they can be sent again without the API. */
export const lettersOfOne = async (caller: Caller, pool: Pool): Promise<readonly Letter[]> => {
  const caseId = await playOverGraphql(caller);
  const read = tenantRead(pool, TENANT);
  const written = await read<{ action: string; person: string; input: object; reference: unknown }>(
    `SELECT action, actor_id AS person, input, reference FROM events WHERE case_id = $1->>'caseId' ORDER BY revision`,
    { caseId },
  );
  return Promise.all(
    written.map(async ({ person, reference, ...letter }) => {
      const actor = await readActor(read, person);
      if (!actor) throw new Error(`The sample data has no ${person}.`);
      return { ...letter, actor, reference: reference ?? undefined };
    }),
  );
};
