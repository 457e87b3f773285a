/** The code with which a customer without an account signs: derived from the installation's key, so that it stands in no record. */
import { isSpokenCode, spokenCode } from '../spoken-code.ts';

const LENGTH = 8;

/** Each code is for one request, of which the case keeps the number and the version of the scheme. */
export type SigningCodeOf = {
  readonly tenant: string;
  readonly caseId: string;
  readonly number: number;
  readonly version: number;
};

/** 40 bits in two groups of four, such as `7K3Q-0M2B`. */
export const signingCode = (secret: string, { tenant, caseId, number, version }: SigningCodeOf): string =>
  spokenCode(secret, `sign\0${tenant}\0${caseId}\0${number}\0${version}`, LENGTH);

/** Whether a code is that of this request, as people type it. */
export const isSigningCode = (secret: string, code: string, of: SigningCodeOf): boolean =>
  isSpokenCode(code, signingCode(secret, of));
