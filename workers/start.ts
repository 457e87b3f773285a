import getPort from 'get-port';
import { seedSampleData } from '../prisma/seed/seed.ts';
import { CASES } from './case-worker.ts';
import { openDataDir, secret } from './data-dir.ts';

import { readEnvironment, runProgram } from './environment.ts';
import { createLog } from './log.ts';
import { createMetrics, serveMetrics } from './metrics.ts';
import { processes } from './processes.ts';
import { startProgram } from './program.ts';
import { showProgress } from './progress.ts';
import { startServers } from './servers.ts';
import { StartError } from './start-error.ts';
import { installRuntime } from './temporal-runtime.ts';
import { welcome } from './welcome.ts';

const portTaken = (port: number): StartError =>
  new StartError(`Port ${port} is taken. Stop what uses it, or choose another: PORT=4001 npm start (PORT=0 picks a free one).`);

/** `npm start`: everything that Banjie needs, in one program, until SIGINT or SIGTERM. */
await runProgram(async () => {
  const environment = readEnvironment();
  const progress = showProgress();
  const dataDir = openDataDir(environment.dataDir);
  const { log, file } = createLog({ level: environment.logLevel, production: environment.production, dataDir });
  // Warnings of libraries go to the log; the screen shows the start.
  process.removeAllListeners('warning').on('warning', (warning) => log.warn({ err: warning }, 'A library warns'));

  // A signal during the start waits until everything runs, so that nothing is left behind.
  const signalled = new Promise<string>((tell) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tell(signal));
  });
  // Checked before anything is fetched or started.
  const { port } = environment;
  if (port !== 0 && (await getPort({ port })) !== port) throw portTaken(port);
  const servers = await startServers(environment, progress, processes);
  try {
    if (!environment.production) {
      await progress.during('Sample data', 'writing two streets, a utility and an academy', () =>
        seedSampleData(servers.ownerUrl),
      );
    }
    const workerMetrics = `127.0.0.1:${await getPort({ host: '127.0.0.1' })}`;
    installRuntime(log, workerMetrics);
    const metrics = createMetrics();
    const program = await progress.during('Banjie', 'bundling the processes', () =>
      startProgram({
        ...servers,
        taskQueue: CASES,
        packages: processes,
        port: environment.port,
        host: environment.host,
        origins: environment.origins,
        trustedProxies: environment.trustedProxies,
        rates: environment.rates,
        webhookHosts: environment.webhookHosts,
        maxConnections: environment.maxConnections,
        dataDir,
        keys: environment.keys,
        logName: environment.logName,
        checkpointDir: environment.checkpointDir,
        witnesses: environment.witnesses,
        secret: environment.secret ?? secret(dataDir, 'links'),
        secretsBefore: environment.secretsBefore,
        basePath: environment.basePath,
        publicUrl: environment.publicUrl,
        oidc: environment.oidc,
        production: environment.production,
        log,
        metrics,
      }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error;
        throw portTaken(environment.port);
      }),
    );
    const figures = await serveMetrics(metrics, environment.metricsPort, `http://${workerMetrics}/metrics`).catch(() => {
      progress.note(`Port ${environment.metricsPort} is taken, so there is no metrics page; set METRICS_PORT to another.`);
      return undefined;
    });
    log.info({ url: program.url, temporal: servers.temporalAddress }, 'Banjie is ready');
    // In production the log goes to standard output, for programs to read.
    if (!environment.production) {
      console.log(
        await welcome({
          url: program.url,
          temporalAddress: servers.temporalAddress,
          metricsUrl: figures && `http://localhost:${figures.port}/metrics`,
          logFile: file,
          hasDevelopmentIssuer: environment.oidc === undefined,
        }),
      );
    }

    const why = await Promise.race([
      signalled,
      servers.died,
      program.ended.then(
        () => 'The worker has ended.',
        (error: Error) => `The worker has failed: ${error.message}`,
      ),
    ]);
    const asked = why === 'SIGINT' || why === 'SIGTERM';
    if (asked) console.error('Stopping: what is under way is finished first …');
    else console.error(`${why}\nStopping. Nothing that was accepted is lost; start again to go on.`);
    process.exitCode = asked ? 0 : 1;
    // A part that hangs doesn't keep a container from ending.
    setTimeout(() => process.exit(1), 25_000).unref();
    await program.stop();
    figures?.close();
  } finally {
    await servers.stop();
    log.flush();
  }
  process.exit();
});
