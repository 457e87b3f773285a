import { LRUCache } from 'lru-cache';
import type { CallerProblem } from './caller.ts';
import { checkFollowCode } from './follow-code.ts';

export type FollowGuard = (tried: { tenant: string; caseId: string; code: string; address: string }) => CallerProblem | undefined;

/** Wrong codes that a case, or a caller's address, may see in a quarter of an hour. */
const MOST_WRONG = 10;
const WHILE = 15 * 60_000;
/** Names remembered at most; those not seen for longest are forgotten first. */
const MOST_NAMES = 10_000;

/** Checks the codes of those who follow a case, and makes whoever guesses wait. */
export const followGuard = (secret: string, now: () => number = Date.now): FollowGuard => {
  const wrong = new LRUCache<string, { since: number; times: number }>({ max: MOST_NAMES });
  const seen = (name: string) => {
    const found = wrong.get(name);
    return found && now() - found.since < WHILE ? found : { since: now(), times: 0 };
  };
  return ({ tenant, caseId, code, address }) => {
    const names = [`case\0${tenant}\0${caseId}`, ...(address ? [`from\0${address}`] : [])];
    const worst = names.map(seen).toSorted((a, b) => b.times - a.times)[0];
    if (worst && worst.times >= MOST_WRONG) {
      const minutes = Math.ceil((worst.since + WHILE - now()) / 60_000);
      return {
        code: 'FORBIDDEN',
        message: {
          en: `Too many wrong codes. Try again in ${minutes} minutes, or call the hotline with the case number.`,
          zh: `查询码错误次数过多，请${minutes}分钟后再试，或持案件编号拨打热线。`,
        },
      };
    }
    if (checkFollowCode(secret, tenant, caseId, code)) return undefined;
    for (const name of names) {
      const { since, times } = seen(name);
      wrong.set(name, { since, times: times + 1 });
    }
    return {
      code: 'UNAUTHENTICATED',
      message: {
        en: 'This case number and code don’t go together. Compare them with what you were given when you reported.',
        zh: '案件编号与查询码不符，请与上报时收到的信息核对。',
      },
    };
  };
};
