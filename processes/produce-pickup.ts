import { moduleBeside } from '../activities/module-beside.ts';
import { producePickupLookups } from '../activities/produce-pickup/lookups.ts';
import { producePickupTables } from '../activities/produce-pickup/tables.ts';
import { followCode } from '../graphql/callers/follow-code.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { freeSlotsModule } from '../graphql/produce-pickup/free-slots.ts';
import { pickupReportModule } from '../graphql/produce-pickup/pickup-report.ts';
import { tariffQuoteModule } from '../graphql/produce-pickup/tariff-quote.ts';
import { facts } from '../workflows/produce-pickup/facts.ts';
import { inputs } from '../workflows/produce-pickup/inputs.ts';
import { notices } from '../workflows/produce-pickup/notices.ts';
import { producePickup } from '../workflows/produce-pickup/rules.ts';

/** The produce pickup 红色速递. */
export const producePickupPackage: ManifestOf<typeof inputs> = {
  versions: [producePickup],
  inputs,
  facts,
  lookups: producePickupLookups,
  tables: producePickupTables,
  notices,
  secretWords: {
    // Whoever is sent a parcel follows that parcel alone.
    deliveredToYou: {
      code: ({ secret, tenant, caseId, params }) =>
        followCode(secret, { tenant, caseId: `${caseId}/${String(params.n)}`, run: 0 }),
    },
  },
  modules: [freeSlotsModule, tariffQuoteModule, pickupReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/produce-pickup/workflow'),
};
