import { demandCategories } from '../activities/enterprise-demand/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { projectTrackingLookups } from '../activities/project-tracking/lookups.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/project-tracking/facts.ts';
import { inputs } from '../workflows/project-tracking/inputs.ts';
import { notices } from '../workflows/project-tracking/notices.ts';
import { projectTracking } from '../workflows/project-tracking/rules.ts';

/** The tracking of a large project of a firm 重大项目跟踪. */
export const projectTrackingPackage: ManifestOf<typeof inputs> = {
  versions: [projectTracking],
  inputs,
  facts,
  lookups: projectTrackingLookups,
  tables: { demandCategories },
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/project-tracking/workflow'),
};
