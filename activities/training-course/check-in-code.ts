/** The code of the moment: derived from the installation's key, so that nothing that could be read in a record gives it away. */
import type { Session } from '../../workflows/training-course/facts.ts';
import type { Limits } from '../../workflows/training-course/limits.ts';
import { isSpokenCode, spokenCode } from '../spoken-code.ts';

const LENGTH = 8;
const MINUTE = 60_000;

export type CodeOf = { readonly tenant: string; readonly caseId: string; readonly session: number; readonly window: number };

/** 40 bits in two groups of four, such as `7K3Q-0M2B`. */
export const checkInCode = (secret: string, { tenant, caseId, session, window }: CodeOf): string =>
  spokenCode(secret, `check-in\0${tenant}\0${caseId}\0${session}\0${window}`, LENGTH);

/** In which window a moment lies, and when that one ends; epoch milliseconds. */
export const windowAt = (now: number, { codeSeconds }: Pick<Limits, 'codeSeconds'>): { window: number; until: number } => {
  const length = Math.max(1, codeSeconds) * 1_000;
  const window = Math.floor(now / length);
  return { window, until: (window + 1) * length };
};

/** Whether a code is that of now, or of the window before, which somebody may have been typing. */
export const isCodeOfNow = (
  secret: string,
  code: string,
  of: Omit<CodeOf, 'window'>,
  now: number,
  limits: Pick<Limits, 'codeSeconds'>,
): boolean => {
  const { window } = windowAt(now, limits);
  return [window, window - 1].some((at) => isSpokenCode(code, checkInCode(secret, { ...of, window: at })));
};

/** The session that takes codes at a moment: from a little before it begins until it ends. */
export const sessionAt = (
  sessions: readonly Session[],
  now: number,
  { earlyMinutes }: Pick<Limits, 'earlyMinutes'>,
): Session | undefined => sessions.find(({ from, until }) => now >= from - earlyMinutes * MINUTE && now <= until);
