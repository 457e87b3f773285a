/** The tenant's table about demands of firms: whose matter each category is, and in how many working days it is answered. */
import { z } from 'zod';
import { titled } from '../../workflows/kernel/describe.ts';
import { unitId } from '../../workflows/kernel/inputs.ts';
import { bothNames, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

/** A row of `demandCategories`. */
export type CategoryRow = {
  readonly title: { readonly en: string; readonly zh: string };
  readonly unit?: string;
  readonly days?: number;
  readonly joint: boolean;
  readonly outside?: { readonly en: string; readonly zh: string };
};

export const demandCategories: TableRule = {
  title: { en: 'Categories of demands', zh: '诉求类别' },
  key: { en: 'Short name', zh: '简称' },
  row: z.strictObject({
    title: rowTitle(),
    unit: titled('Department', '承办部门', unitId().optional(), [
      'Demands go there by rule. Left out, the desk finds a department.',
      '按规则派至该部门；不填则由派单台派单。',
    ]),
    days: titled('Working days to answer', '答复工作日', whole(1, 250).optional(), [
      'Left out, the time of all holds.',
      '不填则按统一时限。',
    ]),
    joint: titled('By several departments', '须多部门会办', z.boolean().default(false), [
      'Then the longer time to answer holds.',
      '适用会办答复时限。',
    ]),
    outside: titled('Body outside', '外部单位', bothNames().optional(), [
      'Whose matter it is, such as the power company.',
      '不属本级职责的办理单位，例如供电公司。',
    ]),
  }),
};
