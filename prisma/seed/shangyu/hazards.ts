/** What hazard inspection and protection plans judge by at the sample utility. Wells, customers and limits are invented. */
import { defaultGrades } from '../../../workflows/hazard-inspection/grades.ts';
import type { SeedTableRow } from '../tenant-data.ts';

const onLine = (table: string, line: string, key: string, en: string, zh: string): SeedTableRow => ({
  table,
  key,
  value: { title: { en, zh }, line },
});

const tables: readonly SeedTableRow[] = [
  ...Object.entries({ ...defaultGrades, critical: { ...defaultGrades.critical, limit: { clockMinutes: 24 * 60 } } }).map(
    ([key, value]) => ({ table: 'hazardGrades', key, value }),
  ),
  // A critical hazard had a day until the autumn inspection of 2025.
  { table: 'hazardGrades', key: 'critical', value: defaultGrades.critical, from: '2025-10-01' },
  onLine('irrigationWells', 'E551', 'W-551-1', 'East Dyke pumping well', '东堤机井'),
  onLine('irrigationWells', 'E551', 'W-551-2', 'Paddy field pumping well 2', '稻田2号机井'),
  onLine('irrigationWells', 'E552', 'W-552-1', 'Fengnan pumping station', '丰南排灌站'),
  onLine('irrigationWells', 'E617', 'W-617-1', 'Xiaoyue lake well', '小越湖机井'),
  onLine('priorityCustomers', 'E551', 'C-551-1', 'Shengfeng grain drying plant', '盛丰粮食烘干中心'),
  onLine('priorityCustomers', 'E617', 'C-617-1', 'Xiaoyue waterworks', '小越水厂'),
];

export const hazards = { tables };
