/** The one Banjie of a Next server. */
import { type Mounted, mountBanjie, processes } from 'banjie';
import pino from 'pino';

const place = globalThis as { banjie?: Promise<Mounted> | undefined };

/** Mounted at the first request, and only once, however often Next loads this module; after a failure, at the next one. Its worker and its relay run elsewhere. */
export const banjie = (): Promise<Mounted> => {
  const { env } = process;
  place.banjie ??= mountBanjie({
    basePath: '/banjie',
    appUrl: env.APP_DATABASE_URL ?? '',
    workerUrl: env.WORKER_DATABASE_URL ?? '',
    temporalAddress: env.TEMPORAL_ADDRESS ?? 'localhost:7233',
    temporalNamespace: env.TEMPORAL_NAMESPACE ?? 'default',
    taskQueue: env.TEMPORAL_TASK_QUEUE ?? 'banjie-cases',
    packages: processes,
    dataDir: env.BANJIE_DATA_DIR ?? '.banjie',
    secret: env.BANJIE_SECRET ?? '',
    oidc: env.OIDC_ISSUER ? { issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE ?? 'banjie' } : undefined,
    production: env.NODE_ENV === 'production',
    log: pino(),
  }).then(endingStreams, (error) => {
    place.banjie = undefined;
    throw error;
  });
  return place.banjie;
};

/** Next waits for every answer under way before it ends, and a stream would last until its reader leaves. */
const endingStreams = (banjie: Mounted): Mounted => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void banjie.endStreams());
  return banjie;
};
