import { createHmac, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that nobody misreads a code on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** The secret code of a case: 50 bits in two groups of five, such as `7K3QX-0M2BD`. The same for the same case and key. */
export const followCode = (secret: string, tenant: string, caseId: string): string => {
  const bytes = createHmac('sha256', secret).update(`follow\0${tenant}\0${caseId}`).digest();
  const letters = [...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % 32]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
};

/** Whether a code is the case's; as people type it: in small letters, without the dash, with O for 0 and I or L for 1. */
export const checkFollowCode = (secret: string, tenant: string, caseId: string, code: string): boolean => {
  const typed = Buffer.from(plain(code));
  const right = Buffer.from(plain(followCode(secret, tenant, caseId)));
  return typed.length === right.length && timingSafeEqual(typed, right);
};

const plain = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
