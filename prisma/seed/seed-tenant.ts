import type { ClientBase } from 'pg';
import type { SeedUnit, TenantData } from './tenant-data.ts';

/** Older than any case, so that rows without a date hold from the beginning. */
const BEGINNING = '2020-01-01';

/**
 * Writes what a tenant begins with, as the owner, in the caller's transaction. A tenant that is there already is left as its people
 * have made it; the answer says whether anything was written.
 */
export const seedTenant = async (client: ClientBase, data: TenantData): Promise<boolean> => {
  const { tenant } = data;
  // Of two that seed at once the second waits here for the first, and then leaves it alone.
  const { rowCount } = await client.query(
    'INSERT INTO tenants (id, code, en, zh, zone) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [tenant.id, tenant.code, tenant.en, tenant.zh, tenant.zone],
  );
  if (rowCount === 0) return false;
  for (const [table, rows] of Object.entries(rowsOf(data))) {
    // The names come from this file, and each row is read by the table's own types.
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((column) => `"${column}"`).join(', ');
    if (rows.length === 0) continue;
    await client.query(
      `INSERT INTO ${table} (tenant, ${columns}) SELECT $1, ${columns} FROM jsonb_populate_recordset(NULL::${table}, $2)`,
      [tenant.id, JSON.stringify(rows)],
    );
    // PostgreSQL would look at what is there by itself, but only in a minute or two, and plan badly until then.
    await client.query(`ANALYZE ${table}`);
  }
  return true;
};

type Row = Readonly<Record<string, unknown>>;

/** The rows of each table, in column names. */
const rowsOf = (data: TenantData): Readonly<Record<string, readonly Row[]>> => ({
  units: data.units.map((unit) => ({
    id: unit.id,
    parent: unit.parent ?? null,
    path: pathOf(unit, data.units),
    kind: unit.kind,
    en: unit.en,
    zh: unit.zh,
  })),
  people: data.people.map(({ id, name, unit, phone, email, locale }) => ({
    id,
    subject: id,
    name,
    unit: unit ?? null,
    phone: phone ?? null,
    email: email ?? null,
    locale: locale ?? 'zh',
  })),
  person_roles: data.people.flatMap((person) =>
    person.roles.map(({ role, unit, area }) => ({
      id: [person.id, role, unit ?? area].filter((part) => part !== undefined).join(':'),
      person_id: person.id,
      role,
      unit: unit ?? null,
      area: area ?? null,
      valid_from: BEGINNING,
    })),
  ),
  areas: data.areas.map(({ id, en, zh, shape }) => ({ id, en, zh, shape })),
  categories: data.categories.map((category) => ({
    code: category.code,
    valid_from: category.from ?? BEGINNING,
    process: category.process ?? 'issueReport',
    en: category.en,
    zh: category.zh,
    owner: category.owner,
    handle: category.handle,
    anonymous: category.anonymous ?? false,
    emergency: category.emergency ?? false,
    channel: category.channel ?? null,
    retired: category.retired ?? false,
  })),
  calendars: [{ version: data.calendar.version, calendar: data.calendar }],
  dispatch_rules: data.rules.map(({ id, title, when, unit }, index) => ({
    version: 1,
    position: index + 1,
    id,
    en: title.en,
    zh: title.zh,
    when,
    unit,
  })),
  limits: data.limits.map(({ process, name, value }) => ({ process, name, valid_from: BEGINNING, value })),
  table_rows: (data.tables ?? []).map(({ table, key, value, from }) => ({
    table_name: table,
    key,
    valid_from: from ?? BEGINNING,
    value,
    retired: false,
  })),
  qualifications: (data.qualifications ?? []).map(({ person, kind, from, until }) => ({
    id: `${person}:${kind}:${from}`,
    person,
    kind,
    valid_from: from,
    until: until ?? null,
    source: 'register',
  })),
  subjects: (data.subjects ?? []).map(({ agents: _, floorArea, foundedOn, ...subject }) => ({
    ...subject,
    state: subject.states.at(-1)?.state ?? 'active',
    successor: subject.states.at(-1)?.successor ?? null,
    floor_area: floorArea ?? null,
    founded_on: foundedOn ?? null,
  })),
  agents: (data.subjects ?? []).flatMap(({ kind, key, agents }) =>
    agents.map(({ person, from }) => ({
      ...{ id: `${kind}:${key}:${person}`, kind, key, person_id: person, valid_from: from, scope: [] },
    })),
  ),
  notice_templates: (data.notices ?? []).map(({ process, notice, channel, en, zh }) => ({ process, notice, channel, en, zh })),
  reply_templates: (data.replies ?? []).map(({ process, state, id, en, zh }) => ({ process, state, id, en, zh })),
});

/** The ids from the root to a unit, such as /fushan/urban/. */
const pathOf = ({ id, parent }: SeedUnit, units: readonly SeedUnit[]): string => {
  if (parent === undefined) return `/${id}/`;
  const above = units.find((unit) => unit.id === parent);
  if (!above) throw new RangeError(`The unit ${id} stands below ${parent}, which isn't there; write it down first.`);
  return `${pathOf(above, units)}${id}/`;
};
