import { intakeLookups } from '../activities/goods-intake/lookups.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { redemptionTables } from '../activities/points-redemption/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/goods-intake/facts.ts';
import { inputs } from '../workflows/goods-intake/inputs.ts';
import { notices } from '../workflows/goods-intake/notices.ts';
import { goodsIntake } from '../workflows/goods-intake/rules.ts';

const { goods, redemptionSites } = redemptionTables;

/** The movements of goods 物品出入库. */
export const goodsIntakePackage: ManifestOf<typeof inputs> = {
  versions: [goodsIntake],
  inputs,
  facts,
  lookups: intakeLookups,
  tables: { goods, redemptionSites },
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/goods-intake/workflow'),
};
