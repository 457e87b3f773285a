/** Kinds of qualification: those that processes bring, and those that the tenant names itself, one row of the table each. */

import { z } from 'zod';
import type { Title } from '../workflows/kernel/process.ts';
import { rowTitle } from './table-parts.ts';
import { readTable, type TableRule } from './tables.ts';
import type { TenantRead } from './tenant-read.ts';

export const KINDS_TABLE = 'qualificationKinds';

export const qualificationKinds: TableRule = {
  title: { en: 'Kinds of qualification', zh: '资格类别' },
  key: { en: 'Code of the kind', zh: '资格代码' },
  row: z.strictObject({ title: rowTitle() }),
};

/** The kinds of the tenant's own, as of today. */
export const readKinds = async (read: TenantRead): Promise<ReadonlyMap<string, Title>> =>
  new Map([...(await readTable<{ title: Title }>(read, KINDS_TABLE))].map(([kind, { title }]) => [kind, title]));
