/** Finds people for the work of open cases again when staff changes: when somebody leaves, loses a role or a qualification, comes back, or a unit ends and another takes over its work. */
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Case as StoredCase } from '../../prisma/client/client.ts';
import type { HandedBack } from '../../workflows/kernel/own-acts.ts';
import { unique } from '../../workflows/kernel/parts.ts';
import type { AnyProcess, Case, Gone, NeededQualification } from '../../workflows/kernel/process.ts';
import { named, type Staff, staffedAgain } from '../../workflows/kernel/staffing.ts';
import { readStaff } from '../staff.ts';
import { caseOf, storedRow } from '../stored.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readHeirs } from '../unit-successors.ts';
import { actOnCase } from './act.ts';
import { ApiError } from './api-error.ts';
import { requestIdOfPart } from './many.ts';
import type { Acting, ActServices } from './services.ts';

/** Who and what a change of staff is about. */
export type StaffChange = {
  readonly people?: readonly string[];
  readonly roles?: readonly string[];
  readonly units?: readonly string[];
  /** What people aren't qualified for any more. */
  readonly unqualified?: readonly NeededQualification[];
};

/** In whose name, and in which tenant. */
export type HandingBack = {
  readonly services: ActServices;
  readonly caller: Acting;
  readonly read: TenantRead;
  readonly log: Logger;
  /** Ends it between two cases. */
  readonly stop?: AbortSignal;
};

/**
 * Open cases that the change may concern: those that name the people, wait for the roles, or lie with the units. Work that fell to others
 * may fall to another role now, whichever that is.
 */
const CONCERNED = `SELECT c.* FROM cases c
  WHERE NOT c.closed AND c.id > $1->>'after' AND (
    c.named && ARRAY(SELECT jsonb_array_elements_text($1->'people'))
    OR c.unit IN (SELECT jsonb_array_elements_text($1->'units'))
    OR EXISTS (SELECT 1 FROM tasks t WHERE t.case_id = c.id AND t.closed_revision IS NULL AND (
      t.person IN (SELECT jsonb_array_elements_text($1->'people'))
      OR t.role IN (SELECT jsonb_array_elements_text($1->'roles')) AND t.person IS NULL
      OR t.fell_from IS NOT NULL)))
  ORDER BY c.id LIMIT 200`;

/**
 * Hands the work of these cases to people who are there. A repeat of the change goes on with the cases that are left. One case that fails
 * doesn't keep the others from being handed back; the answer is how many did.
 */
export const findPeopleAgain = async (
  of: HandingBack,
  { people = [], roles = [], units = [], unqualified = [] }: StaffChange,
  requestId: string,
): Promise<number> => {
  const staff = await readStaff(of.read);
  const heirs = await readHeirs(of.read);
  let failed = 0;
  for (let after = ''; ; ) {
    const rows = (await of.read<object>(CONCERNED, { people, roles, units, after })).map(storedRow<StoredCase>);
    for (const row of rows) {
      of.stop?.throwIfAborted();
      for (const { input, part } of handingsBack(of, row, { staff, heirs, unqualified })) {
        if (!(await handBack(of, row, input, requestIdOfPart(requestId, row.id, part)))) failed++;
      }
    }
    const last = rows.at(-1);
    if (!last) return failed;
    after = last.id;
  }
};

/** Who is there as of today, and who isn’t any more. */
type Found = {
  readonly staff: Staff;
  /** Of units that were dissolved, those that have their work. */
  readonly heirs: ReadonlyMap<string, string>;
  readonly unqualified: readonly NeededQualification[];
};

/** What a case has to look at again; `part` tells its acts of one change apart. */
const handingsBack = (
  { services }: HandingBack,
  row: StoredCase,
  { staff, heirs, unqualified }: Found,
): readonly { readonly input: HandedBack; readonly part: string }[] => {
  const process = services.packages.get(row.process)?.versions.find(({ version }) => version === row.rulesVersion);
  if (!process) return [];
  const heir = row.unit === null ? undefined : heirs.get(row.unit);
  const moved = heir === undefined ? {} : { unit: heir };
  const current = { ...caseOf(row), ...moved };
  const needed = process.qualifications?.(current.facts) ?? [];
  const lost = unqualified.filter(({ person, kind }) => needed.some((one) => one.person === person && one.kind === kind));
  return [
    // Of two who look at the same case at the same moment, one hands back; what changes after that may be handed back again.
    ...(heir === undefined && isStaffed(process, current, staff)
      ? []
      : [{ input: { ...goneOf(process, current, staff), ...moved }, part: String(row.revision) }]),
    // The case doesn't keep it, and hears it once.
    ...(lost.length === 0 ? [] : [{ input: { unqualified: lost }, part: 'unqualified' }]),
  ];
};

/** Whether the case has looked again. */
const handBack = async (
  { services, caller, log }: HandingBack,
  row: StoredCase,
  input: HandedBack,
  requestId: string,
): Promise<boolean> => {
  try {
    const answer = await actOnCase(services, caller, {
      process: row.process,
      action: 'handBack',
      caseId: row.id,
      input,
      requestId,
    });
    if (answer.kind === 'done') return true;
    log.warn({ caseId: row.id, outcome: answer.kind }, 'The work of a case was not handed back');
  } catch (error) {
    // What is away is away for all cases.
    if (error instanceof ApiError && error.code === 'UNAVAILABLE') throw error;
    log.warn({ caseId: row.id, err: error }, 'The work of a case could not be handed back');
  }
  return false;
};

/** Those with a part in the case who may do no more in it, and hadn't gone before. */
const goneOf = (process: AnyProcess, current: Case, staff: Staff): Pick<Gone, 'left' | 'withoutRole'> => {
  const isNew = (person: string) => !current.gone?.some((part) => part.person === person);
  const people = unique(named(process, current).map(({ person }) => person)).filter(isNew);
  const away = unique(staffedAgain(process, current, staff).gone.map(({ person }) => person)).filter(isNew);
  return {
    left: people.filter((person) => staff.left.has(person)),
    withoutRole: away.filter((person) => !staff.left.has(person)),
  };
};

/** Whether the case's work lies with people who are there already. */
const isStaffed = (process: AnyProcess, current: Case, staff: Staff): boolean => {
  const { tasks, gone } = staffedAgain(process, current, staff);
  return isDeepStrictEqual({ tasks, gone }, { tasks: current.tasks, gone: current.gone ?? [] });
};
