/** Moments as the people of a tenant read them on their clocks. */
import { hasMoments, withMoments } from '../workflows/kernel/moments.ts';
import type { Title } from '../workflows/kernel/process.ts';
import type { TenantRead } from './tenant-read.ts';

/** A moment (ISO 8601) in a zone, to the minute that has begun. */
export const localMoment = (at: string, zone: string, locale: 'en' | 'zh'): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(at));

/** The day (YYYY-MM-DD) of a moment in a zone. */
export const localDate = (at: string, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));

/** The zone of the tenant. */
export const readZone = async (read: TenantRead): Promise<string> =>
  (await read<{ zone: string }>(`SELECT zone FROM tenants WHERE id = current_setting('banjie.tenant', true)`))[0]?.zone ?? 'UTC';

/** A text of a rule with its moments in the tenant's zone, which is asked for only where there are any. */
export const inTenantTime = async <T extends Title>(text: T, zoneOf: () => Promise<string>): Promise<T> => {
  if (!hasMoments(text.en) && !hasMoments(text.zh)) return text;
  const zone = await zoneOf();
  const written = (locale: 'en' | 'zh') => withMoments(text[locale], (at) => localMoment(at, zone, locale));
  return { ...text, en: written('en'), zh: written('zh') };
};
