/** One call after another, drawn at random: questions, changes and acts, by anybody. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type GraphQLArgument, type GraphQLSchema, isNonNullType } from 'graphql';
import type { z } from 'zod';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { formOf } from '../../graphql/described/form.ts';
import { isForPeople } from '../../graphql/schema/process.ts';
import type { AnyRule } from '../../workflows/kernel/process.ts';
import { questionOf } from '../graphql/every-question.ts';
import type { Office, SamplePerson } from '../graphql/office.ts';
import { type Draw, type Form, fitting, type Names, one, seldom, textFor, valueFor } from './values.ts';

export type Call = {
  readonly who: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

const NAMES_OF: Readonly<Record<string, string>> = {
  id: `SELECT id FROM cases ORDER BY opened_at DESC LIMIT 50`,
  caseId: `SELECT id FROM cases ORDER BY opened_at DESC LIMIT 50`,
  case: `SELECT id FROM cases ORDER BY opened_at DESC LIMIT 50`,
  caseIds: `SELECT id FROM cases ORDER BY opened_at DESC LIMIT 5`,
  person: `SELECT id FROM people`,
  actor: `SELECT id FROM people`,
  owner: `SELECT id FROM people`,
  unit: `SELECT id FROM units`,
  area: `SELECT id FROM areas`,
  category: `SELECT DISTINCT code FROM categories WHERE process = 'issueReport' AND NOT retired`,
  process: `SELECT DISTINCT process FROM cases`,
  role: `SELECT DISTINCT role FROM person_roles`,
  table: `SELECT DISTINCT table_name FROM table_rows`,
  name: `SELECT DISTINCT name FROM events`,
  qualification: `SELECT DISTINCT kind FROM qualifications`,
};

/** Names of one tenant's house, as they are now. */
export const namesOf = async (office: Office, tenant: string): Promise<Names> => {
  const names = new Map<string, readonly string[]>();
  for (const [name, sql] of Object.entries(NAMES_OF)) {
    const rows = await office.sql<Record<string, string>>(inTenant(sql, tenant));
    names.set(
      name,
      rows.map((row) => Object.values(row)[0] as string),
    );
  }
  const more = await office.sql<{ name: string; names: string[] }>(
    `SELECT 'table:' || table_name AS name, array_agg(DISTINCT key) AS names FROM table_rows WHERE tenant = $1 GROUP BY 1
     UNION ALL SELECT 'person:' || role, array_agg(DISTINCT person_id) FROM person_roles WHERE tenant = $1 GROUP BY 1
     UNION ALL SELECT 'case:' || process, array_agg(id) FROM cases WHERE tenant = $1 GROUP BY 1
     UNION ALL SELECT 'row:line.sections', array_agg(s->>'id') FROM table_rows, jsonb_array_elements(value->'sections') s WHERE tenant = $1 AND table_name = 'lines'`,
    [tenant],
  );
  for (const { name, names: of } of more) names.set(name, of ?? []);
  return names;
};

const inTenant = (sql: string, tenant: string): string => {
  const [before = '', after = ''] = sql.split(/(?= ORDER)/);
  return `${before} ${before.includes('WHERE') ? 'AND' : 'WHERE'} tenant = '${tenant}' ${after}`;
};

const bearer = (person: SamplePerson) => ({ authorization: `Bearer ${person.token}` });

/** A question or a change with whatever arguments, asked by whomever. */
export const anyCall = (draw: Draw, schema: GraphQLSchema, names: Names, people: readonly SamplePerson[]): Call => {
  const kind = seldom(draw, 60) ? 'query' : 'mutation';
  const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const field = one(draw, Object.values(type?.getFields() ?? {}));
  const args = field.args.filter((argument) => isNonNullType(argument.type) || seldom(draw, 40));
  const values = new Map<GraphQLArgument, unknown>(
    args.map((argument) => [
      argument,
      argument.name === 'requestId' && seldom(draw, 90) ? randomUUID() : valueFor(draw, names, argument.name, argument.type),
    ]),
  );
  const person = one(draw, people);
  const tenant = { 'banjie-tenant': person.tenant };
  const [who, headers] = one<[string, Record<string, string>]>(draw, [
    ...Array.from({ length: 8 }, (): [string, Record<string, string>] => [person.id, bearer(person)]),
    ['nobody', tenant],
    ['a stranger', { authorization: `Follow ${textFor(draw, names, 'id').replaceAll(/[^\w-]/g, '')}:00000-00000`, ...tenant }],
    ['a wrong tenant', { 'banjie-tenant': encodeURIComponent(textFor(draw, names, 'unit').toWellFormed()) }],
  ]);
  const language = { 'accept-language': one(draw, ['en', 'zh']) };
  return { who, headers: { ...headers, ...language }, ...questionOf(kind, field, values, one(draw, [1, 2, 3])) };
};

