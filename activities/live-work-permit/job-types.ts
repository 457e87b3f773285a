/** The job types of live-line work, one row of the table `permitJobTypes` each. */
import { z } from 'zod';
import { picked, shownAs, titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import type { JobType } from '../../workflows/live-work-permit/vocabulary.ts';
import { key, positive, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

/** A row of the table: qualifications by their kind. */
export type JobTypeRow = Omit<JobType, 'qualifications'> & { readonly qualifications: readonly string[] };

const id = () => titled('Code', '代码', key(60));
const once = <T extends { readonly id: string }>(rows: readonly T[]) => new Set(rows.map((row) => row.id)).size === rows.length;

const row = z.strictObject({
  title: rowTitle(),
  qualifications: titled('Qualifications', '所需资格', z.array(picked('qualification', key())).min(1).max(50), [
    'Everybody on the site needs them all.',
    '现场每名作业人员均须具备。',
  ]),
  minMembers: titled('Fewest members', '最少工作班成员', whole(1, 20)),
  steps: titled(
    'Steps',
    '作业步骤',
    z
      .array(z.strictObject({ id: id(), title: rowTitle() }))
      .min(1)
      .max(100)
      .refine(once, say('Two steps have the same code; rename one.', '有两个步骤代码相同，请修改其一。')),
  ),
  gear: titled(
    'Gear',
    '工器具',
    z
      .array(z.strictObject({ id: id(), title: rowTitle(), count: titled('Pieces', '数量', whole(1, 10_000)) }))
      .max(100)
      .refine(once, say('Two items have the same code; rename one.', '有两件器具代码相同，请修改其一。')),
  ),
  weather: titled(
    'Weather',
    '气象条件',
    z.strictObject({
      wind: titled('Most wind', '最大风速', positive(), ['In metres per second.', '米/秒。']),
      humidity: titled('Most humidity', '最大湿度', shownAs('percent', positive(100)), ['In per cent.', '百分比。']),
    }),
  ),
  insulation: titled('Least insulation', '最低绝缘电阻', positive(), ['In megohms.', '兆欧。']),
}) satisfies z.ZodType<JobTypeRow>;

export const permitJobTypes: TableRule = {
  title: { en: 'Job types of live-line work', zh: '带电作业类型' },
  key: { en: 'Code of the job type', zh: '作业类型代码' },
  row,
  asksFor: ({ qualifications }: JobTypeRow) => qualifications,
};
