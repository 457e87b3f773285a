/** Tongyu street 桐屿街道 in Taizhou: a second street, with growers and couriers, whose data the first one never sees. Its people are invented. */
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { readAreas } from './areas.ts';
import type { TenantData } from './tenant-data.ts';
import { academy } from './tongyu/academy.ts';
import { courierPactRows, pactLessons } from './tongyu/courier-pact.ts';
import { fieldGuidanceTables } from './tongyu/field-guidance.ts';
import { lossClaimRows } from './tongyu/loss-claim.ts';
import { packagingTrial } from './tongyu/packaging-trial.ts';
import { people } from './tongyu/people.ts';
import { producePickupTables } from './tongyu/produce-pickup.ts';
import { hostQualifications, liveRoomTables } from './tongyu/room-booking.ts';
import { units } from './tongyu/units.ts';

export const tongyu: TenantData = {
  tenant: { id: 'tongyu', code: 'TY', en: 'Tongyu street, Taizhou', zh: '台州市桐屿街道', zone: 'Asia/Shanghai' },
  units,
  people: academy.with(people),
  areas: readAreas('tongyu.geojson'),
  categories: [
    { code: 'pavement', owner: 'tongyu-urban', handle: { workingDays: 3 }, en: 'Occupied pavement', zh: '占道经营' },
    { code: 'rubbish', owner: 'tongyu-urban', handle: { workingDays: 2 }, en: 'Dumped rubbish', zh: '暴露垃圾' },
    { code: 'fieldPath', owner: 'tongyu-village', handle: { workingDays: 5 }, en: 'Damaged field path', zh: '田间道路破损' },
    {
      code: 'fire',
      owner: null,
      handle: { workingDays: 1 },
      en: 'Fire',
      zh: '火情',
      anonymous: true,
      emergency: true,
      channel: { en: 'Fire brigade, 119', zh: '消防救援119', phone: '119' },
    },
    { code: 'other', owner: null, handle: { workingDays: 5 }, en: 'Something else', zh: '其他' },
  ],
  calendar: chinaCalendar(),
  rules: [
    {
      id: 'own-tongyu-urban',
      title: { en: 'Matters of Urban Management', zh: '综合行政执法事项' },
      when: { owner: true },
      unit: 'tongyu-urban',
    },
  ],
  limits: [],
  tables: [
    ...academy.tables,
    ...courierPactRows,
    ...fieldGuidanceTables,
    ...lossClaimRows,
    ...liveRoomTables,
    ...producePickupTables,
    ...packagingTrial,
  ],
  qualifications: [...hostQualifications, ...pactLessons],
};
