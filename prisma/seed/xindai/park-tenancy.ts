/** The fashion park: its rooms, by which criteria firms are judged, and the lowest rents. The numbers are the sample's own. */
import type { SeedTableRow } from '../tenant-data.ts';

const PARK = 'xindai-fashion';

const room = (
  key: string,
  squareMetres: number,
  more: { readonly floorLoad?: number; readonly powerKw?: number; readonly note?: string; readonly park?: string } = {},
): SeedTableRow => ({
  table: 'parkRooms',
  key,
  value: { title: { en: key, zh: key }, park: PARK, area: squareMetres * 100, ...more },
});

const criterion = (key: string, en: string, zh: string, weight: number, more: object = {}) => ({
  ...{ key, title: { en, zh }, weight, money: false },
  ...more,
});

const floor = (key: string, fen: number): SeedTableRow => ({
  table: 'rentFloors',
  key,
  value: { title: { en: `Lowest rent of ${key}`, zh: `${key}租金底价` }, fen },
});

export const park: readonly SeedTableRow[] = [
  {
    table: 'parks',
    key: PARK,
    value: {
      title: { en: 'Xindai Fashion Creative Park', zh: '新埭时尚创意园' },
      ...{ criteria: 'fashion', publicProperty: true, unit: 'park-company' },
    },
  },
  {
    table: 'parks',
    key: 'xindai-parts',
    value: {
      title: { en: 'Xindai Parts Park', zh: '新埭配件产业园' },
      ...{ criteria: 'fashion', publicProperty: false, unit: 'park-company' },
    },
  },
  room('A101', 120, { floorLoad: 500, powerKw: 40 }),
  room('A102', 120, { floorLoad: 500, powerKw: 40 }),
  room('A201', 240, { floorLoad: 400, powerKw: 60 }),
  room('A202', 240, { floorLoad: 400, powerKw: 60 }),
  room('B101', 600, { floorLoad: 2_000, powerKw: 250, note: '配行车 with a crane' }),
  room('B102', 600, { floorLoad: 2_000, powerKw: 250 }),
  room('C1', 6, { powerKw: 1, note: '工位 desk' }),
  room('C2', 6, { powerKw: 1, note: '工位 desk' }),
  room('D', 80, { floorLoad: 200, note: '屋顶 roof' }),
  room('E', 300, { floorLoad: 500, powerKw: 80, note: '展厅 showroom' }),
  room('P1', 300, { park: 'xindai-parts', floorLoad: 1_500, powerKw: 120 }),
  room('Q1', 200, { park: 'xindai-parts', floorLoad: 800, powerKw: 60 }),
  {
    table: 'fitCriteria',
    key: 'fashion',
    value: {
      title: { en: 'Fashion and design', zh: '时尚与设计' },
      criteria: [
        criterion('industry', 'Fits the industry', '产业契合', 20),
        criterion('design', 'Culture and design', '文化与设计', 20),
        criterion('chain', 'Completes the chain', '补链强链', 10),
        criterion('environment', 'Environment', '环境影响', 10, { veto: true }),
        criterion('safety', 'Staff and safety', '用工与安全', 10, { veto: true }),
        criterion('output', 'Output', '产值', 15, { money: true }),
        criterion('tax', 'Tax per mu', '亩均税收', 15, { money: true }),
      ],
    },
  },
  floor(PARK, 2_000),
  floor('E', 3_000),
  floor('xindai-parts', 1_200),
];
