import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Title } from '../../workflows/kernel/process.ts';
import { isKeepable, isSeen, plain } from '../../workflows/kernel/text.ts';
import type { CallerProblem } from './caller.ts';

export type Claims = {
  readonly tenant: string;
  readonly subject: string;
  /** What the claim of roles says, where roles are read from one. */
  readonly roles?: ClaimedRoles;
};
/** What a token says of its bearer’s groups, and when it was made, in epoch milliseconds. */
export type ClaimedRoles = { readonly values: readonly string[] | Unread; readonly name: string; readonly made: number };
/** Why nothing is known of somebody’s groups: their roles then stay as they are. */
export type Unread = 'missing' | 'no list of words' | 'too long';
export type TokenChecker = (token: string) => Promise<Claims | CallerProblem>;

export type TokenOptions = {
  readonly issuer: string;
  readonly audience: string;
  /** The claims that name the tenant and the person; `tenant` and `sub` where nothing is said. */
  readonly tenantClaim?: string | undefined;
  readonly subjectClaim?: string | undefined;
  /** The claim whose values give roles, such as `groups` or `realm_access.roles`; roles come from the list of people alone where nothing is said. */
  readonly rolesClaim?: string | undefined;
  /** Seconds that a token may live. */
  readonly longest?: number;
  /** The issuer's keys, where they aren't fetched from where it publishes them. */
  readonly keys?: JWTVerifyGetKey;
};

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
/** Seconds by which clocks may differ. */
const TOLERANCE = 10;
/** Kinds of token that say who calls; others, such as those of a sign-out, do not. */
const KINDS = ['jwt', 'at+jwt', 'application/at+jwt', 'application/jwt'];
const DAY = 86_400;

/** Checks tokens of one OpenID Connect issuer: signature by its published keys, issuer, audience and time. */
export const tokenChecker = ({
  issuer,
  audience,
  tenantClaim = 'tenant',
  subjectClaim = 'sub',
  rolesClaim,
  longest = DAY,
  keys,
}: TokenOptions): TokenChecker => {
  let published: Promise<JWTVerifyGetKey> | undefined;
  const keysOf = (): Promise<JWTVerifyGetKey> => {
    published ??= discover(issuer).catch((error) => {
      // The next token tries again.
      published = undefined;
      throw error;
    });
    return published;
  };
  return async (token) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys ?? (await keysOf()), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE,
        requiredClaims: [subjectClaim, 'exp', ...(rolesClaim === undefined ? [] : ['iat'])],
      });
      const problem = oddity(payload, protectedHeader.typ, longest);
      if (problem) return problem;
      if (!isKeepable([payload[tenantClaim], payload[subjectClaim]]))
        return unauthenticated('The token isn’t valid; sign in again.', '令牌无效，请重新登录。');
      const tenant = payload[tenantClaim];
      if (typeof tenant !== 'string' || tenant === '') {
        return unauthenticated(
          `The token names no tenant (claim “${tenantClaim}”). Ask whoever runs the sign-in to add it.`,
          `令牌未注明单位（claim“${tenantClaim}”），请联系登录系统管理员添加。`,
        );
      }
      const subject = payload[subjectClaim];
      if (typeof subject !== 'string' || !isSeen(subject)) {
        return unauthenticated(
          `The token’s claim “${subjectClaim}” names nobody. Ask whoever runs the sign-in to mend it.`,
          `令牌的“${subjectClaim}”未注明人员，请联系登录系统管理员。`,
        );
      }
      return rolesClaim === undefined ? { tenant, subject } : { tenant, subject, roles: rolesIn(payload, rolesClaim, subject) };
    } catch (error) {
      return problemOf(error, issuer);
    }
  };
};

/** Values that are read of a claim; to leave some of them out would end the roles that they give. */
const MOST_VALUES = 500;

const rolesIn = (payload: JWTPayload, claim: string, subject: string): ClaimedRoles => {
  const inside = (part: unknown, name: string): unknown => (part as Record<string, unknown> | null | undefined)?.[name];
  const said = payload[claim] ?? claim.split('.').reduce(inside, payload as unknown);
  return { values: valuesIn(said), name: nameIn(payload.name) ?? nameIn(subject) ?? '—', made: Number(payload.iat) * 1000 };
};

const valuesIn = (said: unknown): ClaimedRoles['values'] => {
  if (said === undefined || said === null) return 'missing';
  const values: readonly unknown[] = Array.isArray(said) ? said : [said];
  if (values.length > MOST_VALUES) return 'too long';
  return values.every((value) => typeof value === 'string') ? values.filter((value) => isKeepable([value])) : 'no list of words';
};

