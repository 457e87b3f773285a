/** The tenant's tables by which pickups are judged: what is sent and by whom, when and by whom it is collected, where it goes and what it costs. */
import { z } from 'zod';
import { choice, titled } from '../../workflows/kernel/describe.ts';
import { personId, say, tableKey, unitId } from '../../workflows/kernel/inputs.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { belowCost, type FarmTariff } from '../../workflows/produce-pickup/tariff.ts';
import { key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const time = (en: string, zh: string, help?: readonly [string, string]) =>
  titled(
    en,
    zh,
    z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, say('Give a time such as 05:30.', '请填写时间，例如05:30。')),
    help,
  );
const tenths = () => whole(-400, 600);
const weekdays = () =>
  titled('Weekdays', '星期', z.array(whole(1, 7)).min(1).max(7).optional(), [
    '1 is Monday; every day where left out.',
    '1为周一；留空为每天。',
  ]);
const monthDay = () => {
  const wrong = say('Give a day of the year such as 04-25.', '请填写月日，例如04-25。');
  return z.string(wrong).regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, wrong);
};
const months = () =>
  z.strictObject({ from: titled('First month', '起始月', whole(1, 12)), to: titled('Last month', '结束月', whole(1, 12)) });

export const products: TableRule = {
  title: { en: 'Products', zh: '寄递品类' },
  key: { en: 'Code of the product', zh: '品类代码' },
  row: z.strictObject({
    title: rowTitle(),
    unit: titled('Unit', '计数单位', key(20), ['Such as fruit or bottle.', '例如个、瓶。']),
    grams: titled('Weight of one', '单个重量（克）', whole(1, 30_000).optional()),
    coldest: titled('Coldest', '最低温度（0.1 °C）', tenths().optional()),
    warmest: titled('Warmest', '最高温度（0.1 °C）', tenths().optional()),
    season: titled(
      'Season',
      '寄递季',
      z.strictObject({ from: titled('From', '起', monthDay()), to: titled('To', '止', monthDay()) }).optional(),
      ['All the year where left out.', '留空为全年。'],
    ),
    shelfHours: titled('Keeps for', '保鲜时长（小时）', whole(1, 10_000).optional()),
    perishable: titled('Perishable', '易腐', z.boolean()),
    scheme: titled('Packed as', '默认包装方案', tableKey('packagingSchemes').optional()),
    undeliverable: titled(
      'Before it counts as undeliverable',
      '无法投递认定',
      z
        .strictObject({
          messages: titled('Messages', '联系次数', whole(1, 10)),
          gapHours: titled('Hours between them', '间隔（小时）', whole(0, 72)),
          unansweredHours: titled('Hours without an answer', '末次后等待（小时）', whole(0, 168)),
        })
        .optional(),
      ['By the limits where left out.', '留空按通用参数。'],
    ),
  }),
};

export const growers: TableRule = {
  title: { en: 'Growers', zh: '种植户' },
  key: { en: 'Id of the person', zh: '人员编号' },
  keepers: ['admin', 'stationClerk', 'pickupDispatcher', 'guidanceSecretary'],
  row: z.strictObject({
    kind: titled(
      'Kind',
      '类型',
      choice({ smallholder: ['smallholder', '散户'], coop: ['co-operative', '合作社'], firm: ['firm', '企业'] }),
    ),
    coop: titled('Co-operative or firm', '合作社或企业', key(40).optional(), ['Its unified code.', '统一社会信用代码。']),
    plot: titled('Plot', '地块', key(40).optional()),
    born: titled('Born in', '出生年份', whole(1900, 2100).optional()),
    station: titled('Served by', '服务站', unitId().optional()),
  }),
};

export const pickupSlots: TableRule = {
  title: { en: 'Pickup slots', zh: '揽收时段' },
  key: { en: 'Code of the slot', zh: '时段代码' },
  row: z
    .strictObject({
      title: rowTitle(),
      from: time('From', '开始'),
      to: time('Until', '结束'),
      weekdays: weekdays(),
      months: titled('Months', '月份', months().optional()),
      parcels: titled('Parcels', '件数容量', whole(1, 100_000)),
      grams: titled('Grams', '重量容量（克）', whole(1, 1_000_000_000)),
      sameDay: titled('Booked on its own day', '可当日预约', z.boolean()),
      dropOff: titled('Brought to the station', '送站交寄', z.boolean()),
    })
    .refine(({ from, to }) => from < to, say('A slot ends after it begins.', '结束须晚于开始。')),
};

