/** `banjie/machines`: for workflows of other teams, which open cases, act on them as a machine, and wait for their end. */

/** Cases of one process on a worker that has Banjie. */
export { casesOf } from '../workflows/machines/cases.ts';
/** What comes of it, and as whom it is done. */
export type { CaseEnd, Cases, Done, Machine } from '../workflows/machines/contract.ts';
/** The same from any namespace, by Nexus. */
export { banjieService, casesOver } from '../workflows/machines/nexus-service.ts';
/** Why something was not done, found in what a workflow caught. */
export { type NotDone, notDoneIn } from '../workflows/machines/not-done.ts';
