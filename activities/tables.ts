/** A tenant's tables: dated rows by which a process judges, such as tracks, lines or lists of steps. */
import type { z } from 'zod';
import type { Title } from '../workflows/kernel/process.ts';
import type { TenantRead } from './tenant-read.ts';

/** A table that a process reads; tables of one name are one table, whichever processes read it. */
export type TableRule = {
  readonly title: Title;
  /** What the key of a row is, such as the code of a track. */
  readonly key: Title;
  /** The shape of a row; what an administrator enters is checked by it. */
  readonly row: z.ZodType;
  /** Whether only staff and overseers read its rows; otherwise everybody who is signed in does. */
  readonly staffOnly?: boolean;
  /** The only roles that read and change its rows, where they are confidential. */
  readonly keepers?: readonly string[];
  /** The kinds of qualification that a row asks for; each has to be one that somebody can have. */
  readonly asksFor?: (row: never) => readonly string[];
  /** What whoever enters a row is to know, though it may be so. */
  readonly advice?: (row: never, read: TenantRead) => Title | undefined | Promise<Title | undefined>;
  /** Other tables whose rows its own are judged by. */
  readonly beside?: readonly string[];
  /** What is wrong with all the rows together, as they would hold on one day, beside those that the other tables would have then. */
  readonly check?: (
    rows: ReadonlyMap<string, unknown>,
    beside?: Readonly<Record<string, ReadonlyMap<string, unknown>>>,
  ) => Title | undefined;
};

/** The rows of a table by key, as they hold on a day (YYYY-MM-DD), or today. */
export const readTable = async <Row>(read: TenantRead, table: string, day?: string): Promise<ReadonlyMap<string, Row>> => {
  const rows = await read<{ key: string; value: Row }>(
    `SELECT key, value FROM table_on($1->>'table', ($1->>'day')::date) ORDER BY key`,
    { table, day: day ?? null },
  );
  return new Map(rows.map(({ key, value }) => [key, value]));
};

/** One row of a table, as it holds on a day (YYYY-MM-DD), or today; undefined where there is none. */
export const readTableRow = async <Row>(read: TenantRead, table: string, key: string, day?: string): Promise<Row | undefined> =>
  (
    await read<{ value: Row }>(`SELECT value FROM table_on($1->>'table', ($1->>'day')::date) WHERE key = $1->>'key'`, {
      table,
      key,
      day: day ?? null,
    })
  )[0]?.value;
