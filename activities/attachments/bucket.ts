/** Files in a bucket of S3, or of a server that speaks its language, such as MinIO. */
import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { type Driver, defineDriver } from 'unstorage';
import { ApiError } from '../acting/api-error.ts';

export type Bucket = {
  /** The server's address; the bucket's name follows as its first part. */
  readonly endpoint: string;
  readonly name: string;
  /** A folder in the bucket, without slashes at its ends; empty for none. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

/** Milliseconds in which one file comes or goes: ten megabytes over a slow line. */
const PATIENCE = 15_000;

/**
 * The driver that unstorage brings takes an answer of 404 for success when it writes, so that a photo would be lost in a bucket that isn't
 * there; it waits without end, and knows no session tokens.
 */
export const bucketDriver: (bucket: Bucket) => Driver = defineDriver((bucket: Bucket) => {
  const { endpoint, name, prefix, region, accessKeyId, secretAccessKey, sessionToken } = bucket;
  const aws = new AwsClient({
    service: 's3',
    region,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    // A server that stumbled; one that is away isn't asked again.
    retries: 2,
  });
  const base = [endpoint.replace(/\/+$/, ''), name, ...(prefix === '' ? [] : [prefix])].join('/');
  /** The answer; nothing where there is no such file. */
  const ask = async (method: 'GET' | 'PUT' | 'DELETE', key: string, body?: Uint8Array): Promise<Response | null> => {
    const address = `${base}/${key.replaceAll(':', '/')}`;
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await aws.fetch(address, { method, signal, ...(body ? sent(body) : {}) }).catch((cause: Error) => {
      const why = cause.cause instanceof Error ? cause.cause : cause;
      throw filesAway(new Error(`${method} ${address}: ${why.message}`, { cause }));
    });
    if (answer.ok) return answer;
    const said = await answer.text();
    // Whatever else isn't there, the bucket or the address, is no answer about the file.
    if (answer.status === 404 && method !== 'PUT' && /<Code>NoSuchKey<\/Code>/.test(said)) return null;
    throw filesAway(new Error(`${method} ${address}: ${answer.status} ${said.slice(0, 300)}`));
  };
  return {
    name: 'banjie-bucket',
    hasItem: async (key) => (await ask('GET', key)) !== null,
    getItem: (key) => ask('GET', key).then((answer) => answer?.text() ?? null),
    getItemRaw: (key) => ask('GET', key).then((answer) => answer?.arrayBuffer() ?? null),
    setItemRaw: async (key, value: Uint8Array) => {
      await ask('PUT', key, value);
    },
    removeItem: async (key) => {
      await ask('DELETE', key);
    },
    // Files are found by their names alone.
    getKeys: () => [],
  };
});

/** With its hash, by which the server knows that it came whole. */
const sent = (body: Uint8Array) => ({
  body: body as Uint8Array<ArrayBuffer>,
  headers: { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
});

const filesAway = (cause: Error): ApiError =>
  new ApiError(
    'UNAVAILABLE',
    {
      en: 'Photos can’t be kept or shown just now. Try again in a moment with the same requestId; acts without photos go on.',
      zh: '照片暂时无法保存或显示，请稍后用相同的requestId重试；不含照片的操作不受影响。',
    },
    { cause },
  );
