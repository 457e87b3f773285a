/** The API behind a port, with its health. */
import { pathBelow, shownBasePath } from '../graphql/base-path.ts';
import type { Services } from '../graphql/context.ts';
import { type Listening, listen } from './listening.ts';
import type { Metrics } from './metrics.ts';
import type { Handle } from './open-api.ts';
import { pathLabel } from './path-label.ts';

export type ApiPart = {
  readonly url: string;
  /** New callers go elsewhere; those whose answer is under way get it. */
  stop(): Promise<void>;
};

export type ApiPlace = {
  /** 0 picks one. */
  readonly port: number;
  /** The address to listen on; all of this machine's where nothing is said. */
  readonly host?: string | undefined;
  /** Connections that are open at once; the next is closed again. */
  readonly maxConnections?: number | undefined;
  /** Milliseconds that requests under way have to get their answer when the program is asked to stop. */
  readonly drain?: number | undefined;
};

export const MOST_CONNECTIONS = 5_000;
export const DRAIN = 15_000;

export const startApiPart = async (
  of: ApiPlace & {
    readonly services: Services;
    readonly handle: Handle;
    readonly ready: () => Promise<Response>;
    readonly metrics: Metrics;
  },
): Promise<ApiPart> => {
  const { port, host, maxConnections = MOST_CONNECTIONS, drain = DRAIN, services, handle, ready, metrics } = of;
  const { basePath, publicUrl, live } = services;
  const answer = async (request: Request, address: string | undefined): Promise<Response> => {
    const { pathname } = new URL(request.url);
    // Probes ask the machine itself, past the proxy that knows the base path.
    const path = pathBelow(basePath, pathname) ?? pathname;
    if (path === '/healthz') return new Response('ok\n');
    if (path === '/readyz') return ready();
    return (
      (await handle(request, address)) ??
      new Response(`Not found. The API is at ${shownBasePath(basePath, publicUrl())}/graphql.\n`, { status: 404 })
    );
  };
  const counted = async (request: Request, address: string | undefined): Promise<Response> => {
    const end = metrics.requests.startTimer({ path: pathLabel(request, basePath) });
    const response = await answer(request, address);
    end({ status: response.status });
    return response;
  };
  const server: Listening = await listen({ answer: counted, port, host, maxConnections });
  return { url: `http://localhost:${server.port}${basePath}`, stop: () => server.close(drain, () => live.close()) };
};
