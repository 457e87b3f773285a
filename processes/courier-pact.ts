import { courierPactLookups } from '../activities/courier-pact/lookups.ts';
import { pactTables } from '../activities/courier-pact/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { courierPactReportModule } from '../graphql/courier-pact/report.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/courier-pact/facts.ts';
import { inputs } from '../workflows/courier-pact/inputs.ts';
import { notices } from '../workflows/courier-pact/notices.ts';
import { courierPact } from '../workflows/courier-pact/rules.ts';

/** The couriers’ pact 契约小哥. */
export const courierPactPackage: ManifestOf<typeof inputs> = {
  versions: [courierPact],
  inputs,
  facts,
  lookups: courierPactLookups,
  tables: pactTables,
  notices,
  modules: [courierPactReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/courier-pact/workflow'),
};
