/** Fushan street 府山街道 in Shaoxing: the sample street. Its people and their numbers are invented. */
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { readAreas } from './areas.ts';
import { categories } from './fushan/categories.ts';
import { meetingRows } from './fushan/coordination-meeting.ts';
import { renovationPeople, renovationRows, renovationSubjects } from './fushan/micro-renovation.ts';
import { patrolTables } from './fushan/patrols.ts';
import { people } from './fushan/people.ts';
import { pointsTables } from './fushan/points.ts';
import { rules } from './fushan/rules.ts';
import { units } from './fushan/units.ts';
import type { TenantData } from './tenant-data.ts';

export const fushan: TenantData = {
  tenant: { id: 'fushan', code: 'FS', en: 'Fushan street, Shaoxing', zh: '绍兴市府山街道', zone: 'Asia/Shanghai' },
  units,
  people: [...people, ...renovationPeople],
  areas: readAreas('fushan.geojson'),
  categories,
  calendar: chinaCalendar(),
  rules,
  tables: [...renovationRows, ...patrolTables, ...meetingRows, ...pointsTables],
  subjects: renovationSubjects,
  limits: [
    // The lanes of the old town are narrow, and telephones locate badly in them.
    { process: 'issueReport', name: 'duplicateRadius', value: 80 },
    // Until the end of the next year.
    { process: 'issueReport', name: 'pointsValidYears', value: 1 },
  ],
};
