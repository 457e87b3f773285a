import type { SeedUnit } from '../tenant-data.ts';

export const units: readonly SeedUnit[] = [
  { id: 'xindai', kind: 'township', en: 'Xindai Town Office', zh: '新埭镇人民政府' },
  { id: 'xindai-desk', parent: 'xindai', kind: 'desk', en: 'Xindai dispatch desk', zh: '新埭派单台' },
  { id: 'firm-service', parent: 'xindai', kind: 'department', en: 'Enterprise Service Centre', zh: '企业服务中心' },
  { id: 'industry-office', parent: 'xindai', kind: 'department', en: 'Economic Development Office', zh: '经济发展办公室' },
  { id: 'finance-office', parent: 'xindai', kind: 'department', en: 'Finance Office', zh: '财政办公室' },
  { id: 'discipline-office', parent: 'xindai', kind: 'department', en: 'Discipline Inspection Office', zh: '纪检监察办公室' },
  // Those who look at an application together.
  { id: 'safety-office', parent: 'xindai', kind: 'department', en: 'Work Safety Office', zh: '应急管理办公室' },
  { id: 'ecology-office', parent: 'xindai', kind: 'department', en: 'Ecology Office', zh: '生态环境办公室' },
  { id: 'labour-office', parent: 'xindai', kind: 'department', en: 'Labour and Social Insurance Office', zh: '人力社保所' },
  { id: 'planning-office', parent: 'xindai', kind: 'department', en: 'Planning and Land Office', zh: '规划建设办公室' },
  { id: 'transport-office', parent: 'xindai', kind: 'department', en: 'Transport Office', zh: '交通管理所' },
  { id: 'culture-office', parent: 'xindai', kind: 'department', en: 'Culture and Brand Office', zh: '文化品牌办公室' },
  { id: 'park-company', parent: 'xindai', kind: 'company', en: 'Xindai Fashion Park', zh: '新埭时尚产业园' },
  // The grids that serve firms.
  { id: 'service-east', parent: 'firm-service', kind: 'team', en: 'Service team East', zh: '东片服务组' },
  { id: 'service-west', parent: 'firm-service', kind: 'team', en: 'Service team West', zh: '西片服务组' },
];
