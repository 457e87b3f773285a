import { facts } from '../../workflows/site-pairing/facts.ts';
import { inputs } from '../../workflows/site-pairing/inputs.ts';
import { sitePairing } from '../../workflows/site-pairing/rules.ts';
import { creditTables } from '../credits/tables.ts';
import type { ProcessPackage } from '../process-package.ts';
import { sitePairingLookups } from './lookups.ts';

/** The site pairing 医保+村社, as workers and the API mount it. */
export const sitePairingPackage: ProcessPackage = {
  versions: [sitePairing],
  inputs,
  facts,
  lookups: sitePairingLookups,
  tables: creditTables,
  workflows: new URL('../../workflows/site-pairing/workflow.ts', import.meta.url),
};
