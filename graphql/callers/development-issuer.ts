import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, createLocalJWKSet, importJWK, type JWK, SignJWT } from 'jose';
import type { Pool } from 'pg';
import { tenantRead } from '../../activities/tenant-read.ts';
import { type TokenChecker, tokenChecker } from './tokens.ts';

/** Its name is the same on every machine; its keys aren't. */
const ISSUER = 'http://banjie.localhost/dev';
const AUDIENCE = 'banjie';
/** Names of the machine itself. */
const LOCAL: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export type DevelopmentIssuer = {
  readonly tokens: TokenChecker;
  /** Answers what is asked under /dev/; the path is that below Banjie's own. */
  handle(request: Request, path: string): Promise<Response | undefined>;
  tokenFor(of: { tenant: string; subject: string }): Promise<string>;
};

/** Stands in for an identity provider while one tries Banjie out: it gives anybody a token for anyone, so production refuses it. Its tokens go through the same check as all others. */
export const developmentIssuer = async (options: {
  pool: Pool;
  /** A private key (ES256) that stays the same at every start, so that tokens shown before go on working. */
  key: JWK;
  production: boolean;
}): Promise<DevelopmentIssuer> => {
  if (options.production)
    throw new Error('The development issuer gives anybody a token for anyone; name an OIDC issuer in production.');
  const jwk = options.key;
  const kid = await calculateJwkThumbprint(jwk);
  const key = await importJWK(jwk, 'ES256');
  const { d: _, ...shown } = jwk;
  const jwks = { keys: [{ ...shown, kid, alg: 'ES256', use: 'sig' }] };
  const tokenFor = ({ tenant, subject }: { tenant: string; subject: string }): Promise<string> =>
    new SignJWT({ tenant })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setSubject(subject)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('30d')
      .sign(key);
  return {
    tokens: tokenChecker({ issuer: ISSUER, audience: AUDIENCE, keys: createLocalJWKSet(jwks), longest: 31 * 86_400 }),
    tokenFor,
    handle: async (request, path) => {
      // Another name that leads here, such as a page's own by DNS rebinding, gets no tokens.
      if (!path.startsWith('/dev/') || !LOCAL.has(new URL(request.url).hostname)) return undefined;
      switch (path) {
        case '/dev/people':
          return Response.json(await everybody(options.pool, tokenFor));
        case '/dev/jwks':
          return Response.json(jwks);
        default:
          return undefined;
      }
    },
  };
};

type PersonRow = { id: string; name: string; subject: string; unit: string | null; roles: string[] };

const everybody = async (pool: Pool, tokenFor: DevelopmentIssuer['tokenFor']) => {
  const { rows: tenants } = await pool.query<{ id: string }>('SELECT id FROM tenants ORDER BY id');
  const people = await Promise.all(
    tenants.map(async ({ id: tenant }) => {
      const rows = await tenantRead(
        pool,
        tenant,
      )<PersonRow>(
        `SELECT p.id, p.name, p.subject, p.unit, coalesce((SELECT jsonb_agg(DISTINCT r.role) FROM person_roles r WHERE r.person_id = p.id
           AND r.valid_from <= tenant_today(p.tenant) AND (r.ended_on IS NULL OR r.ended_on > tenant_today(p.tenant))), '[]') AS roles
         FROM people p WHERE p.ended_on IS NULL OR p.ended_on > tenant_today(p.tenant) ORDER BY p.id LIMIT 200`,
      );
      return Promise.all(
        rows.map(async ({ id, name, subject, unit, roles }) => ({
          id,
          name,
          tenant,
          unit,
          roles,
          token: await tokenFor({ tenant, subject }),
        })),
      );
    }),
  );
  return people.flat();
};
