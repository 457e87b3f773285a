import { LRUCache } from 'lru-cache';
import type { CallerProblem } from './caller.ts';
import { checkFollowCode } from './follow-code.ts';

export type FollowGuard = (tried: {
  tenant: string;
  caseId: string;
  code: string;
  address: string;
}) => Promise<CallerProblem | undefined>;

/** Wrong codes that a case, or a caller's address, may see in a quarter of an hour. */
const MOST_WRONG = 10;
const WHILE = 15 * 60_000;
/** Names remembered at most; those not seen for longest are forgotten first. */
const MOST_NAMES = 10_000;

/**
 * Checks the codes of those who follow a case, and makes whoever guesses wait. The right code opens the case whatever others have guessed: a
 * code has 50 bits, and a wait that held for everybody would let anybody lock a reporter out. `runOf` says how many codes the case has had.
 */
export const followGuard = (
  secret: string,
  runOf: (tenant: string, caseId: string) => Promise<number>,
  now: () => number = Date.now,
): FollowGuard => {
  const wrong = new LRUCache<string, { since: number; times: number }>({ max: MOST_NAMES });
  const seen = (name: string) => {
    const found = wrong.get(name);
    return found && now() - found.since < WHILE ? found : { since: now(), times: 0 };
  };
  const waitFor = ({ since }: { since: number }): CallerProblem => {
    const minutes = Math.ceil((since + WHILE - now()) / 60_000);
    return {
      code: 'FORBIDDEN',
      message: {
        en: `Too many wrong codes. Try again in ${minutes} minutes, or call the hotline with the case number.`,
        zh: `查询码错误次数过多，请${minutes}分钟后再试，或持案件编号拨打热线。`,
      },
    };
  };
  return async ({ tenant, caseId, code, address }) => {
    const from = `from\0${address}`;
    if (address && seen(from).times >= MOST_WRONG) return waitFor(seen(from));
    if (checkFollowCode(secret, { tenant, caseId, run: await runOf(tenant, caseId) }, code)) return undefined;
    const names = [`case\0${tenant}\0${caseId}`, ...(address ? [from] : [])];
    const before = names.map(seen).toSorted((a, b) => b.times - a.times)[0];
    for (const name of names) {
      const { since, times } = seen(name);
      wrong.set(name, { since, times: times + 1 });
    }
    if (before && before.times >= MOST_WRONG) return waitFor(before);
    return {
      code: 'UNAUTHENTICATED',
      message: {
        en: 'This case number and code don’t go together. Compare them with what you were given when you reported; who has lost the code gets a new one from the hotline.',
        zh: '案件编号与查询码不符，请与上报时收到的信息核对；查询码遗失可由热线补发。',
      },
    };
  };
};
