/** Whether an event is signed by a secret, after Standard Webhooks. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** What the headers of an event say. */
export type Signed = { readonly id: string; readonly timestamp: string; readonly signature: string };

/** Seconds by which an event may be late or early: older ones are somebody's who listened. */
const TOLERANCE = 300;

/** The headers of a signed event of now; undefined where they aren't. Costs nothing: the body isn't read for others. */
export const signedNow = (headers: Headers): Signed | undefined => {
  const [id = '', timestamp = '', signature = ''] = ['id', 'timestamp', 'signature'].map(
    (name) => headers.get(`webhook-${name}`) ?? '',
  );
  const isWritten = /^[!-~]{1,200}$/.test(id) && /^\d{1,12}$/.test(timestamp) && /^v1\S*,\S+( \S+)*$/.test(signature);
  if (!isWritten || signature.length > LONGEST) return undefined;
  return Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE ? { id, timestamp, signature } : undefined;
};
/** Of some signatures, as a sender has them who changes its secret. */
const LONGEST = 1_000;

/** Nobody's. */
const NOBODY = `whsec_${randomBytes(32).toString('base64')}`;

/** Whether one of these secrets has signed the body; compared in constant time, and as long for an unknown machine as for one with two of them. */
export const isSignedBy = (secrets: readonly string[], { id, timestamp, signature }: Signed, body: string): boolean => {
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const fits = [secrets[0] ?? NOBODY, secrets[1] ?? NOBODY].map((secret) => {
    try {
      new Webhook(secret).verify(body, headers, { jsonParse: false });
      return secret !== NOBODY;
    } catch {
      return false;
    }
  });
  return fits.includes(true);
};
