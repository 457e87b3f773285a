import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { connectRoles, type PlainUrls } from '../../workers/app-role.ts';
import { startPostgres } from '../../workers/embedded/postgres.ts';
import { startTemporal } from '../../workers/embedded/temporal.ts';
import { migrate } from '../../workers/migrations.ts';
import { quietProgress, showProgress } from '../../workers/progress.ts';
import { onDatabase } from './addresses.ts';

/** What the tests know of the servers that the whole run shares. */
export type SharedServers = {
  '/postgres': { ownerUrl: string } & PlainUrls;
  '/template': { template: string };
  /** The same with the sample tenants in it. */
  '/sample': { template: string };
  '/temporal': { address: string; metricsAddress: string; namespace: string };
};

declare module 'vitest' {
  interface ProvidedContext {
    serversUrl: string;
    bundlesFolder: string;
  }
}

/** Makes a database that others are copied from: PostgreSQL copies one only while no client is connected to it. */
const makeTemplate = async (ownerUrl: string, name: string, of: string, fill: (url: string) => Promise<unknown>) => {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${of}`);
  await fill(onDatabase(ownerUrl, name));
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await client.end();
  return { template: name };
};

const startShared = (dataDir: string) => {
  const stops: (() => Promise<void>)[] = [];
  const started = new Map<keyof SharedServers, Promise<unknown>>();
  const starts: { [Path in keyof SharedServers]: () => Promise<SharedServers[Path]> } = {
    '/postgres': async () => {
      const { ownerUrl, stop } = await startPostgres({ dataDir, progress: quietProgress, fast: true });
      stops.push(stop);
      return { ownerUrl, ...(await connectRoles(ownerUrl, { dataDir })) };
    },
    '/template': async () => {
      const { ownerUrl } = await once('/postgres');
      return makeTemplate(ownerUrl, 'banjie_template', 'template1', (url) => migrate(url, { progress: quietProgress }));
    },
    '/sample': async () => {
      const [{ ownerUrl }, { template }] = await Promise.all([once('/postgres'), once('/template')]);
      return makeTemplate(ownerUrl, 'banjie_sample', template, seedSampleData);
    },
    '/temporal': async () => {
      // Fetching may take a while the first time, and should be seen.
      const { address, metricsAddress, namespace, stop } = await startTemporal({ dataDir, progress: showProgress() });
      stops.push(stop);
      return { address, metricsAddress, namespace };
    },
  };
  const once = <Path extends keyof SharedServers>(path: Path): Promise<SharedServers[Path]> => {
    const starting = started.get(path) ?? starts[path]();
    started.set(path, starting);
    return starting as Promise<SharedServers[Path]>;
  };
  const stop = async () => {
    await Promise.allSettled(started.values());
    await Promise.all(stops.map((end) => end()));
  };
  return { once, stop };
};

/** One PostgreSQL and one Temporal for the whole run, each started when the first test asks for it: tests of pure rules wait for none. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-test-'));
  const { once, stop } = startShared(dataDir);
  const desk = createServer((request, response) => {
    once(request.url as keyof SharedServers).then(
      (server) => response.end(JSON.stringify(server)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((listening) => desk.listen(0, '127.0.0.1', listening));
  project.provide('bundlesFolder', dataDir);
  project.provide('serversUrl', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
};
