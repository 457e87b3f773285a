/** `banjie/testing`: tests of a process, in any test runner: without a server, or on a whole Banjie whose clock they move. */

/** Plays a case on its rules alone: who does what, and what follows. */
export { clock, EVERYBODY_THERE, itemsOf, otherCase, type Played, person, play, START } from '../testing/play.ts';
/** What has to be true of every process, checked without playing it. */
export { faultsOf, processChecks } from '../testing/process-checks.ts';
/** A whole Banjie for a test, with a clock that the test moves. */
export { type Act, type Answer, startBanjieForTests, type TestBanjie, type TestOptions } from '../testing/test-banjie.ts';
/** A bank for tests, which delays payments and sends some back. */
export { type BankWord, type TestBank, testBank } from '../testing/test-bank.ts';
/** Who is there and holds which role, for stories of leavers. */
export { type Staff, staffOf } from '../workflows/kernel/staffing.ts';
