/** Numbers of a meeting that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  noticeDuty: limit('Called at least ahead, in time of duty', '最少提前通知（工作时间）', 'minutes', 120, { most: 4_800 }),
  noticeEmergency: limit('Emergencies are called at least ahead', '应急召集最少提前', 'minutes', 30, { most: 1_440 }),
  aheadDays: limit('Called at most ahead', '最多提前召集', 'days', 30, { least: 1, most: 365 }),
  quorumShare: limit('Share of the other units that must be there', '法定到会比例', 'perMille', 667, { least: 1, most: 1_000 }),
  radius: limit('Who comes checks in within', '签到范围', 'metres', 300, { least: 20, most: 5_000 }),
  checkInMinutes: limit('Check-in begins before the meeting', '提前签到', 'minutes', 60, { most: 1_440 }),
  hourMinutes: limit('Time taken of who comes', '参会占用时长', 'minutes', 60, { least: 15, most: 600 }),
  unitsMax: limit('Units besides the lead unit', '参会单位上限', 'pieces', 12, { least: 1, most: 50 }),
  itemsMax: limit('Items of a meeting', '决议事项上限', 'pieces', 30, { least: 1, most: 100 }),
  itemExtensions: limit('Extensions of an item by the chair', '主持人可批延期次数', 'times', 1, { most: 10 }),
  maxPhotos: limit('Photos at once', '一次照片上限', 'photos', 6, { least: 1, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
