/** Figures of renovations, one row for each unit whose case was opened in the span. */
import type { TenantRead } from '../tenant-read.ts';

export type RenovationFigures = {
  readonly caseId: string;
  readonly unit: string;
  readonly state: string;
  readonly rounds: number;
  readonly persons: number | null;
  readonly personsTook: number | null;
  readonly personsYes: number | null;
  readonly weight: number | null;
  readonly weightTook: number | null;
  readonly weightYes: number | null;
  readonly homes: number;
  readonly area: number;
  readonly cost: number;
  readonly subsidy: number;
  readonly due: number;
  readonly paid: number;
  readonly reliefs: number;
  readonly relief: number;
  readonly variations: number;
  readonly defects: number;
  readonly daysToAgree: number | null;
  readonly daysToAccept: number | null;
};

/** Of several matters the one with the fewest yes counts; of a settlement what it came to, before it what was planned. */
export const readReport = (
  read: TenantRead,
  { from, before }: { readonly from: Date; readonly before: Date },
): Promise<readonly RenovationFigures[]> =>
  read<RenovationFigures>(
    `SELECT c.id AS "caseId", f#>>'{unit,id}' AS unit, c.state, (f->>'rounds')::int AS rounds,
       (f#>>'{result,base,persons}')::int AS persons, (m#>>'{took,persons}')::int AS "personsTook", (m#>>'{yes,persons}')::int AS "personsYes",
       (f#>>'{result,base,weight}')::int AS weight, (m#>>'{took,weight}')::int AS "weightTook", (m#>>'{yes,weight}')::int AS "weightYes",
       jsonb_array_length(f->'homes') AS homes, (SELECT sum((h->>'area')::int) FROM jsonb_array_elements(f->'homes') h)::int AS area,
       coalesce(f#>>'{settlement,cost}', f#>>'{shares,cost}', f#>>'{plans,-1,cost}', '0')::float8 AS cost,
       coalesce(f#>>'{settlement,government}', f#>>'{shares,subsidy}', '0')::float8 AS subsidy,
       d.due, d.paid, d.reliefs, d.relief,
       (SELECT count(*) FROM jsonb_array_elements(f->'variations') v WHERE v->>'state' = 'agreed')::int AS variations,
       jsonb_array_length(f->'defects') AS defects,
       ((f->>'countedAt')::float8 - ms(c.opened_at)) / 86400000 AS "daysToAgree", ((f#>>'{accepted,at}')::float8 - ms(c.opened_at)) / 86400000 AS "daysToAccept"
     FROM (SELECT *, facts AS f FROM cases WHERE process = 'microRenovation') c
       LEFT JOIN LATERAL (SELECT m FROM jsonb_array_elements(CASE WHEN jsonb_typeof(f->'result') = 'object' THEN f#>'{result,matters}' ELSE '[]' END) m
         ORDER BY (m#>>'{yes,persons}')::int, (m#>>'{yes,weight}')::int LIMIT 1) one ON true
       CROSS JOIN LATERAL (SELECT coalesce(sum((d->>'fen')::float8), 0) AS due, coalesce(sum((d->>'paid')::float8), 0) AS paid,
           count(*) FILTER (WHERE (d->>'relief')::float8 > 0)::int AS reliefs, coalesce(sum((d->>'relief')::float8), 0) AS relief
         FROM jsonb_array_elements(f->'dues') d) d
     WHERE c.opened_at >= ($1->>'from')::timestamptz AND c.opened_at < ($1->>'before')::timestamptz ORDER BY (f->>'turn')::int, c.id`,
    { from: from.toISOString(), before: before.toISOString() },
  );
