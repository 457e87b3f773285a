/** Does an erasure that was confirmed; broken off, it goes on where it was. */

import type { z } from 'zod';
import { partOf } from '../case-texts.ts';
import { type TenantRead, tenantRead } from '../tenant-read.ts';
import { eraseCase } from './case-erasure.ts';
import type { ErasureMark } from './erased-event.ts';
import { personRequest, readPersonRows, wordsOfPerson } from './person-rows.ts';
import type { Whose } from './personal-words.ts';
import { added, type ErasureCounts, type ErasureServices, NOTHING_ERASED } from './services.ts';

export type StoredErasure = {
  readonly id: string;
  readonly kind: 'person' | 'party' | 'retention';
  readonly person: string | null;
  readonly case_id: string | null;
  readonly role: string | null;
  readonly decided_by: string | null;
  readonly through: string;
  readonly counts: Partial<ErasureCounts>;
  readonly files: readonly string[];
};

/** Cases after which it says how far it has come. */
const PART = 50;

/** Gives how many cases are left, because they aren't over or are held; with none, the erasure is done. */
export const runErasure = async (
  services: ErasureServices,
  at: { readonly tenant: string; readonly id: string },
): Promise<number> => {
  const { tenant, id } = at;
  const read = tenantRead(services.pool, tenant);
  const erasure = await readErasure(read, id);
  if (!erasure) return 0;
  const mark: ErasureMark = { erasure: id, at: new Date().toISOString(), by: erasure.decided_by ?? '' };
  const { kind, person } = erasure;
  const whose: Whose =
    kind === 'person' ? { kind, person: person ?? '' } : kind === 'party' ? { kind, role: erasure.role ?? '' } : { kind };
  const rows = kind === 'person' ? await readPersonRows(read, person ?? '') : undefined;
  const words = rows ? wordsOfPerson(rows, person ?? '') : new Set<string>();
  let counts: ErasureCounts = { ...NOTHING_ERASED, ...erasure.counts };
  let left = 0;
  const cases = await casesOf(services, read, erasure);
  for (const [n, caseId] of cases.entries()) {
    const done = await eraseCase(services, { tenant, caseId, whose, words, mark });
    if (done) counts = added(counts, done);
    else left++;
    if (left === 0 && (n + 1) % PART === 0) await note(read, id, caseId, counts);
  }
  if (left > 0) return left;
  if (rows && person !== null) {
    const request = personRequest(rows, { tenant, person, words }, { mark, sign: services.sign });
    await services.pool.query('SELECT erase_person($1)', [JSON.stringify(request)]);
    const { changes, attempts, snapshots } = request;
    counts = { ...counts, rows: counts.rows + 1 + changes.length + attempts.length + snapshots.length };
  }
  await removeFiles(services, tenant, (await readErasure(read, id))?.files ?? []);
  await services.pool.query('SELECT finish_erasure($1)', [JSON.stringify({ tenant, id, counts })]);
  return 0;
};

const readErasure = async (read: TenantRead, id: string): Promise<StoredErasure | undefined> => {
  const [found] = await read<StoredErasure>(`SELECT * FROM erasures WHERE id = $1->>'id' AND state = 'confirmed'`, { id });
  return found;
};

const note = (read: TenantRead, id: string, through: string, counts: ErasureCounts) =>
  read(`SELECT note_erasure($1->>'id', $1->>'through', $1->'counts')`, { id, through, counts });

/** Cases that know somebody: theirs, those in which they have done something, and those that their own were merged into. */
const CASES_OF_PERSON = `WITH RECURSIVE known(id) AS (
    SELECT id FROM cases WHERE opened_by = $1->>'person'
    UNION SELECT case_id FROM events WHERE actor_id = $1->>'person'
    UNION SELECT case_id FROM parties WHERE person = $1->>'person'
    UNION SELECT case_id FROM bookings WHERE person = $1->>'person'
    UNION SELECT case_id FROM badges WHERE person = $1->>'person'
    UNION SELECT case_id FROM emergencies WHERE person = $1->>'person'
    UNION SELECT case_id FROM ledger_lines WHERE from_owner = 'person:' || ($1->>'person') OR to_owner = 'person:' || ($1->>'person')
    UNION SELECT id FROM cases WHERE process IN (SELECT jsonb_array_elements_text($1->'naming')) AND strpos(facts::text, '"' || ($1->>'person') || '"') > 0),
  family(id) AS (
    SELECT id FROM known
    UNION SELECT l.to_case FROM links l JOIN family f ON l.from_case = f.id WHERE l.kind = 'mergedInto')
  SELECT id FROM family WHERE id > $1->>'through' ORDER BY id`;

const CASES_OF_PARTY = `WITH RECURSIVE family(id) AS (
    SELECT $1->>'caseId'
    UNION SELECT l.to_case FROM links l JOIN family f ON l.from_case = f.id WHERE l.kind = 'mergedInto')
  SELECT id FROM family WHERE id > $1->>'through' ORDER BY id`;

const casesOf = async (
  { packages }: ErasureServices,
  read: TenantRead,
  { kind, person, case_id: caseId, through }: StoredErasure,
): Promise<readonly string[]> => {
  if (kind === 'retention') return caseId === null ? [] : [caseId];
  const rows =
    kind === 'person'
      ? await read<{ id: string }>(CASES_OF_PERSON, { person, through, naming: namingPeople(packages) })
      : await read<{ id: string }>(CASES_OF_PARTY, { caseId, through });
  return rows.map(({ id }) => id);
};

/** Processes whose cases know names of people among their facts. */
const namingPeople = (packages: ErasureServices['packages']): readonly string[] =>
  [...packages].flatMap(([name, { facts }]) => (namesPeople(facts) ? [name] : []));

const namesPeople = (schema: z.core.$ZodType): boolean => {
  const { mark, inner, element, fields, options, rest } = partOf(schema);
  const parts = [inner, element, rest, ...options, ...fields.map(([, field]) => field)];
  return mark === 'name' || parts.some((part) => part !== undefined && namesPeople(part));
};

/** Files that no case names any more. */
const removeFiles = async ({ pool, attachments }: ErasureServices, tenant: string, names: readonly string[]): Promise<void> => {
  if (names.length === 0) return;
  const used = await tenantRead(pool, tenant)<{ name: string }>(
    `SELECT DISTINCT n AS name FROM jsonb_array_elements_text($1->'names') n JOIN attachments a ON a.sha256 = n OR a.thumbnail = n`,
    { names },
  );
  const kept = new Set(used.map(({ name }) => name));
  await Promise.all(names.filter((name) => !kept.has(name)).map((name) => attachments.remove(tenant, name)));
};
