import { z } from 'zod';
import { defaultGrades, type Grade } from '../../workflows/hazard-inspection/grades.ts';
import { readTable, type TableRule } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

const title = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

export const hazardGrades: TableRule = {
  title: { en: 'Grades of hazards', zh: '隐患等级' },
  key: { en: 'Code of the grade', zh: '等级代码' },
  row: z.strictObject({
    title,
    limit: z.union([
      z.strictObject({ workingDays: z.int().min(1).max(3650) }),
      z.strictObject({ clockMinutes: z.int().min(1).max(5_256_000) }),
    ]),
    extendable: z.boolean(),
    tellAtOnce: z.boolean(),
    guarded: z.boolean(),
  }),
};

/** The tenant's grades as of today, or the default ones where it has no table of its own. */
export const readGrades = async (read: TenantRead): Promise<ReadonlyMap<string, Grade>> => {
  const rows = await readTable<Omit<Grade, 'code'>>(read, 'hazardGrades');
  const grades = rows.size > 0 ? [...rows] : Object.entries(defaultGrades);
  return new Map(grades.map(([code, grade]) => [code, { code, ...grade }]));
};
