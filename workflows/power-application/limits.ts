/**
 * Numbers a tenant may change with a date. Those of the customer's own work bind nobody: they say when the customer is reminded. What
 * holds on the day of filing is kept with the case. Budgets of clocks are limits too, under `clock.<name>`.
 */
import { type LimitValues, limit } from '../kernel/limits.ts';

const ownWork = (en: string, zh: string, days: number) => limit(en, zh, 'workingDays', days, { least: 1, most: 500 });

export const limits = {
  materialsDays: ownWork('Time of the customer to hand in material', '客户补交材料期限', 10),
  signingDays: ownWork('Time of the customer to sign', '客户签认期限', 5),
  designingDays: ownWork('Time of the customer to design', '客户设计期限', 60),
  buildingDays: ownWork('Time of the customer to build', '客户施工期限', 90),
  codeMinutes: limit('Validity of a signing code', '签名验证码有效时间', 'minutes', 10, { least: 2, most: 60 }),
  maxPhotos: limit('Photos and drawings with one act', '单次上传照片及图纸上限', 'photos', 12, { least: 1, most: 50 }),
};

export type Limits = LimitValues<typeof limits>;
