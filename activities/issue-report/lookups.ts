/** What the tenant's data says to the rules of the issue report: one question for each act. */
import type { Category, Facts, Named } from '../../workflows/issue-report/facts.ts';
import type { Inputs } from '../../workflows/issue-report/inputs.ts';
import type { Limits } from '../../workflows/issue-report/limits.ts';
import type { ChosenUnit, Reference, Target } from '../../workflows/issue-report/vocabulary.ts';
import type { Actor, Title } from '../../workflows/kernel/process.ts';
import { idsOf } from '../../workflows/kernel/standing-in.ts';
import { readActor } from '../actors.ts';
import { readCalling } from '../coordination-meeting/calling.ts';
import { endedUnit, issue, noCase, noPerson, noUnit } from '../found.ts';
import { type ActAsk, defineLookups, type InputIssue, type InputIssues } from '../lookups.ts';
import type { TenantRead } from '../tenant-read.ts';
import { areaAt, type Point, type Shape } from './areas.ts';
import { type DispatchRule, firstMatch, pushesDown, type RuleUnit } from './dispatch-rules.ts';

const issues = (...found: readonly InputIssue[]): InputIssues => ({ issues: found });

const namedOf = ({ id, title }: Named): Named => ({ id, title });

/** Rows with a name in both languages, as the questions below ask for it. */
const TITLE = (row: string): string => `jsonb_build_object('en', ${row}.en, 'zh', ${row}.zh)`;
const UNIT = (row: string): string =>
  `jsonb_build_object('id', ${row}.id, 'title', ${TITLE(row)}, 'kind', ${row}.kind, 'path', ${row}.path)`;
const STANDS = (row: string): string => `(${row}.ended_on IS NULL OR ${row}.ended_on > day)`;
/** Whether somebody is there who takes what is given to a unit. */
const MANNED = (row: string, area: string): string =>
  `EXISTS (SELECT 1 FROM holders(${row}.tenant, 'handler', ${row}.id, ${area}))`;
/** In which areas somebody is; `EVERYWHERE` where they are bound to none. */
const EVERYWHERE = '';
const MANNED_IN = `coalesce((SELECT jsonb_agg(DISTINCT coalesce(g.area, '${EVERYWHERE}')) FROM person_roles g
    JOIN people p ON p.tenant = g.tenant AND p.id = g.person_id AND ${STANDS('p')}
    WHERE g.tenant = u.tenant AND g.role = 'handler' AND g.valid_from <= day AND ${STANDS('g')}
      AND (g.unit IS NULL OR g.unit = ANY (string_to_array(u.path, '/')))), '[]')`;
const TODAY = `tenant_today(current_setting('banjie.tenant', true)) AS day`;

type CategoryRow = Omit<Category, 'code'> & {
  readonly owner: string | null;
  readonly ownedBy: RuleUnit | null;
  readonly emergency: boolean;
  readonly channel: (Title & { readonly phone?: string | null; readonly sealed?: boolean }) | null;
  readonly retired: boolean;
};

type StartRow = {
  readonly zone: string;
  readonly category: CategoryRow | null;
  readonly areas: readonly (Named & { readonly shape: Shape })[];
  readonly desk: Named | null;
  readonly rules: readonly (DispatchRule & { readonly to: RuleUnit; readonly mannedIn: readonly string[] })[];
};

/**
 * A rule sends to the successor of a unit that was dissolved; it matches no more where there is none, or the unit is one to which the matter would be pushed down by now: the next one does, or
 * the dispatch desk. So it is for a unit where nobody could take it.
 */
