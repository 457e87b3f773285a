/** What is public about badges: who issues them, by which keys, each badge by its unguessable address, and what was revoked. */
import type { JWK } from 'jose';
import { badgeAddresses, issuerProfile, statusList } from '../../activities/badges/credential.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import type { Services } from '../context.ts';
import type { OwnPath } from '../own-paths.ts';

const HEADERS = { 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff' } as const;

const document = (body: unknown, type: string) =>
  new Response(JSON.stringify(body), { headers: { ...HEADERS, 'content-type': type, 'cache-control': 'public, max-age=300' } });
/** Whoever asks after a revocation is told of it. */
const token = (jwt: string) =>
  new Response(jwt, { headers: { ...HEADERS, 'content-type': 'application/vc+jwt', 'cache-control': 'no-cache' } });
const nothing = () => new Response('There is nothing of this name.\n', { status: 404, headers: HEADERS });

/** Publishes the house's key before anything is signed by it; those of before stay, for what they have signed. */
const KEYS = `SELECT jwk FROM badge_keys ORDER BY kid`;
const PUBLISH = `SELECT keep_badge_key($1->>'kid', $1->'jwk') AS kept`;

type Reference = { readonly at: ReturnType<typeof badgeAddresses>; readonly name: string };

const issuerOf = async ({ pool, publicUrl }: Services, tenant: string): Promise<Reference | undefined> => {
  const base = publicUrl();
  const [row] = await tenantRead(
    pool,
    tenant,
  )<{ en: string; zh: string }>(`SELECT en, zh FROM tenants WHERE id = current_setting('banjie.tenant', true)`);
  return row && base ? { at: badgeAddresses(base, tenant), name: issuerName(row) } : undefined;
};

export const issuerName = ({ en, zh }: { readonly en: string; readonly zh: string }): string => `${zh} ${en}`;

const keysOf = async ({ pool, badges }: Services, tenant: string): Promise<readonly JWK[]> => {
  const read = tenantRead(pool, tenant);
  const { publicKey } = await badges();
  await read(PUBLISH, { kid: publicKey.kid, jwk: publicKey });
  return (await read<{ jwk: JWK }>(KEYS)).map(({ jwk }) => jwk);
};

/** The keys of all tenants, each once: where verifiers look who know nothing but the address of the house. */
const allKeys = async (services: Services): Promise<readonly JWK[]> => {
  const { rows } = await services.pool.query<{ id: string }>('SELECT id FROM tenants ORDER BY id');
  const keys = (await Promise.all(rows.map(({ id }) => keysOf(services, id)))).flat();
  return [...new Map(keys.map((key) => [key.kid, key])).values()];
};

export const badgePaths: readonly OwnPath[] = [
  {
    path: '/.well-known/jwks.json',
    answerAnybody: async ({ services }) => document({ keys: await allKeys(services) }, 'application/jwk-set+json'),
  },
  {
    path: '/academy/badges/:tenant/issuer',
    answerAnybody: async ({ params: { tenant = '' }, services }) => {
      const issuer = await issuerOf(services, tenant);
      return issuer
        ? document(issuerProfile(issuer.at, issuer.name, await keysOf(services, tenant)), 'application/ld+json')
        : nothing();
    },
  },
  {
    path: '/academy/badges/:tenant/keys/:kid',
    answerAnybody: async ({ params: { tenant = '', kid }, services }) => {
      const keys = (await issuerOf(services, tenant)) ? await keysOf(services, tenant) : [];
      const key = keys.find((one) => one.kid === kid);
      return key ? document(key, 'application/jwk+json') : nothing();
    },
  },
  {
    path: '/academy/badges/:tenant/credentials/:id',
    answerAnybody: async ({ params: { tenant = '', id }, services }) => {
      const [badge] = await tenantRead(services.pool, tenant)<{ jwt: string }>(`SELECT jwt FROM badges WHERE id = $1->>'id'`, {
        id,
      });
      // One that was erased is revoked, and nothing is left of it.
      return badge?.jwt ? token(badge.jwt) : nothing();
    },
  },
  {
    path: '/academy/badges/:tenant/status/:list',
    answerAnybody: async ({ params: { tenant = '', list = '' }, services }) => {
      const issuer = await issuerOf(services, tenant);
      if (!issuer || !/^\d{1,6}$/.test(list)) return nothing();
      const bits = await tenantRead(services.pool, tenant)<{ bit: number; revoked: boolean }>(
        `SELECT status_bit AS bit, revoked_at IS NOT NULL AS revoked FROM badges WHERE status_list = ($1->>'list')::int`,
        { list },
      );
      if (bits.length === 0) return nothing();
      const revoked = bits.filter((one) => one.revoked).map(({ bit }) => bit);
      const badges = await services.badges();
      await keysOf(services, tenant);
      const credential = statusList(issuer.at, Number(list), revoked, Date.now());
      return token(await badges.sign(credential, issuer.at.key(badges.publicKey.kid)));
    },
  },
];
