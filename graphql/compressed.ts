/** Answers as they travel: compressed where they are long, and known again by their mark where a client has them already. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Bytes up to which an answer travels as it is. */
const SHORT = 1024;

const ways: Readonly<Record<string, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  // Quality 4 takes a few milliseconds for the largest answer; 11 would take seconds.
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

const wayOf = (request: Request): string | undefined => {
  const taken = (request.headers.get('accept-encoding') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => !/;\s*q=0(\.0*)?$/.test(one))
    .map((one) => one.split(';')[0]);
  return Object.keys(ways).find((way) => taken.includes(way));
};

/** Streams go on as they are; who asked by GET for what he has already hears just that. */
export const travelling = async (request: Request, response: Response): Promise<Response> => {
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/(graphql-response\+)?json/.test(type) || response.headers.has('content-encoding')) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  if (request.method === 'GET' && response.status === 200) {
    const mark = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
    headers.set('etag', mark);
    // Answers differ by caller and by language: each client keeps its own, and asks again before it is used.
    headers.set('cache-control', 'private, no-cache');
    headers.append('vary', 'authorization, accept-language, banjie-tenant');
    if (request.headers.get('if-none-match') === mark) {
      headers.delete('content-length');
      return new Response(null, { status: 304, headers });
    }
  }
  const way = bytes.byteLength > SHORT ? wayOf(request) : undefined;
  const body = way ? await ways[way]?.(bytes) : bytes;
  if (way) headers.set('content-encoding', way);
  headers.set('content-length', String(body?.byteLength ?? 0));
  const { status, statusText } = response;
  return new Response(body as Uint8Array<ArrayBuffer>, { status, statusText, headers });
};
