/** What waited for somebody goes to the role's queue when they leave, or when their role or their unit ends. */
import { actOnCase } from '../../activities/acting/act.ts';
import { requestIdOfPart } from '../../activities/acting/many.ts';
import type { Context } from '../context.ts';

/** Tasks of a person in a role (in any, when none is named) which they hold on that case no more. */
const LOST = `SELECT DISTINCT t.case_id AS "caseId", t.process, t.role
  FROM tasks t
  WHERE t.person = $1->>'person' AND t.closed_revision IS NULL AND t.role IS NOT NULL AND ($1->>'role' IS NULL OR t.role = $1->>'role')
    AND NOT EXISTS (SELECT 1 FROM holders(t.tenant, t.role, t.unit, t.area) h WHERE h.id = t.person)
  ORDER BY t.case_id, t.role`;

/** Hands them back, case by case. A repeat of the change goes on with those that were left. */
export const handBackTasks = async (
  context: Context,
  lost: readonly { person: string; role?: string }[],
  requestId: string,
): Promise<void> => {
  for (const { person, role } of lost) {
    const tasks = await context.read<{ caseId: string; process: string; role: string }>(LOST, { person, role: role ?? null });
    for (const { caseId, process, role: of } of tasks) {
      const act = {
        process,
        action: 'handBack',
        caseId,
        input: { person, role: of },
        requestId: requestIdOfPart(requestId, person, of, caseId),
      };
      const answer = await actOnCase(context.services, context.caller, act);
      if (answer.kind !== 'done') context.log.warn({ caseId, person, outcome: answer.kind }, 'A task wasn’t handed back');
    }
  }
};
