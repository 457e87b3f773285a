/** The tenant's tables about guidance in the field: who advises, on what, where, and by which products. */
import { z } from 'zod';
import { picked, titled } from '../../workflows/kernel/describe.ts';
import { personId, place, say, unitId } from '../../workflows/kernel/inputs.ts';
import { code, key, positive, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const specialities = () =>
  titled('Specialities', '专长', z.array(code()).min(1, say('Give at least one speciality.', '请至少填写一项专长。')).max(20), [
    'Such as loquat, soil or pests.',
    '例如loquat、soil、pests。',
  ]);

/** Where something is, without an address. */
const spot = () => place().pick({ lat: true, lon: true });

/** A row of `experts`, by the person. */
export type ExpertRow = {
  readonly specialities: readonly string[];
  readonly load?: number;
  readonly place?: { readonly lat: number; readonly lon: number };
  readonly stake?: readonly string[];
};

const experts: TableRule = {
  title: { en: 'Experts of the field', zh: '农技专家' },
  key: { en: 'Person', zh: '人员编号' },
  row: z.strictObject({
    specialities: specialities(),
    load: titled('Open guidances at most', '未结指导上限', whole(0, 50).optional(), [
      'That of all, if left out.',
      '不填则按统一上限。',
    ]),
    place: titled('Where they set out from', '出发地', spot().optional()),
    stake: titled('Stakes', '利益关系', z.array(key(80)).max(20).optional(), [
      'Products and suppliers by which they earn; they advise none of these.',
      '其有利益关系的投入品或供应商，不得推荐。',
    ]),
  }),
  // Where they live, and by what they earn.
  keepers: ['admin', 'guidanceSecretary'],
};

/** A row of `symptoms`. */
export type SymptomRow = {
  readonly title: { readonly en: string; readonly zh: string };
  readonly remote: boolean;
  readonly urgent: boolean;
  readonly handOver: boolean;
  readonly department: string;
  readonly specialities: readonly string[];
};

const symptoms: TableRule = {
  title: { en: 'Symptoms', zh: '症状' },
  key: { en: 'Short name', zh: '简称' },
  row: z.strictObject({
    title: rowTitle(),
    remote: titled('May be answered from afar', '可远程答复', z.boolean()),
    urgent: titled('Always urgent', '一律加急', z.boolean()),
    handOver: titled('A department’s at once', '须立即移交', z.boolean(), [
      'Such as quarantine pests and poisoning.',
      '例如检疫性有害生物、中毒。',
    ]),
    department: titled('Department', '主管部门', unitId()),
    specialities: specialities(),
  }),
};

/** A row of `registeredInputs`. */
export type InputRow = {
  readonly title: { readonly en: string; readonly zh: string };
  readonly number: string;
  readonly crops: readonly string[];
  readonly dose: string;
  readonly safetyDays: number;
  readonly supplier?: string;
};

export const registeredInputs: TableRule = {
  title: { en: 'Registered products', zh: '登记投入品' },
  key: { en: 'Short name', zh: '简称' },
  row: z.strictObject({
    title: rowTitle(),
    number: titled('Number of the registration', '登记证号', key(60)),
    crops: titled('Crops', '适用作物', z.array(picked('table:crops', code())).min(1).max(50)),
    dose: titled('Dose', '用量', key(100)),
    safetyDays: titled('Days of safety', '安全间隔期（天）', whole(0, 365), [
      'Days from its use to the harvest.',
      '使用后至采收的天数。',
    ]),
    supplier: titled('Supplier', '供应商', key(80).optional()),
  }),
};

/** A row of `crops`. */
export type CropRow = { readonly title: { readonly en: string; readonly zh: string }; readonly specialities: readonly string[] };

export const crops: TableRule = {
  title: { en: 'Crops', zh: '作物' },
  key: { en: 'Short name', zh: '简称' },
  row: z.strictObject({ title: rowTitle(), specialities: specialities() }),
};

/** A row of `plots`, by its number. */
export type PlotRow = {
  readonly grower: string;
  readonly place: { readonly lat: number; readonly lon: number };
  readonly mu: number;
  readonly village?: string;
};

export const plots: TableRule = {
  title: { en: 'Plots', zh: '地块' },
  key: { en: 'Number of the plot', zh: '地块编号' },
  // Where somebody's trees stand is the affair of those alone who enter them or send an expert there.
  keepers: ['admin', 'guidanceSecretary', 'stationClerk'],
  row: z.strictObject({
    grower: titled('Grower', '种植户', personId('grower')),
    place: titled('Place', '位置', spot()),
    mu: titled('Size in mu', '面积（亩）', positive(10_000)),
    village: titled('Village', '所在村', unitId().optional()),
  }),
};

export const guidanceTables = { experts, symptoms, registeredInputs, crops, plots } as const;
export { symptoms };
