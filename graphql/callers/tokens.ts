import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Title } from '../../workflows/kernel/process.ts';
import type { CallerProblem } from './caller.ts';

export type Claims = { readonly tenant: string; readonly subject: string };
export type TokenChecker = (token: string) => Promise<Claims | CallerProblem>;

export type TokenOptions = {
  readonly issuer: string;
  readonly audience: string;
  /** The claim that names the tenant. */
  readonly tenantClaim?: string;
  /** The issuer's keys, where they aren't fetched from where it publishes them. */
  readonly keys?: JWTVerifyGetKey;
};

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
/** Seconds by which clocks may differ. */
const TOLERANCE = 10;

/** Checks tokens of one OpenID Connect issuer: signature by its published keys, issuer, audience and time. */
export const tokenChecker = ({ issuer, audience, tenantClaim = 'tenant', keys }: TokenOptions): TokenChecker => {
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
      const { payload } = await jwtVerify(token, keys ?? (await keysOf()), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE,
        requiredClaims: ['sub', 'exp'],
      });
      const tenant = payload[tenantClaim];
      if (typeof tenant !== 'string' || tenant === '') {
        return unauthenticated(
          `The token names no tenant (claim “${tenantClaim}”). Ask whoever runs the sign-in to add it.`,
          `令牌未注明单位（claim“${tenantClaim}”），请联系登录系统管理员添加。`,
        );
      }
      return { tenant, subject: payload.sub as string };
    } catch (error) {
      return problemOf(error, issuer);
    }
  };
};

const discover = async (issuer: string): Promise<JWTVerifyGetKey> => {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  });
  const { jwks_uri: uri } = (response.ok ? await response.json() : {}) as { jwks_uri?: unknown };
  if (typeof uri !== 'string') throw new KeysAway();
  return createRemoteJWKSet(new URL(uri), { timeoutDuration: 5_000, cooldownDuration: 5_000 });
};

class KeysAway extends Error {}

const unauthenticated = (en: string, zh: string): CallerProblem => ({ code: 'UNAUTHENTICATED', message: { en, zh } });

const problemOf = (error: unknown, issuer: string): CallerProblem => {
  if (error instanceof errors.JWTExpired) {
    const at = new Date(Number(error.payload.exp) * 1000).toISOString();
    return unauthenticated(`The token expired at ${at}; sign in again.`, `令牌已于${at}过期，请重新登录。`);
  }
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