export const packagingSchemes: TableRule = {
  title: { en: 'Packaging schemes', zh: '包装方案' },
  key: { en: 'Code of the scheme', zh: '方案代码' },
  row: z.strictObject({
    title: rowTitle(),
    products: titled('For', '适用品类', z.array(tableKey('products')).max(100), ['For all where none is named.', '留空为通用。']),
    adopted: titled('Adopted', '已采纳', z.boolean()),
    costFen: titled('Cost of one', '单件成本（分）', whole(0, 1_000_000).optional()),
    grams: titled('Weight of one', '单件重量（克）', whole(0, 30_000).optional()),
  }),
};

export const tariffs: TableRule = {
  beside: ['regions'],
  check: (rows, { regions: named = new Map() } = {}) => unpriced(named, rows),
  title: { en: 'List prices of carriage', zh: '标准运费' },
  key: { en: 'Zone', zh: '资费区' },
  row: z.strictObject({
    firstKg: titled('First kilogram', '首重（分）', whole(1, 1_000_000)),
    perKg: titled('Each further one', '续重（分）', whole(0, 1_000_000)),
  }),
};

const noFloorBelow = (farm: ReadonlyMap<string, unknown>, cost: ReadonlyMap<string, unknown>): Title | undefined => {
  const wrong = belowCost(farm as ReadonlyMap<string, FarmTariff>, cost as ReadonlyMap<string, { readonly fen: number }>);
  return wrong === undefined
    ? undefined
    : {
        en: `The floor of the farm tariff “${wrong}” lies below the cost of the carriage. No service is offered below cost without good reason: raise the floor, or enter what the cost is now.`,
        zh: `惠农资费“${wrong}”的最低收费低于成本。无正当理由不得低于成本提供服务，请提高最低收费，或更正成本价。`,
      };
};

export const farmTariffs: TableRule = {
  title: { en: 'Farm tariffs', zh: '惠农资费' },
  key: { en: 'Name of the tariff', zh: '资费名称' },
  beside: ['costPrice'],
  check: (rows, { costPrice = new Map() } = {}) => noFloorBelow(rows, costPrice),
  row: z.strictObject({
    order: titled('Order', '顺序', whole(0, 100_000), ['The first that fits counts.', '按顺序取首个适用项。']),
    who: titled(
      'For whom',
      '适用对象',
      choice({
        smallholder: ['smallholders', '散户'],
        coop: ['co-operatives', '合作社'],
        firm: ['firms', '企业'],
        liveShop: ['live shops', '直播店'],
        over65: ['those over 65', '65岁以上'],
        any: ['anybody', '不限'],
      }),
    ),
    products: titled('Products', '品类', z.array(tableKey('products')).min(1).max(100).optional(), [
      'All where left out.',
      '留空为不限。',
    ]),
    months: titled('Months', '月份', months(), [
      'A last month before the first lies in the next year.',
      '结束月早于起始月的跨年计算。',
    ]),
    regions: titled('Regions', '目的地', z.array(tableKey('regions')).min(1).max(200).optional(), [
      'All where left out.',
      '留空为不限。',
    ]),
    off: titled('Off the list price', '优惠千分比', whole(0, 1000), ['In per mille.', '单位为千分之一。']),
    floor: titled('Floor', '最低收费（分）', whole(0, 1_000_000)),
  }),
};

export const costPrice: TableRule = {
  title: { en: 'Cost of carriage', zh: '运输成本价' },
  key: { en: 'Product, or any', zh: '品类代码或any' },
  staffOnly: true,
  beside: ['farmTariffs'],
  check: (rows, { farmTariffs: farm = new Map() } = {}) => noFloorBelow(farm, rows),
  row: z.strictObject({ fen: titled('Cost of a parcel', '单件成本（分）', whole(0, 1_000_000)) }),
};

export const pickupRoster: TableRule = {
  beside: ['pickupSlots'],
  check: (rows, { pickupSlots: slots = new Map() } = {}) => {
    for (const [name, row] of rows) {
      const { slot } = row as { slot: string };
      if (!slots.has(slot))
        return {
          en: `Duty “${name}” is for slot “${slot}”, which isn’t in the table of slots; correct it.`,
          zh: `班次“${name}”对应的时段“${slot}”不在时段表中，请更正。`,
        };
    }
    return undefined;
  },
  title: { en: 'Roster of couriers', zh: '骑手值班表' },
  key: { en: 'Name of the duty', zh: '班次' },
  row: z
    .strictObject({
      slot: titled('Slot', '时段', tableKey('pickupSlots')),
      weekdays: weekdays(),
      couriers: titled('Couriers', '骑手', z.array(personId('courier')).min(1).max(100), [
        'In the order in which they are asked.',
        '按派单顺序。',
      ]),
      parcels: titled('Parcels of each', '每人件数', whole(1, 1000)),
      grams: titled('Grams of each', '每人重量（克）', whole(1, 1_000_000)),
    })
    .refine(
      ({ couriers }) => new Set(couriers).size === couriers.length,
      say('Name each courier once; the order says who is asked first.', '每人只列一次，顺序即派单顺序。'),
    ),
};

