/** Days of the tenant, as administrators write them. */
import type { Context } from '../context.ts';
import { issue } from './change.ts';

/** The day it is for the tenant, at midnight UTC, as the database client takes days. */
export const today = async ({ read, caller }: Pick<Context, 'read' | 'caller'>): Promise<Date> => {
  const [row] = await read<{ day: string }>(`SELECT tenant_today($1->>'tenant') AS day`, { tenant: caller.tenant });
  return new Date(row?.day ?? new Date().toISOString().slice(0, 10));
};

/** What has held already stays as it was: a dated row is for today or a day to come. */
export const checkDay = async (context: Context, path: readonly string[], text: string): Promise<Date> => {
  const day = new Date(text);
  if (day >= (await today(context))) return day;
  throw issue(
    path,
    'Give today or a day to come: what held before stays as it was.',
    '请填写今天或以后的日期，已生效的内容不得追改。',
  );
};