/** As people are called here, however the sign-in writes it: no blanks around it, and no half of a sign at its end. */
const nameIn = (said: unknown): string | undefined => {
  if (typeof said !== 'string' || !isKeepable([said])) return undefined;
  const short = plain(said).trim().slice(0, 80);
  return isSeen(short) ? (short.isWellFormed() ? short : short.slice(0, -1)) : undefined;
};

const discover = async (issuer: string): Promise<JWTVerifyGetKey> => {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  });
  const { issuer: named, jwks_uri: uri } = ((response.ok ? await response.json() : null) ?? {}) as Record<string, unknown>;
  if (typeof uri !== 'string') throw new KeysAway();
  // OpenID Connect Discovery 1.0, section 4.3: it has to be the very issuer that was asked.
  if (named !== issuer) throw new OtherIssuer(String(named));
  return createRemoteJWKSet(new URL(uri), { timeoutDuration: 5_000, cooldownDuration: 5_000 });
};

class KeysAway extends Error {}
class OtherIssuer extends Error {}

/** What a well-signed token may not be: over, of another kind, of a day to come, or of a longer life than a day's work. */
const oddity = ({ iat, exp = 0 }: JWTPayload, typ: string | undefined, longest: number): CallerProblem | undefined => {
  const now = Date.now() / 1000;
  // Clocks may differ about when a token begins; its end is what it says.
  if (exp <= now) return expired(exp);
  if (typ !== undefined && !KINDS.includes(typ.toLowerCase()))
    return unauthenticated(
      `This is a token of the kind “${typ}”, which says nothing of who calls; send the access token.`,
      `该令牌类型为“${typ}”，不能用于身份验证，请使用访问令牌。`,
    );
  if (iat !== undefined && iat > now + TOLERANCE)
    return unauthenticated(
      'The token was made at a time that is still to come; ask whoever runs the sign-in to look at its clock.',
      '令牌签发时间晚于当前时间，请联系登录系统管理员核对时钟。',
    );
  if (exp - (iat ?? now) > longest + TOLERANCE)
    return unauthenticated(
      `The token would hold for more than ${Math.round(longest / 3_600)} hours; ask whoever runs the sign-in for a shorter life.`,
      `令牌有效期超过${Math.round(longest / 3_600)}小时，请联系登录系统管理员缩短有效期。`,
    );
  return undefined;
};

const unauthenticated = (en: string, zh: string): CallerProblem => ({ code: 'UNAUTHENTICATED', message: { en, zh } });

const expired = (exp: number): CallerProblem => {
  const at = new Date(exp * 1000).toISOString();
  return unauthenticated(`The token expired at ${at}; sign in again.`, `令牌已于${at}过期，请重新登录。`);
};

const problemOf = (error: unknown, issuer: string): CallerProblem => {
  if (error instanceof errors.JWTExpired) return expired(Number(error.payload.exp));
  if (error instanceof errors.JWTClaimValidationFailed) {
    const wrong: Readonly<Record<string, Title>> = {
      iss: { en: `The token isn’t from ${issuer}; sign in there.`, zh: `令牌并非由${issuer}签发，请在该处登录。` },
      aud: {
        en: 'The token is for another application; sign in to this one.',
        zh: '令牌用于其他应用，请登录本应用。',
      },
    };
    const { en, zh } = wrong[error.claim] ?? {
      en: `The token’s claim “${error.claim}” is missing or wrong; sign in again.`,
      zh: `令牌的“${error.claim}”缺失或有误，请重新登录。`,
    };
    return unauthenticated(en, zh);
  }
  if (error instanceof OtherIssuer) {
    return {
      code: 'UNAVAILABLE',
      message: {
        en: `The sign-in at ${issuer} calls itself ${error.message}. Ask whoever runs Banjie to correct OIDC_ISSUER.`,
        zh: `${issuer}的登录系统自称${error.message}，请联系运维人员更正OIDC_ISSUER。`,
      },
    };
  }
  if (error instanceof KeysAway || error instanceof errors.JWKSTimeout || error instanceof TypeError || isTimeout(error)) {
    return {
      code: 'UNAVAILABLE',
      message: {
        en: 'Whoever signs the tokens can’t be reached just now, so yours can’t be checked. Try again in a moment.',
        zh: '暂时无法连接登录系统，无法核验令牌，请稍后重试。',
      },
    };
  }
  return unauthenticated('The token isn’t valid; sign in again.', '令牌无效，请重新登录。');
};

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';
