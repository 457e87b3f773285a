/** The firms of a round, by pages: who visits each, or why none does. */

import { visitOf, yearOf } from '../../workflows/enterprise-visit/holding.ts';
import { OPEN_AT_ONCE } from '../../workflows/kernel/open-many.ts';
import { ENDED } from '../../workflows/kernel/subjects.ts';
import type { Facts } from '../../workflows/visit-round/facts.ts';
import type { FirmPage, RoundFirm } from '../../workflows/visit-round/vocabulary.ts';
import { assign } from '../enterprise-visit/assigning.ts';
import { visitLimit } from '../enterprise-visit/limits.ts';
import { readQuietWishes } from '../enterprise-visit/quiet-wishes.ts';
import { readService } from '../enterprise-visit/service.ts';
import type { SegmentRow } from '../enterprise-visit/tables.ts';
import { type Held, readHeld } from '../holds.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

const DAY = 86_400_000;

type Firm = { readonly code: string; readonly state: string; readonly area: string | null };

/** Which firms of the register a round is for; nothing is everything. */
type Scope = { readonly codes?: readonly string[]; readonly industries?: readonly string[]; readonly sizes?: readonly string[] };

const IN_SCOPE = `kind = 'firm' AND (NOT $1 ? 'codes' OR $1->'codes' ? key) AND (NOT $1 ? 'industries' OR coalesce($1->'industries' ? industry, false))
  AND (NOT $1 ? 'sizes' OR coalesce($1->'sizes' ? size, false))`;

export const readScope = async (read: TenantRead, { scope, segment, firms }: Facts): Promise<Scope> => {
  if (scope === 'list') return { codes: firms };
  if (segment === null) return {};
  const row = await readTableRow<SegmentRow>(read, 'segments', segment.id);
  return { ...(row?.industries ? { industries: row.industries } : {}), ...(row?.sizes ? { sizes: row.sizes } : {}) };
};

export const countFirms = async (read: TenantRead, scope: Scope): Promise<number> =>
  (await read<{ many: number }>(`SELECT count(*)::int AS many FROM subjects WHERE ${IN_SCOPE}`, scope))[0]?.many ?? 0;

/** The page behind the firms that were looked at. */
export const readPage = async (
  read: TenantRead,
  round: { readonly id: string; readonly facts: Facts; readonly now: number },
  scope: Scope,
): Promise<FirmPage> => {
  const { id, facts, now } = round;
  const found = await read<Firm>(
    `SELECT key AS code, state, area FROM subjects WHERE ${IN_SCOPE} AND ($1->>'after' IS NULL OR key > ($1->>'after') COLLATE "C")
     ORDER BY key COLLATE "C" LIMIT ${OPEN_AT_ONCE + 1}`,
    { ...scope, after: facts.opening.cursor },
  );
  const page = found.slice(0, OPEN_AT_ONCE);
  const codes = page.map(({ code }) => code);
  // Of moments within the round’s first and last day.
  const [first, last] = [Date.parse(facts.from), Date.parse(facts.to)];
  const [service, quiet, held, years, gapDays, visitsPerYear] = await Promise.all([
    readService(read, id),
    readQuietWishes(read, codes, facts.from),
    readHeld(read, codes.map(visitOf), { from: now, until: now + 1 }),
    readHeld(read, codes.map(yearOf), { from: first, until: last + 1 }),
    visitLimit(read, 'visitGapDays'),
    visitLimit(read, 'visitsPerYear'),
  ]);
  const lately = ({ from }: Held) => from !== null && now < from + gapDays * DAY;
  const visited = new Set(held.filter(lately).map(({ resource }) => resource));
  const inYear = (code: string, at: number): number =>
    years.filter(({ resource, from, until }) => resource === yearOf(code) && (from ?? at) <= at && at < (until ?? at + 1)).length;
  const given = new Map(facts.load.map(({ officer, visits }) => [officer, visits]));
  const firms = page.map((firm): RoundFirm => {
    const { code, state } = firm;
    if ((ENDED as readonly string[]).includes(state)) return { code, leftOut: 'ended' };
    if (quiet.has(code)) return { code, leftOut: 'quietWish' };
    if (Math.min(inYear(code, first), inYear(code, last)) >= visitsPerYear) return { code, leftOut: 'yearFull' };
    if (visited.has(visitOf(code))) return { code, leftOut: 'visitedLately' };
    const found = assign(service, firm, given, facts.perOfficer);
    if (found.officer) given.set(found.officer.id, (given.get(found.officer.id) ?? 0) + 1);
    return { code, ...found };
  });
  return { firms, more: found.length > page.length };
};
