/** A new code for somebody who has lost theirs, or wants the old one to hold no more. */
import { actOnCase } from '../../activities/acting/act.ts';
import { noSuchCase } from '../../activities/acting/api-error.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { processesOf } from './process.ts';
import { type Result, type ResultRefs, resultOf } from './results.ts';

export const addFollowCodes = (builder: Builder, { result }: ResultRefs): void => {
  builder.mutationField('newFollowCode', (t) =>
    t.field({
      type: result,
      authScopes: { tenant: true },
      description:
        'Gives a case without an account behind it a new code to follow it with; the old one holds no more. For its follower, and for those who filed it for somebody without an account; never for those who work on the case. 补发查询码',
      args: { caseId: t.arg.id(), requestId: t.arg.id() },
      resolve: (_, { caseId, requestId }, context) => renew(context, caseId, requestId),
    }),
  );
};

const renew = async (context: Context, caseId: string, requestId: string): Promise<Result> => {
  const [row] = await context.read<{ process: string; role: string }>(
    `SELECT process, role FROM events WHERE case_id = $1->>'caseId' AND revision = 0`,
    { caseId },
  );
  if (!row) throw noSuchCase(caseId);
  const answer = await actOnCase(context.services, context.caller, {
    process: row.process,
    action: 'renewCode',
    caseId,
    input: {
      accountless: processesOf(context).get(row.process)?.start.accountless?.by.includes(row.role) ?? false,
      filedAs: row.role,
    },
    requestId,
  });
  return resultOf(context, answer);
};
