import type { SeedUnit } from '../tenant-data.ts';

const below = (parent: string, kind: string, id: string, en: string, zh: string): SeedUnit => ({ id, parent, kind, en, zh });

export const units: readonly SeedUnit[] = [
  { id: 'shangyu', kind: 'utility', en: 'Shangyu Power Supply', zh: '上虞供电公司' },
  below('shangyu', 'hall', 'service-hall', 'Customer Service Hall', '供电营业厅'),
  below('shangyu', 'department', 'marketing', 'Marketing Department', '营销部'),
  below('shangyu', 'department', 'safety', 'Safety Supervision', '安全监察部'),
  below('shangyu', 'team', 'live-line-team', 'Live-Line Working Team', '带电作业班'),
  below('shangyu', 'station', 'fenghui-station', 'Fenghui Power Station', '丰惠供电所'),
  below('shangyu', 'station', 'xiaoyue-station', 'Xiaoyue Power Station', '小越供电所'),
];
