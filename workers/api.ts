import { startApiPart } from './api-part.ts';
import { givenServers } from './given-servers.ts';
import { readiness, serverHealth, toldHealth } from './health.ts';
import { countedAnswers, createMetrics, watchServices } from './metrics.ts';
import { openApi } from './open-api.ts';
import { optionsOf } from './program-options.ts';
import { openServices } from './services.ts';
import { typed } from './typed.ts';
import { openMetrics, pageOf, portTaken, runUntilStopped, tellOfFiles, tellOfUnmounted } from './until-stopped.ts';

/** `npm run api`: the API alone, on servers that run already; the acts that it takes are done by workers. */
await runUntilStopped('api', async (frame) => {
  const { environment, log } = frame;
  const servers = await givenServers(frame);
  const options = optionsOf(frame);
  const metrics = createMetrics();
  let url: string | undefined;
  const opened = await openServices({
    ...servers,
    ...options,
    ...countedAnswers(metrics),
    publicUrl: () => options.publicUrl ?? (environment.production ? undefined : url),
  });
  const { services } = opened;
  watchServices(metrics, opened);
  tellOfFiles(services, frame);
  await tellOfUnmounted(services, frame);
  const api = await startApiPart({
    ...options,
    services,
    handle: await openApi(opened, options),
    metrics,
    ready: readiness(serverHealth(services), toldHealth(services)),
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? portTaken(environment.port) : error;
  });
  url = api.url;
  const figures = await openMetrics(frame, metrics);
  log.info({ url, temporal: servers.temporalAddress }, 'The API is ready');
  if (!environment.production)
    console.log(`The API is ready at ${url}/graphql; a worker has to run beside it: ${typed('worker')}${pageOf(figures)}`);
  return {
    // Only a signal ends it.
    ended: new Promise<never>(() => {}),
    stop: async () => {
      await api.stop();
      await opened.close();
      figures?.close();
    },
  };
});
