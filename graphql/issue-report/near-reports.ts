/** What the API of the issue report has beside its acts: near duplicates, before somebody files. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { inWords } from '../../activities/acting/issue-words.ts';
import { issuesOf } from '../../activities/acting/request.ts';
import { visibleCases } from '../../activities/acting/visibility.ts';
import { nearDuplicates, squareAround } from '../../activities/issue-report/duplicates.ts';
import { limitsOf } from '../../activities/limits.ts';
import { limits as defaults } from '../../workflows/issue-report/limits.ts';
import { OPEN } from '../../workflows/issue-report/vocabulary.ts';
import { place as placeInput } from '../../workflows/kernel/inputs.ts';
import type { Context } from '../context.ts';
import { CASE_OF, shownTitle } from '../schema/masking.ts';
import { processesOf } from '../schema/process.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Point = { lat: number; lon: number };
type Near = { id: string; title: string; state: string; openedAt: string; metres: number; place: Point };

const placeSchema = placeInput();

/** Reports suggested at most. */
const MOST = 10;

export const nearReportsModule: SchemaModule = (builder) => {
  const point = builder.inputType('Point', {
    description: 'A point on the map in WGS 84 degrees.',
    fields: (t) => ({ lat: t.float(), lon: t.float() }),
  });
  const near = builder.objectRef<Near>('NearReport').implement({
    description:
      'An open report that may be of the same matter. To those who may not see the case it says no more than what stands in the street for all to see; what its reporter wrote is for those who may.',
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.exposeString('title'),
      state: t.exposeString('state'),
      openedAt: t.expose('openedAt', { type: 'DateTime' }),
      metres: t.exposeInt('metres', { description: 'How far away it is, to ten metres.' }),
      lat: t.float({ description: 'Where it is, in WGS 84 degrees, to about ten metres.', resolve: ({ place }) => place.lat }),
      lon: t.float({ resolve: ({ place }) => place.lon }),
    }),
  });
  builder.queryField('issueReportNear', (t) =>
    t.field({
      type: [near],
      authScopes: { tenant: true },
      description:
        'Open reports of the same category near a place, nearest first: look here before you file, and name one as `sameAs` to join it. 附近同类上报件。',
      args: { category: t.arg.string(), place: t.arg({ type: point }) },
      resolve: async (_, { category, place }, context) => {
        await context.take('searches');
        return reportsNear(context, category, place);
      },
    }),
  );
};

/** A question that could never find anything is answered as one that is wrong. */
const checkAsked = (known: boolean, category: string, place: Point): void => {
  const wrong = placeSchema.safeParse(place, { error: inWords });
  const [first] = wrong.success ? [] : issuesOf(wrong.error);
  if (first) throw new ApiError('INVALID_INPUT', first.message);
  if (known) return;
  throw new ApiError('INVALID_INPUT', {
    en: `There is no category “${category}”; choose one from the catalogue.`,
    zh: `没有类别“${category}”，请从类别目录中选择。`,
  });
};

const reportsNear = async (context: Context, category: string, place: Point): Promise<Near[]> => {
  const { read, caller } = context;
  const [set] = await read<{ limits: Record<string, unknown>; known: boolean }>(
    `SELECT limits_today($1->>'tenant', 'issueReport') AS limits,
       EXISTS (SELECT 1 FROM categories WHERE process = 'issueReport' AND code = $1->>'category' AND valid_from <= tenant_today(tenant)) AS known`,
    { tenant: caller.tenant, category },
  );
  checkAsked(set?.known ?? false, category, place);
  const { duplicateRadius } = limitsOf(defaults, set?.limits ?? {}) as { duplicateRadius: number };
  // A place is known to about ten metres, from the distance as well: more of it would lead to a door.
  const found = await read<Omit<Near, 'metres'> & { category: string }>(
    `SELECT id, concat_ws(' ', facts#>>'{category,title,zh}', facts#>>'{category,title,en}') AS title, state, opened_at AS "openedAt",
       facts#>>'{category,code}' AS category, jsonb_build_object('lat', round((facts#>>'{place,lat}')::numeric, 4), 'lon', round((facts#>>'{place,lon}')::numeric, 4)) AS place
     FROM cases
     WHERE process = 'issueReport' AND NOT closed AND state IN (SELECT jsonb_array_elements_text($1->'states'))
       AND facts#>>'{category,code}' = $1->>'category' AND NOT sealed
       AND (facts#>>'{place,lat}')::float8 BETWEEN ($1->>'south')::float8 AND ($1->>'north')::float8
       AND (facts#>>'{place,lon}')::float8 BETWEEN ($1->>'west')::float8 AND ($1->>'east')::float8`,
    { category, states: OPEN, ...squareAround(place, duplicateRadius) },
  );
  const near = nearDuplicates({ category, place }, found, duplicateRadius).slice(0, MOST);
  const titles = await titlesFor(
    context,
    near.map(({ report }) => report.id),
  );
  return near.map(({ report: { id, title, state, openedAt, place: at }, metres }) => ({
    id,
    title: titles.get(id) ?? title,
    state,
    openedAt,
    metres: Math.round(metres / 10) * 10,
    place: at,
  }));
};

/** Titles of those that the caller may see. */
const titlesFor = async (context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { caller, db, mergers } = context;
  if (ids.length === 0 || caller.kind === 'anonymous') return new Map();
  const rows = await db.case.findMany({
    where: { AND: [{ id: { in: [...ids] } }, await visibleCases(caller.actor, processesOf(context), mergers)] },
    select: { ...CASE_OF, title: true },
  });
  return new Map(rows.map((row) => [row.id, shownTitle(context, row)]));
};
