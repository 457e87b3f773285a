import { isSpokenCode, spokenCode } from '../../activities/spoken-code.ts';

const LENGTH = 10;

/** The secret code of a case: 50 bits in two groups of five, such as `7K3QX-0M2BD`. The same for the same case and key. */
export const followCode = (secret: string, tenant: string, caseId: string): string =>
  spokenCode(secret, `follow\0${tenant}\0${caseId}`, LENGTH);

/** Whether a code is the case's, as people type it. */
export const checkFollowCode = (secret: string, tenant: string, caseId: string, code: string): boolean =>
  isSpokenCode(code, followCode(secret, tenant, caseId));
