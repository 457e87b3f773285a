/** Xindai town 新埭镇 in Pinghu: the sample town that serves firms. Its people and firms are invented. */
import { chinaCalendar } from '../../activities/calendar/china.ts';
import type { TenantData } from './tenant-data.ts';
import { demandCategories, meetingRows } from './xindai/enterprise-demand.ts';
import { firms } from './xindai/firms.ts';
import { noticeRules } from './xindai/notices.ts';
import { park } from './xindai/park-tenancy.ts';
import { people } from './xindai/people.ts';
import { areas, categories } from './xindai/reports.ts';
import { subsidies } from './xindai/subsidies.ts';
import { units } from './xindai/units.ts';
import { visitRows } from './xindai/visits.ts';

export const xindai: TenantData = {
  tenant: { id: 'xindai', code: 'XD', en: 'Xindai town, Pinghu', zh: '平湖市新埭镇', zone: 'Asia/Shanghai' },
  units,
  people,
  areas,
  categories,
  calendar: chinaCalendar(),
  rules: [],
  limits: [],
  tables: [...noticeRules, ...subsidies, ...demandCategories, ...meetingRows, ...park, ...visitRows],
  subjects: firms,
};
