import { facts } from '../../workflows/desk-question/facts.ts';
import { inputs } from '../../workflows/desk-question/inputs.ts';
import { deskQuestion } from '../../workflows/desk-question/rules.ts';
import { creditTables } from '../credits/tables.ts';
import type { ProcessPackage } from '../process-package.ts';
import { deskQuestionLookups } from './lookups.ts';
import { deskTables } from './tables.ts';

/** The question desk 线上答疑, as workers and the API mount it. */
export const deskQuestionPackage: ProcessPackage = {
  versions: [deskQuestion],
  inputs,
  facts,
  lookups: deskQuestionLookups,
  tables: { ...creditTables, ...deskTables },
  workflows: new URL('../../workflows/desk-question/workflow.ts', import.meta.url),
};
