/** Who visits which firm, and when firms are left in peace. */
import type { SeedTableRow } from '../tenant-data.ts';
import { firms } from './firms.ts';

/** Twelve grids, of which each team has six. */
const GRIDS = [
  ['g01', '新埭老街', 'Old street'],
  ['g02', '平兴路', 'Pingxing road'],
  ['g03', '箱包街区', 'Luggage quarter'],
  ['g04', '星光', 'Xingguang'],
  ['g05', '旧埭', 'Jiudai'],
  ['g06', '大齐塘', 'Daqitang'],
  ['g07', '时尚园南', 'Fashion park South'],
  ['g08', '时尚园北', 'Fashion park North'],
  ['g09', '泖河', 'Mao river'],
  ['g10', '杨庄', 'Yangzhuang'],
  ['g11', '鱼圻塘', 'Yuqitang'],
  ['g12', '兴旺', 'Xingwang'],
] as const;

const grids: readonly SeedTableRow[] = GRIDS.map(([key, zh, en], n) => ({
  table: 'grids',
  key,
  value: { title: { en: `Grid ${en}`, zh: `${zh}网格` }, unit: n < 6 ? 'service-east' : 'service-west' },
}));

/** The grid of each firm in the order of the register, and its officer; where none is named, whoever of the grid has fewest. */
const OF = [
  ['g03', 'lao-yun'],
  ['g07', 'ji-hang'],
  ['g04', 'shi-yao'],
  ['g08'],
  ['g03'],
  ['g07', 'fu-lei'],
  ['g04'],
  ['g08', 'ji-hang'],
  ['g01', 'lao-yun'],
  ['g09', 'fu-lei'],
] as const;

const firmOfficers: readonly SeedTableRow[] = firms.map(({ key }, n) => {
  const [grid, officer] = OF[n % OF.length] ?? OF[0];
  return {
    table: 'firmOfficers',
    key,
    value: {
      grid,
      ...(officer === undefined ? {} : { officer }),
      place: { lat: 30.78 + n / 1_000, lon: 121.06 + n / 1_000 },
    },
  };
});

export const visitRows: readonly SeedTableRow[] = [
  ...grids,
  ...firmOfficers,
  {
    table: 'segments',
    key: 'luggage',
    value: { title: { en: 'Luggage', zh: '箱包企业' }, industries: ['luggage'] },
  },
  {
    table: 'segments',
    key: 'suppliers',
    value: { title: { en: 'Suppliers of luggage', zh: '箱包配套企业' }, industries: ['zips', 'wheels', 'fabrics', 'logistics'] },
  },
  {
    table: 'quietDays',
    key: 'monthBegin',
    value: {
      title: { en: 'the first days of each month', zh: '每月1日至5日企业安静期' },
      fromDay: 1,
      toDay: 5,
      shifts: true,
    },
  },
  {
    table: 'quietDays',
    key: 'lanternFair',
    value: { title: { en: 'the order fair of spring', zh: '春季订货会' }, firstDay: '2027-03-15', lastDay: '2027-03-19' },
  },
];
