import type { ProcessPackage } from '../activities/process-package.ts';
import type { ProcessManifest } from '../graphql/manifest.ts';
import { issueReportPackage } from '../processes/issue-report.ts';
import { processes } from '../workers/processes.ts';
import { issueReport } from '../workflows/issue-report/rules.ts';
import { ordinaryReportRules } from './ordinary-rules.ts';

/** What the benchmarked program mounts: Banjie's own processes, and the report that records by ordinary activities. */
export const mounted: readonly ProcessManifest[] = [
  ...processes,
  {
    ...issueReportPackage,
    // The report's own questions are asked once.
    modules: [],
    paths: [],
    versions: [ordinaryReportRules],
    workflows: new URL('./workflows/ordinary-report.ts', import.meta.url),
  },
];

/** What its worker runs: the same, and the report that records nothing and so isn't known to the record. */
export const bundled: readonly ProcessPackage[] = [
  ...mounted,
  {
    ...issueReportPackage,
    versions: [{ ...issueReport, name: 'bareReport', code: 'BR' }],
    workflows: new URL('./workflows/bare-report.ts', import.meta.url),
  },
];
