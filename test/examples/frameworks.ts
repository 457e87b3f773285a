/** Portals in other frameworks than Node's own server, on one Banjie. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createServerAdapter } from '@whatwg-node/server';
import { expressPortal } from '../../examples/express/server.ts';
import { fastifyPortal } from '../../examples/fastify/server.ts';
import { honoPortal } from '../../examples/hono/server.ts';
import * as route from '../../examples/next/app/banjie/[...path]/route.ts';
import type { Mounted } from '../../workers/mounting.ts';

type Opened = { readonly url: string; readonly close: () => Promise<unknown> };

type Frameworks = Readonly<Record<string, (banjie: Mounted) => Promise<Opened>>>;

/** Those in which the portal's own routes stand behind Banjie. */
export const withRoutes: Frameworks = {
  Express: (banjie) => opened(expressPortal(banjie).listen(0)),
  Fastify: async (banjie) => {
    const app = fastifyPortal(banjie);
    return { url: await app.listen({ port: 0 }), close: () => app.close() };
  },
  Hono: (banjie) => opened(serve({ fetch: honoPortal(banjie).fetch, port: 0 }) as Server),
};

export const frameworks: Frameworks = {
  ...withRoutes,
  'a route of Next': (banjie) => {
    Object.assign(globalThis, { banjie: Promise.resolve(banjie) });
    const answer = createServerAdapter(asNext);
    return opened(createServer((request, response) => void answer(request, response)).listen(0));
  },
};

/** Next gives what is below the route's folder to the route, and has pages of its own. */
const asNext = async (request: Request): Promise<Response> =>
  new URL(request.url).pathname.startsWith('/banjie/')
    ? (request.method === 'POST' ? route.POST : route.GET)(request)
    : new Response('The portal of our street');

/** A server that listens, or is about to. */
export const opened = async (server: Server): Promise<Opened> => {
  if (!server.listening) await new Promise((done) => server.once('listening', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
};
