import { microRenovationLookups } from '../activities/micro-renovation/lookups.ts';
import { renovationTables } from '../activities/micro-renovation/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { myShareModule } from '../graphql/micro-renovation/my-share.ts';
import { renovationReportModule } from '../graphql/micro-renovation/report.ts';
import { voteResultModule } from '../graphql/micro-renovation/vote-result.ts';
import { facts } from '../workflows/micro-renovation/facts.ts';
import { inputs } from '../workflows/micro-renovation/inputs.ts';
import { notices } from '../workflows/micro-renovation/notices.ts';
import { microRenovation } from '../workflows/micro-renovation/rules.ts';

/** The renovation of a unit of old houses 微改造. */
export const microRenovationPackage: ManifestOf<typeof inputs> = {
  versions: [microRenovation],
  inputs,
  facts,
  lookups: microRenovationLookups,
  tables: renovationTables,
  notices,
  modules: [voteResultModule, myShareModule, renovationReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/micro-renovation/workflow'),
};
