/** The servers of a benchmark, set up as `npm start` sets up its own, in a folder that goes with them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { seedSampleData } from '../prisma/seed/seed.ts';
import { connectRoles } from '../workers/app-role.ts';
import { startPostgres } from '../workers/embedded-postgres.ts';
import { startTemporal } from '../workers/embedded-temporal.ts';
import { migrate } from '../workers/migrations.ts';
import { quietProgress, showProgress } from '../workers/progress.ts';

export type Servers = {
  readonly dataDir: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly temporalMetrics: string;
  readonly pids: { readonly postgres: number; readonly temporal: number };
  /** Signed in as the owner. */
  readonly owner: Client;
  stop(): Promise<void>;
};

/** PostgreSQL with its tables, the sample data and pg_stat_statements, and Temporal's dev server with a database file. */
export const startServers = async (): Promise<Servers> => {
  const progress = showProgress();
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-bench-'));
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
    const setting = new Client({ connectionString: postgres.ownerUrl });
    await setting.connect();
    await setting.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
    await setting.query(`ALTER SYSTEM SET pg_stat_statements.track = 'none'`);
    await setting.end();
    await postgres.pause();
    await postgres.resume();
    const owner = new Client({ connectionString: postgres.ownerUrl });
    await owner.connect();
    stops.push(() => owner.end());
    await owner.query('CREATE EXTENSION pg_stat_statements');
    // A delivery by mail is a workflow of its own, which the bare report hasn't: here everybody reads their inbox.
    await owner.query(`DELETE FROM notice_templates WHERE channel <> 'inbox'`);
    const temporal = await startTemporal({ dataDir, progress, persistent: true });
    stops.push(temporal.stop);
    return {
      dataDir,
      ownerUrl: postgres.ownerUrl,
      appUrl,
      temporalAddress: temporal.address,
      temporalNamespace: temporal.namespace,
      temporalMetrics: temporal.metricsAddress,
      pids: { postgres: postgres.pid(), temporal: temporal.pid },
      owner,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
