/** What is done about a workflow that isn't as the record has its case: PostgreSQL is the authority. */
import type { Pool } from 'pg';

/** What was done, by its name in the journal. */
export const RECOVERIES = {
  started: 'It had no workflow, and was given one from the record.',
  woken: 'A step of a clock was overdue, and its workflow was told.',
  behind: 'Its workflow knew less than the record, and was begun again from the record.',
  ahead: 'Its workflow knew acts that the record doesn’t have, and was begun again from the record.',
  ended: 'The record doesn’t have it, or has it closed: its workflow was ended.',
  passedOver: 'A workflow had this number already: the new case was given a later one.',
} as const;
export type Recovery = keyof typeof RECOVERIES;

export type Recovered = {
  readonly kind: Recovery;
  readonly tenant: string;
  readonly caseId: string;
  /** Of the case in the record, where it has the case. */
  readonly revision?: number | undefined;
};

/** Notes it in the journal of the tenants, for administrators and auditors. */
export const noteRecovered = async (pool: Pool, recovered: readonly Recovered[]): Promise<void> => {
  if (recovered.length > 0) await pool.query('SELECT note_recoveries($1)', [JSON.stringify(recovered)]);
};

/** Asks for a look at all open cases: where one workflow isn't as the record has its case, others may not be either. */
export const askRecovery = async (pool: Pool): Promise<void> => {
  await pool.query('SELECT ask_recovery()');
};
