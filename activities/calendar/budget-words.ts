import { moment } from '../../workflows/kernel/moments.ts';
import type { Budget } from '../../workflows/kernel/process.ts';
import { recurrenceWords } from '../../workflows/kernel/recurrence.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** A limit of time in English and Chinese, such as “4 duty hours” and “4个工作小时”. A moment is marked; whoever shows it writes it out. */
export const budgetWords = (budget: Budget): { en: string; zh: string } => {
  if ('until' in budget) return { en: `until ${moment(budget.until)}`, zh: `至${moment(budget.until)}` };
  if ('repeat' in budget) return recurrenceWords(budget.repeat);
  if ('workingDays' in budget) {
    const [en, zh] = budget.end === 'midnight' ? [', to midnight', '（至24时）'] : ['', ''];
    return { en: `${counted(budget.workingDays, 'working day')}${en}`, zh: `${budget.workingDays}个工作日${zh}` };
  }
  if ('calendarDays' in budget) {
    const [en, zh] = budget.roll ? [', to the next working day', '（末日休息的顺延）'] : ['', ''];
    return { en: `${counted(budget.calendarDays, 'calendar day')}${en}`, zh: `${budget.calendarDays}个自然日${zh}` };
  }
  if ('dutyMinutes' in budget) {
    const { dutyMinutes: minutes } = budget;
    return minutes % HOUR === 0
      ? { en: counted(minutes / HOUR, 'duty hour'), zh: `${minutes / HOUR}个工作小时` }
      : { en: counted(minutes, 'duty minute'), zh: `${minutes}个工作分钟` };
  }
  const minutes = Math.round(budget.clockMinutes);
  if (minutes % DAY === 0) return { en: counted(minutes / DAY, 'day'), zh: `${minutes / DAY}天` };
  if (minutes % HOUR === 0) return { en: counted(minutes / HOUR, 'hour'), zh: `${minutes / HOUR}小时` };
  return { en: counted(minutes, 'minute'), zh: `${minutes}分钟` };
};

export type BudgetUnit = 'workingDays' | 'dutyMinutes' | 'clockMinutes' | 'calendarDays';

/** In what a budget counts; the time to a moment is that of the clock. */
export const unitOf = (budget: Budget): BudgetUnit => {
  if ('workingDays' in budget) return 'workingDays';
  if ('calendarDays' in budget) return 'calendarDays';
  return 'dutyMinutes' in budget ? 'dutyMinutes' : 'clockMinutes';
};

/** Minutes in the two largest parts that they have, such as “1 day 3 h” and “1天3小时”; days only by the wall clock. */
const minutesWords = (minutes: number, hasDays: boolean): { en: string; zh: string } => {
  const days = hasDays ? Math.floor(minutes / DAY) : 0;
  const hours = Math.floor((minutes - days * DAY) / HOUR);
  const rest = minutes - days * DAY - hours * HOUR;
  const parts = [
    { count: days, en: days === 1 ? ' day' : ' days', zh: '天' },
    { count: hours, en: ' h', zh: '小时' },
    { count: rest, en: ' min', zh: '分钟' },
  ];
  const first = parts.findIndex(({ count }) => count > 0);
  const said = (first < 0 ? parts.slice(2) : parts.slice(first, first + 2)).filter(({ count }, at) => at === 0 || count > 0);
  return {
    en: said.map(({ count, en }) => `${count}${en}`).join(' '),
    zh: said.map(({ count, zh }) => `${count}${zh}`).join(''),
  };
};

const amountWords = (amount: number, unit: BudgetUnit): { en: string; zh: string } => {
  if (unit === 'workingDays') return { en: counted(amount, 'working day'), zh: `${amount}个工作日` };
  if (unit === 'calendarDays') return { en: counted(amount, 'day'), zh: `${amount}天` };
  return minutesWords(amount, unit === 'clockMinutes');
};

/** What is left of a budget, negative when overdue, such as “4 h 10 min of duty left” and “剩4小时10分钟办公时间”. */
export const timeLeftWords = (value: number, unit: BudgetUnit): { en: string; zh: string } => {
  const late = value < 0;
  const amount = late ? Math.ceil(-value) : Math.floor(value);
  const { en, zh } = amountWords(amount, unit);
  const isDuty = unit === 'dutyMinutes';
  return {
    en: `${en}${isDuty ? ' of duty' : ''} ${late ? 'overdue' : 'left'}`,
    zh: `${late ? '超' : '剩'}${zh}${isDuty ? '办公时间' : ''}`,
  };
};
