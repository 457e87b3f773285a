/** A village of your own, as `banjie db tenant` enters it. */
import { chinaCalendar, type TenantData } from 'banjie';

export const village: TenantData = {
  tenant: { id: 'village', code: 'VL', en: 'Our village', zh: '本村', zone: 'Asia/Shanghai' },
  // The root first; each unit stands after the one above it.
  units: [
    { id: 'village', kind: 'street', en: 'Our village', zh: '本村' },
    { id: 'tools', parent: 'village', kind: 'department', en: 'Tool shed', zh: '工具房' },
  ],
  people: [
    { id: 'anna', name: 'Anna', email: 'anna@example.org', locale: 'en', roles: [{ role: 'resident' }] },
    // Everywhere in the village.
    { id: 'lou', name: 'Lou', unit: 'village', locale: 'en', roles: [{ role: 'dispatcher' }] },
    // Only for cases that the tool shed has.
    { id: 'wei', name: 'Wei', unit: 'tools', locale: 'en', roles: [{ role: 'dispatcher', unit: 'tools' }] },
    { id: 'shi', name: 'Shi', unit: 'village', locale: 'en', roles: [{ role: 'admin' }] },
  ],
  areas: [],
  categories: [],
  rules: [],
  calendar: chinaCalendar(),
  // Only what differs from the process's own.
  limits: [{ process: 'toolRequest', name: 'clock.answer', value: { workingDays: 2 } }],
};
