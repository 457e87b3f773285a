import type { Title } from '../../workflows/kernel/process.ts';
import { handOf } from '../../workflows/kernel/standing-in.ts';
import { capacityOf } from '../capacity.ts';
import type { Acting, ActServices } from './services.ts';

/** Notes an act that was not done, apart from the revisions of the case: auditors read who tried what, and in whose place. */
export const noteAttempt = async (
  { pool }: ActServices,
  { tenant, actor }: Acting,
  attempt: {
    process: string;
    action: string;
    caseId?: string | undefined;
    kind: 'Refused' | 'Conflict';
    code: string;
    message: string;
    /** What it waits for: the caller is notified when that is free. */
    resource?: string;
    title?: Title;
  },
): Promise<void> => {
  // A start names its tenant; without one there is nobody to note it for.
  if (!tenant) return;
  const hand = handOf(actor);
  await pool.query('SELECT record_attempt($1, $2)', [
    tenant,
    JSON.stringify({ ...attempt, actorId: hand.id, actorName: hand.name, unit: hand.unit, capacity: capacityOf(actor) }),
  ]);
};
