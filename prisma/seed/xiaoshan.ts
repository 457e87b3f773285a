/** Xiaoshan medical insurance 萧山医保: the sample academy. Its people are invented. */
import { chinaCalendar } from '../../activities/calendar/china.ts';
import type { TenantData } from './tenant-data.ts';
import { people } from './xiaoshan/people.ts';
import { tables } from './xiaoshan/tables.ts';
import { units } from './xiaoshan/units.ts';

export const xiaoshan: TenantData = {
  tenant: { id: 'xiaoshan', code: 'XS', en: 'Xiaoshan Medical Insurance', zh: '萧山医保', zone: 'Asia/Shanghai' },
  units,
  people,
  areas: [],
  categories: [],
  calendar: chinaCalendar(),
  rules: [],
  limits: [],
  tables,
  qualifications: [],
};
