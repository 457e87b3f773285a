/** Keys derived from the house's secret, one for each purpose, and texts that are kept or given out under them. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

const KIND = 'aes-256-gcm';
const IV = 12;
const TAG = 16;

type Keys = { readonly id: string; readonly cipher: Buffer; readonly iv: Buffer };

const derived = new Map<string, Keys>();

/** HKDF with SHA-256; each purpose has keys of its own, and a name by which a text says under which it lies. */
const keysFor = (secret: string, purpose: string): Keys => {
  const name = `${purpose}\0${secret}`;
  const known = derived.get(name);
  if (known) return known;
  const bytes = (part: string, length: number) => Buffer.from(hkdfSync('sha256', secret, 'banjie', `${purpose} ${part}`, length));
  const made = { id: bytes('id', 3).toString('base64url'), cipher: bytes('cipher', 32), iv: bytes('iv', 32) };
  derived.set(name, made);
  return made;
};

/** What a text is for, such as `webhook`, and whose it is: it opens for nothing and nobody else. */
export type Owner = { readonly purpose: string; readonly of: readonly string[] };

/** The text under a key, as `key.bytes`: the same for the same text and owner, so that a cursor stays the same. */
export const encrypted = (secret: string, { purpose, of }: Owner, text: string): string => {
  const keys = keysFor(secret, purpose);
  const owner = JSON.stringify(of);
  const iv = createHmac('sha256', keys.iv).update(`${owner}\0${text}`).digest().subarray(0, IV);
  const cipher = createCipheriv(KIND, keys.cipher, iv).setAAD(Buffer.from(owner));
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${keys.id}.${Buffer.concat([iv, cipher.getAuthTag(), bytes]).toString('base64url')}`;
};

/** The text again; undefined where it lies under another key, is another owner's, or was changed. */
export const decrypted = (secret: string, { purpose, of }: Owner, kept: string): string | undefined => {
  const keys = keysFor(secret, purpose);
  const [id, written = ''] = kept.split('.');
  const bytes = Buffer.from(written, 'base64url');
  if (id !== keys.id || bytes.length < IV + TAG) return undefined;
  try {
    const decipher = createDecipheriv(KIND, keys.cipher, bytes.subarray(0, IV)).setAAD(Buffer.from(JSON.stringify(of)));
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
    return decipher.update(bytes.subarray(IV + TAG), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
};

/** A name that stands for another one: always the same, and nobody learns the other from it. */
export const pseudonym = (secret: string, { purpose, of }: Owner, name: string): string =>
  createHmac('sha256', keysFor(secret, purpose).iv)
    .update(JSON.stringify([...of, name]))
    .digest('base64url')
    .slice(0, 16);
