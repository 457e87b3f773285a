/** `banjie/workflow`: the one line of a workflow that runs the cases of a process. */

/** What a case is opened or taken up with. */
export type { CaseWorkflowInput } from '../workflows/kernel/contract.ts';
/** Runs one case on the released versions of its rules; a long one goes on in a new history sooner. */
export { LONG_CASE, runCase } from '../workflows/kernel/run-case.ts';
