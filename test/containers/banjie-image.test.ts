import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerAt } from '../../bench/graphql-caller.ts';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { type EmbeddedPostgres, startPostgres } from '../../workers/embedded/postgres.ts';
import { type EmbeddedTemporal, startTemporal } from '../../workers/embedded/temporal.ts';
import { quietProgress } from '../../workers/progress.ts';
import { BANJIE_IMAGE } from './banjie-image.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'banjie-image-'));
let postgres: EmbeddedPostgres;
let temporal: EmbeddedTemporal;
let settings: Record<string, string>;
const running: StartedTestContainer[] = [];
beforeAll(async () => {
  [postgres, temporal] = await Promise.all([
    startPostgres({ dataDir, progress: quietProgress, fast: true }),
    startTemporal({ dataDir, progress: quietProgress }),
  ]);
  const plain = (role: string, password: string) => Object.assign(new URL(postgres.ownerUrl), { username: role, password }).href;
  settings = {
    // The development issuer stands in for an identity provider.
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    TEMPORAL_ADDRESS: temporal.address,
    BANJIE_SECRET: 'a secret of the containers',
    BANJIE_HOUSE_KEYS: JSON.stringify([generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })]),
    APP_DATABASE_URL: plain('banjie_app', 'password-of-the-api'),
    WORKER_DATABASE_URL: plain('banjie_worker', 'password-of-the-worker'),
  };
}, 120_000);
afterAll(async () => {
  for (const container of running) await container.stop();
  await temporal?.stop();
  await postgres?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 180_000);

const container = (command: string, more: Record<string, string>) =>
  new GenericContainer(BANJIE_IMAGE)
    .withNetworkMode('host')
    .withEnvironment({ ...settings, ...more })
    .withCommand([command]);

describe('Banjie’s image', () => {
  it('migrates as the owner, and a case goes from filing to rating through an API and a worker that aren’t root', async () => {
    const migrating = await container('migrate', {
      DATABASE_URL: postgres.ownerUrl,
      BANJIE_APP_PASSWORD: 'password-of-the-api',
      BANJIE_WORKER_PASSWORD: 'password-of-the-worker',
    })
      .withWaitStrategy(Wait.forOneShotStartup())
      .start();
    await migrating.stop();
    await seedSampleData(postgres.ownerUrl);
    const port = await getPort();
    const health = await getPort();
    for (const [command, ports] of [
      ['api', { PORT: `${port}`, METRICS_PORT: '0' }],
      ['worker', { HEALTH_PORT: `${health}`, METRICS_PORT: '0' }],
    ] as const)
      running.push(await container(command, ports).withWaitStrategy(Wait.forHealthCheck()).start());
    const [api] = running as [StartedTestContainer, StartedTestContainer];
    const inside = await api.exec(['sh', '-c', 'id -u; tr "\\0" " " < /proc/1/cmdline']);
    expect(inside.output.split('\n')).toEqual(['1000', expect.stringMatching(/^\S*node .*banjie\.cjs api/)]);

    const caller = await callerAt(`http://127.0.0.1:${port}`);
    const place = { lat: 30.003, lon: 120.573 };
    const id = await caller.act('deng-li', 'start', '', { category: 'rubbish', text: 'Rubbish beside the bus stop', place });
    await caller.act('fang-yong', 'accept', id);
    await caller.act('fang-yong', 'done', id, { result: 'Taken away.' });
    await caller.act('zhou-min', 'verify', id, { passed: true, at: place });
    await caller.act('deng-li', 'rate', id, { stars: 5 });
    expect(await caller.ask('qiu-ming', `{ verifyRecord(caseId: "${id}") { intact events } }`)).toEqual({
      verifyRecord: { intact: true, events: 5 },
    });
  }, 240_000);
});
