/** An HTTP server for a function of requests, which ends without cutting anybody off. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServerAdapter } from '@whatwg-node/server';

export type Listening = {
  readonly port: number;
  /** Takes no new callers, gives those whose answer is under way `drain` milliseconds to get it, and ends; `meanwhile` ends what would never end by itself. */
  close(drain: number, meanwhile?: () => Promise<void>): Promise<void>;
};

export type Listener = {
  readonly answer: (request: Request, address: string | undefined) => Promise<Response>;
  /** 0 picks one. */
  readonly port: number;
  /** The address to listen on; all of this machine's where nothing is said. */
  readonly host?: string | undefined;
  /** Connections that are open at once; the next is closed again. */
  readonly maxConnections?: number | undefined;
};

/** Large photos over a village's line take their time, but an idle caller may not hold a connection open. */
const PATIENCE = { requestTimeout: 120_000, headersTimeout: 20_000, connectionsCheckingInterval: 5_000 };

export const listen = async ({ answer, port, host, maxConnections }: Listener): Promise<Listening> => {
  const adapter = createServerAdapter<{ req: IncomingMessage }>(async (request, { req }) =>
    // A Host that is none makes no address.
    URL.canParse(request.url)
      ? answer(request, req.socket.remoteAddress)
      : new Response('The Host header is not an address.\n', { status: 400 }),
  );
  const server = createServer(PATIENCE, (request, response) => void adapter(request, response));
  if (maxConnections !== undefined) server.maxConnections = maxConnections;
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done));
  return {
    port: (server.address() as AddressInfo).port,
    close: async (drain, meanwhile) => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await meanwhile?.();
      // A connection that was busy and is idle now would be kept open for its next request.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      await Promise.race([closed, new Promise((done) => setTimeout(done, drain).unref())]);
      clearInterval(idle);
      server.closeAllConnections();
    },
  };
};
