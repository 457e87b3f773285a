/** What each act of a course is judged by, or what in its input the tenant's data doesn't know. */
import type { Actor, Title } from '../../workflows/kernel/process.ts';
import { attendedEnough, enrolmentOf, inState } from '../../workflows/training-course/course.ts';
import type { Enrolment, Facts, Format, Person, Session } from '../../workflows/training-course/facts.ts';
import type { Inputs } from '../../workflows/training-course/inputs.ts';
import type { Limits } from '../../workflows/training-course/limits.ts';
import type { Candidate, Reference } from '../../workflows/training-course/vocabulary.ts';
import { readActor } from '../actors.ts';
import { type CreditRequirement, creditRequirements, readAccrual } from '../credits/tables.ts';
import { issue, noPerson, noRow } from '../found.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import { readTable, readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { isCodeOfNow, sessionAt } from './check-in-code.ts';
import { courseTables, type FormatRow, type TopicRow } from './tables.ts';

const MINUTE = 60_000;

/** The lecturers of today who have time for these sessions, whoever has least to teach first. */
const POOL = `SELECT p.id, p.name FROM people p CROSS JOIN tenant_today(p.tenant) AS day
  WHERE (p.ended_on IS NULL OR p.ended_on > day) AND EXISTS (
    SELECT 1 FROM person_roles r WHERE r.tenant = p.tenant AND r.person_id = p.id AND r.role = 'lecturer'
      AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day))
    AND NOT EXISTS (SELECT 1 FROM bookings b JOIN jsonb_array_elements($1->'sessions') s
      ON b.begins < to_timestamp((s->>'until')::float8 / 1000) AND b.ends > to_timestamp((s->>'from')::float8 / 1000) WHERE b.person = p.id)
  ORDER BY (SELECT count(*) FROM cases c WHERE c.process = 'trainingCourse' AND NOT c.closed
    AND p.id IN (c.facts#>>'{lecturer,id}', c.facts#>>'{asked,id}')), p.id`;

const readPool = (read: TenantRead, sessions: readonly Session[]): Promise<readonly Person[]> => read<Person>(POOL, { sessions });

const DAYS = `SELECT wall::date::text AS day, to_char(wall, 'HH24:MI') AS time
  FROM tenants, jsonb_array_elements($1->'moments') WITH ORDINALITY AS m(at, n),
    LATERAL (SELECT to_timestamp((at #>> '{}')::float8 / 1000) AT TIME ZONE zone AS wall) local
  WHERE id = current_setting('banjie.tenant', true) ORDER BY n`;

const readSessions = async (read: TenantRead, asked: Inputs['start']['sessions']): Promise<readonly Session[]> => {
  const moments = asked.map(({ starts }) => Date.parse(starts));
  const days = await read<{ day: string; time: string }>(DAYS, { moments });
  return asked.map(({ minutes }, index) => {
    const from = moments[index] as number;
    const { day = '', time = '' } = days[index] ?? {};
    return { n: index + 1, day, time, from, until: from + minutes * MINUTE, minutes };
  });
};

/** What a course on this topic gives in this format, where it gives something. */
const qualifiesIn = ({ qualifies }: TopicRow, format: string): Pick<Reference['start'], 'qualifies'> =>
  qualifies && (qualifies.formats?.includes(format) ?? true)
    ? { qualifies: { kind: qualifies.kind, months: qualifies.months ?? null } }
    : {};

/** Whom a group is for; by name or by role only where its row says so. */
const membersOf = ({ unitKinds, heldRoles, units }: CreditRequirement) => ({
  unitKinds,
  ...(heldRoles ? { heldRoles } : {}),
  ...(units ? { units } : {}),
});

/** A format with the names of those that it requires, where it does. */
const formatOf = (
  key: string,
  { title, attendance, percent, requires = [] }: FormatRow,
  formats: ReadonlyMap<string, FormatRow>,
): Format => {
  const lower = requires.flatMap((one) => {
    const row = formats.get(one);
    return row ? [{ key: one, ...row.title }] : [];
  });
  return { key, ...title, attendance, percent, ...(lower.length > 0 ? { requires: lower } : {}) };
};

const readSite = async (read: TenantRead, id: string) =>
  (
    await read<Title & { key: string }>(`SELECT id AS key, en, zh FROM units WHERE id = $1->>'id' AND ended_on IS NULL`, { id })
  )[0];

