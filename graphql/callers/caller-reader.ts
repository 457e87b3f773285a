/** Reads from a request who calls. */
import type { Pool } from 'pg';
import { readActorOfToken } from '../../activities/actors.ts';
import { type TenantRead, tenantRead } from '../../activities/tenant-read.ts';
import { isKeepable } from '../../workflows/kernel/text.ts';
import { RateLimited, type Rates } from '../rates/rates.ts';
import type { Caller, CallerProblem } from './caller.ts';
import type { ClaimReader } from './claim-reader.ts';
import type { FollowGuard } from './follow-guard.ts';
import type { Claims, TokenChecker } from './tokens.ts';

/** Says who sent a request that came from this address, where that is known. */
export type CallerReader = (request: Request, address: string | undefined) => Promise<Caller | CallerProblem>;

export type CallerServices = {
  readonly pool: Pool;
  readonly tokens: TokenChecker;
  readonly guard: FollowGuard;
  readonly rates: Rates;
  /** Roles in which cases are worked on, and which somebody may act in for others. */
  readonly offices: ReadonlySet<string>;
  /** Takes over what tokens say of roles. */
  readonly claims: ClaimReader;
};

/** Reads who calls from a request: one question to the database for a person, none for the others. */
export const callerReader =
  ({ pool, tokens, guard, rates, offices, claims: readClaims }: CallerServices): CallerReader =>
  async (request, address) => {
    const locale = localeOf(request);
    const tenant = request.headers.get('banjie-tenant')?.trim() ?? '';
    const authorization = request.headers.get('authorization')?.trim() ?? '';
    if (!isKeepable([tenant, authorization])) return noTenant('');
    if (authorization === '') {
      const anonymous = { id: 'anonymous', name: 'Anonymous', grants: [{ role: 'anonymous' }] };
      return tenant === '' || (await isTenant(pool, tenant))
        ? { kind: 'anonymous', tenant, actor: anonymous, locale }
        : noTenant(tenant);
    }
    const [scheme = '', credentials = ''] = authorization.split(/\s+/, 2);
    switch (scheme.toLowerCase()) {
      case 'bearer': {
        const claims = await tokens(credentials);
        return 'code' in claims
          ? wrongToken(rates, address, claims)
          : person({ pool, offices, claims: readClaims }, claims, locale);
      }
      case 'follow': {
        const caseId = credentials.slice(0, credentials.lastIndexOf(':'));
        const code = credentials.slice(credentials.lastIndexOf(':') + 1);
        if (tenant === '') return noTenant('');
        const problem = await guard({ tenant, caseId, code, address });
        if (problem) return problem;
        const actor = { id: `follower:${caseId}`, name: `Reporter of ${caseId}`, grants: [{ role: 'follower' }] };
        return { kind: 'follower', tenant, actor, locale };
      }
      default:
        return {
          code: 'UNAUTHENTICATED',
          message: {
            en: 'Send “Authorization: Bearer <token>”, or “Authorization: Follow <case>:<code>” to follow a report.',
            zh: '请以“Authorization: Bearer <令牌>”登录，或以“Authorization: Follow <案件编号>:<查询码>”查询上报件。',
          },
        };
    }
  };

/** A good token is never held up by the wrong ones of others behind the same address. */
const wrongToken = async (rates: Rates, address: string | undefined, problem: CallerProblem): Promise<CallerProblem> => {
  if (!address || problem.code !== 'UNAUTHENTICATED') return problem;
  try {
    await rates.take('wrongTokens', address);
    return problem;
  } catch (error) {
    if (error instanceof RateLimited) return { code: error.code, message: error.title, retryAfter: error.retryAfter };
    throw error;
  }
};

/** How many codes a case has had before the one that holds; nothing where there is no such case. A part of one has the code of its own number. */
export const followRun = async (read: TenantRead, caseId: string): Promise<number | undefined> =>
  (await read<{ run: number }>(`SELECT follow_run AS run FROM cases WHERE id = split_part($1->>'caseId', '/', 1)`, { caseId }))[0]
    ?.run;

const person = async (
  { pool, offices, claims }: Pick<CallerServices, 'pool' | 'offices' | 'claims'>,
  { tenant, subject, roles }: Claims,
  locale: Caller['locale'],
): Promise<Caller | CallerProblem> => {
  if (roles) await claims(tenant, subject, roles);
  const actor = await readActorOfToken(tenantRead(pool, tenant), subject, offices);
  if (!actor) {
    return {
      code: 'FORBIDDEN',
      message: {
        en: 'Your token is good, but nobody is entered under its name here (any more). Ask your administrator to enter you.',
        zh: '令牌有效，但本单位没有（或不再有）对应人员，请联系管理员登记。',
      },
    };
  }
  return { kind: 'person', tenant, actor, locale };
};

const isTenant = async (pool: Pool, tenant: string): Promise<boolean> =>
  (await pool.query('SELECT 1 FROM tenants WHERE id = $1', [tenant])).rows.length > 0;

const noTenant = (tenant: string): CallerProblem => ({
  code: 'FORBIDDEN',
  message: {
    en: tenant
      ? `There is no tenant “${tenant.slice(0, 60)}” here; correct the header Banjie-Tenant.`
      : 'Name the street or utility in the header Banjie-Tenant.',
    zh: tenant ? `没有单位“${tenant.slice(0, 60)}”，请更正请求头Banjie-Tenant。` : '请在请求头Banjie-Tenant中注明单位。',
  },
});

/** Chinese where the caller asks for it first, and English otherwise. */
export const localeOf = (request: Request): Caller['locale'] =>
  request.headers.get('accept-language')?.trim().toLowerCase().startsWith('zh') ? 'zh' : 'en';
