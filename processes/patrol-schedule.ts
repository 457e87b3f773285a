import { moduleBeside } from '../activities/module-beside.ts';
import { patrolScheduleLookups } from '../activities/patrol-schedule/lookups.ts';
import { patrolTables } from '../activities/patrol-schedule/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { patrolCoverageModule } from '../graphql/patrol-schedule/coverage.ts';
import { facts } from '../workflows/patrol-schedule/facts.ts';
import { inputs } from '../workflows/patrol-schedule/inputs.ts';
import { notices } from '../workflows/patrol-schedule/notices.ts';
import { patrolSchedule } from '../workflows/patrol-schedule/rules.ts';

/** The standing order of street patrols 巡查计划. */
export const patrolSchedulePackage: ManifestOf<typeof inputs> = {
  versions: [patrolSchedule],
  inputs,
  facts,
  lookups: patrolScheduleLookups,
  tables: patrolTables,
  notices,
  modules: [patrolCoverageModule],
  workflows: moduleBeside(import.meta.url, '../workflows/patrol-schedule/workflow'),
};
