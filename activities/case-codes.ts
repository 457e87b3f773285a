/** Secret codes of cases: derived from the house's secret, kept as a hash, made again for those alone who may read them. */
import { createHmac } from 'node:crypto';
import type { CodeIssue } from '../workflows/effects/codes.ts';
import { derivedKey, type Secrets } from './keys.ts';
import type { SecretWordAsk } from './process-package.ts';

type OfCase = { readonly tenant: string; readonly caseId: string };
type Code = OfCase & Pick<CodeIssue, 'purpose' | 'number' | 'digits'>;

const digest = (secret: string, purpose: string, text: readonly unknown[]): Buffer =>
  createHmac('sha256', derivedKey(secret, purpose)).update(JSON.stringify(text)).digest();

/** The code in digits, such as `048213`. The same for the same case, purpose, number and secret. */
export const secretCode = (secret: string, { tenant, caseId, purpose, number, digits }: Code): string =>
  // Of 48 bits the remainder is as good as even.
  String(digest(secret, 'codes', [tenant, caseId, purpose, number]).readUIntBE(0, 6) % 10 ** digits).padStart(digits, '0');

/** What is kept of a code. */
const hashOf = (secret: string, { tenant, caseId, purpose }: OfCase & { readonly purpose: string }, code: string): string =>
  digest(secret, 'code hashes', [tenant, caseId, purpose, code]).toString('base64url');

/** What the record needs of codes. */
export type CaseCodes = {
  /** The hash of a new code. */
  issued(of: Code): string;
  /** Those of a code that somebody gave: one for each secret under which it may have been made. */
  given(of: OfCase & { readonly purpose: string; readonly given: string }): readonly string[];
};

export const caseCodes = (secrets: Secrets): CaseCodes => ({
  issued: (of) => hashOf(secrets[0], of, secretCode(secrets[0], of)),
  given: ({ given, ...of }) => secrets.map((secret) => hashOf(secret, of, given)),
});

/** The code of which this is the hash. */
export const codeOfHash = (secrets: Secrets, of: Code, hash: string): string | undefined =>
  secrets
    .map((secret) => [secret, secretCode(secret, of)] as const)
    .find(([secret, code]) => hashOf(secret, of, code) === hash)?.[1];

/** The word of a notice that is a code: the notice has its `number`, and `digits` where they aren't six. */
export const secretCodeWord =
  (purpose: string) =>
  ({ secret, tenant, caseId, params: { number, digits } }: SecretWordAsk): string =>
    secretCode(secret, { tenant, caseId, purpose, number: Number(number), digits: Number(digits ?? 6) });