const START = `SELECT
  (SELECT zone FROM tenants WHERE id = current_setting('banjie.tenant', true)) AS zone,
  (SELECT jsonb_build_object('title', ${TITLE('c')}, 'handle', c.handle, 'anonymous', c.anonymous, 'owner', c.owner,
      'ownedBy', (SELECT ${UNIT('o')} FROM units o WHERE o.tenant = c.tenant AND o.id = coalesce((SELECT heir FROM unit_heirs() WHERE unit = c.owner), c.owner) AND ${STANDS('o')}),
      'emergency', c.emergency, 'channel', c.channel, 'retired', c.retired)
    FROM categories c WHERE c.process = 'issueReport' AND c.code = $1->>'category' AND c.valid_from <= day
    ORDER BY c.valid_from DESC LIMIT 1) AS category,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'title', ${TITLE('a')}, 'shape', a.shape) ORDER BY NOT ${STANDS('a')}, a.id)
    FROM areas a WHERE ${STANDS('a')} OR a.id = $1->>'area'), '[]') AS areas,
  (SELECT jsonb_build_object('id', u.id, 'title', ${TITLE('u')})
    FROM units u WHERE u.kind = 'desk' AND ${STANDS('u')} ORDER BY u.path LIMIT 1) AS desk,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'title', ${TITLE('r')}, 'when', r."when", 'unit', r.unit,
      'to', ${UNIT('u')}, 'mannedIn', ${MANNED_IN}) ORDER BY r.position)
    FROM dispatch_rules r LEFT JOIN unit_heirs() h ON h.unit = r.unit JOIN units u ON u.tenant = r.tenant AND u.id = coalesce(h.heir, r.unit) AND ${STANDS('u')}
    WHERE r.version = (SELECT max(version) FROM dispatch_rules)), '[]') AS rules
  FROM ${TODAY}`;

const emergencyChannel = (channel: CategoryRow['channel']) =>
  channel
    ? { title: { en: channel.en, zh: channel.zh }, phone: channel.phone ?? null }
    : { title: { en: 'the emergency services (110, 119, 120)', zh: '110、119、120应急渠道' }, phone: null };

const noCategory = (code: string) =>
  issue(
    ['category'],
    `There is no category “${code}”; choose one from the catalogue.`,
    `没有类别“${code}”，请从类别目录中选择。`,
  );
const retiredCategory = ({ en, zh }: Title) =>
  issue(
    ['category'],
    `“${en}” is no longer in the catalogue; choose the category that fits now.`,
    `类别“${zh}”已停用，请从现行类别目录中选择。`,
  );
const outsideEveryArea = issue(
  ['place'],
  'This place lies in none of the grid areas. Check latitude and longitude; if it lies elsewhere, report it to the street there.',
  '该地点不在任何网格内。请核对经纬度；如确在辖区外，请向当地街道上报。',
);
const noDesk = issue(
  [],
  'There is no dispatch desk here yet that could take reports; ask the administrator to enter a unit of the kind “desk”.',
  '尚未设置派单台，无法受理上报，请联系管理员新增类型为“desk”的单位。',
);

type UnitRow = { readonly unit: RuleUnit; readonly stands: boolean; readonly owner: RuleUnit | null; readonly manned: boolean };

/** A unit that somebody named, whether it has a handler, and whose matter the case's category is today by the responsibility list. */
const UNIT_AND_OWNER = `SELECT ${UNIT('u')} AS unit, ${STANDS('u')} AS stands, ${MANNED('u', `$1->>'area'`)} AS manned,
    (SELECT ${UNIT('o')} FROM units o WHERE ${STANDS('o')} AND o.id = (
      SELECT c.owner FROM categories c WHERE c.process = 'issueReport' AND c.code = $1->>'category' AND c.valid_from <= day
      ORDER BY c.valid_from DESC LIMIT 1)) AS owner
  FROM ${TODAY}, units u WHERE u.id = $1->>'unit'`;

/** A unit as a caseworker chose it, with the owner from whom it would be pushed down. */
const chosenUnit = async (
  { read, current }: ActAsk<unknown, Facts, Limits>,
  unit: string,
): Promise<{ chosen: ChosenUnit } | InputIssues> => {
  const [row] = await read<UnitRow>(UNIT_AND_OWNER, {
    unit,
    category: current.facts.category.code,
    area: current.area ?? null,
  });
  if (!row) return issues(noUnit(['unit'], unit));
  if (!row.stands) return issues(endedUnit(['unit'], row.unit));
  if (row.unit.kind === 'desk') return issues(unitIsDesk(row.unit));
  const { owner, manned } = row;
  return {
    chosen: { unit: namedOf(row.unit), pushedDownFrom: owner && pushesDown(owner, row.unit) ? namedOf(owner) : null, manned },
  };
};

const unitIsDesk = ({ title: { en, zh } }: Named) =>
  issue(['unit'], `${en} only dispatches; choose the unit that is to do the work.`, `${zh}仅负责派单，请选择具体承办单位。`);

const dispatch = async (ask: ActAsk<{ readonly unit: string }, Facts, Limits>) => {
  const found = await chosenUnit(ask, ask.input.unit);
  return 'issues' in found ? found : { reference: found.chosen };
};

type DepartmentRow = { readonly unit: Named; readonly stands: boolean; readonly people: readonly string[] };

