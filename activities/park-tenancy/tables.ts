/** The tenant's tables about parks: the parks, their rooms, by which criteria firms are judged, and the lowest rents. */
import { z } from 'zod';
import { picked, shownAs, titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import { nonMoneyOf } from '../../workflows/park-tenancy/reviewing.ts';
import { key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const parks: TableRule = {
  title: { en: 'Parks', zh: '园区' },
  key: { en: 'Code of the park, such as xindai-fashion', zh: '园区代码，例如xindai-fashion' },
  row: z.strictObject({
    title: rowTitle(),
    criteria: titled('Criteria', '评审指标', picked('table:fitCriteria', key())),
    publicProperty: titled('Public property', '公有资产', z.boolean(), [
      'Each award is made public before it is signed.',
      '签约前须公示。',
    ]),
    unit: titled('Unit', '管理单位', picked('unit', key()).exactOptional()),
  }),
};
export type ParkRow = {
  readonly title: { readonly en: string; readonly zh: string };
  readonly criteria: string;
  readonly publicProperty: boolean;
  readonly unit?: string;
};

const parkRooms: TableRule = {
  title: { en: 'Rooms of parks', zh: '园区房间' },
  key: { en: 'Code of the room, such as A101', zh: '房间代码，例如A101' },
  row: z.strictObject({
    title: rowTitle(),
    park: titled('Park', '园区', picked('table:parks', key())),
    area: titled('Area (0.01 m²)', '面积（0.01平方米）', whole(1, 10_000_000)),
    floorLoad: titled('Floor load (kg/m²)', '楼面荷载（公斤/平方米）', whole(0, 20_000).exactOptional()),
    powerKw: titled('Power (kW)', '用电（千瓦）', whole(0, 50_000).exactOptional()),
    note: titled('Note', '说明', key(200).exactOptional()),
  }),
};
export type ParkRoomRow = {
  readonly title: { readonly en: string; readonly zh: string };
  readonly park: string;
  readonly area: number;
  readonly floorLoad?: number;
  readonly powerKw?: number;
};

const criterion = z
  .strictObject({
    key: titled('Criterion', '评审项', key(40)),
    title: rowTitle(),
    weight: titled('Weight', '权重', whole(1, 1_000)),
    money: titled('Money', '经济指标', z.boolean()),
    veto: titled('May end it', '可否决', z.boolean().exactOptional()),
  })
  .meta({ title: 'FitCriterionRow' });

/** What the rule asks of every set of criteria; a tenant’s limit may ask for more. */
const LEAST_NON_MONEY = 500;

const fitCriteria: TableRule = {
  title: { en: 'Criteria by which firms fit', zh: '入驻匹配评审指标' },
  key: { en: 'Code of the set, such as fashion', zh: '指标组代码，例如fashion' },
  row: z
    .strictObject({
      title: rowTitle(),
      criteria: titled('Criteria', '评审项', z.array(criterion).min(1).max(30)),
    })
    .refine(
      ({ criteria }) => new Set(criteria.map((one) => one.key)).size === criteria.length,
      say('Two criteria have the same key; rename one.', '评审项代码重复，请修改。'),
    )
    .refine(
      ({ criteria }) => nonMoneyOf(criteria) >= LEAST_NON_MONEY,
      say(
        'Criteria that aren’t money need at least half of the weight: raise theirs, or lower the others.',
        '非经济指标权重须不低于一半，请调整权重。',
      ),
    ),
};
export type FitCriteriaRow = {
  readonly criteria: readonly {
    readonly key: string;
    readonly title: { readonly en: string; readonly zh: string };
    readonly weight: number;
    readonly money: boolean;
    readonly veto?: boolean;
  }[];
};

const rentFloors: TableRule = {
  title: { en: 'Lowest rents', zh: '租金底价' },
  key: { en: 'A room, or a park for all its rooms', zh: '房间代码，或园区代码（适用于其全部房间）' },
  staffOnly: true,
  row: z.strictObject({
    title: rowTitle(),
    fen: titled('Rent per m² and month', '月租金（每平方米）', shownAs('money', whole(0, 1_000_000))),
  }),
};
export type RentFloorRow = { readonly fen: number };

export const parkTables = { parks, parkRooms, fitCriteria, rentFloors } as const;
