import type { SeedTableRow } from '../tenant-data.ts';

const rule = (key: string, days: number, least: number): SeedTableRow => ({ table: 'noticeRules', key, value: { days, least } });

/** For how long each kind of case is public, in working days, and what the rule behind it asks for. */
export const noticeRules: readonly SeedTableRow[] = [
  rule('subsidyBatch', 7, 5),
  rule('subsidyApplication', 7, 5),
  rule('microRenovation', 7, 5),
  rule('parkTenancy', 7, 5),
  rule('packagingTrial', 5, 5),
];
