import { readRecord } from '../../activities/evidence/record-rows.ts';
import { verdictOf } from '../../activities/evidence/verdict.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import type { House } from './house.ts';

/** Reads the whole record and says what is wrong with it, in sentences, as a distrustful auditor would. */
export const faultsOfRecord = async ({ sql, pool }: Pick<House, 'sql' | 'pool'>): Promise<string[]> => {
  const faults: string[] = [];
  for (const { id, tenant } of await sql<{ id: string; tenant: string }>(`SELECT id, tenant FROM cases ORDER BY id`)) {
    const rows = await readRecord(tenantRead(pool, tenant), id);
    if (!rows) throw new Error(`${id} can't be read.`);
    const { why, brokenAt, differences } = verdictOf(id, rows);
    if (why) faults.push(`${id} at revision ${brokenAt}: ${why.en}`);
    for (const { where, en } of differences) faults.push(`${id}, ${where}: ${en}`);
  }
  const lost = await sql<{ owner: string }>(
    `SELECT owner FROM accounts a WHERE balance <> (SELECT coalesce(sum(CASE WHEN to_owner = a.owner THEN amount ELSE -amount END), 0)
       FROM ledger_lines l WHERE l.asset = a.asset AND a.owner IN (l.from_owner, l.to_owner))`,
  );
  for (const { owner } of lost) faults.push(`The balance of ${owner} isn't the sum of its lines.`);
  return faults;
};
