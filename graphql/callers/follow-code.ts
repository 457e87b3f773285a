import { isSpokenCode, spokenCode } from '../../activities/spoken-code.ts';

const LENGTH = 10;

/** A case and how many codes it has had before this one. */
export type Followed = { readonly tenant: string; readonly caseId: string; readonly run: number };

/** The secret code of a case: 50 bits in two groups of five, such as `7K3QX-0M2BD`. The same for the same case, run and key. */
export const followCode = (secret: string, { tenant, caseId, run }: Followed): string =>
  spokenCode(secret, `follow\0${tenant}\0${caseId}${run > 0 ? `\0${run}` : ''}`, LENGTH);

/** Whether a code is the case's, as people type it. */
export const checkFollowCode = (secret: string, of: Followed, code: string): boolean =>
  isSpokenCode(code, followCode(secret, of));
