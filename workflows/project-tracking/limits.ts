/** Numbers of tracked projects that a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  milestonesMax: limit('Milestones of a project at most', '项目节点上限', 'pieces', 20, { least: 1, most: 40 }),
  obstaclesMax: limit('Obstacles of a project at most', '项目困难上限', 'pieces', 50, { least: 1, most: 100 }),
  maxPhotos: limit('Photos with one act', '单次上传照片上限', 'photos', 6, { least: 1, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
