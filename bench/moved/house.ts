/** The house with its sample tenants, everything running on a clock that is moved, in a folder that goes with it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client as TemporalClient } from '@temporalio/client';
import type { Client } from 'pg';
import pino from 'pino';
import type { OutgoingPayment } from '../../activities/delivery/services.ts';
import { developmentIssuer } from '../../graphql/callers/development-issuer.ts';
import { NO_LIMITS } from '../../graphql/rates/rates.ts';
import { keptKey } from '../../workers/data-dir.ts';
import { processes } from '../../workers/processes.ts';
import { startProgram } from '../../workers/program.ts';
import { showProgress } from '../../workers/progress.ts';
import { bundleWorkflows } from '../../workers/workflow-bundle.ts';
import { onSampleDatabase } from '../sample-database.ts';
import { type MovedClock, startMovedClock } from './moved-clock.ts';
import { type OtherWorker, startOtherWorker } from './workers.ts';

export type House = {
  /** The tenant whose people act. */
  readonly tenant: string;
  readonly url: string;
  readonly clock: MovedClock;
  /** Signed in as the owner. */
  readonly owner: Client;
  readonly temporal: TemporalClient;
  readonly postgresPid: number;
  /** A token of a person of the tenant. */
  tokenOf(person: string): Promise<string>;
  /** Starts a worker beside the one that runs here. */
  startWorker(): Promise<OtherWorker>;
  stop(): Promise<void>;
};

export type HouseOptions = {
  /** The bank to which its workers hand payments. */
  readonly sendPayment?: (payment: OutgoingPayment) => Promise<void>;
};

export const openHouse = (tenant: string, { sendPayment }: HouseOptions = {}): Promise<House> => {
  const progress = showProgress();
  return onSampleDatabase(progress, async ({ dataDir, postgres, plain, signedIn }, endsWith) => {
    const owner = await signedIn();
    endsWith(() => owner.end());
    const clock = await startMovedClock(progress, dataDir);
    endsWith(clock.stop);
    await clock.setDatabase(owner);
    const place = {
      ...plain,
      temporalAddress: clock.address,
      temporalNamespace: clock.namespace,
      taskQueue: 'cases',
      dataDir,
      secret: 'a secret of the benchmark',
    };
    const bundle = await bundleWorkflows(processes);
    const program = await startProgram({
      ...place,
      packages: processes,
      bundle,
      port: 0,
      oidc: undefined,
      production: false,
      rates: NO_LIMITS,
      // What Temporal’s test server can’t do, such as to list workflows, is warned of every few seconds.
      log: pino({ level: 'error' }, pino.destination(2)),
      now: clock.now,
      ...(sendPayment ? { sendPayment } : {}),
    });
    endsWith(program.stop);
    const issuer = await developmentIssuer({
      pool: program.services.pool,
      key: await keptKey(dataDir, 'development-issuer', 'ES256'),
      production: false,
    });
    return {
      tenant,
      url: program.url,
      clock,
      owner,
      temporal: program.services.temporal,
      postgresPid: postgres.pid(),
      startWorker: async () => {
        const file = join(dataDir, 'workflows.js');
        writeFileSync(file, bundle.code);
        const worker = await startOtherWorker({ ...place, bundle: file, pays: sendPayment !== undefined }, sendPayment);
        endsWith(worker.kill);
        return worker;
      },
      tokenOf: (person) => issuer.tokenFor({ tenant, subject: person }),
    };
  });
};
