/** Keys derived from the house's secrets, one for each purpose, and texts that are kept or given out under them. */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** The house's secret, and those it had before: what was made by them still counts. */
export type Secrets = readonly [string, ...string[]];

const KIND = 'aes-256-gcm';
const IV = 12;
const TAG = 16;

const bytesFrom = (secret: string, purpose: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'banjie', purpose, length));

/** The key of a purpose: HKDF with SHA-256. Whoever is given one of them learns no other. */
export const derivedKey = (secret: string, purpose: string): KeyObject => createSecretKey(bytesFrom(secret, purpose, 32));

/** Tells which secret it was for a purpose without telling it. */
export const keyId = (secret: string, purpose: string): string => bytesFrom(secret, `${purpose} id`, 3).toString('base64url');

type Keys = { readonly id: string; readonly cipher: KeyObject; readonly iv: KeyObject };

const derived = new Map<string, Keys>();

/** Made once; each purpose has keys of its own, and a name by which a text says under which it lies. */
const keysFor = (secret: string, purpose: string): Keys => {
  const name = `${purpose}\0${secret}`;
  const known = derived.get(name);
  if (known) return known;
  const made = {
    id: keyId(secret, purpose),
    cipher: derivedKey(secret, `${purpose} cipher`),
    iv: derivedKey(secret, `${purpose} iv`),
  };
  derived.set(name, made);
  return made;
};

/** What a text is for, such as `webhook`, and whose it is: it opens for nothing and nobody else. */
export type Owner = { readonly purpose: string; readonly of: readonly string[] };

/** The text under the key of today, as `key.bytes`: the same for the same text and owner, so that a cursor stays the same. */
export const encrypted = ([secret]: Secrets, { purpose, of }: Owner, text: string): string => {
  const keys = keysFor(secret, purpose);
  const owner = JSON.stringify(of);
  const iv = createHmac('sha256', keys.iv).update(`${owner}\0${text}`).digest().subarray(0, IV);
  const cipher = createCipheriv(KIND, keys.cipher, iv).setAAD(Buffer.from(owner));
  const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${keys.id}.${Buffer.concat([iv, cipher.getAuthTag(), bytes]).toString('base64url')}`;
};

/** The text again; undefined where it lies under none of these keys, is another owner's, or was changed. */
export const decrypted = (secrets: Secrets, { purpose, of }: Owner, kept: string): string | undefined => {
  const [id, written = ''] = kept.split('.');
  const bytes = Buffer.from(written, 'base64url');
  const keys = secrets.map((secret) => keysFor(secret, purpose)).find((known) => known.id === id);
  if (!keys || bytes.length < IV + TAG) return undefined;
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
