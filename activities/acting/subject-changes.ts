/** Tells the open cases of a firm or household what has become of it: each has it as an event of its own, once. */
import type { Case as StoredCase } from '../../prisma/client/client.ts';
import type { SubjectChange } from '../../workflows/kernel/subjects.ts';
import { storedRow } from '../stored.ts';
import { actOnCase } from './act.ts';
import { ApiError } from './api-error.ts';
import type { HandingBack } from './hand-back.ts';
import { requestIdOfPart } from './many.ts';

const CONCERNED = `SELECT c.* FROM cases c
  WHERE NOT c.closed AND c.id > $1->>'after' AND c.named && ARRAY[$1->>'subject'] ORDER BY c.id LIMIT 200`;

/** A repeat of the change goes on with the cases that are left. One that fails doesn't keep the others from hearing it. */
export const tellCasesOf = async (
  of: HandingBack,
  action: 'endSubject' | 'renameSubject',
  input: SubjectChange,
  requestId: string,
): Promise<void> => {
  for (let after = ''; ; ) {
    const rows = (await of.read<object>(CONCERNED, { subject: input.subject, after })).map(storedRow<StoredCase>);
    for (const row of rows) {
      of.stop?.throwIfAborted();
      await tell(of, row, { action, input, requestId: requestIdOfPart(requestId, row.id, action) });
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
};

const tell = async (
  { services, caller, log }: HandingBack,
  { id: caseId, process }: StoredCase,
  act: { readonly action: string; readonly input: SubjectChange; readonly requestId: string },
): Promise<void> => {
  try {
    const answer = await actOnCase(services, caller, { process, caseId, ...act });
    if (answer.kind !== 'done') log.warn({ caseId, outcome: answer.kind }, 'A case was not told of its firm or household');
  } catch (error) {
    // What is away is away for all cases.
    if (error instanceof ApiError && error.code === 'UNAVAILABLE') throw error;
    log.warn({ caseId, err: error }, 'A case could not be told of its firm or household');
  }
};
