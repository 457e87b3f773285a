/** Numbers of loss claims that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  maxPhotos: limit('Photos with one act', '单次上传照片上限', 'photos', 6, { least: 1, most: 20 }),
  photosMin: limit('Fewest photos of a claim', '理赔最少照片数', 'photos', 2, { least: 0, most: 20, atMost: 'photosMax' }),
  photosMax: limit('Most photos of a claim', '理赔最多照片数', 'photos', 6, { least: 1, most: 20 }),
  dualControlFen: limit('A second person approves above', '须第二人复核的金额', 'fen', 50_000, { least: 0, most: 2_000_000 }),
  goodwillFen: limit('Goodwill for one claim at most', '单件善意补偿上限', 'fen', 20_000, { least: 0, most: 2_000_000 }),
  lateClaimDays: limit('A parcel is claimed for as late after (0: never)', '延误可索赔的天数（0为不受理）', 'days', 0, {
    least: 0,
    most: 365,
  }),
  // The law's own ceiling: it may be lower, and never higher.
  tenfoldMaxFen: limit('Without a declared value at most', '未声明价值的赔偿上限', 'fen', 80_000, { least: 1, most: 80_000 }),
};

export type Limits = LimitValues<typeof limits>;
