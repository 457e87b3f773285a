/** Xueshifang 学士坊: nine units that wait for their turn, and the fourteen homes of the sixth. People and numbers are invented. */
import type { SeedPerson, SeedSubject, SeedTableRow } from '../tenant-data.ts';

const SINCE = '2020-01-01';
const PROJECT = 'xueshifang';

const person = (id: string, name: string, role: string, unit?: string): SeedPerson => ({
  ...{ id, name, email: `${id}@example.org`, roles: [{ role }] },
  ...(unit === undefined ? {} : { unit }),
});

/** Households: their key, name, and whoever acts for them. */
const owners = [
  ['xs-a', '孟家', 'meng-ashui', '孟阿水'],
  ['xs-b', '曹家', 'cao-yulan', '曹玉兰'],
  ['xs-c', '潘家', 'pan-wen', '潘文'],
  ['xs-d', '戴家', 'dai-baogen', '戴宝根'],
  ['xs-e', '裘家', 'qiu-shan', '裘珊'],
  ['xs-f', '施家', 'shi-yue', '施月'],
  ['xs-g', '丰家', 'feng-ting', '丰婷'],
  ['xs-h', '吴家', 'wu-laoda', '吴老大'],
  ['xs-housing', '直管公房管理所', 'ju-fang', '鞠芳'],
] as const;
const tenants = [
  ['xs-t9', '骆家', 'luo-cuihua', '骆翠花'],
  ['xs-t10', '茅家', 'mao-gensheng', '茅根生'],
  ['xs-t11', '应家', 'ying-xiuzhen', '应秀珍'],
  ['xs-t12', '娄家', 'lou-jinfa', '娄金发'],
] as const;

export const renovationPeople: readonly SeedPerson[] = [
  ...[...owners, ...tenants].map(([, , id, name]) => person(id, name, 'householder')),
  person('tao-proxy', '陶明', 'resident'),
  person('lai-jing', '来静', 'renovationLead', 'housing'),
  person('xing-yun', '邢云', 'surveyor', 'housing'),
  person('hao-lan', '郝兰', 'surveyor', 'housing'),
  person('gu-heng', '顾恒', 'heritageReviewer', 'housing'),
  person('dou-ming', '窦明', 'fireReviewer', 'emergency'),
  person('mo-qi', '莫琪', 'utilityReviewer', 'power-station'),
  person('jian-zhi', '简直', 'siteSupervisor'),
  person('cen-hao', '岑浩', 'contractor'),
  person('pu-suan', '濮算', 'auditorOfWorks'),
  person('bian-jin', '卞锦', 'cashier', 'fushan'),
  person('chu-cai', '储才', 'financeOfficer', 'fushan'),
  person('kuai-ming', '蒯明', 'financeOfficer', 'fushan'),
  person('zhai-ping', '翟平', 'noticeOfficer', 'fushan'),
];

const household = ([key, name, agent]: (typeof owners | typeof tenants)[number]): SeedSubject => ({
  ...{ kind: 'household', key, name, names: [{ name, from: SINCE }] },
  ...{ states: [{ state: 'active', from: SINCE }], agents: [{ person: agent, from: SINCE }] },
});

export const renovationSubjects: readonly SeedSubject[] = [
  ...[...owners, ...tenants].map(household),
  {
    ...{
      kind: 'firm',
      key: '91339901MA9X00417K',
      name: '古今修缮工程有限公司',
      names: [{ name: '古今修缮工程有限公司', from: SINCE }],
    },
    ...{ states: [{ state: 'active', from: SINCE }], foundedOn: SINCE, agents: [{ person: 'cen-hao', from: SINCE }] },
  },
];

const title = (en: string, zh: string) => ({ title: { en, zh } });
const row = (table: string, key: string, value: object): SeedTableRow => ({ table, key, value });

/** The homes of unit 6 in the order of their doors: whose they are, 0.01 m², floor. */
const homes: readonly (readonly [owner: string, area: number, floor: number, more?: object])[] = [
  ['xs-a', 4_120, 1],
  ['xs-b', 5_230, 1],
  ['xs-c', 3_875, 2, { absent: true }],
  ['xs-d', 6_010, 1],
  ['xs-e', 4_400, 1],
  ['xs-e', 4_400, 2],
  ['xs-e', 5_125, 2],
  ['xs-f', 3_990, 2, { absent: true }],
  ['xs-housing', 4_860, 1, { tenure: 'publicHousing', user: 'xs-t9' }],
  ['xs-housing', 4_725, 1, { tenure: 'publicHousing', user: 'xs-t10' }],
  ['xs-housing', 4_280, 2, { tenure: 'publicHousing', user: 'xs-t11' }],
  ['xs-housing', 5_050, 2, { tenure: 'publicHousing', user: 'xs-t12' }],
  ['xs-g', 4_185, 2, { disputed: true, absent: true }],
  ['xs-h', 4_000, 1],
];

const share = (of: number, parts: number, more?: true) => {
  const one = { of, in: parts, ...(more ? { more } : {}) };
  return { persons: one, weight: one };
};
const ORDINARY = { kind: 'ordinary', gate: share(2, 3), yes: share(1, 2, true) };
const HEAVY = { kind: 'heavy', gate: share(2, 3), yes: share(3, 4) };

