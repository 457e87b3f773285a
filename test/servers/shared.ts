import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { onDatabase } from './addresses.ts';
import type { SharedServers } from './global-setup.ts';

const ask = async <Path extends keyof SharedServers>(path: Path): Promise<SharedServers[Path]> => {
  const response = await fetch(`${inject('serversUrl')}${path}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as SharedServers[Path];
};

/** A database of one test file, on the run's PostgreSQL; it goes with the server. */
export type TestDatabase = { ownerUrl: string; appUrl: string; workerUrl: string; name: string };

const createDatabase = async (template?: string): Promise<TestDatabase> => {
  const { ownerUrl, appUrl, workerUrl } = await ask('/postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} ${template ? `TEMPLATE ${template} STRATEGY FILE_COPY` : ''}`);
  } finally {
    await client.end();
  }
  const here = (url: string) => onDatabase(url, name);
  return { ownerUrl: here(ownerUrl), appUrl: here(appUrl), workerUrl: here(workerUrl), name };
};

/** A migrated database, copied from a template in a tenth of a second. */
export const freshDatabase = async (): Promise<TestDatabase> => createDatabase((await ask('/template')).template);

/** The same with the sample tenants in it. */
export const sampleDatabase = async (): Promise<TestDatabase> => createDatabase((await ask('/sample')).template);

/** A database without tables. */
export const emptyDatabase = (): Promise<TestDatabase> => createDatabase();

/** The run's Temporal dev server, in memory. Tests share it, so give each worker its own task queue. */
export const sharedTemporal = () => ask('/temporal');

/** A time-skipping server for one test file. Tear it down in `afterAll`. */
export { timeSkipping } from '../../testing/moved-clock.ts';