const pool = async ({ read, current }: ActAsk<unknown, Facts, Limits>) => ({
  reference: { pool: await readPool(read, current.facts.sessions) },
});

/** Those who wait and have something else at that time. */
const readBusy = async (read: TenantRead, facts: Facts, sessions: readonly Session[]): Promise<readonly string[]> => {
  const people = inState(facts, 'waiting').map(({ id }) => id);
  const busy = await read<{ person: string }>(
    `SELECT DISTINCT b.person FROM bookings b JOIN jsonb_array_elements($1->'sessions') s
       ON b.begins < to_timestamp((s->>'until')::float8 / 1000) AND b.ends > to_timestamp((s->>'from')::float8 / 1000)
     WHERE $1->'people' ? b.person`,
    { people, sessions },
  );
  return busy.map(({ person }) => person);
};

/** What else those with a place have at that time. */
const readClashing = (read: TenantRead, caseId: string, facts: Facts, sessions: readonly Session[]) =>
  read<Reference['change']['clashing'][number]>(
    `SELECT DISTINCT b.person, c.id AS "caseId", c.title AS other FROM bookings b JOIN cases c ON c.id = b.case_id
       JOIN jsonb_array_elements($1->'sessions') s
       ON b.begins < to_timestamp((s->>'until')::float8 / 1000) AND b.ends > to_timestamp((s->>'from')::float8 / 1000)
     WHERE $1->'people' ? b.person AND b.case_id <> $1->>'caseId' ORDER BY b.person, c.id`,
    {
      caseId,
      sessions,
      people: inState(facts, 'enrolled').map(({ id }) => id),
    },
  );

/** Those on a list who have no place, as the course may be for them. Nobody who isn't there any more. */
const readOthers = async (read: TenantRead, facts: Facts, people: readonly string[]): Promise<readonly Candidate[]> => {
  const without = people.filter((id) => enrolmentOf(facts, id)?.state !== 'enrolled');
  const found = await Promise.all(without.map((id) => readActor(read, id)));
  return readCandidates(
    read,
    facts,
    found.flatMap((person) => person ?? []),
  );
};

/** People with what the course asks of them, and nothing else. */
const readCandidates = async (read: TenantRead, facts: Facts, people: readonly Actor[]): Promise<readonly Candidate[]> => {
  if (people.length === 0) return [];
  const [units, prepared] = await Promise.all([
    read<{ id: string; kind: string; path: string }>(
      `SELECT id, kind, path FROM units WHERE id IN (SELECT jsonb_array_elements_text($1->'units'))`,
      { units: [...new Set(people.flatMap(({ unit }) => unit ?? []))] },
    ),
    readPrepared(read, facts, people),
  ]);
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const byName = facts.groups.some((group) => group.units !== undefined);
  return people.map((person) => {
    const unit = unitOf.get(person.unit ?? '');
    return {
      person,
      unitKind: unit?.kind ?? null,
      ...(byName ? { units: unit?.path.split('/').filter((part) => part !== '') ?? [] } : {}),
      ...(prepared ? { prepared: prepared.has(person.id) } : {}),
    };
  });
};

const FINISHED = `SELECT substr(place, 8) AS id, c.facts->'format' AS format, c.facts->'sessions' AS sessions, c.facts->place AS enrolment
  FROM cases c, jsonb_array_elements_text($1->'places') AS place
  WHERE c.process = 'trainingCourse' AND c.state IN ('evaluating', 'closed') AND c.facts ? place
    AND c.facts#>>'{topic,key}' = $1->>'topic' AND $1->'formats' ? (c.facts#>>'{format,key}')`;

/** Who of them was there for long enough in a finished course that this one requires; undefined where it requires none. */
const readPrepared = async (
  read: TenantRead,
  { topic, format: { requires } }: Facts,
  people: readonly Actor[],
): Promise<ReadonlySet<string> | undefined> => {
  if (requires === undefined) return undefined;
  const finished = await read<Pick<Facts, 'format' | 'sessions'> & { id: string; enrolment: Enrolment }>(FINISHED, {
    places: people.map(({ id }) => `person:${id}`),
    topic: topic.key,
    formats: requires.map(({ key }) => key),
  });
  return new Set(finished.flatMap(({ id, enrolment, ...course }) => (attendedEnough(course, enrolment) ? [id] : [])));
};

