/** A Temporal cluster on PostgreSQL as an operator runs it: each role is a process of its own, the busy ones twice. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import getPort, { portNumbers } from 'get-port';
import { StartError } from '../../workers/start-error.ts';
import { openBalancer } from './balancer.ts';
import type { TemporalBinaries } from './temporal-binaries.ts';

const ROLES = ['history', 'history', 'frontend', 'frontend', 'matching', 'worker'] as const;
type Role = (typeof ROLES)[number];

/** One process of the cluster, under its name, such as `Temporal history 2`. */
export type Member = {
  readonly name: string;
  readonly pid: () => number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  start(): void;
};

export type TemporalCluster = {
  /** One address for all frontends. */
  readonly address: string;
  readonly members: readonly Member[];
  stop(): Promise<void>;
};

/** Starts it with its two databases on this PostgreSQL, and makes the namespace `default`. */
export const startTemporalCluster = async (
  binaries: TemporalBinaries,
  ownerUrl: string,
  folder: string,
): Promise<TemporalCluster> => {
  for (const [name, schema] of [
    ['temporal', 'temporal'],
    ['temporal_visibility', 'visibility'],
  ] as const) {
    makeDatabase(binaries, ownerUrl, name, join(binaries.schema, schema, 'versioned'));
  }
  const places = await Promise.all(ROLES.map(async (role) => ({ role, rpc: await port(), membership: await port() })));
  const balancer = await openBalancer(places.filter(({ role }) => role === 'frontend').map(({ rpc }) => rpc));
  const config = (of: Place) => configOf({ ownerUrl, frontend: balancer.address, places: sameRoleOnce(places, of) });
  const members = places.map((place, at) => {
    const nth = places.slice(0, at + 1).filter(({ role }) => role === place.role).length;
    const name = `Temporal ${place.role} ${nth}`;
    const home = join(folder, name.replaceAll(' ', '-'));
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'cluster.yaml'), config(place));
    writeFileSync(join(home, 'dynamic.yaml'), '{}\n');
    return member(name, binaries.server, place.role, home);
  });
  for (const { start } of members) start();
  await makeNamespace(balancer.address);
  return {
    address: balancer.address,
    members,
    stop: async () => {
      await Promise.all(members.map(({ kill }) => kill()));
      balancer.close();
    },
  };
};

// Temporal keeps them in a smallint.
const port = () => getPort({ port: portNumbers(20_000, 30_000) });

type Place = { readonly role: Role; readonly rpc: number; readonly membership: number };

/** The config of a process names a place for each role; that of its own role is its own. */
const sameRoleOnce = (places: readonly Place[], own: Place): readonly Place[] => [
  own,
  ...places.filter(({ role }, at) => role !== own.role && places.findIndex((other) => other.role === role) === at),
];

const makeDatabase = ({ sqlTool }: TemporalBinaries, ownerUrl: string, name: string, schema: string): void => {
  const { hostname, port, username, password } = new URL(ownerUrl);
  const place = [
    '--plugin',
    'postgres12',
    '--ep',
    hostname,
    '-p',
    port,
    '-u',
    username,
    '--pw',
    decodeURIComponent(password),
    '--db',
    name,
  ];
  for (const step of [['create'], ['setup-schema', '-v', '0.0'], ['update-schema', '-d', schema]]) {
    const { status, stdout, stderr } = spawnSync(sqlTool, [...place, ...step], { encoding: 'utf8' });
    if (status !== 0)
      throw new StartError(`temporal-sql-tool ${step[0]} failed for ${name}: ${`${stdout}${stderr}`.slice(-300)}`);
  }
};

const member = (name: string, program: string, role: Role, home: string): Member => {
  let child: ChildProcess | undefined;
  return {
    name,
    pid: () => child?.pid ?? 0,
    start: () => {
      const log = openSync(join(home, 'server.log'), 'a');
      const where = ['--root', home, '--config', '.', '--env', 'cluster', '--allow-no-auth', 'start', `--service=${role}`];
      child = spawn(program, where, { cwd: home, stdio: ['ignore', log, log] });
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child?.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    },
  };
};

/** Seconds in which the members find each other. */
const PATIENCE = 90;

const makeNamespace = async (address: string): Promise<void> => {
  for (let second = 0; second < PATIENCE; second++) {
    const connection = await Connection.connect({ address, connectTimeout: 2_000 }).catch(() => undefined);
    try {
      const made = await connection?.workflowService
        .registerNamespace({ namespace: 'default', workflowExecutionRetentionPeriod: { seconds: 86_400 as never } })
        .then(() => true)
        .catch((error: { code?: number }) => error.code === ALREADY_EXISTS);
      // A new namespace is known to all members some seconds later.
      if (made && (await connection?.workflowService.describeNamespace({ namespace: 'default' }).catch(() => undefined))) return;
    } finally {
      await connection?.close();
    }
    await sleep(1_000);
  }
  throw new StartError(`The Temporal cluster isn't ready after ${PATIENCE} s.`);
};
/** Of gRPC. */
const ALREADY_EXISTS = 6;

const configOf = ({ ownerUrl, frontend, places }: { ownerUrl: string; frontend: string; places: readonly Place[] }): string => {
  const { host, username, password } = new URL(ownerUrl);
  const store = (databaseName: string, maxConns: number) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: host,
      connectProtocol: 'tcp',
      user: username,
      password: decodeURIComponent(password),
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  });
  // JSON is YAML.
  return JSON.stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'main',
      visibilityStore: 'visibility',
      numHistoryShards: 16,
      datastores: { main: store('temporal', 10), visibility: store('temporal_visibility', 2) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(
      places.map(({ role, rpc, membership }) => [
        role,
        { rpc: { grpcPort: rpc, membershipPort: membership, bindOnLocalHost: true } },
      ]),
    ),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: frontend },
      },
    },
    publicClient: { hostPort: frontend },
    dynamicConfigClient: { filepath: 'dynamic.yaml', pollInterval: '60s' },
  });
};
