import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readEnvironment, readMigrationEnvironment } from '../../workers/environment.ts';

const words = (source: Record<string, string>): string[] => {
  try {
    readEnvironment(source);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
};

test('with nothing set Banjie runs on its own servers in its own folder', () => {
  expect(readEnvironment({ PORT: '', BANJIE_DATA_DIR: '/srv/data' })).toEqual({
    dataDir: '/srv/data',
    port: 4000,
    host: '127.0.0.1',
    origins: [],
    trustedProxies: [],
    healthPort: 4001,
    drain: 15_000,
    metricsPort: 9464,
    metricsHost: '127.0.0.1',
    temporalNamespace: 'default',
    temporalConnection: {},
    taskQueue: 'banjie-cases',
    secretsBefore: [],
    basePath: '',
    production: false,
    logLevel: 'info',
  });
});

test('every wrong variable gets one sentence that says how to go on', () => {
  expect(words({ PORT: '70000', METRICS_PORT: 'x', TEMPORAL_ADDRESS: 'http://temporal', LOG_LEVEL: 'loud' })).toEqual([
    'PORT is "70000", but it must be a whole number from 0 to 65535 (0 picks a free one). Unset it to use 4000.',
    'METRICS_PORT is "x", but it must be a whole number from 0 to 65535 (0 picks a free one). Unset it to use 9464.',
    'TEMPORAL_ADDRESS is "http://temporal", but it must be a host and a port, as in temporal.example:7233, without a scheme.',
    'LOG_LEVEL is "loud", but it must be one of trace, debug, info, warn, error, fatal, silent.',
  ]);
});

test('a wrong database address is refused without showing the password in it', () => {
  for (const address of [
    'mysql://office:secret@db/banjie',
    'secret',
    'localhost/secret',
    '//office:secret@db/banjie',
    'secret://',
  ]) {
    const [sentence, ...more] = words({ DATABASE_URL: address });
    expect(sentence).toMatch(/^DATABASE_URL must look like postgresql:\/\/user:password@host:5432\/database\. A password with/);
    expect(sentence).not.toContain('secret');
    expect(more).toEqual([]);
  }
  expect(words({ DATABASE_URL: 'postgresql://office:secret@db' })[0]).toMatch(/^DATABASE_URL must name a database/);
});

test('a database password with a sign of addresses in it is to be written out', () => {
  for (const password of ['p@ss', 'p@ss/word', 'p#ss', 'p/ss', 'p?ss'])
    expect(words({ DATABASE_URL: `postgresql://office:${password}@db/banjie` })[0]).toContain('%40');
  expect(words({ DATABASE_URL: 'postgresql://office:p%40ss%2Fword@db:5432/banjie?sslmode=require' })).toEqual([]);
});

test('production refuses the issuer that gives anybody a token', () => {
  expect(words({ NODE_ENV: 'production' })[0]).toContain('Set OIDC_ISSUER and OIDC_AUDIENCE');
  expect(words({ OIDC_ISSUER: 'https://login.example' })[0]).toContain('OIDC_AUDIENCE must name');
  const oidc = { OIDC_ISSUER: 'https://login.example', OIDC_AUDIENCE: 'banjie' };
  const servers = {
    DATABASE_URL: 'postgresql://office:secret@db/banjie',
    TEMPORAL_ADDRESS: 'temporal:7233',
    TEMPORAL_TLS: 'true',
    BANJIE_SECRET: 'a secret of sixteen letters',
  };
  const { oidc: given, host } = readEnvironment({ NODE_ENV: 'production', ...oidc, ...servers });
  expect(words({ NODE_ENV: 'production', ...servers, ...oidc, OIDC_ISSUER: 'http://login.example' })[0]).toContain('https');
  expect(given).toEqual({ issuer: 'https://login.example', audience: 'banjie' });
  expect(host).toBeUndefined();
});

test('production starts on embedded servers only when it is told to', () => {
  const oidc = { NODE_ENV: 'production', OIDC_ISSUER: 'https://login.example', OIDC_AUDIENCE: 'banjie' };
  expect(words(oidc)[0]).toContain('DATABASE_URL, TEMPORAL_ADDRESS, BANJIE_SECRET are not set');
  expect(words({ ...oidc, BANJIE_EMBEDDED: 'yes' })).toEqual([]);
});

test('API and worker alone name what they need, and neither needs the owner', () => {
  const alone = (program: 'api' | 'worker', source: Record<string, string>) => {
    try {
      readEnvironment(source, program);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(alone('api', {})).toContain('APP_DATABASE_URL and WORKER_DATABASE_URL, TEMPORAL_ADDRESS are not set');
  const servers = {
    NODE_ENV: 'production',
    APP_DATABASE_URL: 'postgresql://banjie_app:secret@db/banjie',
    WORKER_DATABASE_URL: 'postgresql://banjie_worker:secret@db/banjie',
    TEMPORAL_ADDRESS: 'localhost:7233',
  };
  expect(alone('worker', servers)).toContain('BANJIE_SECRET is not set');
  expect(alone('worker', { ...servers, BANJIE_SECRET: 'a secret of sixteen letters' })).toBe('');
  expect(alone('api', { ...servers, BANJIE_SECRET: 'a secret of sixteen letters' })).toContain('Set OIDC_ISSUER');
  expect(() => readMigrationEnvironment({})).toThrow('DATABASE_URL is not set. Migrations run as the owner');
});

test('a bucket for photos is named with who writes to it, and a key for badges is looked at', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'banjie', AWS_SECRET_ACCESS_KEY: 'a secret' };
  const read = (place: string) => readEnvironment({ BANJIE_FILES: place, ...keys }).bucket;
  const common = { name: 'photos', accessKeyId: 'banjie', secretAccessKey: 'a secret' };
  expect(read('s3://photos/banjie?endpoint=http://minio:9000&region=cn-1')).toEqual({
    ...common,
    prefix: 'banjie',
    endpoint: 'http://minio:9000',
    region: 'cn-1',
  });
  expect(read('s3://photos')).toEqual({
    ...common,
    prefix: '',
    endpoint: 'https://s3.us-east-1.amazonaws.com',
    region: 'us-east-1',
  });
  for (const wrong of ['photos', 's3://photos?acl=public', 's3://photos?endpoint=minio:9000', 's3://user:key@photos'])
    expect(words({ BANJIE_FILES: wrong, ...keys })[0]).toContain('must name a bucket, as in s3://photos');
  expect(words({ BANJIE_FILES: 's3://photos' })[0]).toContain('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must say');
  expect(words({ BANJIE_BADGE_KEY: '{"kty":"EC"}' })).toEqual([
    'BANJIE_BADGE_KEY must be a private key as a JWK in JSON: RSA of 2048 bits or more, or Ed25519.',
  ]);
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  expect(readEnvironment({ BANJIE_BADGE_KEY: JSON.stringify(key) }).badgeKey).toEqual(key);
});

test('proxies, rates and inner receivers are read as they are meant, or end the start', () => {
  const { trustedProxies, rates, webhookHosts } = readEnvironment({
    BANJIE_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    BANJIE_RATES: 'uploads=30, requests=0',
    BANJIE_WEBHOOK_HOSTS: 'portal.inner, 10.1.2.3:9443',
  });
  expect(trustedProxies.map(([address, bits]) => `${address}/${bits}`)).toEqual(['10.0.0.0/8', '::1/128']);
  expect(rates).toEqual({ uploads: 30, requests: 0 });
  expect(webhookHosts).toEqual(['portal.inner', '10.1.2.3:9443']);
  expect(words({ BANJIE_TRUSTED_PROXIES: 'proxy.inner' })[0]).toContain('10.1.2.3, fd00::/8');
  expect(words({ BANJIE_RATES: 'upload=3' })[0]).toContain('must be numbers for requests, anonymousRequests');
  expect(words({ BANJIE_WEBHOOK_HOSTS: 'https://portal.inner/' })[0]).toContain('portal.inner, 10.1.2.3:9443');
  expect(words({ BANJIE_MAX_CONNECTIONS: 'many' })[0]).toContain('must be a whole number from 10 on');
});

test('a mode that nobody knows, and pages that are none, end the start', () => {
  expect(words({ NODE_ENV: 'Production' })).toEqual([
    'NODE_ENV is "Production", but it must be one of development, test, production.',
  ]);
  expect(words({ BANJIE_CORS_ORIGINS: 'https://portal.example/page' })[0]).toContain('such as https://portal.example');
  expect(readEnvironment({ BANJIE_CORS_ORIGINS: 'https://portal.example, http://localhost:3000' }).origins).toEqual([
    'https://portal.example',
    'http://localhost:3000',
  ]);
});

test('a base path begins with a slash, and the public address ends with it', () => {
  for (const path of ['banjie', '/banjie/', '/', '//banjie', '/../banjie', 'https://office.example/banjie'])
    expect(words({ BANJIE_BASE_PATH: path })).toEqual([
      `BANJIE_BASE_PATH is "${path}", but it must begin with a slash and have none at its end, as in /banjie.`,
    ]);
  expect(readEnvironment({ BANJIE_BASE_PATH: '/office/banjie' }).basePath).toBe('/office/banjie');
  expect(readEnvironment({}).basePath).toBe('');
  const publicUrl = (BANJIE_PUBLIC_URL: string) => words({ BANJIE_BASE_PATH: '/banjie', BANJIE_PUBLIC_URL });
  expect(publicUrl('https://office.example')).toEqual([
    'BANJIE_PUBLIC_URL is "https://office.example", but it must be the whole address under which others reach Banjie, as in https://office.example/banjie.',
  ]);
  expect(publicUrl('https://office.example/street/banjie/')).toEqual([]);
});

test('keys of the house and of witnesses are looked at before anything starts, and no key is shown', () => {
  expect(words({ BANJIE_HOUSE_KEYS: '{"kty":"OKP","crv":"Ed25519","x":"secret"}', BANJIE_WITNESSES: 'somebody' })).toEqual([
    'BANJIE_HOUSE_KEYS must be an Ed25519 JWK with its private part, or a list of them in JSON, the current one first.',
    'BANJIE_WITNESSES is "somebody", but it must be verifier keys of witnesses (type 4), parted by commas, such as witness.example+1a2b3c4d+BAbc….',
  ]);
});
