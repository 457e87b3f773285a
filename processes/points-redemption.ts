import { secretCodeWord } from '../activities/case-codes.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { redemptionLookups } from '../activities/points-redemption/lookups.ts';
import { redemptionTables } from '../activities/points-redemption/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { goodsModule } from '../graphql/points-redemption/goods.ts';
import { facts } from '../workflows/points-redemption/facts.ts';
import { COLLECTION } from '../workflows/points-redemption/handing.ts';
import { inputs } from '../workflows/points-redemption/inputs.ts';
import { notices } from '../workflows/points-redemption/notices.ts';
import { pointsRedemption } from '../workflows/points-redemption/rules.ts';

/** The exchange of points 积分兑换. */
export const pointsRedemptionPackage: ManifestOf<typeof inputs> = {
  versions: [pointsRedemption],
  inputs,
  facts,
  lookups: redemptionLookups,
  tables: redemptionTables,
  notices,
  secretWords: { ready: { code: secretCodeWord(COLLECTION) } },
  modules: [goodsModule],
  workflows: moduleBeside(import.meta.url, '../workflows/points-redemption/workflow'),
};
