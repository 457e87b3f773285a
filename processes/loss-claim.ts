import { lossClaimLookups } from '../activities/loss-claim/lookups.ts';
import { claimFunds, liableParties } from '../activities/loss-claim/tables.ts';
import { moduleBeside } from '../activities/module-beside.ts';
import { followCode } from '../graphql/callers/follow-code.ts';
import { claimReportModule } from '../graphql/loss-claim/claim-report.ts';
import type { ManifestOf } from '../graphql/manifest.ts';
import { facts } from '../workflows/loss-claim/facts.ts';
import { inputs } from '../workflows/loss-claim/inputs.ts';
import { notices } from '../workflows/loss-claim/notices.ts';
import { lossClaim } from '../workflows/loss-claim/rules.ts';

/** The loss claim 快件理赔. */
export const lossClaimPackage: ManifestOf<typeof inputs> = {
  versions: [lossClaim],
  inputs,
  facts,
  lookups: lossClaimLookups,
  tables: { liableParties, claimFunds },
  notices,
  secretWords: {
    // Whoever has no account answers with it.
    yourClaim: {
      code: ({ secret, tenant, params }) => followCode(secret, { tenant, caseId: String(params.of), run: 0 }),
    },
  },
  modules: [claimReportModule],
  workflows: moduleBeside(import.meta.url, '../workflows/loss-claim/workflow'),
};
