/** The frame of a program that runs until a signal comes, or until one of its parts ends. */
import type { Logger } from 'pino';
import { type BanjieConfig, readConfig } from './config.ts';
import { openDataDir } from './data-dir.ts';
import { type Environment, type ProgramName, readEnvironment, runProgram } from './environment.ts';
import { filesHealth, type HealthServices } from './health.ts';
import { createLog } from './log.ts';
import { type Metrics, serveMetrics } from './metrics.ts';
import { type Progress, showProgress } from './progress.ts';
import { StartError } from './start-error.ts';
import { type OpenTracing, openTracing } from './tracing/open-tracing.ts';
import { registeredTracing } from './tracing/spans.ts';
import { unmountedWords } from './unmounted.ts';

export type Frame = {
  readonly environment: Environment;
  readonly config: BanjieConfig;
  readonly progress: Progress;
  readonly dataDir: string;
  readonly log: Logger;
  readonly logFile: string | undefined;
  /** Where traces are asked for. */
  readonly tracing: OpenTracing | undefined;
};

export type Running = {
  /** Settles, with words, when a part has ended by itself. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

/** Milliseconds that the other parts have beside the answers under way; what hangs longer doesn't keep a container from ending. */
const REST = 10_000;

export const runUntilStopped = (program: ProgramName, start: (frame: Frame) => Promise<Running>): Promise<void> =>
  runProgram(async () => {
    const environment = readEnvironment(process.env, program);
    const config = await readConfig();
    const progress = showProgress();
    const dataDir = openDataDir(environment.dataDir);
    const name = program === 'start' ? 'banjie' : `banjie-${program}`;
    const tracing = await openTracing(name);
    const traced = await registeredTracing();
    const { log, file } = createLog({
      program: name,
      level: environment.logLevel,
      production: environment.production,
      dataDir,
      ...(traced ? { more: () => traced.current() ?? {} } : {}),
    });
    // Warnings of libraries go to the log; the screen shows the start.
    process.removeAllListeners('warning').on('warning', (warning) => log.warn({ err: warning }, 'A library warns'));
    // A signal during the start waits until everything runs, so that nothing is left behind.
    const signalled = new Promise<string>((tell) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tell(signal));
    });
    try {
      const running = await start({ environment, config, progress, dataDir, log, logFile: file, tracing });
      const why = await Promise.race([signalled, running.ended]);
      const asked = why === 'SIGINT' || why === 'SIGTERM';
      if (asked) console.error('Stopping: what is under way is finished first …');
      else console.error(`${why}\nStopping. Nothing that was accepted is lost; start again to go on.`);
      process.exitCode = asked ? 0 : 1;
      setTimeout(() => process.exit(1), environment.drain + REST).unref();
      await running.stop();
      await tracing?.close();
    } finally {
      log.flush();
    }
    process.exit();
  });

/** How the end of a worker is told. */
export const wordsOfEnd = (ended: Promise<void>): Promise<string> =>
  ended.then(
    () => 'The worker has ended.',
    (error: Error) => `The worker has failed: ${error.message}`,
  );

/** Fails with a StartError that says what to do where a port is taken. */
export const portTaken = (port: number, name: 'PORT' | 'HEALTH_PORT' = 'PORT'): StartError =>
  new StartError(`Port ${port} is taken. Stop what uses it, or choose another: ${name}=${port + 1} (0 picks a free one).`);

/** The metrics page; in production a program that nobody can watch doesn't start. */
export const openMetrics = async (
  { environment: { metricsPort: port, metricsHost: host, production }, progress }: Frame,
  metrics: Metrics,
  workerPage?: string,
): Promise<{ readonly port: number; close(): void } | undefined> => {
  try {
    return await serveMetrics(metrics, { port, host, workerPage });
  } catch (error) {
    const words = `Port ${port} is taken, so there is no metrics page; set METRICS_PORT to another (0 picks a free one).`;
    if (production || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE')
      throw new StartError(
        (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
          ? words
          : `The metrics page can't be opened at ${host}:${port} (METRICS_HOST, METRICS_PORT): ${(error as Error).message}.`,
      );
    progress.note(words);
    return undefined;
  }
};

/** Says so where files can't be kept; acts without files go on. */
export const tellOfFiles = (services: Parameters<typeof filesHealth>[0], { progress, log }: Frame): void =>
  void filesHealth(services)
    .files?.()
    .catch((error: Error) => {
      progress.note(`Photos can't be kept now (BANJIE_FILES): ${error.message}`);
      log.warn({ err: error }, 'Photos can’t be kept now; acts without photos go on');
    });

/** Says so where open cases have lost their process. */
export const tellOfUnmounted = async ({ pool, packages }: HealthServices, { progress, log }: Frame): Promise<void> => {
  const words = await unmountedWords(pool, [...packages.keys()]);
  if (words === undefined) return;
  progress.note(`Open cases stand still: ${words}.`);
  log.warn(`Open cases stand still: ${words}`);
};

/** Where the figures are, as a program says it when it is ready. */
export const pageOf = (figures: { readonly port: number } | undefined): string =>
  figures ? `\nFigures are at http://localhost:${figures.port}/metrics` : '';
