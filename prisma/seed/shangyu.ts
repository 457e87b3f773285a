/** Shangyu Power Supply 上虞供电公司: the sample utility. Its people, customers and numbers are invented. */
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { assessments } from './shangyu/academy.ts';
import { hazards } from './shangyu/hazards.ts';
import { lineRows } from './shangyu/lines.ts';
import { people } from './shangyu/people.ts';
import { permits } from './shangyu/permits.ts';
import { power } from './shangyu/power.ts';
import { units } from './shangyu/units.ts';
import type { TenantData } from './tenant-data.ts';

export const shangyu: TenantData = {
  tenant: { id: 'shangyu', code: 'SY', en: 'Shangyu Power Supply', zh: '上虞供电公司', zone: 'Asia/Shanghai' },
  units,
  people: [...people, ...assessments.people],
  areas: [],
  categories: [],
  calendar: chinaCalendar(),
  rules: [],
  limits: [],
  tables: [...lineRows, ...power.tables, ...permits.tables, ...hazards.tables, ...assessments.tables],
  qualifications: [...permits.qualifications],
};
