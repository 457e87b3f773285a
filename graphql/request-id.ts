import { randomUUID } from 'node:crypto';

const ids = new WeakMap<Request, string>();

/** The number of a request, by which the log is searched: the caller's own (header X-Request-Id), or a new one. */
export const requestIdOf = (request: Request): string => {
  const known = ids.get(request) ?? request.headers.get('x-request-id')?.slice(0, 100) ?? randomUUID();
  ids.set(request, known);
  return known;
};
