import { badgeTerms } from '../activities/badges/terms.ts';
import { creditTables } from '../activities/credits/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { yearlyEvaluationLookups } from '../activities/yearly-evaluation/lookups.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { badgePaths } from '../graphql/yearly-evaluation/badge-paths.ts';
import { badgesModule } from '../graphql/yearly-evaluation/badges.ts';
import { evaluationsModule } from '../graphql/yearly-evaluation/evaluations.ts';
import { badges } from '../workflows/yearly-evaluation/badges.ts';
import { facts, inputs } from '../workflows/yearly-evaluation/inputs.ts';
import { notices } from '../workflows/yearly-evaluation/notices.ts';
import { yearlyEvaluation } from '../workflows/yearly-evaluation/rules.ts';

/** The yearly evaluation 年度考评. */
export const yearlyEvaluationPackage: ManifestOf<typeof inputs> = {
  versions: [yearlyEvaluation],
  inputs,
  facts,
  lookups: yearlyEvaluationLookups,
  tables: { ...creditTables, badgeTerms },
  notices,
  effects: [badges],
  modules: [evaluationsModule, badgesModule],
  paths: badgePaths,
  workflows: moduleBeside(import.meta.url, '../workflows/yearly-evaluation/workflow'),
};
