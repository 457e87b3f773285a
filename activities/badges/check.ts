/** Checks the signature, dates and status of a badge with nothing of Banjie but public addresses. */
import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import type { z } from 'zod';
import { misfit } from './schema.ts';
import { type BadgeCredential, badgeShape, profileShape, type StatusListCredential, statusListShape } from './shapes.ts';
import { algorithmOf, claimsOf } from './signing.ts';
import { bitOf } from './status-list.ts';

export type BadgeVerdict =
  | { readonly verdict: 'good'; readonly credential: BadgeCredential }
  | {
      readonly verdict: 'malformed' | 'untrusted' | 'tampered' | 'notYetValid' | 'expired' | 'revoked' | 'unreachable';
      readonly why: string;
    };

export type CheckOptions = {
  /** The issuer that is trusted; anybody can sign a badge under another name. */
  readonly issuer: string;
  /** Gets a document by its address; from the net, unless told otherwise. */
  readonly load?: (address: string) => Promise<string>;
  /** The text of a JSON Schema that the badge must fit too, such as the one it names. */
  readonly schema?: string;
  /** Epoch milliseconds; now, unless told otherwise. */
  readonly now?: number;
};

type Problem = Exclude<BadgeVerdict, { verdict: 'good' }>;
class Failed extends Error {
  readonly verdict: Problem['verdict'];
  constructor(verdict: Problem['verdict'], why: string) {
    super(why);
    this.verdict = verdict;
  }
}

/** Says whether a badge (compact JWS) is good, and if not, why. What can't be found out is never good. */
export const checkBadge = async (
  jws: string,
  { issuer, load = fromTheNet, now = Date.now(), schema }: CheckOptions,
): Promise<BadgeVerdict> => {
  const loaded = (address: string): Promise<string> =>
    load(address).catch((error: Error) => {
      throw new Failed('unreachable', `${address} couldn’t be read: ${error.message}`);
    });
  try {
    const credential = await open(jws.trim(), badgeShape, { issuer, load: loaded, now });
    const wrong = schema === undefined ? undefined : misfit(schema, credential);
    if (wrong) throw new Failed('malformed', `It doesn’t fit the JSON Schema: ${wrong}.`);
    const { statusListCredential, statusListIndex } = credential.credentialStatus;
    const list = await open((await loaded(statusListCredential)).trim(), statusListShape, { issuer, load: loaded, now }).catch(
      (error: Failed) => {
        // The badge may be good; what is known of it is out of date.
        const stale = error.verdict === 'expired' || error.verdict === 'notYetValid';
        throw stale ? new Failed('unreachable', `Only an old status list was found: ${error.message}`) : error;
      },
    );
    if (list.id !== statusListCredential) throw new Failed('tampered', 'Another status list came than the badge names.');
    if (revokedIn(list, Number(statusListIndex))) throw new Failed('revoked', 'The issuer has revoked this badge.');
    return { verdict: 'good', credential };
  } catch (error) {
    if (error instanceof Failed) return { verdict: error.verdict, why: error.message };
    throw error;
  }
};

const revokedIn = ({ credentialSubject: { encodedList } }: StatusListCredential, bit: number): boolean => {
  try {
    return bitOf(encodedList, bit);
  } catch (error) {
    throw new Failed('malformed', `The status list can’t be read: ${(error as Error).message}`);
  }
};

/** The credential in a token, once its issuer, signature, claims and dates hold. */
const open = async <Credential extends BadgeCredential | StatusListCredential>(
  jws: string,
  shape: z.ZodType<Credential>,
  { issuer, load, now }: Required<Omit<CheckOptions, 'schema'>>,
): Promise<Credential> => {
  const { kid, claims, credential } = read(jws, shape);
  const said = claimsOf(credential);
  if (said.iss !== issuer) throw new Failed('untrusted', `It names ${said.iss} as its issuer, not ${issuer}.`);
  const profile = json(await load(issuer), profileShape, 'The issuer’s profile');
  const method = profile.assertionMethod.find(({ id, controller }) => id === kid && controller === issuer);
  if (profile.id !== issuer || !method) throw new Failed('untrusted', 'Its key is none of the issuer’s.');
  // The key says by which algorithm it is used, never the token.
  const alg = algorithmOf(method.publicKeyJwk);
  const key = await importJWK(method.publicKeyJwk, alg);
  await compactVerify(jws, key, { algorithms: [alg] }).catch(() => {
    throw new Failed('tampered', 'The signature doesn’t fit: it was changed after it was signed.');
  });
  for (const name of ['iss', 'sub', 'jti', 'nbf', 'exp'] as const) {
    if (claims[name] !== said[name]) throw new Failed('tampered', `The token’s ${name} isn’t what the credential says.`);
  }
  if (now < Date.parse(credential.validFrom)) throw new Failed('notYetValid', `It is valid from ${credential.validFrom}.`);
  if (now >= Date.parse(credential.validUntil)) throw new Failed('expired', `It was valid until ${credential.validUntil}.`);
  return credential;
};

const read = <Credential>(jws: string, shape: z.ZodType<Credential>) => {
  try {
    const { alg, kid } = decodeProtectedHeader(jws);
    const { iss, sub, jti, nbf, exp, ...rest } = decodeJwt(jws);
    const parsed = shape.safeParse(rest);
    if ((alg === 'RS256' || alg === 'EdDSA') && kid && parsed.success)
      return { kid, claims: { iss, sub, jti, nbf, exp }, credential: parsed.data };
    const issue = parsed.error?.issues[0];
    throw new Error(issue ? `${issue.path.join('.')}: ${issue.message}` : 'it must be signed by RS256 or EdDSA and name its key');
  } catch (error) {
    throw new Failed('malformed', `It is no badge or list of this kind: ${(error as Error).message}`);
  }
};

const json = <Value>(text: string, shape: z.ZodType<Value>, what: string): Value => {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    throw new Failed('malformed', `${what} isn’t what Open Badges asks for.`);
  }
};

const MOST_BYTES = 1_000_000;

/** A document by its address. An attacker on the line could give another key, so plain HTTP is taken from this machine only. */
export const fromTheNet = async (address: string): Promise<string> => {
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)))
    throw new Error('it must be an https address');
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
  if (!response.ok) throw new Error(`the answer was ${response.status}`);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) throw new Error('it is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};
