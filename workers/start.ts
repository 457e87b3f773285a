import getPort from 'get-port';
import { seedSampleData } from '../prisma/seed/seed.ts';
import { createMetrics } from './metrics.ts';
import { startProgram } from './program.ts';
import { optionsOf } from './program-options.ts';
import { startServers } from './servers.ts';
import { installRuntime } from './temporal-runtime.ts';
import { openMetrics, portTaken, runUntilStopped, tellOfFiles, tellOfUnmounted, wordsOfEnd } from './until-stopped.ts';
import { welcome } from './welcome.ts';

/** `npm start`: everything that Banjie needs, in one program, until SIGINT or SIGTERM. */
await runUntilStopped('start', async (frame) => {
  const { environment, config, progress, log, logFile } = frame;
  // Checked before anything is fetched or started.
  const { port } = environment;
  if (port !== 0 && (await getPort({ port })) !== port) throw portTaken(port);
  const servers = await startServers(environment, progress, config.packages);
  try {
    if (!environment.production) {
      await progress.during('Sample data', 'writing two streets, a town, a utility and an academy', () =>
        seedSampleData(servers.ownerUrl),
      );
    }
    const workerMetrics = `127.0.0.1:${await getPort({ host: '127.0.0.1' })}`;
    installRuntime(log, workerMetrics);
    const metrics = createMetrics();
    const program = await progress.during('Banjie', 'bundling the processes', () =>
      startProgram({ ...servers, ...optionsOf(frame), metrics }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error;
        throw portTaken(port);
      }),
    );
    tellOfFiles(program.services, frame);
    await tellOfUnmounted(program.services, frame);
    const figures = await openMetrics(frame, metrics, `http://${workerMetrics}/metrics`);
    log.info({ url: program.url, temporal: servers.temporalAddress }, 'Banjie is ready');
    // In production the log goes to standard output, for programs to read.
    if (!environment.production) {
      console.log(
        await welcome({
          url: program.url,
          temporalAddress: servers.temporalAddress,
          metricsUrl: figures && `http://localhost:${figures.port}/metrics`,
          logFile,
          hasDevelopmentIssuer: environment.oidc === undefined,
        }),
      );
    }
    return {
      ended: Promise.race([servers.died, wordsOfEnd(program.ended)]),
      stop: async () => {
        await program.stop();
        figures?.close();
        await servers.stop();
      },
    };
  } catch (error) {
    await servers.stop();
    throw error;
  }
});
