import { moduleBeside } from '../activities/module-beside.ts';
import { publicNoticeLookups } from '../activities/public-notice/lookups.ts';
import { noticeTables } from '../activities/public-notice/tables.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/public-notice/facts.ts';
import { inputs } from '../workflows/public-notice/inputs.ts';
import { notices } from '../workflows/public-notice/notices.ts';
import { publicNotice } from '../workflows/public-notice/rules.ts';

/** The public notice 公示, which other cases open. */
export const publicNoticePackage: ManifestOf<typeof inputs> = {
  versions: [publicNotice],
  inputs,
  facts,
  lookups: publicNoticeLookups,
  tables: noticeTables,
  notices,
  workflows: moduleBeside(import.meta.url, '../workflows/public-notice/workflow'),
};
