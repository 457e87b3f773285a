import type { Logger } from 'pino';
import { localeOf } from './callers/caller-reader.ts';
import { failureOf } from './error-mask.ts';
import { requestIdOf } from './request-id.ts';

/** What a caller outside GraphQL is told of an error that nobody expected: 503 while the database is away and 500 otherwise, in words; the log tells more. */
export const plainFailure = (error: unknown, request: Request, log: Logger): Response => {
  const { text, code } = failureOf(error, { locale: localeOf(request), log, requestId: requestIdOf(request) });
  return new Response(`${text}\n`, {
    status: code === 'UNAVAILABLE' ? 503 : 500,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
};
