/** Street patrols of Fushan: routes with their checkpoints, kinds of patrols, and what may be found. Codes and places are invented. */
import type { FindingRow, KindRow, RouteRow } from '../../../activities/patrol-schedule/tables.ts';
import type { SeedTableRow } from '../tenant-data.ts';

type Sort = keyof typeof checkpointKinds;

const checkpointKinds = {
  lane: { title: { en: 'Lane', zh: '街巷' } },
  shopfront: { title: { en: 'Shopfront', zh: '沿街店面' } },
  bridge: { title: { en: 'Bridge', zh: '桥头' } },
  fireLane: { title: { en: 'Fire lane', zh: '消防通道' } },
  chargingSpot: { title: { en: 'Charging spot', zh: '充电点' } },
  toilet: { title: { en: 'Public toilet', zh: '公厕' } },
  manhole: { title: { en: 'Manhole', zh: '雨污窨井' } },
  greaseTrap: { title: { en: 'Grease trap', zh: '隔油池' } },
  outlet: { title: { en: 'Outlet', zh: '排放口' } },
  fumeHood: { title: { en: 'Fume outlet', zh: '油烟排口' } },
};

const patrolKinds: Readonly<Record<string, KindRow>> = {
  streetOffice: { title: { en: 'Office on the road', zh: '马路办公' }, often: true },
  sweepDay: { title: { en: 'Sweeping day of the old town', zh: '古城大扫除' }, often: false },
  sewage: { title: { en: 'Nothing but rain into the river', zh: '污水零直排巡查' }, often: false },
  dyeTest: { title: { en: 'Dye test', zh: '染色试验' }, often: false },
  kitchenFume: { title: { en: 'Kitchen fumes', zh: '餐饮油烟巡查' }, often: false },
  fireSafety: { title: { en: 'Fire safety of the old town', zh: '古城消防巡查' }, often: false },
};

const finding = (category: string, en: string, zh: string, onTheSpot = true): FindingRow => ({
  title: { en, zh },
  category,
  onTheSpot,
});

const findingKinds: Readonly<Record<string, FindingRow>> = {
  occupiedLane: finding('pavement', 'Goods on the pavement', '占道堆放'),
  litter: finding('rubbish', 'Litter', '垃圾散落'),
  bicycles: finding('bicycleParking', 'Bicycles in the way', '非机动车乱停'),
  smallAdvert: finding('illegalAdvert', 'Stuck advertisements', '小广告'),
  blockedFireLane: finding('fireLane', 'Blocked fire lane', '堵塞消防通道'),
  looseCover: finding('manhole', 'Loose manhole cover', '井盖松动', false),
  blocked: finding('blockedDrain', 'Blocked drain', '管道堵塞', false),
  // What is judged by law goes to those who judge it.
  mixedPipe: finding('blockedDrain', 'Sewage in a rain pipe', '雨污混接', false),
  grease: finding('foodSafety', 'Grease let into the drain', '油污直排', false),
  discharge: finding('foodSafety', 'Waste water let into the river', '污水直排入河', false),
  fumes: finding('foodSafety', 'Fumes without a filter', '油烟未净化', false),
};

/** Checkpoints along a street, some metres from each other. */
const along = (prefix: string, [lat, lon]: readonly [number, number], points: readonly (readonly [Sort, string, string])[]) =>
  points.map(([sort, en, zh], n) => ({
    id: `${prefix}${n + 1}`,
    title: { en, zh },
    sort,
    lat: Number((lat + n * 0.0003).toFixed(4)),
    lon: Number((lon + n * 0.0001).toFixed(4)),
  }));

const tests = [
  '2026-09-18',
  '2026-09-18',
  '2026-09-19',
  '2026-06-24',
  '2026-06-24',
  '2026-09-19',
  '2026-09-22',
  '2026-09-22',
  '2026-06-25',
  '2026-09-23',
];

