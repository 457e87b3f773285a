import { isDeepStrictEqual } from 'node:util';
import { eventHash, type HashedEvent } from '../../activities/event-hash.ts';
import type { House } from './house.ts';

type Row = HashedEvent & { readonly hash: string; readonly changes: { readonly after: object } };

/** Reads the whole record and says what is wrong with it, in sentences, as a distrustful auditor would. */
export const faultsOfRecord = async ({ sql }: House): Promise<string[]> => {
  const events = await sql<Row>(
    `SELECT case_id AS "case", revision, tenant, process, name, action, actor_id AS "actorId", actor_name AS "actorName", role, unit,
       to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, from_state AS "fromState", to_state AS "toState", reason, confidential,
       input, reference, changes, clocks, request_id AS "requestId", request_hash AS "requestHash", previous, hash
     FROM events ORDER BY case_id, revision`,
  );
  const faults: string[] = [];
  const heads = new Map<string, { revision: number; hash: string }>();
  const facts = new Map<string, object>();
  for (const { hash, ...event } of events) {
    const before = heads.get(event.case) ?? { revision: -1, hash: '' };
    const where = `${event.case} at revision ${event.revision}`;
    if (event.revision !== before.revision + 1) faults.push(`${where} comes after ${before.revision}.`);
    if (event.previous !== before.hash) faults.push(`${where} doesn't carry the hash of the event before it.`);
    if (eventHash(event) !== hash) faults.push(`${where} doesn't say what was hashed.`);
    heads.set(event.case, { revision: event.revision, hash });
    facts.set(event.case, { ...facts.get(event.case), ...event.changes.after });
  }
  type CaseRow = { id: string; revision: number; head_hash: string; facts: object };
  for (const row of await sql<CaseRow>(`SELECT id, revision, head_hash, facts FROM cases`)) {
    const head = heads.get(row.id);
    if (head?.revision !== row.revision || head.hash !== row.head_hash) faults.push(`${row.id} isn't where its events are.`);
    if (!isDeepStrictEqual(row.facts, facts.get(row.id))) faults.push(`${row.id} has other facts than its events say.`);
  }
  const lost = await sql<{ owner: string }>(
    `SELECT owner FROM accounts a WHERE balance <> (SELECT coalesce(sum(CASE WHEN to_owner = a.owner THEN amount ELSE -amount END), 0)
       FROM ledger_lines l WHERE l.asset = a.asset AND a.owner IN (l.from_owner, l.to_owner))`,
  );
  for (const { owner } of lost) faults.push(`The balance of ${owner} isn't the sum of its lines.`);
  return faults;
};
