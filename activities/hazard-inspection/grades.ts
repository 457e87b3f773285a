import { z } from 'zod';
import { defaultGrades, type Grade } from '../../workflows/hazard-inspection/grades.ts';
import { titled } from '../../workflows/kernel/describe.ts';
import { rowTitle, whole } from '../table-parts.ts';
import { readTable, type TableRule } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

export const hazardGrades: TableRule = {
  title: { en: 'Grades of hazards', zh: '隐患等级' },
  key: { en: 'Code of the grade', zh: '等级代码' },
  row: z.strictObject({
    title: rowTitle(),
    limit: titled(
      'Time to rectify',
      '整改时限',
      z.union([
        z.strictObject({ workingDays: titled('Working days', '工作日', whole(1, 3_650)) }),
        z.strictObject({ clockMinutes: titled('Minutes', '分钟', whole(1, 5_256_000)) }),
      ]),
    ),
    extendable: titled('May be extended', '可延期', z.boolean()),
    tellAtOnce: titled('Told at once', '即时通知', z.boolean(), ['To the leaders.', '立即通知分管领导。']),
    guarded: titled('Guarded until rectified', '整改前值守', z.boolean()),
  }),
};

/** The tenant's grades as of today, or the default ones where it has no table of its own. */
export const readGrades = async (read: TenantRead): Promise<ReadonlyMap<string, Grade>> => {
  const rows = await readTable<Omit<Grade, 'code'>>(read, 'hazardGrades');
  const grades = rows.size > 0 ? [...rows] : Object.entries(defaultGrades);
  return new Map(grades.map(([code, grade]) => [code, { code, ...grade }]));
};
