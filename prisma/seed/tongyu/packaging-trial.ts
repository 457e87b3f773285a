/** What packaging trials are judged by: who decides on them, and what a packaging has to stand. */
import type { SeedTableRow } from '../tenant-data.ts';

const members: readonly (readonly [unit: string, kind: string, en: string, zh: string])[] = [
  ['couriers', 'association', 'Courier Association', '快递行业协会'],
  ['coop-a', 'coop', 'Xishan Loquat Co-operative', '西山枇杷专业合作社'],
  ['coop-b', 'coop', 'Gonghe Fruit Co-operative', '共和果蔬专业合作社'],
  ['coop-c', 'coop', 'Jinqing Melon Co-operative', '金清西瓜专业合作社'],
  ['xiaotong', 'village', 'Xiaotong Village', '小桐村'],
  ['tongyu-village', 'village', 'Gonghe Village', '共和村'],
  ['puze', 'village', 'Puze Village', '浦泽村'],
  ['minxi', 'village', 'Minxi Village', '民西村'],
  ['liuhu', 'village', 'Liuhu Village', '流湖村'],
  ['team-technique', 'teams', 'The teams together', '专班（合一票）'],
];

const tests: readonly (readonly [
  key: string,
  centimetres: number,
  times: number,
  products: readonly string[],
  en: string,
  zh: string,
])[] = [
  ['corner80', 80, 3, [], 'On a corner from 80 cm', '角跌落80厘米'],
  ['face80', 80, 6, [], 'On each face from 80 cm', '面跌落80厘米'],
  ['edge60', 60, 3, ['loquatRed', 'loquatWhite'], 'On an edge from 60 cm', '棱跌落60厘米'],
  ['bottle120', 120, 2, ['loquatSyrup', 'loquatDrink', 'loquatPaste'], 'Bottles from 120 cm', '瓶装跌落120厘米'],
  ['melon50', 50, 2, ['watermelon'], 'Melons from 50 cm', '西瓜跌落50厘米'],
];

export const packagingTrial: readonly SeedTableRow[] = [
  ...members.map(([unit, kind, en, zh]) => ({ table: 'allianceMembers', key: unit, value: { title: { en, zh }, kind, unit } })),
  ...tests.map(([key, centimetres, times, products, en, zh]) => ({
    table: 'dropTests',
    key,
    value: { title: { en, zh }, centimetres, times, products },
  })),
];
