/** What stands on other visits, to a firm and of an officer, by the day of one. */
import { dayOf, tooNear, visitOf, yearOf } from '../../workflows/enterprise-visit/holding.ts';
import type { Span, Standing } from '../../workflows/enterprise-visit/vocabulary.ts';
import { subjectId } from '../../workflows/kernel/subjects.ts';
import { type Held, readHeld } from '../holds.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { LocalDay } from './days.ts';

const HALF_A_DAY = 43_200_000;

const meets = (one: Pick<Held, 'from' | 'until'>, { from, until }: Span): boolean =>
  (one.from ?? Number.NEGATIVE_INFINITY) < until && from < (one.until ?? Number.POSITIVE_INFINITY);

/** Nothing that stands in the way. */
export const NOTHING: Standing = { near: null, inYear: 0, onDay: 0 };

export const readStanding = async (
  read: TenantRead,
  visit: { readonly id: string; readonly firm: string; readonly officer: string },
  day: LocalDay,
  zone: string,
): Promise<Standing> => {
  const { id, firm, officer } = visit;
  const held = (
    await readHeld(read, [visitOf(firm), yearOf(firm), dayOf(officer)], {
      from: Math.min(day.year.from, day.before),
      until: Math.max(day.year.until, day.gap.until),
    })
  ).filter(({ caseId }) => caseId !== id);
  const of = (resource: string) => held.filter((one) => one.resource === resource);
  // Of a moment within the day, where clocks go forward or back in between.
  const dateOf = (midnight: number) => new Date(midnight + HALF_A_DAY).toLocaleDateString('sv', { timeZone: zone });
  const near = tooNear(of(visitOf(firm)), day);
  return {
    near: near && { from: dateOf(near.from), until: dateOf(near.until) },
    inYear: of(yearOf(firm)).filter((one) => meets(one, day.year)).length,
    onDay: of(dayOf(officer)).filter((one) => meets(one, day.day)).length,
  };
};

/** Units with a visit to a firm that is still to be arranged. */
export const readWaiting = async (read: TenantRead, visit: string, firm: string): Promise<readonly string[]> =>
  (
    await read<{ unit: string }>(
      `SELECT DISTINCT unit FROM cases WHERE process = 'enterpriseVisit' AND state = 'planned' AND unit IS NOT NULL AND id <> $1->>'visit'
         AND facts->>'round' IS NOT NULL AND named @> ARRAY[$1->>'firm'] ORDER BY 1`,
      { visit, firm: subjectId('firm', firm) },
    )
  ).map(({ unit }) => unit);
