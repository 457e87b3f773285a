/** Paths that a process answers beside the API, such as a picture. */

import { ApiError, type ErrorCode } from '../activities/acting/api-error.ts';
import { type TenantRead, tenantRead } from '../activities/tenant-read.ts';
import { type Caller, type CallerProblem, problemOf } from './callers/caller.ts';
import type { Services } from './context.ts';
import { RateLimited } from './rates/rates.ts';

export type OwnPath = {
  /** The whole path, such as /academy/coverage.svg, below that of Banjie itself; a part that varies has a name, as in /academy/badges/:tenant/issuer. */
  readonly path: string;
} & (
  | {
      /** Answers a GET by somebody who is signed in; an `ApiError` becomes the status it means. */
      readonly answer: (ask: {
        /** As if Banjie stood at the root. */
        readonly url: URL;
        readonly caller: Caller;
        readonly read: TenantRead;
        readonly services: Services;
        /** Aborted when the caller has hung up. */
        readonly signal: AbortSignal;
      }) => Promise<Response>;
    }
  | {
      /** Answers a GET by anybody, for what is public; `params` are the parts that vary. */
      readonly answerAnybody: (ask: {
        readonly params: Readonly<Record<string, string>>;
        readonly services: Services;
      }) => Promise<Response>;
    }
);

/** The path that answers a pathname, and the parts of it that vary. */
export const findOwnPath = (
  paths: readonly OwnPath[],
  pathname: string,
): { readonly own: OwnPath; readonly params: Readonly<Record<string, string>> } | undefined => {
  for (const own of paths) {
    const found = new URLPattern({ pathname: own.path }).exec({ pathname });
    if (found) return { own, params: found.pathname.groups as Record<string, string> };
  }
  return undefined;
};

export const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

export const answerOwnPath = async (
  { own, params }: NonNullable<ReturnType<typeof findOwnPath>>,
  services: Services,
  request: Request,
  url: URL,
  callers: (request: Request) => Promise<Caller | CallerProblem>,
): Promise<Response> => {
  if (request.method !== 'GET') return new Response('Ask with GET.\n', { status: 405, headers: { allow: 'GET' } });
  let locale: 'en' | 'zh' = localeOf(request);
  try {
    if ('answerAnybody' in own) return await own.answerAnybody({ params, services });
    const caller = await callers(request);
    if ('code' in caller) throw problemOf(caller);
    if (caller.kind !== 'person') {
      throw new ApiError('UNAUTHENTICATED', {
        en: 'Sign in for this: send your token as “Authorization: Bearer …”.',
        zh: '请先登录：在请求头中以“Authorization: Bearer …”发送令牌。',
      });
    }
    locale = caller.locale;
    const read = tenantRead(services.pool, caller.tenant);
    return await own.answer({ url, caller, read, services, signal: request.signal });
  } catch (error) {
    if (error instanceof RateLimited) throw error;
    if (error instanceof ApiError) return new Response(`${error.title[locale]}\n`, { status: STATUS[error.code] });
    throw error;
  }
};

const localeOf = (request: Request) => (request.headers.get('accept-language')?.startsWith('zh') ? 'zh' : 'en');
