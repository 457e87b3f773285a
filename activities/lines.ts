/** The utility's lines with their sections, one row of the table `lines` each. */
import { z } from 'zod';
import { titled } from '../workflows/kernel/describe.ts';
import type { Line } from '../workflows/lines/line.ts';
import { key, rowTitle } from './table-parts.ts';
import { readTableRow, type TableRule } from './tables.ts';
import type { TenantRead } from './tenant-read.ts';

export const lines: TableRule = {
  title: { en: 'Lines', zh: '线路' },
  key: { en: 'Number of the line', zh: '线路编号' },
  staffOnly: true,
  row: z.strictObject({
    title: rowTitle(),
    sections: titled(
      'Sections',
      '区段',
      z.array(z.strictObject({ id: titled('Number', '编号', key()), title: rowTitle() })).min(1),
    ),
  }),
};

/** A line by its number; undefined where there is none. */
export const readLine = async (read: TenantRead, id: string): Promise<Line | undefined> => {
  const row = await readTableRow<Omit<Line, 'id'>>(read, 'lines', id);
  return row && { id, ...row };
};
