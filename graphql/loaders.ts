/** Questions that many fields of one request ask: those that come up together go to the database as one. */
import DataLoader from 'dataloader';
import { readMerged } from '../activities/acting/mergers.ts';
import type { ShownAct } from '../activities/acting/visibility.ts';
import { type Held, readBlockers, readHoldsOf } from '../activities/holds.ts';
import { type KnownPerson, readAreaTitles, readPeople, readUnitTitles } from '../activities/names.ts';
import { type NoticeContext, noticeContexts } from '../activities/notice-text.ts';
import { storedRow } from '../activities/stored.ts';
import type { TenantRead } from '../activities/tenant-read.ts';
import type { Case, CaseAttachment, CaseCode, Category, Party, PrismaClient } from '../prisma/client/client.ts';
import type { Blocker } from '../workflows/effects/holds.ts';
import type { Title } from '../workflows/kernel/process.ts';
import { CASE_OF, type CaseOf } from './schema/masking.ts';

export type Loaders = {
  /** Who holds a resource. */
  readonly blockers: DataLoader<string, readonly Blocker[]>;
  /** What a case holds, by its number. */
  readonly holds: DataLoader<string, readonly Held[]>;
  /** What a notice speaks of; undefined where its case is gone. */
  readonly noticeContexts: DataLoader<string, NoticeContext | undefined>;
  /** A case by its number, also one that the caller may not see: its texts say something of it. */
  readonly cases: DataLoader<string, Case | null>;
  /** Secret codes of a case, by its number. */
  readonly codes: DataLoader<string, readonly CaseCode[]>;
  /** Messages of a case that never left: kept, or given up. */
  readonly unsentNotices: DataLoader<string, number>;
  /** How often something of the tenant's data was changed, by what it is called in the journal. */
  readonly versions: DataLoader<string, number>;
  /** Rows of categories that will hold from days to come, by code. */
  readonly categoriesToCome: DataLoader<string, Category[]>;
  /** Somebody by their id, and the titles of units and areas; nothing where the tenant has none of that id. */
  readonly people: DataLoader<string, KnownPerson | null>;
  readonly unitTitles: DataLoader<string, Title | null>;
  readonly areaTitles: DataLoader<string, Title | null>;
  /** Pictures of a case and of those merged into it, by its number. */
  readonly attachments: DataLoader<string, AttachmentOfAct[]>;
  /** The people whom a case concerns, and those of the cases merged into it, by its number. */
  readonly parties: DataLoader<string, PartyOfCase[]>;
};

/** Somebody a case concerns, with where the case lies. */
export type PartyOfCase = Party & { case: CaseOf };

/** A picture with the act by which it came. */
export type AttachmentOfAct = CaseAttachment & { readonly act: ShownAct | undefined };

/** Nothing is kept: a request may act and then read what has become of it. */
const fresh = { cache: false, batchScheduleFn: (run: () => void) => void setImmediate(run) };

const titles =
  (read: TenantRead, find: typeof readUnitTitles) =>
  async (ids: readonly string[]): Promise<(Title | null)[]> => {
    const found = new Map((await find(read, [...new Set(ids)])).map(({ id, title }) => [id, title]));
    return ids.map((id) => found.get(id) ?? null);
  };

/** Rows of cases and of those merged into them, in the order in which they are given: a case's own first. */
const ofFamilies =
  <Row extends { caseId: string }>(read: TenantRead, find: (cases: string[]) => Promise<Row[]>) =>
  async (ids: readonly string[]): Promise<Row[][]> => {
    const families = await readMerged(read, ids);
    const rows = Map.groupBy(await find([...new Set([...families.values()].flat())]), ({ caseId }) => caseId);
    return ids.map((id) => (families.get(id) ?? []).flatMap((member) => rows.get(member) ?? []));
  };

export const requestLoaders = (read: TenantRead, db: PrismaClient): Loaders => ({
  blockers: new DataLoader(async (resources) => {
    const found = Map.groupBy(await readBlockers(read, resources), ({ resource }) => resource);
    return resources.map((resource) => found.get(resource) ?? []);
  }, fresh),
  holds: new DataLoader(async (ids) => {
    const found = Map.groupBy(await readHoldsOf(read, ids), ({ caseId }) => caseId);
    return ids.map((id) => found.get(id) ?? []);
  }, fresh),
  noticeContexts: new DataLoader(async (ids) => {
    const found = await noticeContexts(read, ids);
    return ids.map((id) => found.get(id));
  }, fresh),
  cases: new DataLoader(async (ids) => {
    const rows = new Map((await db.case.findMany({ where: { id: { in: [...ids] } } })).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  }, fresh),
  codes: new DataLoader(async (ids) => {
    const rows = await db.caseCode.findMany({ where: { caseId: { in: [...ids] } }, orderBy: { purpose: 'asc' } });
    const found = Map.groupBy(rows, ({ caseId }) => caseId);
    return ids.map((id) => found.get(id) ?? []);
  }, fresh),
  unsentNotices: new DataLoader(async (ids) => {
    const counted = await db.outbox.groupBy({
      by: ['caseId'],
      where: {
        caseId: { in: [...ids] },
        channel: { in: ['email', 'sms'] },
        OR: [{ keptAt: { not: null } }, { givenUpAt: { not: null } }],
      },
      _count: true,
    });
    const known = new Map(counted.map(({ caseId, _count }) => [caseId, _count]));
    return ids.map((id) => known.get(id) ?? 0);
  }, fresh),
  versions: new DataLoader(async (subjects) => {
    const counted = await db.dataChange.groupBy({ by: ['subject'], where: { subject: { in: [...subjects] } }, _count: true });
    const known = new Map(counted.map(({ subject, _count }) => [subject, _count]));
    return subjects.map((subject) => known.get(subject) ?? 0);
  }, fresh),
  categoriesToCome: new DataLoader(async (codes) => {
    const rows = await read<object>(
      `SELECT * FROM categories WHERE code IN (SELECT jsonb_array_elements_text($1->'codes')) AND valid_from > tenant_today(tenant) ORDER BY valid_from`,
      { codes: [...new Set(codes)] },
    );
    const known = Map.groupBy(rows.map(storedRow<Category>), ({ code }) => code);
    return codes.map((code) => known.get(code) ?? []);
  }, fresh),
  people: new DataLoader(async (ids) => {
    const found = new Map((await readPeople(read, [...new Set(ids)])).map((person) => [person.id, person]));
    return ids.map((id) => found.get(id) ?? null);
  }, fresh),
  unitTitles: new DataLoader(titles(read, readUnitTitles), fresh),
  areaTitles: new DataLoader(titles(read, readAreaTitles), fresh),
  attachments: new DataLoader(
    ofFamilies(read, async (cases) => {
      const rows = await db.caseAttachment.findMany({
        where: { caseId: { in: cases } },
        orderBy: [{ revision: 'asc' }, { sha256: 'asc' }],
      });
      const acts = await db.event.findMany({
        where: { OR: rows.map(({ caseId, revision }) => ({ caseId, revision })) },
        select: { caseId: true, revision: true, action: true, actorId: true, confidential: true },
      });
      const byPlace = new Map(acts.map((act) => [`${act.caseId} ${act.revision}`, act]));
      return rows.map((row) => ({ ...row, act: byPlace.get(`${row.caseId} ${row.revision}`) }));
    }),
    fresh,
  ),
  parties: new DataLoader(
    ofFamilies(read, (cases) =>
      db.party.findMany({
        where: { caseId: { in: cases } },
        include: { case: { select: CASE_OF } },
        orderBy: { revision: 'asc' },
      }),
    ),
    fresh,
  ),
});
