/** Finds people for the work of open cases again when staff changes: when somebody leaves, loses a role, comes back, or a unit ends. */
import { isDeepStrictEqual } from 'node:util';
import { actOnCase } from '../../activities/acting/act.ts';
import { requestIdOfPart } from '../../activities/acting/many.ts';
import { readStaff } from '../../activities/staff.ts';
import { caseOf, storedRow } from '../../activities/stored.ts';
import type { Case as StoredCase } from '../../prisma/client/client.ts';
import type { AnyProcess, Case } from '../../workflows/kernel/process.ts';
import { named, type Staff, staffedAgain } from '../../workflows/kernel/staffing.ts';
import type { Context } from '../context.ts';

/** Who and what a change of staff is about. */
export type StaffChange = {
  readonly people?: readonly string[];
  readonly roles?: readonly string[];
  readonly units?: readonly string[];
};

/** Open cases that the change may concern: those that name the people, wait for the roles, or lie with the units. */
const CONCERNED = `SELECT c.* FROM cases c
  WHERE NOT c.closed AND c.id > $1->>'after' AND (
    c.named && ARRAY(SELECT jsonb_array_elements_text($1->'people'))
    OR c.unit IN (SELECT jsonb_array_elements_text($1->'units'))
    OR EXISTS (SELECT 1 FROM tasks t WHERE t.case_id = c.id AND t.closed_revision IS NULL AND (
      t.person IN (SELECT jsonb_array_elements_text($1->'people'))
      OR t.role IN (SELECT jsonb_array_elements_text($1->'roles')) AND t.person IS NULL
      OR t.fell_from IN (SELECT jsonb_array_elements_text($1->'roles') UNION SELECT jsonb_array_elements_text($1->'people')))))
  ORDER BY c.id LIMIT 200`;

/** Hands the work of these cases to people who are there. A repeat of the change goes on with the cases that are left. */
export const findPeopleAgain = async (
  context: Context,
  { people = [], roles = [], units = [] }: StaffChange,
  requestId: string,
): Promise<void> => {
  const staff = await readStaff(context.read);
  for (let after = ''; ; ) {
    const rows = (await context.read<object>(CONCERNED, { people, roles, units, after })).map(storedRow<StoredCase>);
    for (const row of rows) {
      const process = context.services.packages.get(row.process)?.versions.find(({ version }) => version === row.rulesVersion);
      if (!process || isStaffed(process, caseOf(row), staff)) continue;
      const answer = await actOnCase(context.services, context.caller, {
        process: row.process,
        action: 'handBack',
        caseId: row.id,
        input: { left: leftOf(process, row, staff) },
        requestId: requestIdOfPart(requestId, row.id),
      });
      if (answer.kind !== 'done')
        context.log.warn({ caseId: row.id, outcome: answer.kind }, 'The work of a case was not handed back');
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
};

/** Those with a part in the case who have left the house, and hadn't before. */
const leftOf = (process: AnyProcess, row: StoredCase, staff: Staff): readonly string[] => {
  const current = caseOf(row);
  return [...new Set(named(process, current).map(({ person }) => person))].filter(
    (person) => staff.left.has(person) && !current.gone?.some((part) => part.person === person),
  );
};

/** Whether the case's work lies with people who are there already. */
const isStaffed = (process: AnyProcess, current: Case, staff: Staff): boolean => {
  const { tasks, gone } = staffedAgain(process, current, staff);
  return isDeepStrictEqual({ tasks, gone }, { tasks: current.tasks, gone: current.gone ?? [] });
};
