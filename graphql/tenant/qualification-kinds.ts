/** The kinds of qualification that somebody can have here: those of the processes, and those of the tenant's own table. */
import { KINDS_TABLE, readKinds } from '../../activities/qualification-kinds.ts';
import type { TableRule } from '../../activities/tables.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import { issue } from './change.ts';

const ofProcesses = ({ services }: Pick<Context, 'services'>): ReadonlyMap<string, Title> =>
  new Map([...services.packages.values()].flatMap(({ qualifications }) => Object.entries(qualifications ?? {})));

/** Asked once in a request, however many rows it shows. */
const known = new WeakMap<Context, Promise<ReadonlyMap<string, Title>>>();

/** All of them with their titles; the tenant's words go before those of a process. */
export const allKinds = (context: Context): Promise<ReadonlyMap<string, Title>> => {
  const found = known.get(context) ?? readKinds(context.read).then((own) => new Map([...ofProcesses(context), ...own]));
  known.set(context, found);
  return found;
};

type Standing = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** The rows of these tables as they hold on a day, by table and key. */
const standingOn = (rows: readonly Row[], day: number): Standing => {
  const holding = new Map(
    rows.filter(({ validFrom }) => validFrom.getTime() <= day).map((row) => [`${row.table}/${row.key}`, row]),
  );
  return new Map(
    [
      ...Map.groupBy(
        [...holding.values()].filter(({ retired }) => !retired),
        ({ table }) => table,
      ),
    ].map(([table, some]) => [table, new Map(some.map(({ key, value }) => [key, value]))]),
  );
};
type Row = Prisma.TableRowGetPayload<object>;

/** Refuses rows that ask for a kind that nobody can have, from this day on and on every later day on which that changes. */
export const checkAskedKinds = async (
  context: Context,
  tx: Prisma.TransactionClient,
  tables: ReadonlyMap<string, TableRule>,
  { table, from }: { table: string; from: Date },
): Promise<void> => {
  const asking = [...tables].filter(([name, { asksFor }]) => asksFor && (name === table || table === KINDS_TABLE));
  if (asking.length === 0) return;
  const { tenant } = context.caller;
  // Of two who change what is asked for and what there is, the second is judged by what the first has written.
  await tx.$executeRaw`SELECT lock_resource(${tenant}, ${`table:${KINDS_TABLE}`})`;
  const rows = await tx.tableRow.findMany({
    where: { table: { in: [KINDS_TABLE, ...asking.map(([name]) => name)] } },
    orderBy: { validFrom: 'asc' },
  });
  const days = new Set(
    [from.getTime(), ...rows.map(({ validFrom }) => validFrom.getTime())].filter((day) => day >= from.getTime()),
  );
  for (const day of days) {
    const standing = standingOn(rows, day);
    const kinds = new Set([...ofProcesses(context).keys(), ...(standing.get(KINDS_TABLE)?.keys() ?? [])]);
    for (const [name, { asksFor }] of asking)
      for (const [key, row] of standing.get(name) ?? []) {
        const missing = asksFor?.(row as never).find((kind) => !kinds.has(kind));
        if (missing !== undefined) throw nobodyCanHave(name, key, missing);
      }
  }
};

const nobodyCanHave = (table: string, key: string, kind: string) =>
  issue(
    ['input', 'value'],
    `“${key}” of the table ${table} asks for the qualification “${kind}”, which nobody can have. Name that kind in the table ${KINDS_TABLE}, or take it out of “${key}” first.`,
    `${table}表的“${key}”要求资格“${kind}”，但没有该资格类别。请先在${KINDS_TABLE}表中登记该类别，或从“${key}”中去除。`,
  );