const patrolRoutes: Readonly<Record<string, RouteRow>> = {
  cangqiao: {
    title: { en: 'Cangqiao Street', zh: '仓桥直街' },
    unit: 'cangqiao-community',
    checkpoints: along(
      'c',
      [29.988, 120.563],
      [
        ['bridge', 'Cangqiao, north end', '仓桥北桥头'],
        ['shopfront', 'Tea houses', '茶馆段'],
        ['lane', 'Lane by the well', '井头弄口'],
        ['fireLane', 'Fire lane, door 41', '41号消防通道'],
        ['toilet', 'Public toilet', '公厕'],
        ['shopfront', 'Rice-wine shops', '黄酒铺段'],
        ['chargingSpot', 'Charging spot', '电动车充电点'],
        ['manhole', 'Manhole by the stage', '戏台旁窨井'],
        ['bridge', 'Landing, south end', '南端河埠头'],
      ],
    ),
  },
  shusheng: {
    title: { en: 'Shusheng Old Street', zh: '书圣故里老街' },
    unit: 'urban',
    checkpoints: along(
      's',
      [29.998, 120.583],
      [
        ['lane', 'West gate', '西入口'],
        ['shopfront', 'Brush shops', '笔庄段'],
        ['shopfront', 'Fan shops', '扇庄段'],
        ['bridge', 'Inscribed bridge', '题扇桥'],
        ['lane', 'Back lane', '后街'],
        ['fireLane', 'Fire lane, temple', '戒珠寺消防通道'],
        ['toilet', 'Public toilet', '公厕'],
        ['manhole', 'Manhole, pond', '墨池旁窨井'],
        ['chargingSpot', 'Charging spot', '充电点'],
        ['shopfront', 'Snack shops', '小吃段'],
        ['lane', 'East gate', '东入口'],
      ],
    ),
  },
  bazi: {
    title: { en: 'Bazi Bridge', zh: '八字桥' },
    unit: 'urban',
    checkpoints: along(
      'b',
      [29.996, 120.588],
      [
        ['bridge', 'Bridge, west', '桥西'],
        ['bridge', 'Bridge, east', '桥东'],
        ['lane', 'Towpath', '纤道'],
        ['outlet', 'Outlet under the bridge', '桥下排口'],
        ['lane', 'Lane by the church', '教堂弄'],
        ['fireLane', 'Fire lane', '消防通道'],
        ['toilet', 'Public toilet', '公厕'],
        ['shopfront', 'Shops', '沿河店面'],
      ],
    ),
  },
  straight: {
    title: { en: 'Fushan Straight Street', zh: '府山直街' },
    unit: 'fuheng-community',
    checkpoints: along(
      'f',
      [29.996, 120.573],
      [
        ['shopfront', 'North shops', '北段店面'],
        ['lane', 'Lane 1', '一弄'],
        ['lane', 'Lane 2', '二弄'],
        ['fumeHood', 'Noodle house', '面馆排口'],
        ['greaseTrap', 'Grease trap, noodle house', '面馆隔油池'],
        ['fumeHood', 'Grill', '烧烤店排口'],
        ['greaseTrap', 'Grease trap, grill', '烧烤店隔油池'],
        ['manhole', 'Manhole 1', '一号窨井'],
        ['manhole', 'Manhole 2', '二号窨井'],
        ['fireLane', 'Fire lane', '消防通道'],
        ['chargingSpot', 'Charging spot', '充电点'],
        ['shopfront', 'South shops', '南段店面'],
      ],
    ),
  },
  xueshifang: {
    title: { en: 'Xueshifang', zh: '学士坊' },
    unit: 'fuheng-community',
    checkpoints: along(
      'x',
      [29.991, 120.573],
      [
        ['lane', 'Gate', '坊门'],
        ['lane', 'Court of number 6', '6号院'],
        ['fireLane', 'Fire lane', '消防通道'],
        ['manhole', 'Manhole, court', '院内窨井'],
        ['chargingSpot', 'Charging spot', '充电点'],
        ['lane', 'Back door', '后门'],
      ],
    ),
  },
  outlets: {
    title: { en: 'Outlets into the river', zh: '沿河排放口' },
    unit: 'urban',
    checkpoints: along(
      'o',
      [29.987, 120.576],
      tests.map((_, n) => ['outlet', `Outlet ${n + 1}`, `${n + 1}号排口`] as const),
    ).map((point, n) => ({ ...point, tested: tests[n] ?? '' })),
  },
};

const rowsOf = (table: string, rows: Readonly<Record<string, unknown>>): readonly SeedTableRow[] =>
  Object.entries(rows).map(([key, value]) => ({ table, key, from: '2020-01-01', value }));

export const patrolTables: readonly SeedTableRow[] = [
  ...rowsOf('checkpointKinds', checkpointKinds),
  ...rowsOf('patrolKinds', patrolKinds),
  ...rowsOf('findingKinds', findingKinds),
  ...rowsOf('patrolRoutes', patrolRoutes),
];
