import getPort from 'get-port';
import { caseWork } from './case-work.ts';
import { givenServers } from './given-servers.ts';
import { readiness, serverHealth, toldHealth } from './health.ts';
import { listen } from './listening.ts';
import { countedAnswers, countedWork, createMetrics, showOutbox, watchServices } from './metrics.ts';
import { optionsOf } from './program-options.ts';
import { openServices } from './services.ts';
import { installRuntime } from './temporal-runtime.ts';
import { openMetrics, pageOf, portTaken, runUntilStopped, tellOfFiles, tellOfUnmounted, wordsOfEnd } from './until-stopped.ts';
import { startWorkerPart } from './worker-part.ts';

/** `npm run worker`: cases, messages and the watches, on servers that run already, without an API. */
await runUntilStopped('worker', async (frame) => {
  const { environment, log } = frame;
  const servers = await givenServers(frame);
  const options = { ...servers, ...optionsOf(frame), publicUrl: () => environment.publicUrl };
  const workerMetrics = `127.0.0.1:${await getPort({ host: '127.0.0.1' })}`;
  installRuntime(log, workerMetrics);
  const metrics = createMetrics();
  const opened = await openServices({ ...options, ...countedAnswers(metrics) });
  watchServices(metrics, opened);
  tellOfFiles(opened.services, frame);
  await tellOfUnmounted(opened.services, frame);
  const work = caseWork(opened, { ...options, ...countedWork(metrics) });
  showOutbox(metrics, work.outboxFigures);
  const worker = await startWorkerPart(opened, work, options);
  const ready = readiness({ ...serverHealth(opened.services), worker: worker.health }, toldHealth(opened.services));
  const health = await listen({
    answer: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/healthz') return new Response('ok\n');
      return pathname === '/readyz'
        ? ready()
        : new Response('The worker says how it is at /healthz and /readyz.\n', { status: 404 });
    },
    port: environment.healthPort,
    host: environment.host,
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? portTaken(environment.healthPort, 'HEALTH_PORT') : error;
  });
  const figures = await openMetrics(frame, metrics, `http://${workerMetrics}/metrics`);
  log.info({ health: health.port, version: worker.version, temporal: servers.temporalAddress }, 'The worker is ready');
  if (!environment.production)
    console.log(`The worker is ready; its health is at http://localhost:${health.port}/readyz${pageOf(figures)}`);
  return {
    ended: wordsOfEnd(worker.ended),
    stop: async () => {
      await worker.stop();
      await opened.close();
      await health.close(0);
      figures?.close();
    },
  };
});
