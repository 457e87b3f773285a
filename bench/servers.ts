/** The servers of a benchmark, in a folder that goes with them. */
import type { Client } from 'pg';
import { startTemporal } from '../workers/embedded/temporal.ts';
import { showProgress } from '../workers/progress.ts';
import { notices } from '../workflows/issue-report/notices.ts';
import { onSampleDatabase } from './sample-database.ts';

export type Servers = {
  readonly dataDir: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly temporalMetrics: string;
  readonly pids: { readonly postgres: number; readonly temporal: number };
  /** Signed in as the owner. */
  readonly owner: Client;
  stop(): Promise<void>;
};

/** PostgreSQL with its tables, the sample data and pg_stat_statements, and Temporal's dev server with a database file. */
export const startServers = (): Promise<Servers> => {
  const progress = showProgress();
  return onSampleDatabase(progress, async ({ dataDir, postgres, plain, signedIn }, endsWith) => {
    const setting = await signedIn();
    await setting.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
    await setting.query(`ALTER SYSTEM SET pg_stat_statements.track = 'none'`);
    await setting.end();
    await postgres.pause();
    await postgres.resume();
    const owner = await signedIn();
    endsWith(() => owner.end());
    await owner.query('CREATE EXTENSION pg_stat_statements');
    // The bare report sends no mail: here everybody reads their inbox.
    await muteMessages(owner);
    const temporal = await startTemporal({ dataDir, progress, persistent: true });
    endsWith(temporal.stop);
    return {
      dataDir,
      ownerUrl: postgres.ownerUrl,
      ...plain,
      temporalAddress: temporal.address,
      temporalNamespace: temporal.namespace,
      temporalMetrics: temporal.metricsAddress,
      pids: { postgres: postgres.pid(), temporal: temporal.pid },
      owner,
    };
  });
};

/** Leaves e-mail and SMS out of what is said on reports. */
export const muteMessages = (owner: Client): Promise<unknown> =>
  owner.query(
    `INSERT INTO notice_templates (tenant, process, notice, channel, en, zh, muted)
       SELECT t.id, p, n, c, '{}', '{}', true FROM tenants t, unnest('{issueReport,ordinaryReport}'::text[]) p, unnest($1::text[]) n, unnest('{email,sms}'::text[]) c
       ON CONFLICT DO NOTHING`,
    [Object.keys(notices)],
  );

/** Lets them leave by the sample's own channels again. */
export const unmuteMessages = (owner: Client): Promise<unknown> => owner.query('DELETE FROM notice_templates WHERE muted');
