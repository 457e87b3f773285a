/** What each act of a course is judged by, or what in its input the tenant's data doesn't know. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Facts, Person, Session } from '../../workflows/training-course/facts.ts';
import type { Inputs } from '../../workflows/training-course/inputs.ts';
import type { Limits } from '../../workflows/training-course/limits.ts';
import type { Course, Reference } from '../../workflows/training-course/vocabulary.ts';
import { readActor } from '../actors.ts';
import { type CreditRequirement, readAccrual } from '../credits/tables.ts';
import type { InputIssue, LookupAnswer, LookupAsk, Lookups } from '../lookups.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { isCodeOfNow, sessionAt } from './check-in-code.ts';
import type { FormatRow, TopicRow } from './tables.ts';

type Answer<A extends keyof Reference> = { readonly reference: Reference[A] } | Extract<LookupAnswer, { issues: unknown }>;

const MINUTE = 60_000;

const issue = (path: InputIssue['path'], en: string, zh: string): InputIssue => ({ path, message: { en, zh } });

const noPerson = (path: string, id: string): InputIssue =>
  issue(
    [path],
    `There is nobody “${id}”, or no longer; choose somebody from the list of people.`,
    `人员“${id}”不存在或已离岗，请从人员名单中选择。`,
  );

/** The lecturers of today, whoever has least to teach first. */
const POOL = `SELECT p.id, p.name FROM people p CROSS JOIN tenant_today(p.tenant) AS day
  WHERE (p.ended_on IS NULL OR p.ended_on > day) AND EXISTS (
    SELECT 1 FROM person_roles r WHERE r.tenant = p.tenant AND r.person_id = p.id AND r.role = 'lecturer'
      AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day))
  ORDER BY (SELECT count(*) FROM cases c WHERE c.process = 'trainingCourse' AND NOT c.closed
    AND p.id IN (c.facts#>>'{lecturer,id}', c.facts#>>'{asked,id}')), p.id`;

const readPool = (read: TenantRead): Promise<readonly Person[]> => read<Person>(POOL);

const DAYS = `SELECT (to_timestamp((at #>> '{}')::float8 / 1000) AT TIME ZONE zone)::date::text AS day
  FROM tenants, jsonb_array_elements($1->'moments') WITH ORDINALITY AS m(at, n)
  WHERE id = current_setting('banjie.tenant', true) ORDER BY n`;

const readSessions = async (read: TenantRead, asked: Inputs['start']['sessions']): Promise<readonly Session[]> => {
  const moments = asked.map(({ starts }) => Date.parse(starts));
  const days = await read<{ day: string }>(DAYS, { moments });
  return asked.map(({ minutes }, index) => {
    const from = moments[index] as number;
    return { n: index + 1, day: days[index]?.day as string, from, until: from + minutes * MINUTE, minutes };
  });
};

const readSite = async (read: TenantRead, id: string) =>
  (
    await read<Title & { key: string }>(`SELECT id AS key, en, zh FROM units WHERE id = $1->>'id' AND ended_on IS NULL`, { id })
  )[0];

