/** What a request may be before anybody asks who sent it: how large, in which parts, and from which pages. */
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Bytes of a request with files: six photos and some; a larger one isn't read to its end. */
export const LARGEST_UPLOAD = 100 * 1024 * 1024;
/** Bytes of a request without files: the longest list of acts with the longest texts has a tenth of it. */
const LARGEST_QUESTION = 1024 * 1024;
/** Places of files in one request. */
const MOST_FILES = 20;
/** Where a file may stand: a variable, and below it a few names or places of a list. */
const PLACE = /^(?:\d{1,2}\.)?variables(?:\.(?:[A-Za-z_]\w{0,60}|\d{1,2})){1,8}$/;

/** Whether a request brings files. */
export const isUpload = (request: Request): boolean =>
  (request.headers.get('content-type') ?? '').trimStart().toLowerCase().startsWith('multipart/form-data');

/** The request as it may come in, or the answer to one that is too large. */
export const throughTheDoor = async (request: Request): Promise<Request | Response> => {
  const { body, url, method, headers, signal } = request;
  const length = Number(headers.get('content-length') ?? Number.NaN);
  if (isUpload(request)) return length > LARGEST_UPLOAD ? tooManyFiles() : request;
  if (body === null || length <= LARGEST_QUESTION) return request;
  // The server goes on reading what it has answered already, so that the answer isn't lost to who is still sending.
  if (length > LARGEST_QUESTION) return tooLarge();
  const bytes = await readAtMost(body, LARGEST_QUESTION);
  return bytes ? new Request(url, { method, headers, signal, body: bytes }) : tooLarge();
};

/** The bytes of a body; undefined where they are more than these. */
export const readAtMost = async (body: ReadableStream<Uint8Array>, most: number): Promise<Buffer<ArrayBuffer> | undefined> => {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts);
    size += value.byteLength;
    if (size > most) {
      void drained(reader, size);
      return undefined;
    }
    parts.push(value);
  }
};

/** Reads what somebody is still sending; a connection that is cut would take the answer with it. Nobody is heard for ever. */
const drained = async (reader: ReadableStreamDefaultReader<Uint8Array>, begun: number): Promise<void> => {
  try {
    for (let size = begun; size < LARGEST_UPLOAD; ) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.byteLength;
    }
    await reader.cancel();
  } catch {
    // They have hung up.
  }
};

const refusal = (message: string): Response =>
  Response.json({ errors: [{ message, extensions: { code: 'INVALID_INPUT' } }] }, { status: 413 });

const tooLarge = (): Response =>
  refusal('A request without files has at most 1 MiB. Send less at once. 不含文件的请求最大1 MiB，请分次提交。');

const tooManyFiles = (): Response =>
  refusal('A request with files has at most 100 MiB. Send fewer at once. 含文件的请求最大100 MiB，请分次提交。');

/** Files are put where their map says: a place such as the four-billionth of a list would stop the program for minutes. */
export const filesInTheirPlaces = (): Plugin => ({
  onRequestParse: ({ request, requestParser, setRequestParser }) => {
    if (!requestParser || !isUpload(request)) return;
    setRequestParser(async (sent) => {
      const form = await sent.formData();
      checkPlaces(form.get('map'));
      return requestParser({ formData: async () => form } as unknown as Request);
    });
  },
});

const checkPlaces = (map: FormDataEntryValue | null): void => {
  if (typeof map !== 'string') return;
  let places: unknown[];
  try {
    places = Object.values(JSON.parse(map) as object).flat();
  } catch {
    // What isn't JSON is refused by the parser.
    return;
  }
  if (places.length <= MOST_FILES && places.every((place) => typeof place === 'string' && PLACE.test(place))) return;
  throw new GraphQLError(
    `The map of files names at most ${MOST_FILES} places such as variables.input.photos.0. 文件映射最多${MOST_FILES}项，路径如variables.input.photos.0。`,
    { extensions: { code: 'INVALID_INPUT', http: { status: 400 } } },
  );
};

/** Headers of every answer of the API: nothing of it is kept on the way, or taken for a page. */
export const guarded = (answer: Response): Response => {
  answer.headers.set('cache-control', 'no-store');
  answer.headers.set('x-content-type-options', 'nosniff');
  answer.headers.set('referrer-policy', 'no-referrer');
  return answer;
};
