/** Numbers of the issue report that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  maxPhotos: limit('Photos with one act', '每次上传照片数', 'photos', 6, { least: 1, most: 20 }),
  duplicateRadius: limit(
    'Open reports of the same category are suggested as duplicates within',
    '疑似重复件提示范围',
    'metres',
    50,
    {
      most: 1000,
    },
  ),
  extensionDays: limit('Longest extension', '单次延期上限', 'workingDays', 7, { least: 1, most: 60 }),
  suspensionDays: limit('Longest suspension', '单次中止上限', 'days', 180, { least: 1, most: 730 }),
  meetingDays: limit('Meetings on the spot are called at most ahead', '现场协调会最迟召开', 'days', 30, { least: 1, most: 365 }),
  mergeRadius: limit('Reports further apart are merged with a reason alone', '无须说明理由的并案距离', 'metres', 200, {
    most: 20_000,
  }),
  verifyRadius: limit('A check counts as on the spot within', '现场核实范围', 'metres', 200, { least: 10, most: 5000 }),
  checkPhotoHours: limit('A photo of a check is at most so old', '核实照片最长拍摄时间', 'hours', 24, { least: 1, most: 240 }),
  mostQuestions: limit('Times the reporters of a report are asked', '单件询问上报人次数', 'times', 3, { least: 1, most: 20 }),
  // 0 gives none.
  pointsValidYears: limit(
    'Years after which points expire at the end of the year, 0 for never',
    '积分于若干年后的年末到期，0为长期有效',
    'years',
    0,
    { most: 20 },
  ),
  validReportPoints: limit('Points for a valid report by a courier', '快递骑手有效上报积分', 'points', 10, { most: 1000 }),
  rewardedReporters: limit(
    'Reporters of one matter who earn points, the first to file first',
    '同一事项获积分人数',
    'people',
    1,
    {
      most: 20,
    },
  ),
  escalatingReopening: limit('Reopening that goes up to the leader', '上报领导的重办次数', 'times', 3, { least: 1, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
