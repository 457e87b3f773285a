/** Numbers of the shared live rooms that a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

const minutes = (en: string, zh: string, standard: number, most: number, least = 0, atMost?: string) =>
  limit(en, zh, 'minutes', standard, { least, most, ...(atMost === undefined ? {} : { atMost }) });

export const limits = {
  stepMinutes: minutes('Step of a booking', '预约步长', 30, 180, 5, 'maxMinutes'),
  minMinutes: minutes('Shortest booking', '最短时长', 30, 1_440, 5, 'maxMinutes'),
  maxMinutes: minutes('Longest booking', '最长时长', 180, 1_440, 5),
  turnaroundMinutes: minutes('Time to tidy up', '整理间隔', 15, 240),
  aheadDays: limit('Booked ahead by at most', '最早提前预约', 'days', 14, { least: 1, most: 366 }),
  openPerHost: limit('Open bookings of a host', '每名主播未完成预约上限', 'pieces', 2, { least: 1, most: 100 }),
  waitingPerHost: limit('Places of a host on waiting lists', '每名主播候补上限', 'pieces', 3, { least: 1, most: 100 }),
  minutesPerWeek: minutes('Time of a host in a week', '每名主播每周时长上限', 360, 10_080, 30),
  peakMinutesPerWeek: minutes('Peak time of a host in a week', '每名主播每周黄金时段上限', 120, 10_080),
  peakFromHour: limit('Peak from', '黄金时段起', 'hours', 19, { least: 0, most: 23, atMost: 'peakToHour' }),
  peakToHour: limit('Peak until', '黄金时段止', 'hours', 22, { least: 1, most: 24 }),
  noShowsToBar: limit('No-shows that bar a host', '停约所需爽约次数', 'times', 3, { least: 1, most: 50 }),
  noShowDays: limit('Days in which no-shows count', '爽约计算期', 'days', 60, { least: 1, most: 730 }),
  barDays: limit('Days for which a host is barred', '停约天数', 'days', 14, { least: 1, most: 366 }),
  checkInEarlyMinutes: minutes('Check-in before the beginning', '可提前签到', 10, 240),
  checkInLateMinutes: minutes('Check-in after the beginning', '签到宽限', 15, 240, 1),
  checkInMetres: limit('Distance from the room at check-in', '签到距离', 'metres', 200, { least: 10, most: 5_000 }),
  freeCancelMinutes: minutes('Cancelled without a mark before the beginning', '无记录取消提前量', 120, 10_080),
  remindMinutes: minutes('Reminder before the beginning', '开播前提醒', 120, 10_080),
  maxPhotos: limit('Photos with one act', '单次上传照片上限', 'photos', 6, { least: 1, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