export const trainingCourseLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input }) => {
    const sessions = await readSessions(read, input.sessions);
    const [topic, formats, requirements, site, pool] = await Promise.all([
      readTableRow<TopicRow>(read, 'courseTopics', input.topic),
      readTable<FormatRow>(read, 'courseFormats'),
      readTable<CreditRequirement>(read, 'creditRequirements'),
      input.site === undefined ? null : readSite(read, input.site),
      readPool(read, sessions),
    ]);
    const format = formats.get(input.format);
    const groups = input.groups.flatMap((key) => {
      const row = requirements.get(key);
      return row ? [{ key, ...row.title, ...membersOf(row) }] : [];
    });
    const unknown = input.groups.filter((key) => !requirements.has(key));
    const first = input.lecturer === undefined ? undefined : pool.find(({ id }) => id === input.lecturer);
    const issues = [
      ...(topic ? [] : [noRow(['topic'], input.topic, courseTables.courseTopics)]),
      ...(format ? [] : [noRow(['format'], input.format, courseTables.courseFormats)]),
      ...unknown.map((key) => noRow(['groups'], key, creditRequirements)),
      ...(site === undefined
        ? [
            issue(
              ['site'],
              `There is no unit “${input.site}”; see the list of units.`,
              `没有单位“${input.site}”，请查看单位目录。`,
            ),
          ]
        : []),
      ...(input.lecturer === undefined || first
        ? []
        : [
            issue(
              ['lecturer'],
              `“${input.lecturer}” isn’t in the pool of lecturers, or has something else at that time; choose another, or leave it out.`,
              `“${input.lecturer}”不在讲师库中或该时段已有安排，请另选或留空。`,
            ),
          ]),
    ];
    if (issues.length > 0 || !topic || !format || site === undefined) return { issues };
    return {
      reference: {
        topic: { key: input.topic, ...topic.title },
        format: formatOf(input.format, format, formats),
        groups,
        ...qualifiesIn(topic, input.format),
        site,
        sessions,
        pool: first ? [first, ...pool.filter(({ id }) => id !== first.id)] : pool,
      },
    };
  },
  declineCourse: pool,
  passOn: pool,
  askLecturer: async ({ read, input }) => {
    const { lecturer: id } = input;
    const lecturer = await readActor(read, id);
    return lecturer ? { reference: { lecturer } } : { issues: [noPerson(['lecturer'], id)] };
  },
  enrol: async ({ read, input, actor, current }) => {
    const id = input.person ?? actor.id;
    const person = await readActor(read, id);
    const [candidate] = person ? await readCandidates(read, current.facts, [person]) : [];
    return candidate ? { reference: candidate } : { issues: [noPerson(['person'], id)] };
  },
  /** Somebody who has left the house gives the place back all the same. */
  leave: async ({ read, input, actor, current }) => {
    const id = input.person ?? actor.id;
    const place = current.facts[`person:${id}`];
    const person =
      (await readActor(read, id)) ??
      (place && { id, name: place.name, grants: [], ...(place.unit === null ? {} : { unit: place.unit }) });
    return person
      ? { reference: { person, busy: await readBusy(read, current.facts, current.facts.sessions) } }
      : { issues: [noPerson(['person'], id)] };
  },
  change: async ({ read, caseId, input, current }) => {
    const sessions = await readSessions(read, input.sessions);
    const { facts } = current;
    const [busy, clashing] = await Promise.all([
      readBusy(read, facts, sessions.length > 0 ? sessions : facts.sessions),
      readClashing(read, caseId, facts, sessions),
    ]);
    return { reference: { sessions, busy, clashing } };
  },
  takeRoll: async ({ read, input, current }) => ({
    reference: { others: await readOthers(read, current.facts, input.present) },
  }),
  recordMinutes: async ({ read, input, current }) => ({
    reference: {
      others: await readOthers(
        read,
        current.facts,
        input.attended.map(({ person }) => person),
      ),
    },
  }),
  checkIn: async ({ tenant, caseId, input, current, limits, now, secret }) => {
    const { checkInCode } = input;
    const session = sessionAt(current.facts.sessions, now, limits);
    const right =
      session !== undefined &&
      secret !== undefined &&
      isCodeOfNow(secret, checkInCode, { tenant, caseId, session: session.n }, now, limits);
    return { reference: { session: session?.n ?? null, right } };
  },
  finish: async ({ read, current }) => {
    const day = current.facts.sessions.at(-1)?.day;
    const [credits, lecturing] = await Promise.all([readAccrual(read, 'course', day), readAccrual(read, 'lecturing', day)]);
    return { reference: { credits, lecturing } };
  },
});
