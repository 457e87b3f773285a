import { moduleBeside } from '../activities/module-beside.ts';
import { parkTenancyLookups } from '../activities/park-tenancy/lookups.ts';
import { parkTables } from '../activities/park-tenancy/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { freeRoomsModule } from '../graphql/park-tenancy/free-rooms.ts';
import { tenancyReportModule } from '../graphql/park-tenancy/report.ts';
import { facts } from '../workflows/park-tenancy/facts.ts';
import { inputs } from '../workflows/park-tenancy/inputs.ts';
import { notices } from '../workflows/park-tenancy/notices.ts';
import { parkTenancy } from '../workflows/park-tenancy/rules.ts';

/** The tenancy in a park 园区租赁. */
export const parkTenancyPackage: ManifestOf<typeof inputs> = {
  versions: [parkTenancy],
  inputs,
  facts,
  lookups: parkTenancyLookups,
  tables: parkTables,
  notices,
  modules: [freeRoomsModule, tenancyReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/park-tenancy/workflow'),
};