/** Those who speak for a unit: its own leaders, or those of the nearest unit above it that has any. */
const DEPARTMENTS = `SELECT jsonb_build_object('id', u.id, 'title', ${TITLE('u')}) AS unit, ${STANDS('u')} AS stands,
    coalesce((SELECT jsonb_agg(DISTINCT person ORDER BY person) FROM (
      SELECT p.id AS person FROM person_roles r
      JOIN units top ON top.tenant = r.tenant AND top.id = r.unit AND starts_with(u.path, top.path)
      JOIN people p ON p.tenant = r.tenant AND p.id = r.person_id AND ${STANDS('p')}
      WHERE r.role = 'leader' AND r.valid_from <= day AND ${STANDS('r')}
      ORDER BY length(top.path) DESC FETCH FIRST 1 ROWS WITH TIES) leaders), '[]') AS people
  FROM ${TODAY}, jsonb_array_elements_text($1->'units') WITH ORDINALITY AS asked(id, n) JOIN units u ON u.id = asked.id
  ORDER BY asked.n`;

const TARGET = `SELECT c.id, c.process, NOT c.closed AS open,
    (SELECT l.to_case FROM links l WHERE l.from_case = c.id AND l.kind = 'mergedInto' AND l.ended_revision IS NULL) AS "mergedInto",
    c.facts#>>'{category,code}' AS category, c.facts->'place' AS place,
    EXISTS (SELECT 1 FROM jsonb_array_elements(c.facts->'reporters') r WHERE $1->'people' ? (r->>'id')) AS own
  FROM cases c WHERE c.id = $1->>'into'`;

/** A report that another is to go on as; `own` where whoever does it reported it, in whatever name they act. */
const targetOf = async (read: TenantRead, into: string, actor: Actor) =>
  (await read<Target>(TARGET, { into, people: idsOf(actor) }))[0];

/** Photos that cases have already; `own` are those of the report, and of what was merged into it. Its work was reported done last at `since`. */
const SHOWN = `SELECT a.sha256, a.case_id AS "case", a.case_id IN (SELECT id FROM merged_into($1->>'caseId')) AS own
  FROM attachments a WHERE a.sha256 IN (SELECT jsonb_array_elements_text($1->'hashes')) ORDER BY a.case_id`;
const DONE_AT = `SELECT ms(at) AS at FROM events WHERE case_id = $1->>'caseId' AND name = 'Done' ORDER BY revision DESC LIMIT 1`;

/**
 * What the catalogue, the map and the dispatch rules say to a matter. `known` is a category that the report has already, retired or not, and
 * `within` the area in which it lies, dissolved or not.
 */
const routeOf = async (
  read: TenantRead,
  {
    category: code,
    place,
    now,
    known = false,
    within,
  }: { category: string; place: Point; now: number; known?: boolean; within?: string | undefined },
): Promise<Omit<Reference['start'], 'same' | 'opener'> | InputIssues> => {
  const [row] = await read<StartRow>(START, { category: code, area: within ?? null });
  if (!row) throw new Error('A question without a table has always one answer.');
  const { category, desk, zone } = row;
  const area = areaAt(place, row.areas);
  const wrong = [
    ...(category ? (category.retired && !known ? [retiredCategory(category.title)] : []) : [noCategory(code)]),
    ...(area ? [] : [outsideEveryArea]),
    ...(desk ? [] : [noDesk]),
  ];
  if (!category || !area || !desk || wrong.length > 0) return issues(...wrong);
  const { title, handle, anonymous, owner, ownedBy, channel } = category;
  const match = firstMatch(
    row.rules.filter(
      ({ to, mannedIn }) =>
        mannedIn.some((where) => where === EVERYWHERE || where === area.id) && !(ownedBy && pushesDown(ownedBy, to)),
    ),
    { category: code, area: area.id, at: now },
    { zone, units: [], categories: [{ code, title, owner }], areas: [area] },
  );
  const unit = row.rules.find(({ id }) => id === match?.rule)?.to;
  return {
    category: {
      code,
      title,
      handle,
      anonymous,
      emergency: category.emergency ? emergencyChannel(channel) : null,
      legal: !category.emergency && channel ? { en: channel.en, zh: channel.zh } : null,
      sealed: !category.emergency && channel?.sealed === true,
    },
    area: namedOf(area),
    desk,
    dispatch: match && unit ? { rule: match.rule, why: match.why, unit: namedOf(unit) } : null,
  };
};

