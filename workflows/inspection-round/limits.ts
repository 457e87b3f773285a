/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  maxPhotos: limit('Photos with one act', '单次上传照片上限', 'photos', 6, { least: 1, most: 50 }),
};

export type Limits = LimitValues<typeof limits>;
