/** Reads from a request who calls. */
import type { Pool } from 'pg';
import { tenantRead } from '../../activities/tenant-read.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { Caller, CallerProblem } from './caller.ts';
import type { FollowGuard } from './follow-guard.ts';
import type { TokenChecker } from './tokens.ts';

type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly grants: readonly { readonly role: string; readonly units: readonly string[] | null; readonly area: string | null }[];
};

/** A person who hasn't left, with the roles they hold today; a role bound to a unit counts for all units below it. */
const PERSON = `SELECT p.id, p.name, p.unit, coalesce((
    SELECT jsonb_agg(jsonb_build_object('role', r.role, 'area', r.area, 'units', CASE WHEN r.unit IS NOT NULL THEN (
      SELECT coalesce(jsonb_agg(below.id), '[]') FROM units top JOIN units below ON starts_with(below.path, top.path) WHERE top.id = r.unit) END) ORDER BY r.role)
    FROM person_roles r
    WHERE r.person_id = p.id AND r.holds_from <= day AND (r.ended_on IS NULL OR r.ended_on > day)), '[]') AS grants
  FROM people p CROSS JOIN tenant_today(p.tenant) AS day
  WHERE p.subject = $1->>'subject' AND (p.ended_on IS NULL OR p.ended_on > day)`;

/** Reads who calls from a request: one question to the database for a person, none for the others. */
export const callerReader =
  ({ pool, tokens, guard }: { pool: Pool; tokens: TokenChecker; guard: FollowGuard }) =>
  async (request: Request): Promise<Caller | CallerProblem> => {
    const locale = localeOf(request);
    const tenant = request.headers.get('banjie-tenant')?.trim() ?? '';
    const authorization = request.headers.get('authorization')?.trim() ?? '';
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
        return 'code' in claims ? claims : person(pool, claims, locale);
      }
      case 'follow': {
        const caseId = credentials.slice(0, credentials.lastIndexOf(':'));
        const code = credentials.slice(credentials.lastIndexOf(':') + 1);
        if (tenant === '') return noTenant('');
        const problem = guard({ tenant, caseId, code, address: request.headers.get('x-forwarded-for') ?? '' });
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

const person = async (
  pool: Pool,
  { tenant, subject }: { tenant: string; subject: string },
  locale: Caller['locale'],
): Promise<Caller | CallerProblem> => {
  const [row] = await tenantRead(pool, tenant)<PersonRow>(PERSON, { subject });
  if (!row) {
    return {
      code: 'FORBIDDEN',
      message: {
        en: 'Your token is good, but nobody is entered under its name here (any more). Ask your administrator to enter you.',
        zh: '令牌有效，但本单位没有（或不再有）对应人员，请联系管理员登记。',
      },
    };
  }
  const grants = row.grants.map(({ role, units, area }) => ({
    role,
    ...(units ? { units } : {}),
    ...(area === null ? {} : { areas: [area] }),
  }));
  const actor: Actor = { id: row.id, name: row.name, grants, ...(row.unit === null ? {} : { unit: row.unit }) };
  return { kind: 'person', tenant, actor, locale };
};

const isTenant = async (pool: Pool, tenant: string): Promise<boolean> =>
  (await pool.query('SELECT 1 FROM tenants WHERE id = $1', [tenant])).rows.length > 0;

const noTenant = (tenant: string): CallerProblem => ({
  code: 'FORBIDDEN',
  message: {
    en: tenant
      ? `There is no tenant “${tenant}” here; correct the header Banjie-Tenant.`
      : 'Name the street or utility in the header Banjie-Tenant.',
    zh: tenant ? `没有单位“${tenant}”，请更正请求头Banjie-Tenant。` : '请在请求头Banjie-Tenant中注明单位。',
  },
});

/** Chinese where the caller asks for it first, and English otherwise. */
export const localeOf = (request: Request): Caller['locale'] =>
  request.headers.get('accept-language')?.trim().toLowerCase().startsWith('zh') ? 'zh' : 'en';
