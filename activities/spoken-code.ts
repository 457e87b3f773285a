/** Short codes that are derived from a key, and that people read to one another and type. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a code is not misread on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of five bits a sign in two groups, such as `7K3QX-0M2BD`. The same for the same text and key; `length` is even, at most 32. */
export const spokenCode = (key: string, text: string, length: number): string => {
  const bytes = createHmac('sha256', key).update(text).digest();
  const signs = [...bytes.subarray(0, length)].map((byte) => ALPHABET[byte % 32]).join('');
  return `${signs.slice(0, length / 2)}-${signs.slice(length / 2)}`;
};

/** Whether a code is the right one; as people type it: in small letters, without the dash, with O for 0 and I or L for 1. */
export const isSpokenCode = (given: string, right: string): boolean => {
  const [typed, wanted] = [Buffer.from(plain(given)), Buffer.from(plain(right))];
  return typed.length === wanted.length && timingSafeEqual(typed, wanted);
};

const plain = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
