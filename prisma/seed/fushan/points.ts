/** The exchange of points in Fushan: goods, three rest stops where they are collected, and who keeps them. Invented. */
import type { GoodsRow, SiteRow } from '../../../activities/points-redemption/tables.ts';
import type { SeedTableRow } from '../tenant-data.ts';

const goodsRow = (en: string, zh: string, points: number, perMonth: number): GoodsRow => ({
  title: { en, zh },
  points,
  perMonth,
});

const goods: Readonly<Record<string, GoodsRow>> = {
  helmet: goodsRow('helmet', '头盔', 200, 1),
  raincoat: goodsRow('raincoat', '雨衣', 120, 1),
  gloves: goodsRow('gloves', '手套', 40, 2),
  thermos: goodsRow('thermos', '保温杯', 80, 1),
  powerBank: goodsRow('power bank', '充电宝', 150, 1),
  noodles: goodsRow('noodles', '方便面', 10, 2),
  water: goodsRow('water', '矿泉水', 5, 5),
  sunscreen: goodsRow('sunscreen', '防晒霜', 30, 2),
  firstAid: goodsRow('first aid kit', '急救包', 60, 1),
  batteryCheck: goodsRow('battery check', '换电检测', 100, 1),
};

const site = (en: string, zh: string, unit: string): SiteRow => ({
  title: { en, zh },
  unit,
  hours: { en: 'daily 8:00–20:00', zh: '每日8:00–20:00' },
});

const redemptionSites: Readonly<Record<string, SiteRow>> = {
  cangqiaoStop: site('Rest stop Cangqiao', '仓桥骑手驿站', 'cangqiao-community'),
  fuhengStop: site('Rest stop Fuheng', '府横骑手驿站', 'fuheng-community'),
  deskStop: site('Rest stop at the street office', '街道骑手驿站', 'desk'),
};

const rowsOf = (table: string, rows: Readonly<Record<string, unknown>>): readonly SeedTableRow[] =>
  Object.entries(rows).map(([key, value]) => ({ table, key, value }));

export const pointsTables: readonly SeedTableRow[] = [...rowsOf('goods', goods), ...rowsOf('redemptionSites', redemptionSites)];
