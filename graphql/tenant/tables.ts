/** The tenant's tables: dated rows by which processes judge. */
import type { z } from 'zod';
import { ApiError } from '../../activities/acting/api-error.ts';
import { findPeopleAgain } from '../../activities/acting/hand-back.ts';
import { CONFLICTS, conflicts, readPeopleOf } from '../../activities/conflicts.ts';
import { sealed } from '../../activities/sealed.ts';
import type { TableRule } from '../../activities/tables.ts';
import { readTable } from '../../activities/tables.ts';
import { SUCCESSORS, unitSuccessors } from '../../activities/unit-successors.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { formOf } from '../described/form.ts';
import { pageOf } from '../pages.ts';
import type { TitleRef } from '../schema/titles.ts';
import { type ChangeAnswer, ChangeIssues, type ChangeRefs, change, EXPECTED, issue } from './change.ts';
import { checkDay } from './days.ts';
import { checkAskedKinds } from './qualification-kinds.ts';
import { standingUnit } from './standing.ts';

const TENANTS_OWN = 'JSON, because the rows are the tenant’s own data, of another shape for each table.';

type Named = TableRule & { readonly name: string };

export const addTables = (builder: Builder, { result }: ChangeRefs, title: TitleRef): void => {
  const table = builder.objectRef<Named>('Table').implement({
    description: 'A table by which a process judges. Its rows are the tenant’s own, each with the day from which it holds.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      key: t.field({ type: title, description: 'What the key of a row is.', resolve: (parent) => parent.key }),
      row: t.field({
        type: 'JSONSchema',
        description: 'The shape of a row.',
        resolve: ({ row }, _, { caller }) => formOf(row, caller.locale),
      }),
    }),
  });
  builder.queryField('tables', (t) =>
    t.field({
      type: [table],
      authScopes: { person: true },
      description: 'The tables of the processes that are mounted here. 业务参数表目录',
      resolve: (_, __, context) => [...tablesOf(context)].map(([name, rule]) => ({ ...rule, name })),
    }),
  );
  const entry = builder.objectRef<{ key: string; value: unknown }>('TableEntry').implement({
    description: 'A row of a table as it holds on a day.',
    fields: (t) => ({
      key: t.exposeString('key'),
      value: t.expose('value', { type: 'JSON', description: `As \`tables { row }\` says. ${TENANTS_OWN}` }),
    }),
  });
  builder.queryField('table', (t) =>
    t.field({
      type: [entry],
      authScopes: (_, { name }, context) => ({ ...readBy(context, name) }),
      description:
        'The rows of a table by key, as they hold today or on another day; some tables are for staff or for their keepers alone. 业务参数表',
      args: { name: t.arg.string(), on: t.arg({ type: 'Date', required: false }) },
      resolve: async (_, { name, on }, context) => {
        if (!tablesOf(context).has(name)) throw new ApiError('NOT_FOUND', noTable(name));
        return [...(await readTable(context.read, name, on ?? undefined))].map(([key, value]) => ({ key, value }));
      },
    }),
  );
  const tableRow = builder.prismaObject('TableRow', {
    description: 'A row of a table from a day on, until the next row of the same key.',
    fields: (t) => ({
      table: t.exposeString('table'),
      key: t.exposeString('key'),
      validFrom: t.expose('validFrom', { type: 'Date' }),
      value: t.expose('value', { type: 'JSON', description: `As \`tables { row }\` says. ${TENANTS_OWN}` }),
      retired: t.exposeBoolean('retired', { description: 'Whether the key is out of use from that day on.' }),
      version: t.int({
        description: 'How often the rows of this key were changed; send it as expectedVersion.',
        resolve: ({ table, key }, _, { load }) => load.versions.load(`table:${table}/${key}`),
      }),
    }),
  });
  builder.queryField('tableRows', (t) =>
    t.connection(
      {
        type: tableRow,
        authScopes: (_, { table }, context) => ({ ...keptBy(context, table, { staff: true }) }),
        description: 'Every row that a table has had or will have, by key, newest first. 业务参数表沿革',
        args: { table: t.arg.string(), key: t.arg.string({ required: false }) },
        resolve: (_, args, context, info) => {
          const where = rowsOf(args);
          return pageOf(
            { context, info, args },
            {
              list: `tableRows ${args.table}`,
              keys: [{ field: 'key' }, { field: 'validFrom', down: true }],
              where,
              find: (query) => context.db.tableRow.findMany(query),
              count: () => context.db.tableRow.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, tableRow, 'TableRow'),
    ),
  );

  const input = builder.inputType('TableRowInput', {
    fields: (t) => ({
      table: t.string(),
      key: t.string(),
      validFrom: t.field({ type: 'Date', description: 'The first day on which it holds: today or a day to come.' }),
      value: t.field({ type: 'JSON', description: `As \`tables { row }\` says. ${TENANTS_OWN}` }),
      retired: t.boolean({ required: false, description: 'Takes the key out of use from that day on.' }),
    }),
  });
  builder.mutationField('setTableRow', (t) =>
    t.field({
      type: result,
      authScopes: (_, { input: { table } }, context) => ({ ...keptBy(context, table, { role: ['admin'] }) }),
      description: 'Says how a row of a table is from a day on; cases keep what they were opened with. 修改业务参数',
      args: {
        input: t.arg({ type: input }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { input, ...asked }, context) => setTableRow(context, input, asked),
    }),
  );
};

type RowInput = { table: string; key: string; validFrom: string; value?: unknown; retired?: boolean | null | undefined };
type Asked = { readonly requestId: string; readonly expectedVersion?: number | null | undefined };

const setTableRow = async (context: Context, input: RowInput, asked: Asked): Promise<ChangeAnswer> => {
  const answer = await change(
    context,
    { name: 'setTableRow', input, subject: `table:${input.table}/${input.key}`, ...asked },
    async (tx) => {
      const { tenant } = context.caller;
      const { table, key, retired } = input;
      const rule = tablesOf(context).get(table);
      if (!rule) throw new ChangeIssues([{ path: ['input', 'table'], message: noTable(table) }]);
      const parsed = rule.row.safeParse(input.value);
      if (!parsed.success) throw issue(['input', 'value'], ...shapeProblem(parsed.error));
      if (!/^[\p{L}\p{N}._:/-]{1,80}$/u.test(key)) {
        throw issue(
          ['input', 'key'],
          'A key has 1 to 80 letters, digits, dots, dashes, slashes or colons.',
          '键须为1至80位文字、数字、点、横线、斜线或冒号。',
        );
      }
      const validFrom = await checkDay(context, ['input', 'validFrom'], input.validFrom);
      const at = { tenant, table, key, validFrom };
      const data = { value: parsed.data as Prisma.InputJsonValue, retired: retired ?? false };
      const before = await tx.tableRow.findFirst({
        where: { table, key, validFrom: { lte: validFrom } },
        orderBy: { validFrom: 'desc' },
      });
      // Of two who change a table at once, the second is judged by what the first has written.
      await tx.$executeRaw`SELECT lock_resource(${tenant}, ${`table:${table}`})`;
      await checkKey(tx, table, key);
      if (table === SUCCESSORS && !retired) await checkSuccession(tx, context, key, parsed.data as { successor: string });
      const after = await tx.tableRow.upsert({
        where: { tenant_table_key_validFrom: at },
        create: { ...at, ...data },
        update: data,
      });
      await checkTogether(tx, rule, table, validFrom);
      await checkAskedKinds(context, tx, tablesOf(context), { table, from: validFrom });
      return { before: journalled(rule, before), after: journalled(rule, after) };
    },
  );
  // Whoever is related to somebody now does no more on their cases.
  if (answer.__typename === 'ChangeDone' && input.table === CONFLICTS)
    await findPeopleAgain(context, await readPeopleOf(context.read, input.key), asked.requestId);
  // The unit may have been dissolved before anybody said who takes over its work.
  if (answer.__typename === 'ChangeDone' && input.table === SUCCESSORS)
    await findPeopleAgain(context, { units: [input.key] }, asked.requestId);
  const rule = tablesOf(context).get(input.table);
  const row = rule?.row.safeParse(input.value).data;
  return answer.__typename === 'ChangeDone' ? { ...answer, advice: await rule?.advice?.(row as never, context.read) } : answer;
};

/** Keys that people read as the same, such as `E551`, `e551` and `Ｅ５５１`, would be two rows for one thing. */
const checkKey = async (tx: Prisma.TransactionClient, table: string, key: string): Promise<void> => {
  const read = (one: string) => one.normalize('NFKC').toLowerCase();
  const rows = await tx.tableRow.findMany({ where: { table }, distinct: ['key'], select: { key: true } });
  const other = rows.find((row) => row.key !== key && read(row.key) === read(key));
  if (other)
    throw issue(
      ['input', 'key'],
      `The table has “${other.key}” already, which differs in the writing alone; use that key.`,
      `表中已有“${other.key}”，仅写法不同，请使用该键。`,
    );
};

/** A unit that was there once, and one that stands and takes over its work. */
const checkSuccession = async (
  tx: Prisma.TransactionClient,
  context: Context,
  unit: string,
  { successor }: { readonly successor: string },
): Promise<void> => {
  if (!(await tx.unit.findFirst({ where: { id: unit } })))
    throw issue(
      ['input', 'key'],
      `There is no unit “${unit}”; choose one from \`units\`.`,
      `没有单位“${unit}”，请从units中选择。`,
    );
  await standingUnit(tx, context, ['input', 'value', 'successor'], successor);
};

/**
 * The rows of a table together, on the day from which one of them holds and on every later day on which another begins, of this table or of one
 * beside it.
 */
const checkTogether = async (
  tx: Prisma.TransactionClient,
  { check, beside = [] }: TableRule,
  table: string,
  from: Date,
): Promise<void> => {
  if (!check) return;
  const rows = await tx.tableRow.findMany({ where: { table: { in: [table, ...beside] } }, orderBy: { validFrom: 'asc' } });
  const days = new Set(rows.map(({ validFrom }) => validFrom.getTime()).filter((day) => day >= from.getTime()));
  for (const day of days) {
    const wrong = check(
      standing(rows, table, day),
      Object.fromEntries(beside.map((other) => [other, standing(rows, other, day)] as const)),
    );
    if (wrong) throw issue(['input', 'value'], wrong.en, wrong.zh);
  }
};

type StoredRow = Awaited<ReturnType<Prisma.TransactionClient['tableRow']['findMany']>>[number];

/** What a table holds on a day. */
const standing = (rows: readonly StoredRow[], table: string, day: number): ReadonlyMap<string, unknown> => {
  const holding = new Map(
    rows.filter((row) => row.table === table && row.validFrom.getTime() <= day).map((row) => [row.key, row] as const),
  );
  return new Map([...holding.values()].filter(({ retired }) => !retired).map(({ key, value }) => [key, value] as const));
};

type Scopes = { readonly person?: boolean; readonly staff?: boolean; readonly role?: readonly string[] };

/** Who alone has to do with a table, where somebody does; otherwise those who do with all tables. */
const keptBy = (context: Pick<Context, 'services'>, table: string, otherwise: Scopes): Scopes => {
  const keepers = tablesOf(context).get(table)?.keepers;
  return keepers ? { role: keepers } : otherwise;
};

/** Who reads what holds on a day. */
const readBy = (context: Pick<Context, 'services'>, table: string): Scopes =>
  keptBy(context, table, tablesOf(context).get(table)?.staffOnly ? { staff: true } : { person: true });

/** A row for the journal, which others read than the keepers: of theirs it has the hash alone. */
const journalled = <Row extends { readonly value: unknown } | null>({ keepers }: TableRule, row: Row) =>
  keepers && row ? { ...row, value: { sha256: sealed(row.value).sha256 } } : row;

const rowsOf = ({ table, key }: { table: string; key?: string | null | undefined }) => ({ table, ...(key ? { key } : {}) });

const tablesOf = ({ services }: Pick<Context, 'services'>): ReadonlyMap<string, TableRule> =>
  new Map([
    [CONFLICTS, conflicts] as const,
    [SUCCESSORS, unitSuccessors] as const,
    ...[...services.packages.values()].flatMap(({ tables }) => Object.entries(tables ?? {})),
  ]);

const noTable = (name: string): Title => ({
  en: `There is no table “${name}”; see \`tables\`.`,
  zh: `没有业务参数表“${name}”，请查看tables。`,
});

const shapeProblem = (error: z.ZodError): [string, string] => {
  const said = error.issues.map(({ path, message }) => `${path.join('.') || 'value'}: ${message}`).join('; ');
  return [
    `The row doesn’t have the shape of this table: ${said}. See \`tables { row }\`.`,
    `该行不符合表结构：${said}。请查看tables { row }。`,
  ];
};
