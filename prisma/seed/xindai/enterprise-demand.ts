import type { SeedTableRow } from '../tenant-data.ts';

type Row = { readonly unit?: string; readonly days?: number; readonly joint?: boolean; readonly outside?: object };

const category = (key: string, en: string, zh: string, { joint = false, ...row }: Row): SeedTableRow => ({
  table: 'demandCategories',
  key,
  value: { title: { en, zh }, joint, ...row },
});

/** Whose matter the demands of firms are. Numbers are the sample's own. */
export const demandCategories: readonly SeedTableRow[] = [
  category('labour', 'Labour', '用工', { unit: 'labour-office', days: 7 }),
  category('land', 'Land and building', '用地规划', { unit: 'planning-office', days: 10, joint: true }),
  category('power', 'Power', '用电', { outside: { en: 'Power company', zh: '供电公司' } }),
  category('finance', 'Finance', '融资', { unit: 'finance-office', days: 7 }),
  category('customs', 'Export and customs', '外贸通关', { unit: 'industry-office', days: 7 }),
  category('design', 'Design', '设计', { unit: 'culture-office', days: 7 }),
  category('brand', 'Brand', '品牌', { unit: 'culture-office', days: 7 }),
  category('logistics', 'Roads and logistics', '道路物流', { unit: 'transport-office', days: 5 }),
  category('dormitory', 'Dormitories', '员工住宿', { unit: 'planning-office', days: 10, joint: true }),
  category('subsidy', 'Subsidy', '政策补贴', { unit: 'industry-office' }),
  category('other', 'Other', '其他', { days: 3 }),
];

/** Answers wait for what a meeting has resolved as a condition. */
export const meetingRows: readonly SeedTableRow[] = [
  { table: 'blockedActs', key: 'enterpriseDemand', value: { acts: ['answer'] } },
];
