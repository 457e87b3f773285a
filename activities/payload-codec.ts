/** What stands in Temporal is encrypted there, each tenant's under a key of its own. */
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { operationInfo } from '@temporalio/nexus';
import proto from '@temporalio/proto';
import { AWAITS } from '../workflows/machines/contract.ts';
import { derivedKey, keyId, type Secrets } from './keys.ts';

/** A codec, and what a page of Temporal's own asks of it for those who may read one tenant. */
export type HouseCodec = PayloadCodec & {
  /** Decrypts what belongs to the tenant whose case numbers begin with this code, and leaves the rest as it is. */
  decodeOf(code: string, payloads: Payload[]): Payload[];
};

const ENCRYPTED = 'binary/encrypted';
/** Bytes of the initialization vector and of the tag that AES-GCM appends. */
const [IV, TAG] = [12, 16];

/** Encrypts by the first of these secrets, and decrypts what any of them encrypted: the others held before. AES-256-GCM. */
export const payloadCodec = (secrets: Secrets): HouseCodec => {
  const rings = new Map(secrets.map((secret) => [keyId(secret, 'payloads'), keyRing(secret)]));
  const [id] = rings.keys() as unknown as [string];
  const keys = rings.get(id) as KeyRing;

  const decrypt = (payload: Payload): Payload => {
    const { key, owner } = labels(payload);
    const ring = rings.get(key);
    if (!ring)
      throw new Error(`This was encrypted by the key ${key}, which isn’t among BANJIE_SECRET and BANJIE_SECRETS_BEFORE.`);
    const data = payload.data as Uint8Array;
    const decipher = createDecipheriv('aes-256-gcm', ring(owner), data.subarray(0, IV), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(data.subarray(-TAG));
    return PayloadType.decode(Buffer.concat([decipher.update(data.subarray(IV, -TAG)), decipher.final()]));
  };
  return {
    encode: async (payloads, context) => {
      if (context ? context.workflowId?.startsWith(AWAITS) : isAnsweringNexus()) return payloads;
      const owner = ownerOf(context?.workflowId ?? '');
      return payloads.map((payload) => {
        const iv = nextIv();
        const cipher = createCipheriv('aes-256-gcm', keys(owner), iv).setAAD(Buffer.from(owner));
        const parts = [iv, cipher.update(PayloadType.encode(payload).finish()), cipher.final(), cipher.getAuthTag()];
        return {
          metadata: { encoding: Buffer.from(ENCRYPTED), key: Buffer.from(id), owner: Buffer.from(owner) },
          data: Buffer.concat(parts),
        };
      });
    },
    decode: async (payloads) => payloads.map((payload) => (isEncrypted(payload) ? decrypt(payload) : payload)),
    decodeOf: (code, payloads) =>
      payloads.map((payload) =>
        isEncrypted(payload) && labels(payload).owner === ownerOf(code) && rings.has(labels(payload).key)
          ? decrypt(payload)
          : payload,
      ),
  };
};

/** What a caller by Nexus is told goes to who has no key of ours; of no other payload it isn't said whose it is. */
const isAnsweringNexus = (): boolean => {
  try {
    operationInfo();
    return true;
  } catch {
    return false;
  }
};

const PayloadType = proto.temporal.api.common.v1.Payload;

/** Random bytes for each encryption, drawn many at a time. */
const nextIv = (): Buffer => {
  if (at === ivs.length) [ivs, at] = [randomBytes(IV * 512), 0];
  at += IV;
  return ivs.subarray(at - IV, at);
};
let [ivs, at] = [Buffer.alloc(0), 0];

type KeyRing = (owner: string) => KeyObject;

/** A secret's keys, one for each tenant: who is given one of them reads no other tenant's. */
const keyRing = (secret: string): KeyRing => {
  const known = new Map<string, KeyObject>();
  return (owner) => {
    const key = known.get(owner) ?? derivedKey(secret, `payloads ${owner}`);
    if (known.size < MOST_OWNERS) known.set(owner, key);
    return key;
  };
};
/** Tenants whose keys are kept at hand. */
const MOST_OWNERS = 1_000;

/** Whose a workflow is: the numbers of a tenant's cases begin with its code. */
const ownerOf = (workflowId: string): string => workflowId.split('-', 1)[0] ?? '';

const isEncrypted = ({ metadata }: Payload): boolean => textOf(metadata?.encoding) === ENCRYPTED;
const labels = ({ metadata }: Payload) => ({ key: textOf(metadata?.key), owner: textOf(metadata?.owner) });
const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();
