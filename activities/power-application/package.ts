import { facts } from '../../workflows/power-application/facts.ts';
import { inputs } from '../../workflows/power-application/inputs.ts';
import { powerApplication } from '../../workflows/power-application/rules.ts';
import { lines } from '../lines.ts';
import type { ProcessPackage } from '../process-package.ts';
import { powerApplicationLookups } from './lookups.ts';
import { powerMaterials, powerTariffs, powerTracks } from './tables.ts';

/** The power application 用电报装, as workers and the API mount it. */
export const powerApplicationPackage: ProcessPackage = {
  versions: [powerApplication],
  inputs,
  facts,
  lookups: powerApplicationLookups,
  tables: { powerTracks, powerMaterials, powerTariffs, lines },
  workflows: new URL('../../workflows/power-application/workflow.ts', import.meta.url),
};
