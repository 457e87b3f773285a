/** `banjie/testing`: tests of a process without a server, in any test runner. */

/** Plays a case on its rules alone: who does what, and what follows. */
export { clock, EVERYBODY_THERE, itemsOf, otherCase, type Played, person, play, START } from '../testing/play.ts';
/** What has to be true of every process, checked without playing it. */
export { faultsOf, processChecks } from '../testing/process-checks.ts';
/** Who is there and holds which role, for stories of leavers. */
export { type Staff, staffOf } from '../workflows/kernel/staffing.ts';
