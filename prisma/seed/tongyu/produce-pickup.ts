/** What Tongyu's pickup line begins with: its products and growers, its slots and couriers, where it goes and what that costs. All invented. */
import type { Title } from '../../../workflows/kernel/process.ts';
import type { SeedTableRow } from '../tenant-data.ts';

const rows = (table: string, values: Readonly<Record<string, object>>, from?: string): readonly SeedTableRow[] =>
  Object.entries(values).map(([key, value]) => ({ table, key, value, ...(from === undefined ? {} : { from }) }));

const title = (en: string, zh: string): { readonly title: Title } => ({ title: { en, zh } });
const season = (from: string, to: string) => ({ season: { from, to } });
const range = (coldest: number, warmest: number) => ({ coldest, warmest });

/** Fruit isn't kept while somebody is looked for: one call, and six hours. */
const quick = { perishable: true, undeliverable: { messages: 1, gapHours: 0, unansweredHours: 6 } };

const products = rows('products', {
  loquatRed: {
    ...title('Red loquats', '红沙枇杷'),
    unit: '个',
    grams: 35,
    ...range(10, 50),
    ...season('04-25', '06-10'),
    shelfHours: 72,
    ...quick,
    scheme: 'netTray',
  },
  loquatWhite: {
    ...title('White loquats', '白沙枇杷'),
    unit: '个',
    grams: 30,
    ...range(10, 50),
    ...season('05-05', '06-05'),
    shelfHours: 48,
    ...quick,
    scheme: 'netTray',
  },
  loquatSyrup: { ...title('Loquat syrup', '枇杷露'), unit: '瓶', grams: 420, perishable: false, scheme: 'boardBetween' },
  loquatDrink: { ...title('Loquat drink', '枇杷饮品'), unit: '瓶', grams: 350, perishable: false, scheme: 'boardBetween' },
  loquatPaste: { ...title('Loquat paste', '枇杷膏'), unit: '罐', grams: 300, perishable: false, scheme: 'jarCell' },
  watermelon: {
    ...title('Huanglang watermelon', '黄琅西瓜'),
    unit: '个',
    grams: 5000,
    ...range(80, 150),
    ...season('05-20', '10-10'),
    perishable: true,
    scheme: 'melonNet',
  },
  mandarin: {
    ...title('Hongmeiren mandarins', '红美人柑橘'),
    unit: '个',
    grams: 180,
    ...range(30, 80),
    ...season('10-20', '01-31'),
    perishable: true,
    scheme: 'doubleWall',
  },
  bayberry: {
    ...title('Bayberries', '杨梅'),
    unit: '个',
    grams: 15,
    ...range(0, 30),
    ...season('06-05', '07-05'),
    shelfHours: 24,
    ...quick,
    scheme: 'foamIce',
  },
  grape: { ...title('Grapes', '葡萄'), unit: '串', grams: 500, perishable: true, scheme: 'hangTray' },
  strawberry: { ...title('Strawberries', '草莓'), unit: '个', grams: 20, ...range(0, 20), ...quick, scheme: 'paperPulp' },
});

const atStation = { kind: 'smallholder', station: 'xiaotong-station' };
const coop = { a: '93339901MA9X00097Y', b: '93339901MA9X0010XF', c: '93339901MA9X00118F' };
const growers = rows('growers', {
  'mou-xiulan': { ...atStation, plot: 'P01', born: 1948 },
  'ruan-fugen': { ...atStation, plot: 'P02', born: 1952 },
  'guan-dexing': { ...atStation, plot: 'P03', born: 1955 },
  'lin-yuzhen': { ...atStation, plot: 'P04', born: 1956 },
  'cai-junming': { kind: 'coop', coop: coop.a, plot: 'P05', born: 1979 },
  'luo-min': { kind: 'coop', coop: coop.a, plot: 'P06', born: 1985 },
  'ying-hong': { kind: 'coop', coop: coop.b, plot: 'P07', born: 1981 },
  'pan-liang': { kind: 'coop', coop: coop.b, plot: 'P08', born: 1990 },
  'jin-bo': { kind: 'coop', coop: coop.c, plot: 'P09', born: 1976 },
  'shen-qi': { kind: 'coop', coop: coop.c, plot: 'P10', born: 1988 },
});