/** Whoever opened a case, while they are there. */
const readOpener = async (read: TenantRead, id: string): Promise<Actor | undefined> => {
  const [found] = await read<{ by: string }>(
    `SELECT coalesce((SELECT e.actor_id FROM events e WHERE e.case_id = c.id AND c.opened_by LIKE 'case:%'
         AND e.wrote->'effects' @> '[{"kind": "opening", "items": [{"process": "issueReport"}]}]' ORDER BY e.revision DESC LIMIT 1), c.opened_by) AS by
       FROM cases c WHERE c.id = $1->>'id'`,
    { id },
  );
  return found && (await readActor(read, found.by));
};

/** What each act of the issue report is judged by, or what in its input the tenant's data doesn't know. */
export const issueReportLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input, actor, now }) => {
    const [route, target, opener] = await Promise.all([
      routeOf(read, { category: input.category, place: input.place, now }),
      input.sameAs === undefined ? undefined : targetOf(read, input.sameAs, actor),
      actor.id.startsWith('case:') ? readOpener(read, actor.id.slice('case:'.length)) : undefined,
    ]);
    const wrong = [
      ...('issues' in route ? route.issues : []),
      ...(input.sameAs !== undefined && !target ? [noCase(['sameAs'], input.sameAs)] : []),
    ];
    if ('issues' in route || wrong.length > 0) return issues(...wrong);
    return { reference: { ...route, same: target ?? null, ...(opener ? { opener } : {}) } };
  },
  correct: async ({ read, input, now, current: { facts, area: within } }) => {
    const { category, place } = facts;
    const route = await routeOf(read, {
      category: input.category ?? category.code,
      place: input.place ?? place,
      now,
      within: input.place ? undefined : within,
      ...(input.category === undefined ? { known: true } : {}),
    });
    if ('issues' in route) return route;
    const { category: found, area, dispatch } = route;
    return { reference: { category: input.category === undefined ? null : found, area, dispatch } };
  },
  verify: async ({ read, input, caseId }) => {
    const hashes = input.photos.map(({ sha256 }) => sha256);
    if (hashes.length === 0) return { reference: { shown: [], elsewhere: [], since: null } };
    const [rows, [done]] = await Promise.all([
      read<{ sha256: string; case: string; own: boolean }>(SHOWN, { caseId, hashes }),
      read<{ at: number }>(DONE_AT, { caseId }),
    ]);
    return {
      reference: {
        shown: [...new Set(rows.filter(({ own }) => own).map(({ sha256 }) => sha256))],
        elsewhere: rows.filter(({ own }) => !own).map(({ sha256, case: of }) => ({ sha256, case: of })),
        since: done?.at ?? null,
      },
    };
  },
  dispatch,
  transfer: dispatch,
  rule: async (ask) => {
    const { unit } = ask.input;
    if (unit === undefined) return { reference: { chosen: null } };
    const found = await chosenUnit(ask, unit);
    return 'issues' in found ? found : { reference: found };
  },
  ruleFinally: dispatch,
  assign: async ({ read, input }) => {
    const { person: id } = input;
    const person = await readActor(read, id);
    return person ? { reference: { person } } : issues(noPerson(['person'], id));
  },
  callMeeting: async ({ read, input, now, current }) => {
    const { units } = input;
    const rows = await read<DepartmentRow>(DEPARTMENTS, { units: [...new Set(units)] });
    const wrong = units.flatMap((id, index) => {
      const row = rows.find(({ unit }) => unit.id === id);
      const path = ['units', index];
      return row ? (row.stands ? [] : [endedUnit(path, row.unit)]) : [noUnit(path, id)];
    });
    if (wrong.length > 0) return issues(...wrong);
    const departments = rows.map(({ unit, people }) => ({ unit, people }));
    // Reports of the first rules note and tell a meeting.
    if (current.rulesVersion < 2 || departments.some(({ unit }) => unit.id === current.unit))
      return { reference: { departments } };
    const calling = await readCalling(read, input, { own: current.unit, now });
    return 'issues' in calling ? calling : { reference: { departments, calling: { earliest: calling.earliest } } };
  },
  merge: async ({ read, input: { into }, actor }) => {
    const target = await targetOf(read, into, actor);
    return target ? { reference: { target } } : issues(noCase(['into'], into));
  },
  unmerge: async ({ read, actor, current: { facts } }) => {
    const target = facts.merged ? await targetOf(read, facts.merged.into, actor) : undefined;
    return { reference: { own: target?.own ?? false } };
  },
});