const day = () => z.iso.date(say('Give a day such as 2026-05-20.', '请填写日期，例如2026-05-20。'));

export const pickupLeave: TableRule = {
  title: { en: 'Leave of couriers', zh: '骑手休假' },
  key: { en: 'Id of the courier', zh: '骑手编号' },
  staffOnly: true,
  row: z
    .strictObject({ from: titled('First day', '首日', day()), until: titled('Last day', '末日', day()) })
    .refine(({ from, until }) => from <= until, say('The leave ends after it begins.', '末日不得早于首日。')),
};

/** Nothing goes where its carriage has no price. */
const unpriced = (regionRows: ReadonlyMap<string, unknown>, priced: ReadonlyMap<string, unknown>): Title | undefined => {
  for (const [region, row] of regionRows) {
    const { zone, suspended } = row as RegionRow;
    if (!suspended && !priced.has(zone))
      return {
        en: `Region “${region}” lies in zone “${zone}”, which has no list price. Enter its price in the table of tariffs first, or suspend the region.`,
        zh: `目的地“${region}”所属资费区“${zone}”没有标准运费，请先在资费表中填写，或暂停该目的地。`,
      };
  }
  return undefined;
};

export const regions: TableRule = {
  beside: ['tariffs'],
  check: (rows, { tariffs: priced = new Map() } = {}) => unpriced(rows, priced),
  title: { en: 'Regions', zh: '目的地' },
  key: { en: 'Code of the region', zh: '目的地代码' },
  row: z.strictObject({
    title: rowTitle(),
    zone: titled('Tariff zone', '资费区', tableKey('tariffs')),
    hours: titled('Delivered within', '投递时限（小时）', whole(1, 720)),
    suspended: titled('Suspended', '暂停寄递', z.boolean()),
  }),
};

export const coldStores: TableRule = {
  title: { en: 'Cells of the cold store', zh: '冷库库位' },
  key: { en: 'Code of the cell', zh: '库位代码' },
  row: z.strictObject({
    title: rowTitle(),
    store: titled('Cold store', '冷库', key(40)),
    grams: titled('Grams', '容量（克）', whole(1, 1_000_000_000)),
    coldest: titled('Coldest', '最低温度（0.1 °C）', tenths().optional()),
    warmest: titled('Warmest', '最高温度（0.1 °C）', tenths().optional()),
  }),
};

export const trunkRuns: TableRule = {
  title: { en: 'Runs of the trunk', zh: '干线班次' },
  key: { en: 'Code of the run', zh: '班次代码' },
  row: z
    .strictObject({
      title: rowTitle(),
      leaves: time('Leaves', '发车'),
      cutOff: time('Closes', '截载', ['When it takes nothing more.', '此后不再收件。']),
      weekdays: weekdays(),
      grams: titled('Grams', '载重（克）', whole(1, 1_000_000_000)),
      zones: titled('Zones', '资费区', z.array(tableKey('tariffs')).max(100).optional(), ['All where left out.', '留空为不限。']),
    })
    .refine(({ leaves, cutOff }) => cutOff <= leaves, say('A run closes before it leaves.', '截载不得晚于发车。')),
};

export const producePickupTables = {
  products,
  growers,
  pickupSlots,
  packagingSchemes,
  tariffs,
  farmTariffs,
  costPrice,
  pickupRoster,
  pickupLeave,
  regions,
  coldStores,
  trunkRuns,
} as const;

export type ProductRow = {
  readonly title: Title;
  readonly unit: string;
  readonly coldest?: number;
  readonly warmest?: number;
  readonly season?: { readonly from: string; readonly to: string };
  readonly shelfHours?: number;
  readonly perishable: boolean;
  readonly scheme?: string;
  readonly undeliverable?: { readonly messages: number; readonly gapHours: number; readonly unansweredHours: number };
};
export type SchemeRow = { readonly title: Title; readonly products: readonly string[]; readonly adopted: boolean };
export type RegionRow = { readonly title: Title; readonly zone: string; readonly hours: number; readonly suspended: boolean };
export type CellRow = { readonly title: Title; readonly store: string; readonly grams: number; readonly warmest?: number };
