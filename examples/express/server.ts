/** Express, with Banjie before its own pages. */
import { type Mounted, nodeHandler } from 'banjie';
import express from 'express';

export const expressPortal = (banjie: Mounted): express.Express => {
  const app = express();
  // Banjie may stand behind parsers of JSON; uploads it reads itself.
  app.use(express.json());
  app.use(nodeHandler(banjie));
  app.get('/', (_, response) => void response.send('The portal of our street'));
  app.post('/banjie/guest-book', (request, response) => void response.json({ thanks: request.body.name }));
  return app;
};
