/** What the town pays firms for, invented as its firms are: the amounts are the sample's own. */
import type { PolicyItem } from '../../../workflows/subsidy-application/eligibility/item.ts';
import type { SeedTableRow } from '../tenant-data.ts';

const rows = (table: string, of: Readonly<Record<string, unknown>>): readonly SeedTableRow[] =>
  Object.entries(of).map(([key, value]) => ({ table, key, value }));

const yuan = (sum: number): number => sum * 100;

const COMMON = { document: '新政发〔2024〕12号', years: { from: 2024, to: 2030 } };
const NO_BREACH = { condition: 'noSeriousBreach' } as const;
const NO_VETO = { condition: 'noSafetyVeto' } as const;
const HERE = { condition: 'inDistrict' } as const;
const TAX = { condition: 'taxFiled' } as const;
const INSURED = { condition: 'staffInsured' } as const;
const MAKERS = ['luggage', 'zips', 'wheels', 'fabrics', 'design'];

const items: Readonly<Record<string, PolicyItem>> = {
  designStudio: {
    ...COMMON,
    title: { en: 'Design studio', zh: '设计工作室' },
    track: 'fast',
    amount: { kind: 'percentOfInvoices', perMille: 300, mostFen: yuan(500_000) },
    conditions: [HERE, { condition: 'activeSince', months: 12 }, { condition: 'industry', industries: MAKERS }, NO_BREACH, TAX],
  },
  designAward: {
    ...COMMON,
    title: { en: 'Design award', zh: '设计奖励' },
    track: 'automatic',
    needsTap: true,
    amount: {
      kind: 'tierOfHonour',
      steps: [
        { level: 'gold', fen: yuan(300_000) },
        { level: 'silver', fen: yuan(100_000) },
      ],
    },
    conditions: [HERE, { condition: 'honour', list: 'designAward' }, NO_BREACH],
  },
  ownBrand: {
    ...COMMON,
    title: { en: 'Own brand', zh: '自主品牌' },
    track: 'normal',
    wholeDays: 90,
    amount: { kind: 'fixed', fen: yuan(200_000) },
    conditions: [
      ...[HERE, { condition: 'activeSince', months: 24 } as const],
      ...[{ condition: 'revenue', fromFen: yuan(20_000_000) } as const, NO_BREACH, NO_VETO, TAX, INSURED],
    ],
  },
  exportBrand: {
    ...COMMON,
    title: { en: 'Export brand', zh: '浙江出口名牌' },
    track: 'automatic',
    needsTap: true,
    amount: { kind: 'fixed', fen: yuan(100_000) },
    conditions: [HERE, { condition: 'honour', list: 'exportBrand' }, NO_BREACH, NO_VETO],
  },
  fairAbroad: {
    ...COMMON,
    title: { en: 'Fair abroad', zh: '境外参展' },
    track: 'fast',
    amount: { kind: 'perUnit', fen: yuan(20_000), most: 3, unit: { en: 'stand', zh: '展位' } },
    conditions: [HERE, NO_BREACH],
  },
  fairHome: {
    ...COMMON,
    title: { en: 'Fair at home', zh: '境内参展' },
    track: 'fast',
    amount: { kind: 'perUnit', fen: yuan(5000), most: 4, unit: { en: 'stand', zh: '展位' } },
    conditions: [HERE, NO_BREACH],
  },
  rdShare: {
    ...COMMON,
    title: { en: 'Share of research', zh: '研发投入占比' },
    track: 'normal',
    wholeDays: 90,
    window: { from: '03-01', to: '06-30', nextYear: true },
    amount: {
      kind: 'share',
      steps: [
        { fromPerMille: 60, fen: yuan(200_000) },
        { fromPerMille: 80, fen: yuan(300_000) },
      ],
    },
    conditions: [HERE, { condition: 'revenue', fromFen: yuan(5_000_000) }, NO_BREACH, TAX, INSURED],
  },
  patentIntl: {
    ...COMMON,
    title: { en: 'Patents abroad', zh: '境外专利' },
    track: 'automatic',
    needsTap: false,
    amount: { kind: 'perUnit', fen: yuan(30_000), most: 5, unit: { en: 'patent', zh: '专利' } },
    conditions: [HERE, { condition: 'honour', list: 'patentIntl' }, NO_BREACH],
  },
  liveStore: {
    ...COMMON,
    title: { en: 'Live-stream shop', zh: '直播店' },
    track: 'fast',
    amount: { kind: 'percentOfInvoices', perMille: 200, mostFen: yuan(100_000) },
    conditions: [HERE, NO_BREACH, TAX],
  },
  firstLine: {
    ...COMMON,
    title: { en: 'First automatic line', zh: '自动化流水线' },
    track: 'normal',
    wholeDays: 120,
    ceilingFen: yuan(3_000_000),
    amount: { kind: 'percentOfInvoices', perMille: 100, mostFen: yuan(3_000_000) },
    conditions: [
      ...[HERE, { condition: 'size', sizes: ['small', 'medium', 'large'] } as const],
      ...[{ condition: 'industry', industries: MAKERS } as const, NO_BREACH, NO_VETO, TAX, INSURED],
    ],
  },
};

