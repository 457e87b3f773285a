/** The tenant's tables by which subsidies are judged. */
import type { TableRule } from '../tables.ts';
import { policyItems } from './policy-items.ts';
import { affiliates, creditVetoes, exclusiveGroups, firmVetoes, honourLists, jointUnits } from './registers.ts';

export const subsidyTables: Readonly<Record<string, TableRule>> = {
  policyItems,
  creditVetoes,
  firmVetoes,
  jointUnits,
  exclusiveGroups,
  honourLists,
  affiliates,
};
