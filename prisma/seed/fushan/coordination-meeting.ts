import type { SeedTableRow } from '../tenant-data.ts';

const rule = (key: string, en: string, zh: string, lead: string, ...units: readonly string[]): SeedTableRow => ({
  table: 'meetingRules',
  key,
  value: { title: { en, zh }, lead, units },
});
const community = 'cangqiao-community';

/** Who meets about what, and which acts of a case wait for what was resolved. */
export const meetingRows: readonly SeedTableRow[] = [
  rule(
    'pipes',
    'Pipes and cables',
    '管线',
    'housing',
    'gas-station',
    'water-station',
    'power-station',
    'telecom-station',
    'traffic',
  ),
  rule('parking', 'Parking', '停车', 'traffic', 'urban', community),
  rule('stairCharging', 'Charging in stairwells', '楼道充电', 'emergency', 'power-station', community),
  rule('sewage', 'Sewage', '污水', 'water-station', 'housing', 'market'),
  rule('stalls', 'Stalls', '摊位', 'urban', 'market'),
  rule('noise', 'Noise', '噪声', 'urban', 'traffic'),
  rule('heritage', 'Heritage', '古城保护', 'housing', 'culture'),
  rule('trees', 'Trees', '树木', 'sanitation', 'housing'),
  rule('lift', 'Lifts', '加装电梯', 'housing', 'power-station', community),
  rule(
    'flood',
    'Flooding',
    '内涝',
    'water-station',
    'housing',
    'sanitation',
    'emergency',
    'traffic',
    'power-station',
    'gas-station',
    'urban',
    community,
  ),
  rule('signs', 'Shop signs', '店招', 'urban', 'culture'),
  { table: 'blockedActs', key: 'issueReport', value: { acts: ['done'] } },
  { table: 'blockedActs', key: 'microRenovation', value: { acts: ['contract', 'startLot'] } },
];
