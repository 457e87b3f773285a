import type { SeedUnit } from '../tenant-data.ts';

const below = (parent: string, kind: string, id: string, en: string, zh: string): SeedUnit => ({ id, parent, kind, en, zh });

const TOWNSHIPS = 22;
const VILLAGE_SITES = 553;
const two = (n: number): string => String(n).padStart(2, '0');
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index + 1);

const numbered = (kind: string, count: number, en: string, zh: string): readonly SeedUnit[] =>
  upTo(count).map((n) => below('xiaoshan', kind, `${kind}-${two(n)}`, `${en} ${n}`, `${zh}${n}`));

const townships = numbered('township', TOWNSHIPS, 'Township', '镇街');

/** Spread over the townships as evenly as it goes: site 1 in the first, site 23 in the first again. */
const villageSites = upTo(VILLAGE_SITES).map((n) => {
  const township = ((n - 1) % TOWNSHIPS) + 1;
  const inTownship = Math.ceil(n / TOWNSHIPS);
  return below(
    `township-${two(township)}`,
    'villageSite',
    `site-${String(n).padStart(3, '0')}`,
    `Village site ${inTownship} of Township ${township}`,
    `镇街${township}村社服务点${inTownship}`,
  );
});

/** The figures of townships and village sites are the district's; their names, and all other units, are invented. */
export const units: readonly SeedUnit[] = [
  { id: 'xiaoshan', kind: 'bureau', en: 'Xiaoshan Medical Insurance Bureau', zh: '萧山医疗保障局' },
  below('xiaoshan', 'academy', 'academy', 'Medical Insurance Academy', '医保学院'),
  below('xiaoshan', 'desk', 'question-desk', 'Question desk', '线上答疑台'),
  below('xiaoshan', 'personnel', 'personnel-office', 'Personnel Office', '人事科'),
  below('xiaoshan', 'agency', 'agency-01', 'Handling Agency, enrolment', '参保经办中心'),
  below('xiaoshan', 'agency', 'agency-02', 'Handling Agency, reimbursement', '报销经办中心'),
  below('xiaoshan', 'agency', 'agency-03', 'Handling Agency, archives', '档案经办中心'),
  ...townships,
  ...villageSites,
  ...numbered('institution', 6, 'Medical Institution', '定点医疗机构'),
  ...numbered('bank', 3, 'Bank', '合作银行'),
  ...numbered('enterprise', 6, 'Enterprise', '企业'),
  ...numbered('park', 2, 'Industrial Park', '产业园区'),
];
