import { facts } from '../../workflows/mentor-pairing/facts.ts';
import { inputs } from '../../workflows/mentor-pairing/inputs.ts';
import { mentorPairing } from '../../workflows/mentor-pairing/rules.ts';
import { creditTables } from '../credits/tables.ts';
import type { ProcessPackage } from '../process-package.ts';
import { mentorPairingLookups } from './lookups.ts';

/** The mentor pairing 师徒结对, as workers and the API mount it. */
export const mentorPairingPackage: ProcessPackage = {
  versions: [mentorPairing],
  inputs,
  facts,
  lookups: mentorPairingLookups,
  tables: creditTables,
  workflows: new URL('../../workflows/mentor-pairing/workflow.ts', import.meta.url),
};
