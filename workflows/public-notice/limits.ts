/** Numbers of the public notice that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  windowDays: limit('Working days of a notice', '公示工作日', 'workingDays', 7, { least: 1, most: 60 }),
  rowsMax: limit('Rows of a notice', '每份公示条目上限', 'pieces', 2000, { least: 1, most: 2000 }),
  objectionsMax: limit('Objections to a notice', '每份公示异议上限', 'pieces', 1000, { least: 50, most: 2000 }),
  objectionsPerPerson: limit('Open objections of one person to a notice', '每人对每份公示未决异议上限', 'pieces', 5, {
    least: 1,
    most: 100,
  }),
  maxPhotos: limit('Photos at once', '一次照片上限', 'photos', 6, { least: 1, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
