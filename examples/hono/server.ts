/** Hono, with Banjie before its own pages. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Mounted } from 'banjie';
import { Hono } from 'hono';

export const honoPortal = (banjie: Mounted): Hono => {
  const app = new Hono();
  app.use(async (context, next) => (await banjie.handle(context.req.raw, getConnInfo(context).remote.address)) ?? next());
  app.get('/', (context) => context.text('The portal of our street'));
  app.post('/banjie/guest-book', async (context) => context.json({ thanks: (await context.req.json()).name }));
  return app;
};
