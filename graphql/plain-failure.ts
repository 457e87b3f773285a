import type { Logger } from 'pino';
import { ApiError } from '../activities/acting/api-error.ts';
import { localeOf } from './callers/caller-reader.ts';
import { failureOf } from './error-mask.ts';
import { RateLimited } from './rates/rates.ts';
import { requestIdOf } from './request-id.ts';

/** What a caller outside GraphQL is told of an error: 429 where they ask too often, 503 while the database is away and 500 otherwise, in words; the log tells more of what nobody expected. */
export const plainFailure = (error: unknown, request: Request, log: Logger): Response => {
  if (error instanceof RateLimited) {
    return new Response(`${error.title[localeOf(request)]}\n`, {
      status: 429,
      headers: { ...PLAIN, 'retry-after': String(error.retryAfter) },
    });
  }
  if (error instanceof ApiError && error.code === 'UNAVAILABLE') {
    log.warn({ err: error.cause ?? error, requestId: requestIdOf(request) }, 'Something is away');
    return new Response(`${error.title[localeOf(request)]}\n`, { status: 503, headers: PLAIN });
  }
  const { text, code } = failureOf(error, { locale: localeOf(request), log, requestId: requestIdOf(request) });
  return new Response(`${text}\n`, {
    status: code === 'UNAVAILABLE' ? 503 : 500,
    headers: PLAIN,
  });
};

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
