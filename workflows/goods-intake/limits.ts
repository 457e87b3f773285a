/** Numbers of goods that a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  countTolerance: limit(
    'Difference of a count that keepers approve among themselves',
    '盘点差异由保管员批准的上限',
    'perMille',
    20,
    { most: 1_000 },
  ),
  maxPhotos: limit('Photos with one act', '单次上传照片上限', 'photos', 6, { least: 1, most: 20 }),
};
export type Limits = LimitValues<typeof limits>;
