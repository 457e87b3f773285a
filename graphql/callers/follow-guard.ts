import type { Secrets } from '../../activities/keys.ts';
import { RateLimited, type Rates } from '../rates/rates.ts';
import type { CallerProblem } from './caller.ts';
import { checkFollowCode } from './follow-code.ts';

export type FollowGuard = (tried: {
  tenant: string;
  caseId: string;
  code: string;
  address: string | undefined;
}) => Promise<CallerProblem | undefined>;

/**
 * Checks the codes of those who follow a case, and makes whoever guesses wait. The right code opens the case whatever others have guessed: a
 * code has 50 bits, and a wait that held for everybody would let anybody lock a reporter out. `runOf` says how many codes the case has had;
 * nothing where there is no such case.
 */
export const followGuard =
  (secrets: Secrets, rates: Rates, runOf: (tenant: string, caseId: string) => Promise<number | undefined>): FollowGuard =>
  async ({ tenant, caseId, code, address }) => {
    const run = await runOf(tenant, caseId);
    const isRight = secrets.some((secret) => checkFollowCode(secret, { tenant, caseId, run: run ?? 0 }, code));
    if (isRight && run !== undefined) return undefined;
    try {
      if (address) await rates.take('wrongCodes', address);
      // Numbers that somebody made up leave no trace.
      if (run !== undefined) await rates.take('wrongCodesOfCase', `${tenant} ${caseId}`);
    } catch (error) {
      if (error instanceof RateLimited) return waitFor(error);
      throw error;
    }
    return {
      code: 'UNAUTHENTICATED',
      message: {
        en: 'This case number and code don’t go together. Compare them with what you were given when you reported; who has lost the code gets a new one from the hotline.',
        zh: '案件编号与查询码不符，请与上报时收到的信息核对；查询码遗失可由热线补发。',
      },
    };
  };

const waitFor = ({ retryAfter }: RateLimited): CallerProblem => {
  const minutes = Math.ceil(retryAfter / 60);
  return {
    code: 'RATE_LIMITED',
    retryAfter,
    message: {
      en: `Too many wrong codes. Try again in ${minutes} minutes, or call the hotline with the case number.`,
      zh: `查询码错误次数过多，请${minutes}分钟后再试，或持案件编号拨打热线。`,
    },
  };
};
