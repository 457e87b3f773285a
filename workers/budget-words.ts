import type { Budget } from '../workflows/kernel/process.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** A limit of time in English and Chinese, such as “4 duty hours” and “4个工作小时”. */
export const budgetWords = (budget: Budget): { en: string; zh: string } => {
  if ('workingDays' in budget) return { en: counted(budget.workingDays, 'working day'), zh: `${budget.workingDays}个工作日` };
  if ('dutyMinutes' in budget) {
    const { dutyMinutes: minutes } = budget;
    return minutes % HOUR === 0
      ? { en: counted(minutes / HOUR, 'duty hour'), zh: `${minutes / HOUR}个工作小时` }
      : { en: counted(minutes, 'duty minute'), zh: `${minutes}个工作分钟` };
  }
  const { clockMinutes: minutes } = budget;
  if (minutes % DAY === 0) return { en: counted(minutes / DAY, 'day'), zh: `${minutes / DAY}天` };
  if (minutes % HOUR === 0) return { en: counted(minutes / HOUR, 'hour'), zh: `${minutes / HOUR}小时` };
  return { en: counted(minutes, 'minute'), zh: `${minutes}分钟` };
};
