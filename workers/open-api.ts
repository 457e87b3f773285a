/** The API on given services, as a function of requests. */
import { randomUUID } from 'node:crypto';
import { findPeopleAgain } from '../activities/acting/hand-back.ts';
import { BY_ITSELF } from '../activities/acting/staff-days.ts';
import { lentRoles } from '../activities/acting/visibility.ts';
import { tenantRead } from '../activities/tenant-read.ts';
import { exportPaths } from '../graphql/audit-export/export-paths.ts';
import { pathBelow } from '../graphql/base-path.ts';
import { callerReader, followRun } from '../graphql/callers/caller-reader.ts';
import { type ClaimsChange, claimReader } from '../graphql/callers/claim-reader.ts';
import { developmentIssuer } from '../graphql/callers/development-issuer.ts';
import { followGuard } from '../graphql/callers/follow-guard.ts';
import { type TokenOptions, tokenChecker } from '../graphql/callers/tokens.ts';
import { plainFailure } from '../graphql/plain-failure.ts';
import { callerAddress, isTrusted } from '../graphql/rates/caller-address.ts';
import { logPath } from '../graphql/record-log/log-path.ts';
import { requestIdOf } from '../graphql/request-id.ts';
import { createSchema } from '../graphql/schema/schema.ts';
import { createApi } from '../graphql/server.ts';
import { keptKey } from './data-dir.ts';
import type { ApiOptions, ServiceOptions } from './mount-options.ts';
import { pathLabel } from './path-label.ts';
import type { OpenServices } from './services.ts';

/** Answers a request that came from an address; it never throws. Undefined means that nothing of Banjie stands there. */
export type Handle = (request: Request, address?: string) => Promise<Response | undefined>;

export const openApi = async (
  { services, reading }: OpenServices,
  options: Pick<ServiceOptions, 'packages' | 'dataDir' | 'production' | 'log'> & ApiOptions,
): Promise<Handle> => {
  const { packages, dataDir, production, oidc, log, trustedProxies = [] } = options;
  const { rates, secrets } = services;
  const issuer = oidc
    ? undefined
    : await developmentIssuer({
        pool: reading,
        key: await keptKey(dataDir, 'development-issuer', 'ES256'),
        production,
      });
  const tokens = issuer?.tokens ?? tokenChecker(oidc as TokenOptions);
  const guard = followGuard(secrets, rates, (tenant, caseId) => followRun(tenantRead(reading, tenant), caseId));
  const handBack = ({ tenant, person, roles }: ClaimsChange): void => {
    // Whoever signs in doesn't wait for it; what fails here is done on the next day at the latest.
    const read = tenantRead(reading, tenant);
    const of = { services, caller: { tenant, actor: BY_ITSELF }, read, log };
    findPeopleAgain(of, { people: [person], roles }, `claims:${randomUUID()}`).catch((error) => {
      log.warn({ err: error, tenant, person }, 'Work could not be handed back after a sign-in');
    });
  };
  const claims = claimReader(reading, handBack, (of) =>
    log.warn(
      of,
      'A token doesn’t say which groups somebody is in, so their roles stay; have the sign-in send the claim, be it empty',
    ),
  );
  const callers = callerReader({ pool: reading, tokens, guard, rates, claims, offices: new Set(lentRoles(services.packages)) });
  const api = createApi(createSchema(packages), services, callers, [
    logPath,
    ...exportPaths,
    ...packages.flatMap(({ paths = [] }) => paths),
  ]);
  const answer: Handle = async (request, address) => {
    try {
      const path = pathBelow(services.basePath, new URL(request.url).pathname);
      if (path === undefined) return undefined;
      const from = callerAddress(address, request.headers.get('x-forwarded-for'), trustedProxies);
      return (await issuer?.handle(request, path)) ?? (await api.handle(request, path, from));
    } catch (error) {
      return plainFailure(error, request, log);
    }
  };
  const { tracing } = services;
  if (!tracing) return answer;
  return (request, address) => {
    const traceparent = request.headers.get('traceparent');
    // A caller whose span were simply believed would decide which traces are kept here.
    const from = traceparent ? { from: { traceparent, believed: isTrusted(address, trustedProxies) } } : {};
    const values = { 'http.request.method': request.method, 'banjie.request_id': requestIdOf(request) };
    return tracing.within(
      { name: `${request.method} /${pathLabel(request, services.basePath)}`, kind: 'server', values, ...from },
      async (say) => {
        const response = await answer(request, address);
        if (response) say({ 'http.response.status_code': response.status });
        return response;
      },
    );
  };
};
