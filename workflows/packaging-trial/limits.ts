/** Numbers of the packaging trial that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  shipmentsPerArm: limit('Parcels of each packaging, at least', '每种包装最少发运件数', 'pieces', 30, { least: 5, most: 120 }),
  zonesMin: limit('Tariff zones, at least', '最少资费区数', 'pieces', 2, { least: 1, most: 10 }),
  shippingDays: limit('Days of shipping, at most', '发运期最长天数', 'days', 60, { least: 1, most: 365 }),
  yesShare: limit('Share of the votes cast that adopts', '通过所需赞成票比例', 'perMille', 667, { least: 500, most: 1000 }),
  turnoutShare: limit('Share of the members that has to vote', '有效表决所需参与比例', 'perMille', 500, { most: 1000 }),
  maxPhotos: limit('Photos at once, at most', '每次照片上限', 'photos', 6, { least: 1, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
