/** The house's keys: what it has recorded and logged is signed by them (Ed25519), outside of the database. */
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JWK } from 'jose';

export type PublicKey = {
  /** The 32 bytes. */
  readonly bytes: Buffer;
  /** The first 8 hex digits of their SHA-256. */
  readonly id: string;
  readonly key: KeyObject;
};
export type PrivateKey = PublicKey & { readonly sign: (message: string | Buffer) => Buffer };

export type HouseKeys = {
  /** Signs events. */
  readonly current: PrivateKey;
  /** Sign checkpoints, the current one first: while a key is replaced, the old one signs beside the new one. */
  readonly signing: readonly PrivateKey[];
  /** With those that sign nothing any more. */
  readonly known: readonly PublicKey[];
};

/** The keys from JWKs, the current one first; one without its private part still says what it has signed. */
export const houseKeys = (jwks: readonly JWK[]): HouseKeys => {
  const signing = jwks.filter(({ d }) => d !== undefined).map(privateKey);
  const [current] = signing;
  if (!current || jwks[0]?.d === undefined) throw new Error('The house’s current key has no private part.');
  return { current, signing, known: jwks.map(publicKey) };
};

const publicKey = ({ kty, crv, x = '' }: JWK): PublicKey => {
  if (kty !== 'OKP' || crv !== 'Ed25519') throw new Error('A key of the house is an Ed25519 key (OKP).');
  const bytes = Buffer.from(x, 'base64url');
  return { bytes, id: hash('sha256', bytes).slice(0, 8), key: createPublicKey({ key: { kty, crv, x }, format: 'jwk' }) };
};

const privateKey = (jwk: JWK): PrivateKey => {
  const { kty, crv, x, d } = jwk;
  const key = createPrivateKey({ key: { kty, crv, x, d } as never, format: 'jwk' });
  return { ...publicKey(jwk), sign: (message) => sign(null, Buffer.from(message), key) };
};

/** What is signed of an event. No checkpoint begins so: its first line has no space. */
const eventMessage = (eventHash: string): Buffer => Buffer.from(`banjie event\n${eventHash}\n`);

/** The signature of an event with the id of the key: whoever holds the database alone can't write one. */
export const signEvent = ({ current }: HouseKeys, eventHash: string): string =>
  `${current.id}:${current.sign(eventMessage(eventHash)).toString('base64')}`;

/** What is signed of an erasure: which row, its hash as it was, and what is left of it. */
const erasureMessage = (content: object): Buffer => Buffer.from(`banjie erasure\n${canonicalize(content)}`);

/** The signature of a tombstone: whoever holds the database alone can take something away, and can't say that the house did. */
export const signErasure = ({ current }: HouseKeys, content: object): string =>
  `${current.id}:${current.sign(erasureMessage(content)).toString('base64')}`;

export const isSignedErasure = (keys: HouseKeys, content: object, signature: string): boolean =>
  isSigned(keys, erasureMessage(content), signature);

/** Whether one of the house's keys has signed an event. */
export const isSignedEvent = (keys: HouseKeys, eventHash: string, signature: string | null): boolean =>
  isSigned(keys, eventMessage(eventHash), signature);

const isSigned = ({ known }: HouseKeys, message: Buffer, signature: string | null): boolean => {
  const [id, base64 = ''] = (signature ?? '').split(':');
  const by = known.find((key) => key.id === id);
  return by !== undefined && verify(null, message, by.key, Buffer.from(base64, 'base64'));
};
