import { lines } from '../activities/lines.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { powerApplicationLookups } from '../activities/power-application/lookups.ts';
import { signingCode } from '../activities/power-application/signing-code.ts';
import { powerMaterials, powerTariffs, powerTracks } from '../activities/power-application/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { powerReportModule } from '../graphql/power-application/report.ts';
import { facts } from '../workflows/power-application/facts.ts';
import { inputs } from '../workflows/power-application/inputs.ts';
import { notices } from '../workflows/power-application/notices.ts';
import { replies } from '../workflows/power-application/replies.ts';
import { powerApplication } from '../workflows/power-application/rules.ts';

/** The power application 用电报装. */
export const powerApplicationPackage: ManifestOf<typeof inputs> = {
  versions: [powerApplication],
  inputs,
  facts,
  lookups: powerApplicationLookups,
  tables: { powerTracks, powerMaterials, powerTariffs, lines },
  notices,
  secretWords: {
    signingCode: {
      code: ({ secret, tenant, caseId, params: { number, version } }) =>
        signingCode(secret, { tenant, caseId, number: Number(number), version: Number(version) }),
    },
  },
  replies,
  modules: [powerReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/power-application/workflow'),
};