const start = async ({ read, input }: LookupAsk): Promise<Answer<'start'>> => {
  const asked = input as Inputs['start'];
  const [topic, format, requirements, site, sessions, pool] = await Promise.all([
    readTableRow<TopicRow>(read, 'courseTopics', asked.topic),
    readTableRow<FormatRow>(read, 'courseFormats', asked.format),
    readTable<CreditRequirement>(read, 'creditRequirements'),
    asked.site === undefined ? null : readSite(read, asked.site),
    readSessions(read, asked.sessions),
    readPool(read),
  ]);
  const groups = asked.groups.flatMap((key) => {
    const row = requirements.get(key);
    return row ? [{ key, ...row.title, unitKinds: row.unitKinds }] : [];
  });
  const unknown = asked.groups.filter((key) => !requirements.has(key));
  const first = asked.lecturer === undefined ? undefined : pool.find(({ id }) => id === asked.lecturer);
  const issues = [
    ...(topic ? [] : [noRow('topic', asked.topic, 'courseTopics')]),
    ...(format ? [] : [noRow('format', asked.format, 'courseFormats')]),
    ...unknown.map((key) => noRow('groups', key, 'creditRequirements')),
    ...(site === undefined
      ? [issue(['site'], `There is no unit “${asked.site}”; see the list of units.`, `没有单位“${asked.site}”，请查看单位目录。`)]
      : []),
    ...(asked.lecturer === undefined || first
      ? []
      : [
          issue(
            ['lecturer'],
            `“${asked.lecturer}” isn’t in the pool of lecturers; choose one who is, or leave it out.`,
            `“${asked.lecturer}”不在讲师库中，请另选或留空。`,
          ),
        ]),
  ];
  if (issues.length > 0 || !topic || !format || site === undefined) return { issues };
  return {
    reference: {
      topic: { key: asked.topic, ...topic.title },
      format: { key: asked.format, ...format.title, attendance: format.attendance, percent: format.percent },
      groups,
      site,
      sessions,
      pool: first ? [first, ...pool.filter(({ id }) => id !== first.id)] : pool,
    },
  };
};

const noRow = (path: string, key: string, table: string): InputIssue =>
  issue([path], `The table ${table} has no row “${key}” today; see its rows.`, `${table}中没有“${key}”，请查看该表。`);

const pool = async ({ read }: LookupAsk): Promise<{ reference: Reference['declineCourse'] }> => ({
  reference: { pool: await readPool(read) },
});

const askLecturer = async ({ read, input }: LookupAsk): Promise<Answer<'askLecturer'>> => {
  const { lecturer: id } = input as Inputs['askLecturer'];
  const lecturer = await readActor(read, id);
  return lecturer ? { reference: { lecturer } } : { issues: [noPerson('lecturer', id)] };
};

const readUnitKind = async (read: TenantRead, unit: string | undefined): Promise<string | null> =>
  unit === undefined
    ? null
    : ((await read<{ kind: string }>(`SELECT kind FROM units WHERE id = $1->>'unit'`, { unit }))[0]?.kind ?? null);

const enrol = async ({ read, input, actor }: LookupAsk): Promise<Answer<'enrol'>> => {
  const id = (input as Inputs['enrol']).person ?? actor.id;
  const person = await readActor(read, id);
  return person
    ? { reference: { person, unitKind: await readUnitKind(read, person.unit) } }
    : { issues: [noPerson('person', id)] };
};

/** Somebody who has left the house gives the place back all the same. */
const leave = async ({ read, input, actor, current }: LookupAsk): Promise<Answer<'leave'>> => {
  const id = (input as Inputs['leave']).person ?? actor.id;
  const place = ((current as Course).facts as Facts)[`person:${id}`];
  const person =
    (await readActor(read, id)) ??
    (place && { id, name: place.name, grants: [], ...(place.unit === null ? {} : { unit: place.unit }) });
  return person ? { reference: { person } } : { issues: [noPerson('person', id)] };
};

const checkIn = async ({ tenant, caseId, input, current, limits, now, secret }: LookupAsk): Promise<Answer<'checkIn'>> => {
  const { checkInCode } = input as Inputs['checkIn'];
  const session = sessionAt((current as Course).facts.sessions, now, limits as Limits);
  const right =
    session !== undefined &&
    secret !== undefined &&
    isCodeOfNow(secret, checkInCode, { tenant, caseId, session: session.n }, now, limits as Limits);
  return { reference: { session: session?.n ?? null, right } };
};

const finish = async ({ read, current }: LookupAsk): Promise<Answer<'finish'>> => {
  const day = (current as Course).facts.sessions.at(-1)?.day;
  const [credits, lecturing] = await Promise.all([readAccrual(read, 'course', day), readAccrual(read, 'lecturing', day)]);
  return { reference: { credits, lecturing } };
};

export const trainingCourseLookups = {
  start,
  declineCourse: pool,
  passOn: pool,
  askLecturer,
  enrol,
  leave,
  checkIn,
  finish,
} as const satisfies { [A in keyof Reference]: (ask: LookupAsk) => Promise<Answer<A>> } & Lookups;
