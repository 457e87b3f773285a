import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvironment } from '../../workers/environment.ts';
import { readTemporalConnection } from '../../workers/temporal-connection.ts';
import { connectTemporal } from '../../workers/temporal-namespace.ts';
import { sharedTemporal } from './shared.ts';
import './quiet-runtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'banjie-tls-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

let server: Server;
let address: string;
let named: Record<string, string>;
beforeAll(async () => {
  // Both sides have certificates of their own, and each is told of the other's.
  const options: NonNullable<Parameters<typeof generate>[1]> = {
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  };
  const [house, office] = await Promise.all([
    generate([{ name: 'commonName', value: 'localhost' }], options),
    generate([{ name: 'commonName', value: 'office' }], options),
  ]);
  const temporal = await sharedTemporal();
  const [host, port] = temporal.address.split(':') as [string, string];
  server = createServer(
    { key: house.private, cert: house.cert, ca: office.cert, requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'] },
    (socket) => {
      const inner = connect(Number(port), host);
      socket.pipe(inner).pipe(socket);
      for (const end of [socket, inner]) end.on('error', () => void [socket.destroy(), inner.destroy()]);
    },
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `localhost:${(server.address() as { port: number }).port}`;
  named = {
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('house.pem', house.cert),
    TEMPORAL_TLS_CLIENT_CERT_PATH: file('office.pem', office.cert),
    TEMPORAL_TLS_CLIENT_KEY_PATH: file('office.key', office.private),
  };
});
afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a Temporal that asks for certificates', () => {
  test('is reached by client and worker with those that the settings name', async () => {
    const how = readTemporalConnection(named);
    const connection = await Connection.connect({ ...how, address });
    const native = await NativeConnection.connect({ ...how, address });
    expect(await new Client({ connection }).workflowService.getSystemInfo({})).toMatchObject({
      serverVersion: expect.any(String),
    });
    await Promise.all([connection.close(), native.close()]);
  });

  test('lets nobody in without one', async () => {
    const { TEMPORAL_TLS_SERVER_CA_CERT_PATH } = named as { TEMPORAL_TLS_SERVER_CA_CERT_PATH: string };
    for (const how of [{}, readTemporalConnection({ TEMPORAL_TLS_SERVER_CA_CERT_PATH })])
      await expect(Connection.connect({ ...how, address, connectTimeout: 2_000 })).rejects.toThrow();
  });
});

test('a certificate that has ended is said so, before a server is asked', async () => {
  const notAfterDate = new Date(Date.now() - 86_400_000);
  const old = await generate([{ name: 'commonName', value: 'office' }], {
    algorithm: 'sha256',
    notBeforeDate: new Date(0),
    notAfterDate,
  });
  const how = readTemporalConnection({
    TEMPORAL_TLS_CLIENT_CERT_PATH: file('old.pem', old.cert),
    TEMPORAL_TLS_CLIENT_KEY_PATH: file('old.key', old.private),
  });
  await expect(connectTemporal(address, how)).rejects.toThrow(/has ended: it was valid to .+\. Renew it\./);
});

test('an API key comes with TLS, and a file that isn’t there ends the start in words', () => {
  expect(readTemporalConnection({ TEMPORAL_API_KEY: 'key-1' })).toEqual({ tls: true, apiKey: 'key-1' });
  expect(readTemporalConnection({})).toEqual({});
  expect(() =>
    readTemporalConnection({ TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere.pem', TEMPORAL_TLS_CLIENT_KEY_PATH: '/nowhere.key' }),
  ).toThrow(/The settings for Temporal \(TEMPORAL_…\) can't be read/);
});

test('production reaches no Temporal on another machine in plain words, unless it is told to', () => {
  const office = {
    NODE_ENV: 'production',
    OIDC_ISSUER: 'https://login.example',
    OIDC_AUDIENCE: 'banjie',
    DATABASE_URL: 'postgresql://office:secret@db/banjie',
    BANJIE_SECRET: 'a secret of sixteen letters',
    TEMPORAL_ADDRESS: 'temporal:7233',
  };
  expect(() => readEnvironment(office)).toThrow('isn’t encrypted');
  expect(readEnvironment({ ...office, TEMPORAL_TLS: 'true' }).temporalConnection.tls).toBeTruthy();
  expect(readEnvironment({ ...office, BANJIE_TEMPORAL_PLAINTEXT: 'yes' }).temporalConnection).toEqual({});
  expect(readEnvironment({ ...office, TEMPORAL_ADDRESS: '127.0.0.1:7233' }).temporalConnection).toEqual({});
});
