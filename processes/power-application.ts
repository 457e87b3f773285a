import { lines } from '../activities/lines.ts';
import { powerApplicationLookups } from '../activities/power-application/lookups.ts';
import { powerMaterials, powerTariffs, powerTracks } from '../activities/power-application/tables.ts';
import type { ProcessManifest } from '../graphql/manifest.ts';
import { powerReportModule } from '../graphql/power-application/report.ts';
import { facts } from '../workflows/power-application/facts.ts';
import { inputs } from '../workflows/power-application/inputs.ts';
import { notices } from '../workflows/power-application/notices.ts';
import { replies } from '../workflows/power-application/replies.ts';
import { powerApplication } from '../workflows/power-application/rules.ts';

/** The power application 用电报装. */
export const powerApplicationPackage: ProcessManifest = {
  versions: [powerApplication],
  inputs,
  facts,
  lookups: powerApplicationLookups,
  tables: { powerTracks, powerMaterials, powerTariffs, lines },
  notices,
  replies,
  modules: [powerReportModule],
  workflows: new URL('../workflows/power-application/workflow.ts', import.meta.url),
};
