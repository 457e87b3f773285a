/** Fastify, with Banjie beside its own pages. */
import { type Mounted, nodeHandler } from 'banjie';
import fastify, { type FastifyInstance } from 'fastify';

export const fastifyPortal = (banjie: Mounted): FastifyInstance => {
  const app = fastify({ forceCloseConnections: true });
  const answer = nodeHandler(banjie);
  app.register(async (scope) => {
    // Bodies are left to Banjie, here alone.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    scope.all('/banjie/*', (request, reply) => answer(request.raw, reply.raw, () => reply.callNotFound()));
  });
  app.get('/', async () => 'The portal of our street');
  app.post<{ Body: { name: string } }>('/banjie/guest-book', async ({ body }) => ({ thanks: body.name }));
  return app;
};
