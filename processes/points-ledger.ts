import { moduleBeside } from '../activities/module-beside.ts';
import { ledgerLookups } from '../activities/points-ledger/lookups.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { pointsReportModule } from '../graphql/points-ledger/report.ts';
import { statementModule } from '../graphql/points-ledger/statement.ts';
import { facts, inputs } from '../workflows/points-ledger/inputs.ts';
import { notices } from '../workflows/points-ledger/notices.ts';
import { pointsLedger } from '../workflows/points-ledger/rules.ts';

/** The care of points 积分管理. */
export const pointsLedgerPackage: ManifestOf<typeof inputs> = {
  versions: [pointsLedger],
  inputs,
  facts,
  lookups: ledgerLookups,
  notices,
  modules: [statementModule, pointsReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/points-ledger/workflow'),
};
