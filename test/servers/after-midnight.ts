import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll } from 'vitest';

/** Of Shanghai, whose days those of the sample tenants are, in milliseconds. */
const sinceMidnight = () => (Date.now() + 8 * 3_600_000) % 86_400_000;
const MINUTE = 60_000;

/** For what took the last ten minutes and has to lie in the day that has begun: just after midnight the tests of a file wait for it. */
export const afterMidnight = (): void => beforeAll(() => sleep(Math.max(0, 11 * MINUTE - sinceMidnight())), 12 * MINUTE);
