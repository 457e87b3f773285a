import type { SeedUnit } from '../tenant-data.ts';

const below = (parent: string, kind: string, id: string, en: string, zh: string): SeedUnit => ({ id, parent, kind, en, zh });

export const units: readonly SeedUnit[] = [
  { id: 'fushan', kind: 'street', en: 'Fushan Street Office', zh: '府山街道办事处' },
  below('fushan', 'desk', 'desk', 'Dispatch desk', '综合信息指挥室'),
  below('fushan', 'department', 'urban', 'Urban Management', '综合行政执法队'),
  below('fushan', 'department', 'sanitation', 'Environmental Sanitation', '环境卫生管理所'),
  below('fushan', 'department', 'emergency', 'Fire and Emergency', '应急消防管理站'),
  below('fushan', 'department', 'market', 'Market Supervision', '市场监督管理所'),
  below('fushan', 'department', 'housing', 'Housing and Construction', '城乡建设办公室'),
  below('fushan', 'department', 'traffic', 'Traffic Police Liaison', '交警联络室'),
  below('fushan', 'station', 'power-station', 'Power Supply Station', '府山供电服务站'),
  below('fushan', 'station', 'telecom-station', 'Telecommunication Lines Station', '通信线路维护站'),
  below('fushan', 'community', 'cangqiao-community', 'Cangqiao Community', '仓桥社区'),
  below('fushan', 'community', 'fuheng-community', 'Fuheng Community', '府横社区'),
  below('fushan', 'station', 'gas-station', 'Gas Company Station', '燃气服务站'),
  below('fushan', 'station', 'water-station', 'Water Company Station', '供水服务站'),
  below('fushan', 'station', 'culture', 'Culture Station', '综合文化站'),
];
