/** Cases of the same symptom within some days and metres: what may be an outbreak. */

import type { Limits } from '../../workflows/field-guidance/limits.ts';
import { metresBetween, type Point } from '../../workflows/kernel/place.ts';
import type { TenantRead } from '../tenant-read.ts';

type Near = { readonly symptom: string; readonly place: Point | null; readonly village: string | null };
type Like = {
  readonly id: string;
  /** The plot, or whose it is where it has no number. */
  readonly where: string;
  readonly place: Point | null;
  readonly village: string | null;
  readonly told: boolean;
};

const DAY = 86_400_000;

/** The oldest first; a plot without a place counts with those of its village. What was taken back doesn't count. */
export const readLike = async (
  read: TenantRead,
  { symptom, place, village }: Near,
  { now, limits }: { readonly now: number; readonly limits: Limits },
): Promise<readonly Like[]> => {
  const found = await read<Like>(
    `SELECT id, coalesce(facts->>'plot', facts->>'grower') AS "where", facts->'place' AS place, facts#>>'{village,id}' AS village, facts->>'outbreakAt' IS NOT NULL AS told FROM cases
     WHERE process = 'fieldGuidance' AND facts#>>'{symptom,id}' = $1->>'symptom' AND state <> 'withdrawn'
       AND opened_at >= ($1->>'from')::timestamptz ORDER BY opened_at, id`,
    { symptom, from: new Date(now - limits.outbreakDays * DAY).toISOString() },
  );
  return found.filter((one) =>
    place && one.place ? metresBetween(place, one.place) <= limits.outbreakMetres : village !== null && one.village === village,
  );
};
