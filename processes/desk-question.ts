import { creditTables } from '../activities/credits/tables.ts';
import { deskQuestionLookups } from '../activities/desk-question/lookups.ts';
import { deskTables } from '../activities/desk-question/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { knowledgeModule } from '../graphql/desk-question/knowledge.ts';
import { deskResponseModule } from '../graphql/desk-question/response.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/desk-question/facts.ts';
import { inputs } from '../workflows/desk-question/inputs.ts';
import { notices } from '../workflows/desk-question/notices.ts';
import { deskQuestion } from '../workflows/desk-question/rules.ts';

/** The question desk 线上答疑. */
export const deskQuestionPackage: ManifestOf<typeof inputs> = {
  versions: [deskQuestion],
  inputs,
  facts,
  lookups: deskQuestionLookups,
  tables: { ...creditTables, ...deskTables },
  notices,
  modules: [knowledgeModule, deskResponseModule],
  workflows: moduleBeside(import.meta.url, '../workflows/desk-question/workflow'),
};
