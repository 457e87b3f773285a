import { facts } from '../../workflows/issue-report/facts.ts';
import { inputs } from '../../workflows/issue-report/inputs.ts';
import { issueReport } from '../../workflows/issue-report/rules.ts';
import type { ProcessPackage } from '../process-package.ts';
import { issueReportLookups } from './lookups.ts';

/** The issue report 随手拍, as workers and the API mount it. */
export const issueReportPackage: ProcessPackage = {
  versions: [issueReport],
  inputs,
  facts,
  lookups: issueReportLookups,
  workflows: new URL('../../workflows/issue-report/workflow.ts', import.meta.url),
};
