/** Where and under which categories something is reported in the town, such as a danger that a visit has seen. */
import type { SeedArea, SeedCategory } from '../tenant-data.ts';

const square = (lon: number, lat: number, size: number) => [
  [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ],
];

export const areas: readonly SeedArea[] = [
  { id: 'xd-east', en: 'Xindai East', zh: '新埭东片', shape: { type: 'Polygon', coordinates: square(121.05, 30.75, 0.1) } },
  { id: 'xd-west', en: 'Xindai West', zh: '新埭西片', shape: { type: 'Polygon', coordinates: square(120.95, 30.75, 0.1) } },
];

export const categories: readonly SeedCategory[] = [
  { code: 'workSafety', owner: 'safety-office', handle: { workingDays: 3 }, en: 'Danger at work', zh: '生产安全隐患' },
  { code: 'other', owner: null, handle: { workingDays: 5 }, en: 'Something else', zh: '其他' },
];
