/** Numbers a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`; those of grades stand in the table `hazardGrades`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  maxPhotos: limit('Photos with one act', '单次上传照片上限', 'photos', 6, { least: 1, most: 50 }),
  findingPhotos: limit('Fewest photos with a finding', '上报隐患最少照片数', 'photos', 1, {
    least: 0,
    most: 50,
    atMost: 'maxPhotos',
  }),
  extensionDays: limit('Longest extension', '单次延期最长天数', 'days', 10, { least: 1, most: 365 }),
  extensions: limit('Extensions of one hazard', '延期次数上限', 'times', 2, { least: 0, most: 20 }),
  /** It counts where the hazard's point is known. */
  recheckRadius: limit('Distance of a recheck', '复查距离上限', 'metres', 300, { least: 10, most: 10_000 }),
};

export type Limits = LimitValues<typeof limits>;