const veto = (en: string, zh: string, register: 'credit' | 'safety' | 'environment', months?: number) => ({
  title: { en, zh },
  register,
  ...(months === undefined ? {} : { months }),
});

const vetoes = {
  seriousBreach: veto('serious breach of credit', '严重失信', 'credit'),
  taxFraud: veto('tax fraud', '偷税骗税', 'credit'),
  fatalAccident: veto('fatal accident', '安全生产死亡事故', 'safety', 12),
  majorPollution: veto('major pollution', '重大环境污染', 'environment'),
  wageArrears: veto('wages not paid', '拖欠工资', 'credit'),
  falseSubsidy: veto('false subsidy claim', '骗取补贴', 'credit', 36),
  licenceRevoked: veto('licence revoked', '吊销证照', 'credit'),
  enforcementDebtor: veto('debtor under enforcement', '失信被执行人', 'credit'),
  foodSafetyMajor: veto('major food safety case', '重大食品安全事件', 'safety'),
  dataFraud: veto('false statistics', '统计造假', 'credit'),
};

const YINFAN = '91339901MA9X00011A';
const XINLU = '91339901MA9X0002X2';
const TUOMI = '91339901MA9X00089A';
const award = (firm: string, more: object = {}) => ({ firm, day: '2026-01-20', validUntil: '2030-12-31', ...more });

export const honours = {
  'exportBrand:2026': {
    title: { en: 'Export brands of Zhejiang 2026', zh: '2026年浙江出口名牌' },
    ...{ list: 'exportBrand', year: 2026, document: '浙商务发〔2026〕3号' },
    // Also firms that have ended or moved since: the list is the province's.
    entries: [
      ...['91339901MA9X000382', '91339901MA9X00046W', '91339901MA9X00054P', '91339901MA9X00062J', '91339901MA9X00070D'],
      ...[YINFAN, XINLU, TUOMI, '92339901MA9X00126D'],
    ].map((firm) => award(firm)),
  },
  'designAward:2026': {
    title: { en: 'Design awards 2026', zh: '2026年设计奖' },
    ...{ list: 'designAward', year: 2026, document: '平文〔2026〕8号' },
    entries: [award(TUOMI, { level: 'gold' })],
  },
  'patentIntl:2026': {
    title: { en: 'Patents granted abroad 2026', zh: '2026年境外授权专利' },
    ...{ list: 'patentIntl', year: 2026, document: '平市监〔2026〕5号' },
    entries: [award(YINFAN, { units: 7 }), award(XINLU, { units: 2 })],
  },
  'keyProject:2026': {
    title: { en: 'Provincial key projects 2026', zh: '2026年省重点项目' },
    ...{ list: 'keyProject', year: 2026, document: '浙发改〔2026〕11号' },
    entries: [award(YINFAN)],
  },
};

const groups = {
  brandHonour: { title: { en: 'Honours of a brand', zh: '品牌荣誉' }, items: ['exportBrand', 'provincialBrand', 'cityBrand'] },
  fairOnce: { title: { en: 'One fair', zh: '参展' }, items: ['fairAbroad', 'onlineFair'] },
  designCost: { title: { en: 'Costs of design', zh: '设计投入' }, items: ['designStudio', 'designAward'] },
  equipment: { title: { en: 'Equipment', zh: '设备投入' }, items: ['firstLine', 'rdShare'] },
};

export const subsidies: readonly SeedTableRow[] = [
  ...rows('policyItems', items),
  ...rows('creditVetoes', vetoes),
  ...rows('firmVetoes', {
    '92339901MA9X001348:wageArrears': {
      ...{ firm: '92339901MA9X001348', kind: 'wageArrears', from: '2026-04-01', until: '2027-03-31' },
      document: '平人社监〔2026〕17号',
    },
  }),
  ...rows('jointUnits', {
    ownBrand: { units: ['safety-office', 'ecology-office', 'labour-office'] },
    rdShare: { units: ['labour-office', 'planning-office'] },
    firstLine: { units: ['safety-office', 'ecology-office', 'planning-office'] },
  }),
  ...rows('exclusiveGroups', groups),
  ...rows('honourLists', honours),
  ...rows('affiliates', {
    yinfan: { title: { en: 'Yinfan group', zh: '银帆集团' }, firms: [YINFAN, '91339901MA9X00046W'] },
  }),
];
