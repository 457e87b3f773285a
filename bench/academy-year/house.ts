/** The sample academy with everything running on a clock that is moved, in a folder that goes with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client as TemporalClient } from '@temporalio/client';
import { Client } from 'pg';
import pino from 'pino';
import { developmentIssuer } from '../../graphql/callers/development-issuer.ts';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { connectRoles } from '../../workers/app-role.ts';
import { keptKey } from '../../workers/data-dir.ts';
import { startPostgres } from '../../workers/embedded-postgres.ts';
import { migrate } from '../../workers/migrations.ts';
import { modules, paths, processes } from '../../workers/processes.ts';
import { startProgram } from '../../workers/program.ts';
import { quietProgress, showProgress } from '../../workers/progress.ts';
import { type MovedClock, startMovedClock } from './moved-clock.ts';

export type House = {
  readonly url: string;
  readonly clock: MovedClock;
  /** Signed in as the owner. */
  readonly owner: Client;
  readonly temporal: TemporalClient;
  readonly postgresPid: number;
  /** A token of somebody of the academy. */
  tokenOf(person: string): Promise<string>;
  stop(): Promise<void>;
};

export const TENANT = 'xiaoshan';

export const openHouse = async (): Promise<House> => {
  const progress = showProgress();
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-year-'));
  const stops: (() => Promise<void>)[] = [async () => rmSync(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    const postgres = await startPostgres({ dataDir, progress });
    stops.push(postgres.stop);
    const { appUrl } = await connectRoles(postgres.ownerUrl, { dataDir });
    await migrate(postgres.ownerUrl, { progress: quietProgress });
    await seedSampleData(postgres.ownerUrl);
    const owner = new Client({ connectionString: postgres.ownerUrl });
    await owner.connect();
    stops.push(() => owner.end());
    const clock = await startMovedClock(progress);
    stops.push(clock.stop);
    await clock.setDatabase(owner);
    const program = await startProgram({
      appUrl,
      temporalAddress: clock.address,
      temporalNamespace: clock.namespace,
      taskQueue: 'cases',
      packages: processes,
      modules,
      paths,
      port: 0,
      dataDir,
      secret: 'a secret of the benchmark',
      oidc: undefined,
      production: false,
      log: pino({ level: 'warn' }, pino.destination(2)),
      now: clock.now,
    });
    stops.push(program.stop);
    const issuer = await developmentIssuer({
      pool: program.services.pool,
      key: await keptKey(dataDir, 'development-issuer', 'ES256'),
      production: false,
    });
    return {
      url: program.url,
      clock,
      owner,
      temporal: program.services.temporal,
      postgresPid: postgres.pid(),
      tokenOf: (person) => issuer.tokenFor({ tenant: TENANT, subject: person }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
