/** The job types of live-line work, one row of the table `permitJobTypes` each. */
import { z } from 'zod';
import type { JobType } from '../../workflows/live-work-permit/vocabulary.ts';
import type { TableRule } from '../tables.ts';

const title = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const id = z.string().min(1).max(60);
const once = <T extends { readonly id: string }>(rows: readonly T[]) => new Set(rows.map((row) => row.id)).size === rows.length;

const row = z.strictObject({
  title,
  qualifications: z.array(z.string().min(1)).min(1),
  minMembers: z.int().min(1).max(20),
  steps: z.array(z.strictObject({ id, title })).min(1).max(100).refine(once, 'Two steps have the same id; rename one.'),
  gear: z
    .array(z.strictObject({ id, title, count: z.int().min(1).max(10_000) }))
    .max(100)
    .refine(once, 'Two items have the same id; rename one.'),
  weather: z.strictObject({ wind: z.number().positive(), humidity: z.number().positive().max(100) }),
  insulation: z.number().positive(),
}) satisfies z.ZodType<JobType>;

export const permitJobTypes: TableRule = {
  title: { en: 'Job types of live-line work', zh: '带电作业类型' },
  key: { en: 'Code of the job type', zh: '作业类型代码' },
  row,
};