const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);
/** What is asked for; nothing where a form asks for nothing. */
const formFor = (schema: z.ZodType | undefined): Form | undefined => {
  const form = schema && (formOf(schema, 'en') as Form);
  return form && Object.keys(form.properties ?? {}).length > 0 ? form : undefined;
};
const RESULT = `__typename ... on ActionDone { case { id state } } ... on Refused { reason message } ... on Conflict { message } ... on InvalidInput { issues { path message } }`;

/** The opening of a case by somebody who may, with an input that fits. */
export const startCall = (
  draw: Draw,
  packages: readonly ProcessPackage[],
  names: Names,
  people: readonly SamplePerson[],
): Call | undefined => {
  const pkg = one(
    draw,
    packages.filter((found) => isForPeople(newest(found).start)),
  );
  const { name, start } = newest(pkg);
  const may = people.filter(({ roles }) => roles.some((role) => start.by.includes(role)));
  if (may.length === 0) return undefined;
  return act(draw, one(draw, may), `start${pascal(name)}`, `${pascal(name)}Start`, names, formFor(pkg.inputs.start), {});
};

/** What a case waits for, or something else that one of its people may do, with an input that fits. */
export const nextCall = async (
  draw: Draw,
  packages: readonly ProcessPackage[],
  office: Office,
  names: Names,
  people: readonly SamplePerson[],
): Promise<Call | undefined> => {
  const known = names.get('case') ?? [];
  if (known.length === 0) return undefined;
  const [row] = await office.sql<{ id: string; process: string; state: string }>(
    `SELECT id, process, state FROM cases WHERE id = ANY ($1) AND NOT closed ORDER BY md5(id || $2) LIMIT 1`,
    [known, String(draw(fc.nat))],
  );
  const pkg = packages.find((one) => newest(one).name === row?.process);
  if (!row || !pkg) return undefined;
  const fits = Object.entries<AnyRule>(newest(pkg).actions).filter(([, { from }]) =>
    (from as readonly string[]).includes(row.state),
  );
  if (fits.length === 0) return undefined;
  const [action, { by }] = one(draw, fits);
  const tasks = await office.sql<{ person: string | null }>(
    `SELECT person FROM tasks WHERE case_id = $1 AND action = $2 AND closed_revision IS NULL`,
    [row.id, action],
  );
  const named = people.filter(({ id }) => tasks.some(({ person }) => person === id));
  const may =
    named.length > 0 ? named : people.filter(({ roles }) => roles.some((role) => (by as readonly string[]).includes(role)));
  if (may.length === 0) return undefined;
  const field = `${row.process}${pascal(action)}`;
  return act(draw, one(draw, may), field, pascal(field), names, formFor(pkg.inputs[action]), { caseId: row.id });
};

const act = (
  draw: Draw,
  person: SamplePerson,
  field: string,
  type: string,
  names: Names,
  form: Form | undefined,
  more: Readonly<Record<string, string>>,
): Call => {
  const input = form && fitting(draw, names, form);
  const declared = [...Object.keys(more).map((name) => `$${name}: ID!`), '$requestId: ID!', ...(form ? [`$input: ${type}`] : [])];
  const given = [...Object.keys(more), 'requestId', ...(form ? ['input'] : [])].map((name) => `${name}: $${name}`);
  return {
    who: person.id,
    headers: bearer(person),
    text: `mutation (${declared.join(', ')}) { ${field}(${given.join(', ')}) { ${RESULT} } }`,
    variables: { ...more, requestId: randomUUID(), ...(form ? { input } : {}) },
  };
};
