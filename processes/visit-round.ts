import { visitTables } from '../activities/enterprise-visit/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { visitRoundLookups } from '../activities/visit-round/lookups.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { visitCoverageModule } from '../graphql/visit-round/coverage.ts';
import { facts } from '../workflows/visit-round/facts.ts';
import { inputs } from '../workflows/visit-round/inputs.ts';
import { notices } from '../workflows/visit-round/notices.ts';
import { visitRound } from '../workflows/visit-round/rules.ts';

/** The round of visits to firms 走访轮次. */
export const visitRoundPackage: ManifestOf<typeof inputs> = {
  versions: [visitRound],
  inputs,
  facts,
  lookups: visitRoundLookups,
  tables: { segments: visitTables.segments, grids: visitTables.grids, firmOfficers: visitTables.firmOfficers },
  notices,
  modules: [visitCoverageModule],
  workflows: moduleBeside(import.meta.url, '../workflows/visit-round/workflow'),
};
