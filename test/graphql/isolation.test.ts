import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../graphql/schema/schema.ts';
import { modules, processes } from '../../workers/processes.ts';
import { type Office, openOffice, rubbish } from './office.ts';

/** Everybody of another street, each with every role it has. */
const strangers = [
  'mou-dan',
  'ruan-yong',
  'guan-hui',
  'lin-hai',
  'yin-mei',
  'luo-jun',
  'cai-wen',
  'ying-jie',
  'pan-lin',
  'jiang-tao',
  'mei-xue',
];
const schema = createSchema(processes, modules);

let office: Office;
let caseId: string;
/** Words that stand in Fushan's data and nowhere else. */
let secrets: string[];
beforeAll(async () => {
  office = await openOffice();
  const opened = await office.start('deng-li', {
    ...rubbish,
    text: 'Zanzibar heap',
    reporter: { name: 'Xanthippe', phone: '13912345678' },
  });
  caseId = opened.case.id;
  await office.act('fang-yong', 'accept', caseId);
  secrets = ['Zanzibar', 'Xanthippe', '13912345678', 'deng-li', 'fang-yong', 'Sanitation'];
});
afterAll(() => office?.close());

/** A value for an argument that points at the other street's case wherever it can. */
const valueFor = (name: string, type: GraphQLInputType): unknown => {
  if (isNonNullType(type)) return valueFor(name, type.ofType);
  if (isListType(type)) return [valueFor(name, type.ofType)];
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isNonNullType(field.type))
        .map((field) => [field.name, valueFor(field.name, field.type)]),
    );
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (name === 'requestId') return `break-in-${Math.random().toString(36).slice(2)}`;
  if (['id', 'caseId', 'caseIds', 'into'].includes(name)) return caseId;
  if (name === 'owner' || name === 'person') return 'deng-li';
  if (name === 'unit') return 'sanitation';
  if (name === 'process') return 'issueReport';
  if (name === 'category') return 'rubbish';
  if (['from', 'before', 'at', 'until'].includes(name)) return name === 'from' ? '2020-01-01T00:00:00Z' : '2030-01-01T00:00:00Z';
  switch (getNamedType(type).name) {
    case 'Int':
      return 1;
    case 'Float':
      return name === 'lat' ? 30.003 : 120.573;
    case 'Boolean':
      return true;
    case 'Date':
      return '2999-01-01';
    case 'JSON':
      return {};
    default:
      return 'Try';
  }
};

/** Every scalar that can be reached in two steps. */
const selection = (type: unknown, depth = 3): string => {
  const named = getNamedType(type as never);
  if (isUnionType(named))
    return `{ __typename ${named
      .getTypes()
      .map((member) => `... on ${member.name} ${selection(member, depth - 1)}`)
      .join(' ')} }`;
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some((arg) => isNonNullType(arg.type))) return [];
    const inner = getNamedType(field.type);
    if (!isObjectType(inner) && !isUnionType(inner)) return [field.name];
    return depth > 0 && !['case', 'node2'].includes(field.name)
      ? [`${field.name}${field.args.some(({ name }) => name === 'first') ? '(first: 5)' : ''} ${selection(inner, depth - 1)}`]
      : [];
  });
  return `{ __typename ${fields.join(' ')} }`;
};

const ask = async (kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, person: string) => {
  const args = field.args.filter((arg) => isNonNullType(arg.type) || ['id', 'caseId', 'unit', 'first'].includes(arg.name));
  const declared = args.map((arg: GraphQLArgument) => `$${arg.name}: ${arg.type}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const variables = Object.fromEntries(args.map((arg) => [arg.name, arg.name === 'first' ? 50 : valueFor(arg.name, arg.type)]));
  const query = `${kind} ${declared ? `(${declared})` : ''} { ${field.name}${given ? `(${given})` : ''} ${selection(field.type, 2)} }`;
  return office.ask(person, query, variables);
};

const record = async () =>
  JSON.stringify(
    await Promise.all(
      [
        'cases',
        'events',
        'tasks',
        'parties',
        'people',
        'person_roles',
        'categories',
        'limits',
        'dispatch_rules',
        'calendars',
        'webhooks',
        'outbox',
        'attempts',
        'data_changes',
        'notice_templates',
        'reply_templates',
      ].map((table) =>
        office.sql(
          `SELECT count(*)::int AS n, md5(string_agg(t::text, '' ORDER BY t::text)) AS all FROM ${table} t WHERE tenant = 'fushan' AND ($1 <> 'outbox' OR delivered_at IS NULL OR true)`.replace(
            "AND ($1 <> 'outbox' OR delivered_at IS NULL OR true)",
            table === 'outbox' ? 'AND false' : '',
          ),
        ),
      ),
    ),
  );

describe('another street', () => {
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

  it('asks for what it may ask of its own, so that the attempts below are real', async () => {
    const own = await office.ask('jiang-tao', '{ units { id } people(first: 3) { totalCount } }');
    expect(own.data.units.map(({ id }: { id: string }) => id)).toContain('tongyu-desk');
    expect(queries.length).toBeGreaterThan(20);
    expect(mutations.length).toBeGreaterThan(50);
  });

  it.each(queries.map((field) => [field.name, field] as const))('sees nothing of ours by the query %s', async (_, field) => {
    for (const person of strangers) {
      const { data, errors } = await ask('query', field, person);
      for (const error of errors ?? []) expect(['FORBIDDEN', 'NOT_FOUND']).toContain(error.extensions.code);
      const said = JSON.stringify(data ?? {});
      for (const secret of secrets) expect(said).not.toContain(secret);
    }
  });

  it('changes nothing of ours by any mutation', async () => {
    const before = await record();
    for (const field of mutations) {
      for (const person of strangers) {
        const { data, errors } = await ask('mutation', field, person);
        const said = JSON.stringify(data ?? {});
        for (const error of errors ?? [])
          expect([
            field.name,
            error.message,
            ['FORBIDDEN', 'NOT_FOUND', 'INVALID_INPUT'].includes(error.extensions.code),
          ]).toEqual([field.name, error.message, true]);
        for (const secret of ['Zanzibar', 'Xanthippe', '13912345678', 'fang-yong']) expect(said).not.toContain(secret);
      }
    }
    expect(await record()).toBe(before);
  }, 120_000);

  it('is kept out by the database itself, whatever the program asks', async () => {
    const { services } = office.program;
    const client = await services.pool.connect();
    try {
      expect((await client.query('SELECT id FROM cases')).rows).toEqual([]);
      await client.query('BEGIN');
      await client.query(`SELECT set_config('banjie.tenant', 'tongyu', true)`);
      expect((await client.query(`SELECT id FROM cases WHERE id = $1`, [caseId])).rows).toEqual([]);
      expect((await client.query(`UPDATE cases SET title = 'mine' WHERE id = $1`, [caseId])).rowCount).toBe(0);
      await client.query('ROLLBACK');
      await expect(client.query(`DELETE FROM events`)).rejects.toThrow(/permission denied/);
      await expect(client.query(`UPDATE ledger_lines SET amount = 1000000`)).rejects.toThrow(/permission denied/);
    } finally {
      client.release();
    }
  });
});