const coming = { sameDay: false, dropOff: false };
const today = { sameDay: true, dropOff: false };
const brought = { sameDay: true, dropOff: true };
const kilos = (kg: number) => ({ grams: kg * 1000 });
const pickupSlots = rows('pickupSlots', {
  dawn530: { ...title('half past five', '5:30值班专线'), from: '05:30', to: '06:30', parcels: 60, ...kilos(900), ...coming },
  noon: { ...title('noon', '午间'), from: '11:30', to: '12:30', parcels: 40, ...kilos(600), ...today },
  dusk: {
    ...title('dusk', '傍晚'),
    from: '17:00',
    to: '18:00',
    weekdays: [1, 2, 3, 4, 5, 6],
    parcels: 40,
    ...kilos(600),
    ...today,
  },
  stationAm: { ...title('station, morning', '服务站上午'), from: '08:00', to: '11:00', parcels: 120, ...kilos(2000), ...brought },
  stationPm: {
    ...title('station, afternoon', '服务站下午'),
    from: '13:30',
    to: '16:30',
    parcels: 120,
    ...kilos(2000),
    ...brought,
  },
  coopA: { ...title('Xishan co-operative', '西山合作社'), from: '06:30', to: '07:30', parcels: 80, ...kilos(1500), ...coming },
  coopB: { ...title('Gonghe co-operative', '共和合作社'), from: '06:30', to: '07:30', parcels: 80, ...kilos(1500), ...coming },
  coopC: { ...title('Jinqing co-operative', '金清合作社'), from: '06:30', to: '07:30', parcels: 80, ...kilos(1500), ...coming },
  melon: {
    ...title('melons', '西瓜专线'),
    from: '05:00',
    to: '06:00',
    months: { from: 6, to: 8 },
    parcels: 30,
    ...kilos(3000),
    ...coming,
  },
  winter: {
    ...title('winter', '冬季专线'),
    from: '08:00',
    to: '09:00',
    months: { from: 11, to: 1 },
    parcels: 60,
    ...kilos(900),
    ...coming,
  },
});

const loquats = ['loquatRed', 'loquatWhite'];
const bottles = ['loquatSyrup', 'loquatDrink'];
const scheme = (en: string, zh: string, products: readonly string[], adopted: boolean, costFen: number) => ({
  ...title(en, zh),
  products,
  adopted,
  costFen,
});
const packagingSchemes: readonly SeedTableRow[] = [
  ...rows('packagingSchemes', { netTray: scheme('net and tray', '单果套网+凹槽托底', loquats, true, 162) }, '2023-05-01'),
  ...rows('packagingSchemes', {
    plainBox: scheme('plain box', '普通纸箱', [], true, 120),
    boardBetween: scheme('boards between bottles', '瓶间加硬纸板隔断', bottles, true, 90),
    foamIce: scheme('foam box with ice', '泡沫箱加冰', ['bayberry', 'strawberry'], true, 350),
    melonNet: scheme('net for melons', '西瓜网套', ['watermelon'], true, 110),
    hangTray: scheme('hanging tray', '悬挂托盘', ['grape'], true, 240),
    doubleWall: scheme('double wall', '双层瓦楞', ['mandarin', 'loquatSyrup'], true, 140),
    paperPulp: scheme('paper pulp', '纸浆托', ['strawberry', 'mandarin'], true, 130),
    jarCell: scheme('cells for jars', '罐装格挡', ['loquatPaste'], true, 80),
    trial0: scheme('cell tray', '蜂窝托试制品', loquats, false, 204),
  }),
  // What was adopted since took its place.
  ...rows('packagingSchemes', { plainBox: scheme('plain box', '普通纸箱', [], false, 120) }, '2023-05-01'),
];

const zone = (firstKg: number, perKg: number) => ({ firstKg, perKg });
const tariffs = rows('tariffs', {
  local: zone(600, 100),
  zhejiang: zone(800, 150),
  eastChina: zone(1000, 250),
  north: zone(1400, 500),
  south: zone(1400, 500),
  west: zone(1800, 900),
  northeast: zone(1600, 700),
  hkmo: zone(3000, 1500),
  islands: zone(2400, 1200),
  suspended: zone(1000, 1000),
});

const months = (from: number, to: number) => ({ months: { from, to } });
const farmTariffs = rows('farmTariffs', {
  smallholderLoquats: { order: 10, who: 'smallholder', products: loquats, ...months(4, 6), off: 333, floor: 520 },
  coopLoquats: { order: 20, who: 'coop', products: loquats, ...months(4, 6), off: 333, floor: 500 },
  smallholderSyrup: { order: 30, who: 'smallholder', products: bottles, ...months(1, 12), off: 333, floor: 560 },
  coopSyrup: { order: 40, who: 'coop', products: bottles, ...months(1, 12), off: 250, floor: 560 },
  melon: { order: 50, who: 'any', products: ['watermelon'], ...months(6, 10), off: 300, floor: 900 },
  mandarin: { order: 60, who: 'any', products: ['mandarin'], ...months(10, 1), off: 300, floor: 640 },
  bayberry: { order: 70, who: 'any', products: ['bayberry'], ...months(6, 7), off: 333, floor: 600 },
  paste: { order: 80, who: 'any', products: ['loquatPaste'], ...months(1, 12), off: 250, floor: 560 },
  liveShop: { order: 90, who: 'liveShop', ...months(1, 12), off: 200, floor: 600 },
  // Those over 65 pay no more for the station's help.
  over65: { order: 100, who: 'over65', ...months(1, 12), off: 0, floor: 600 },
});
const costPrice = rows('costPrice', { any: { fen: 450 }, bayberry: { fen: 580 } });

