/** Which units a term's courses have reached: townships and village sites, or those of other kinds. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { TenantRead } from '../tenant-read.ts';
import { hundredths } from '../yearly-evaluation/evaluation.ts';

/** Days of the tenant (YYYY-MM-DD); `before` is the first that no longer counts. */
export type Term = {
  readonly from: string;
  readonly before: string;
  readonly topic?: string | undefined;
  readonly format?: string | undefined;
  readonly group?: string | undefined;
};

/** Kinds of units that are counted where nobody says which. */
export const USUAL_KINDS: readonly string[] = ['township', 'villageSite'];

export type ReachedUnit = Title & {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
  /** Somebody of it attended a session. */
  readonly reached: boolean;
};

/** With the ids of the units from the root down to it, such as /tongyu/couriers/. */
export type PlacedUnit = ReachedUnit & { readonly path: string };

/**
 * Units of which somebody attended a session on a day of the term, in the unit to which they belonged when they enrolled, and the sites to
 * which a course came that somebody attended; all units, or those that are named.
 */
const REACHED = `WITH held AS (
    SELECT place.value->>'unit' AS unit, c.facts#>>'{site,key}' AS site
    FROM cases c
    CROSS JOIN jsonb_each(c.facts) AS place
    CROSS JOIN jsonb_object_keys(place.value->'attended') AS n
    WHERE c.process = 'trainingCourse' AND c.state <> 'cancelled' AND starts_with(place.key, 'person:')
      AND ($1->>'topic' IS NULL OR c.facts#>>'{topic,key}' = $1->>'topic')
      AND ($1->>'format' IS NULL OR c.facts#>>'{format,key}' = $1->>'format')
      AND ($1->>'group' IS NULL OR c.facts->'groups' @> jsonb_build_array(jsonb_build_object('key', $1->>'group')))
      AND c.facts->'sessions'->(n::int - 1)->>'day' >= $1->>'from' AND c.facts->'sessions'->(n::int - 1)->>'day' < $1->>'before'),
    attended AS (SELECT unit FROM held UNION SELECT site FROM held)
  SELECT u.id, u.kind, u.parent, u.path, u.en, u.zh, EXISTS (SELECT 1 FROM attended a WHERE a.unit = u.id) AS reached
  FROM units u
  WHERE $1->'kinds' ? u.kind AND (u.ended_on IS NULL OR u.ended_on >= ($1->>'before')::date)
    AND (jsonb_typeof($1->'units') = 'null' OR $1->'units' ? u.id)
  ORDER BY u.id`;

export const readReached = (
  read: TenantRead,
  { from, before, topic, format, group }: Term,
  units: readonly string[] | undefined,
  kinds = USUAL_KINDS,
): Promise<readonly PlacedUnit[]> =>
  read<PlacedUnit>(REACHED, {
    kinds,
    from,
    before,
    topic: topic ?? null,
    format: format ?? null,
    group: group ?? null,
    units: units ?? null,
  });

/** So many of so many, and in hundredths of a per cent, rounded half up: 9237 is 92.37 %. */
export type Share = { readonly reached: number; readonly units: number; readonly hundredths: number | null };

export const shareOf = (units: readonly { readonly reached: boolean }[]): Share => {
  const reached = units.filter((unit) => unit.reached).length;
  const all = units.length;
  return { reached, units: all, hundredths: hundredths({ people: all, passed: reached }) };
};

export type TownshipCoverage = Title & {
  readonly id: string;
  /** Somebody of the township itself, or of one of its sites, attended. */
  readonly reached: boolean;
  readonly sites: Share;
};

export type Coverage = {
  readonly townships: Share;
  readonly villageSites: Share;
  readonly byTownship: readonly TownshipCoverage[];
};

/** A site counts when somebody of it attended or a course came to it, a township when somebody of it or of one of its sites did. */
export const coverageOf = (units: readonly ReachedUnit[]): Coverage => {
  const sites = units.filter(({ kind }) => kind === 'villageSite');
  const below = Map.groupBy(sites, ({ parent }) => parent);
  const byTownship = units
    .filter(({ kind }) => kind === 'township')
    .map(({ id, en, zh, reached }) => {
      const own = below.get(id) ?? [];
      return { id, en, zh, reached: reached || own.some((site) => site.reached), sites: shareOf(own) };
    });
  return { townships: shareOf(byTownship), villageSites: shareOf(sites), byTownship };
};

export type KindCoverage = {
  readonly kind: string;
  readonly share: Share;
  readonly units: readonly PlacedUnit[];
};

/** By kind, in this order: a unit counts when somebody of it, or of one below it among these kinds, attended, or a course came to one of them. */
export const coverageByKind = (units: readonly PlacedUnit[], kinds: readonly string[]): readonly KindCoverage[] => {
  const reached = new Set(units.flatMap((unit) => (unit.reached ? unit.path.split('/') : [])));
  return kinds.map((kind) => {
    const own = units.filter((unit) => unit.kind === kind).map((unit) => ({ ...unit, reached: reached.has(unit.id) }));
    return { kind, share: shareOf(own), units: own };
  });
};