export const renovationRows: readonly SeedTableRow[] = [
  row('projects', PROJECT, {
    ...title('Xueshifang', '学士坊'),
    unit: 'housing',
    budget: 'renovation',
    units: Array.from({ length: 9 }, (_, n) => ({
      ...{ id: `xueshifang-${n + 1}`, ...title(`Unit ${n + 1}`, `${n + 1}单元`), turn: n + 1, listed: n + 1 === 6 },
      ...(n + 1 <= 5 ? { done: true } : {}),
    })),
  }),
  ...homes.map(([owner, area, floor, more], n) =>
    row('households', `${PROJECT}/6-${n + 1}`, {
      ...{
        project: PROJECT,
        unit: 'xueshifang-6',
        door: `6-${n + 1}`,
        tenure: 'private',
        area,
        areaBy: 'deed',
        floor,
        owners: [owner],
      },
      ...more,
    }),
  ),
  row('works', 'roofTile', {
    ...title('Roof tile repair', '瓦屋面翻修'),
    measure: 'm2',
    unitFen: 38_000,
    lot: 'roof',
    where: 'common',
    rate: 'common',
    warrantyMonths: 60,
  }),
  row('works', 'rafter', {
    ...title('Rafters', '椽子更换'),
    measure: 'm',
    unitFen: 26_000,
    lot: 'roof',
    where: 'common',
    rate: 'common',
    warrantyMonths: 24,
  }),
  row('works', 'laneSlab', {
    ...title('Lane slabs', '石板巷道'),
    measure: 'm2',
    unitFen: 42_000,
    lot: 'lane',
    where: 'public',
    rate: 'public',
    warrantyMonths: 24,
  }),
  row('works', 'cableDuct', {
    ...title('Cable duct', '弱电管沟'),
    measure: 'm',
    unitFen: 51_000,
    lot: 'cables',
    where: 'public',
    rate: 'public',
    warrantyMonths: 24,
  }),
  row('works', 'drain', {
    ...title('Drain', '排水管'),
    measure: 'm',
    unitFen: 64_000,
    lot: 'drains',
    where: 'public',
    rate: 'public',
    warrantyMonths: 24,
  }),
  row('works', 'hydrant', {
    ...title('Hydrant', '消火栓'),
    measure: 'piece',
    unitFen: 980_000,
    lot: 'fire',
    where: 'public',
    rate: 'public',
    warrantyMonths: 24,
  }),
  row('works', 'latticeWindow', {
    ...title('Wood lattice window', '木花格窗'),
    measure: 'piece',
    unitFen: 145_000,
    lot: 'inside',
    where: 'private',
    rate: 'private',
    warrantyMonths: 24,
  }),
  row('works', 'limeWall', {
    ...title('White lime wall', '白灰墙面'),
    measure: 'm2',
    unitFen: 9_500,
    lot: 'facade',
    where: 'common',
    rate: 'common',
    warrantyMonths: 24,
  }),
  row('works', 'gutter', {
    ...title('Eaves gutter', '檐沟'),
    measure: 'm',
    unitFen: 12_000,
    lot: 'roof',
    where: 'common',
    rate: 'common',
    warrantyMonths: 60,
  }),
  row('works', 'hiddenBox', {
    ...title('Cover of an outdoor unit', '空调外机罩'),
    measure: 'piece',
    unitFen: 90_000,
    lot: 'inside',
    where: 'private',
    rate: 'private',
    warrantyMonths: 24,
  }),
  row('works', 'canteenAccess', {
    ...title('Step-free way to the canteen', '老年食堂无障碍通道'),
    measure: 'm',
    unitFen: 76_000,
    lot: 'lane',
    where: 'public',
    rate: 'public',
    warrantyMonths: 24,
  }),
  row('works', 'grabRail', {
    ...title('Grab rails of a bath', '卫浴扶手'),
    measure: 'piece',
    unitFen: 32_000,
    lot: 'inside',
    where: 'private',
    rate: 'grabRails',
    warrantyMonths: 24,
  }),
  row('workOrder', 'cables', { ...title('Cables', '管线入地'), after: ['drains'] }),
  row('workOrder', 'lane', { ...title('Lane', '巷道铺装'), after: ['drains', 'cables'] }),
  row('workOrder', 'facade', { ...title('Façade', '外立面'), after: ['roof'] }),
  row('workOrder', 'inside', { ...title('Inside homes', '户内'), after: ['roof'] }),
  row('voteRules', 'plan', { ...title('The plan of the renovation', '微改造方案'), ...ORDINARY }),
  row('voteRules', 'useFund', { ...title('Use of the maintenance fund', '使用维修资金'), ...ORDINARY }),
  row('voteRules', 'raiseFund', { ...title('Raising a fund', '筹集维修资金'), ...HEAVY }),
  row('voteRules', 'rebuild', { ...title('Rebuilding', '改建、重建'), ...HEAVY }),
  row('voteRules', 'changeUse', { ...title('Another use of common parts', '改变共有部分用途'), ...HEAVY }),
  row('voteRules', 'hearOnly', { ...title('Public works alone', '仅公共部分工程'), ...ORDINARY, kind: 'hearOnly' }),
  row('subsidyRates', 'public', { ...title('Public works', '公共部分'), perMille: 1_000 }),
  row('subsidyRates', 'common', { ...title('Common parts', '共有部分'), perMille: 700 }),
  row('subsidyRates', 'private', {
    ...title('Inside homes', '户内'),
    perMille: 500,
    mostPerSquareMetre: 80_000,
    mostPerPlace: 30_000_000,
  }),
  row('subsidyRates', 'hardship', { ...title('More in hardship', '困难家庭加补'), perMille: 300 }),
  row('subsidyRates', 'fire', { ...title('Fire safety', '消防'), perMille: 1_000 }),
  row('subsidyRates', 'grabRails', { ...title('Grab rails for the old', '适老扶手'), perMille: 1_000, mostPerPlace: 150_000 }),
];
