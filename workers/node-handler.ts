/** Banjie for servers of Node's own kind: Node's, Express and whatever hands on its requests and responses. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServerAdapter, sendNodeResponse } from '@whatwg-node/server';
import type { Mounted } from './mounting.ts';

/** A request whose body somebody may have read before. */
type Came = IncomingMessage & { readonly body?: unknown };

/** Answers what is Banjie's own; `next` is called for everything else. */
export const nodeHandler = ({ handle }: Pick<Mounted, 'handle'>) => {
  // The adapter gives back what it is given, nothing too.
  const answered = async (request: Request, { address }: { readonly address: string | undefined }) =>
    // A Host that is none makes no address.
    (URL.canParse(request.url) ? await handle(request, address) : say(400, 'The Host header is not an address.')) as Response;
  const adapter = createServerAdapter<Parameters<typeof answered>[1]>(answered);
  return (
    request: Came,
    response: ServerResponse,
    next: () => unknown = () => void response.writeHead(404).end('Not found.\n'),
  ): void => {
    const { method, headers, socket } = request;
    const body = bodyOf(request);
    // What a framework made of the query is left aside: it has the address, too, and a name that comes twice.
    const came = { raw: request, method, headers, body: body === LOST ? ' ' : body };
    const answering = adapter.handleNodeRequestAndResponse(came, response, { address: socket.remoteAddress });
    void Promise.resolve(answering as Promise<Response | undefined>).then((answer) => {
      if (!answer) return next();
      return sendNodeResponse(body === LOST ? say(400, READ_BEFORE) : answer, response, request, false);
    });
  };
};

const LOST = Symbol('read by somebody who kept nothing of it');

const READ_BEFORE =
  'Something before Banjie has read this request. Mount Banjie before it. 请求已被前面的处理程序读取，请将办结挂载在它之前。';

/** What was read before, as it came; undefined where nobody has read it yet. */
const bodyOf = ({ method, headers, body, readableEnded }: Came): string | Uint8Array | typeof LOST | undefined => {
  if (method === 'GET' || method === 'HEAD' || !readableEnded) return undefined;
  if ((typeof body === 'string' || body instanceof Uint8Array) && body.length > 0) return body;
  return body !== undefined && headers['content-type']?.includes('json') ? JSON.stringify(body) : LOST;
};

const say = (status: number, text: string): Response => new Response(`${text}\n`, { status });
