/** Checkpoints as C2SP has them: signed notes (signed-note, tlog-checkpoint) with Ed25519, and cosignatures of witnesses (tlog-cosignature/v1). */
import { createPublicKey, hash, verify } from 'node:crypto';
import type { HouseKeys, PublicKey } from '../evidence/keys.ts';

export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Buffer };

const ED25519 = 1;
const COSIGNATURE = 4;

const keyId = (name: string, type: number, bytes: Buffer): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(type), bytes]), 'buffer').subarray(0, 4);

/** A public key in the words of a verifier: name, id and key. */
export const verifierKey = (name: string, { bytes }: Pick<PublicKey, 'bytes'>): string =>
  `${name}+${keyId(name, ED25519, bytes).toString('hex')}+${Buffer.concat([Buffer.of(ED25519), bytes]).toString('base64')}`;

const bodyOf = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${root.toString('base64')}\n`;

/** The checkpoint, signed by each key that signs. */
export const signedNote = (checkpoint: Checkpoint, { signing }: HouseKeys): string => {
  const body = bodyOf(checkpoint);
  const lines = signing.map((key) =>
    signatureLine(checkpoint.origin, keyId(checkpoint.origin, ED25519, key.bytes), key.sign(body)),
  );
  return `${body}\n${lines.join('')}`;
};

const signatureLine = (name: string, id: Buffer, signature: Buffer): string =>
  `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;

type SignatureLine = { readonly name: string; readonly blob: Buffer };

const parsed = (note: string): { body: string; lines: readonly SignatureLine[] } | undefined => {
  const end = note.indexOf('\n\n');
  if (end < 0) return undefined;
  const lines = note.slice(end + 2).matchAll(/^— (\S+) (\S+)$/gm);
  return {
    body: note.slice(0, end + 1),
    lines: [...lines].map(([, name = '', blob = '']) => ({ name, blob: Buffer.from(blob, 'base64') })),
  };
};

/** What a note says if one of the house's keys has signed it; undefined otherwise. */
export const readNote = (note: string, origin: string, { known }: HouseKeys): Checkpoint | undefined => {
  const found = parsed(note);
  const [name, size = '', root = ''] = found?.body.split('\n') ?? [];
  if (!found || name !== origin || !/^(0|[1-9]\d{0,15})$/.test(size)) return undefined;
  const isSigned = found.lines.some(({ name: signer, blob }) =>
    known.some(
      ({ bytes, key }) =>
        signer === origin &&
        blob.subarray(0, 4).equals(keyId(origin, ED25519, bytes)) &&
        verify(null, Buffer.from(found.body), key, blob.subarray(4)),
    ),
  );
  const checkpoint = { origin, size: Number(size), root: Buffer.from(root, 'base64') };
  return isSigned && bodyOf(checkpoint) === found.body ? checkpoint : undefined;
};

/** Somebody outside of the house who signs checkpoints that they find to go on from those they have seen. */
export type Witness = { readonly name: string; readonly id: Buffer; readonly key: ReturnType<typeof createPublicKey> };

/** A witness from their verifier key; fails where it is none. */
export const witnessOf = (text: string): Witness => {
  const [, name = '', id = '', key = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const bytes = Buffer.from(key, 'base64');
  if (
    bytes.length !== 33 ||
    bytes[0] !== COSIGNATURE ||
    !keyId(name, COSIGNATURE, bytes.subarray(1)).equals(Buffer.from(id, 'hex'))
  )
    throw new RangeError(`“${text}” is no verifier key of a witness (type 4).`);
  const x = bytes.subarray(1).toString('base64url');
  return { name, id: Buffer.from(id, 'hex'), key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) };
};

/** The note with the line of a witness, where it is theirs and they signed this very checkpoint; undefined otherwise. */
export const withCosignature = (note: string, line: string, witnesses: readonly Witness[]): string | undefined => {
  const found = parsed(note);
  const [given] = parsed(`\n\n${line.trimEnd()}\n`)?.lines ?? [];
  const witness = witnesses.find(({ name, id }) => name === given?.name && given.blob.subarray(0, 4).equals(id));
  if (!found || !given || !witness || given.blob.length !== 76) return undefined;
  const message = `cosignature/v1\ntime ${given.blob.readBigUInt64BE(4)}\n${found.body}`;
  if (!verify(null, Buffer.from(message), witness.key, given.blob.subarray(12))) return undefined;
  // The newest one of each witness.
  const others = note.split('\n').filter((other) => !isOf(witness, other));
  return `${others.join('\n')}${signatureLine(witness.name, witness.id, given.blob.subarray(4))}`;
};

const isOf = ({ name, id }: Witness, line: string): boolean => {
  const [only] = parsed(`\n\n${line}\n`)?.lines ?? [];
  return only?.name === name && only.blob.subarray(0, 4).equals(id);
};