const crew = ['tu-gang', 'ke-min', 'xie-lei', 'zang-yu', 'bao-jie'];
const load = { parcels: 12, grams: 180_000 };
const pickupRoster = rows('pickupRoster', {
  dawn530: { slot: 'dawn530', couriers: crew, ...load },
  noon: { slot: 'noon', couriers: ['xie-lei', 'ke-min'], ...load },
  dusk: { slot: 'dusk', couriers: ['zang-yu', 'tu-gang'], ...load },
  coopA: { slot: 'coopA', couriers: ['tu-gang', 'bao-jie'], ...load },
  coopB: { slot: 'coopB', couriers: ['ke-min', 'zang-yu'], ...load },
  coopC: { slot: 'coopC', couriers: ['xie-lei', 'bao-jie'], ...load },
  melon: { slot: 'melon', couriers: ['bao-jie', 'tu-gang'], ...load },
  winter: { slot: 'winter', couriers: crew, ...load },
});

const region = (en: string, zh: string, of: string, hours: number) => ({
  ...title(en, zh),
  zone: of,
  hours,
  suspended: of === 'suspended',
});
const regions = rows('regions', {
  taizhou: region('Taizhou', '台州', 'local', 24),
  hangzhou: region('Hangzhou', '杭州', 'zhejiang', 24),
  ningbo: region('Ningbo', '宁波', 'zhejiang', 24),
  shanghai: region('Shanghai', '上海', 'eastChina', 24),
  jiangsu: region('Jiangsu', '江苏', 'eastChina', 48),
  beijing: region('Beijing', '北京', 'north', 48),
  guangdong: region('Guangdong', '广东', 'south', 48),
  sichuan: region('Sichuan', '四川', 'west', 72),
  liaoning: region('Liaoning', '辽宁', 'northeast', 72),
  hongkong: region('Hong Kong and Macao', '港澳', 'hkmo', 72),
  zhoushan: region('Outer islands of Zhoushan', '舟山海岛', 'islands', 72),
  closed: region('Closed area', '停运区域', 'suspended', 72),
});

const coldStores = rows('coldStores', {
  xiaotongA: { ...title('cell A of Xiaotong', '小桐冷库A'), store: 'xiaotong', ...kilos(800), ...range(10, 50) },
  xiaotongB: { ...title('cell B of Xiaotong', '小桐冷库B'), store: 'xiaotong', ...kilos(1200), ...range(30, 80) },
  hubC: { ...title('cell C of the hub', '揽收中心冷库C'), store: 'hub', ...kilos(3000), ...range(10, 50) },
});

const run = (en: string, zh: string, leaves: string, cutOff: string, kg: number, zones?: readonly string[]) => ({
  ...title(en, zh),
  leaves,
  cutOff,
  ...kilos(kg),
  ...(zones ? { zones } : {}),
});
const trunkRuns = rows('trunkRuns', {
  r0730: run('the run at 7:30 to Hangzhou', '7:30杭州干线', '07:30', '07:15', 1500, ['local', 'zhejiang', 'eastChina']),
  r0900: run('the run at 9:00', '9:00干线', '09:00', '08:50', 2000, ['local', 'zhejiang', 'eastChina', 'south']),
  r1200: run('the run at 12:00', '12:00同城', '12:00', '11:50', 1200, ['local']),
  r1400: run('the run at 14:00', '14:00北线', '14:00', '13:45', 2000, ['north', 'northeast']),
  r1700: run('the run at 17:00', '17:00西线', '17:00', '16:45', 1500, ['west']),
  r2100: run('the run at 21:00', '21:00干线', '21:00', '20:45', 3000),
  rSun0800: { ...run('the run on Sundays', '周日8:00干线', '08:00', '07:45', 1500), weekdays: [7] },
  air1030: run('the flight at 10:30', '10:30航空', '10:30', '09:30', 300, ['north', 'hkmo']),
  cold0800: run('the cold run at 8:00', '8:00冷链', '08:00', '07:50', 900, ['eastChina']),
  rHoliday: run('the run of holidays', '节假日10:00干线', '10:00', '09:45', 1500),
});

export const producePickupTables: readonly SeedTableRow[] = [
  ...products,
  ...growers,
  ...pickupSlots,
  ...packagingSchemes,
  ...tariffs,
  ...farmTariffs,
  ...costPrice,
  ...pickupRoster,
  ...regions,
  ...coldStores,
  ...trunkRuns,
];
