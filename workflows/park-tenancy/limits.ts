/** Numbers of park tenancies that a tenant may change with a date. */
import { type LimitValues, limit } from '../kernel/limits.ts';

const days = (en: string, zh: string, standard: number, least = 0) => limit(en, zh, 'days', standard, { least, most: 730 });
const months = (en: string, zh: string, standard: number, most: number, least = 0) =>
  limit(en, zh, 'months', standard, { least, most });

export const limits = {
  reviewersMin: limit('Reviewers of a firm at least', '评审人数下限', 'people', 3, { least: 1, most: 15 }),
  fitThreshold: limit('Mean to be admitted', '准入均分', 'points', 60, { least: 0, most: 100 }),
  nonMoneyShare: limit('Weight of what isn’t money at least', '非经济指标权重下限', 'perMille', 500, { least: 500, most: 1_000 }),
  monthsMax: months('Longest term (Civil Code §705)', '最长租期（民法典第705条）', 240, 240, 1),
  freeMonthsMax: months('Months without rent at most', '免租期上限', 6, 24),
  depositMonthsMax: months('Deposit in months of rent at most', '押金月数上限', 3, 12),
  writtenFromMonths: months(
    'Renewals are in writing from (Civil Code §707)',
    '续租须书面签约的起始租期（民法典第707条）',
    6,
    6,
    1,
  ),
  aheadMonthsMax: months('Months from today to the first day at most', '起租日距今上限', 120, 240, 1),
  gapDays: days('Days between two tenancies of a room', '两次租赁间隔', 7),
  rentDueDay: limit('Rent is due on day of the month', '租金缴纳日', 'days', 5, { least: 1, most: 28 }),
  arrearsFirstDays: days('Arrears: first reminder after', '欠租一次催缴', 7, 1),
  arrearsSecondDays: days('Arrears: second reminder after', '欠租二次催缴', 30, 1),
  arrearsThirdDays: days('Arrears: last reminder after', '欠租末次催缴', 60, 1),
  renewalNoticeDays: days('Renewal is asked for before the end', '续租申请提前量', 90, 1),
  renewalReminderDays: days('Reminder before the end', '租期届满再次提醒', 30, 1),
  exitAheadDays: days('Exit is inspected before the end at most', '退场查验提前量', 7),
  noticeDays: days('Notice of an end', '解除租赁通知期', 30),
  maxPhotos: limit('Photos with one act', '单次上传照片上限', 'photos', 6, { least: 1, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
