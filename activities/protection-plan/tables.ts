/** Irrigation wells and priority customers, each on the line that feeds it. */
import { z } from 'zod';
import { picked, titled } from '../../workflows/kernel/describe.ts';
import type { OnLine } from '../../workflows/protection-plan/facts.ts';
import { key, rowTitle } from '../table-parts.ts';
import { readTable, type TableRule } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

const row = z.strictObject({
  title: rowTitle(),
  line: titled('Line', '线路', picked('table:lines', key()), ['The one that feeds it.', '供电线路编号。']),
});

export const irrigationWells: TableRule = {
  title: { en: 'Irrigation wells', zh: '排灌机井' },
  key: { en: 'Number of the well', zh: '机井编号' },
  staffOnly: true,
  row,
};

export const priorityCustomers: TableRule = {
  title: { en: 'Priority customers', zh: '重要用户' },
  key: { en: 'Number of the customer', zh: '用户编号' },
  staffOnly: true,
  row,
};

/** The rows of one of these tables by key. */
export const readOnLine = async (
  read: TenantRead,
  table: 'irrigationWells' | 'priorityCustomers',
): Promise<ReadonlyMap<string, OnLine>> => {
  const rows = await readTable<Omit<OnLine, 'id'>>(read, table);
  return new Map([...rows].map(([id, { title, line }]) => [id, { id, title, line }]));
};
