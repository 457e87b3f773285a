/** A bucket as the settings name it. */
import type { Bucket } from '../activities/attachments/bucket.ts';
import { StartError } from './start-error.ts';

export type BucketPlace = Pick<Bucket, 'name' | 'prefix'> & {
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
};

/** `s3://name/folder?endpoint=…&region=…`; undefined where it isn't such an address. */
export const bucketPlace = (text: string): BucketPlace | undefined => {
  if (!/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/|\?|$)/.test(text) || !URL.canParse(text)) return undefined;
  const { hostname, pathname, searchParams, username, hash } = new URL(text);
  const unknown = [...searchParams.keys()].some((name) => name !== 'endpoint' && name !== 'region');
  const endpoint = searchParams.get('endpoint') ?? undefined;
  if (unknown || username !== '' || hash !== '') return undefined;
  if (endpoint !== undefined && !(/^https?:\/\//.test(endpoint) && URL.canParse(endpoint))) return undefined;
  return {
    name: hostname,
    prefix: pathname.replace(/^\/+|\/+$/g, ''),
    endpoint,
    region: searchParams.get('region') ?? undefined,
  };
};

/** With the keys of the environment, which must be there where a bucket is named. */
export const bucketOf = (values: {
  readonly BANJIE_FILES?: BucketPlace | undefined;
  readonly AWS_ACCESS_KEY_ID?: string | undefined;
  readonly AWS_SECRET_ACCESS_KEY?: string | undefined;
  readonly AWS_SESSION_TOKEN?: string | undefined;
  readonly AWS_REGION?: string | undefined;
}): Bucket | undefined => {
  const { BANJIE_FILES: place, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = values;
  if (!place) return undefined;
  if (!accessKeyId || !secretAccessKey)
    throw new StartError(
      'BANJIE_FILES names a bucket, so AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must say who writes to it.',
    );
  const region = place.region ?? values.AWS_REGION ?? 'us-east-1';
  return {
    ...place,
    region,
    endpoint: place.endpoint ?? `https://s3.${region}.amazonaws.com`,
    accessKeyId,
    secretAccessKey,
    sessionToken: values.AWS_SESSION_TOKEN,
  };
};
