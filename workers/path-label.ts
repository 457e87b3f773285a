import { pathBelow } from '../graphql/base-path.ts';

/** The path of a request as figures and spans name it: few names, so that callers can't add new ones. */
export const pathLabel = (request: Request, basePath: string): string => {
  const { pathname } = new URL(request.url);
  const [, first = ''] = (pathBelow(basePath, pathname) ?? pathname).split('/');
  return ['graphql', 'files', 'academy', 'inbound', 'healthz', 'readyz', 'dev'].includes(first) ? first : 'other';
};
