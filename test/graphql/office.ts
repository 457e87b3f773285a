/** The sample streets with everything running, asked over HTTP as callers do. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as PgClient } from 'pg';
import pino from 'pino';
import type { ProcessManifest } from '../../graphql/manifest.ts';
import { type Network, readNetwork } from '../../graphql/rates/caller-address.ts';
import { NO_LIMITS } from '../../graphql/rates/rates.ts';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { migrate } from '../../workers/migrations.ts';
import { processes } from '../../workers/processes.ts';
import { type Program, type ProgramOptions, startProgram } from '../../workers/program.ts';
import { quietProgress } from '../../workers/progress.ts';
import { sharedBundle } from '../servers/bundles.ts';
import { sampleDatabase, sharedTemporal, type TestDatabase } from '../servers/shared.ts';
import '../servers/quiet-runtime.ts';

export type Answer<Data = Record<string, never>> = {
  readonly status: number;
  readonly data: Data;
  readonly errors?: readonly { message: string; path?: readonly unknown[]; extensions: { code: string } }[];
};

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

export type SamplePerson = {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  readonly token: string;
};

export type Office = {
  readonly url: string;
  readonly program: Program;
  readonly database: TestDatabase;
  /** Where its files are. */
  readonly dataDir: string;
  /** Everybody of both streets. */
  readonly people: readonly SamplePerson[];
  /** Lines that were logged. */
  readonly logged: readonly string[];
  token(person: string): string;
  ask(person: string | null, query: string, variables?: object, headers?: Record<string, string>): Promise<Answer<Any>>;
  start(person: string | null, input: object, requestId?: string, headers?: Record<string, string>): Promise<Any>;
  act(
    person: string | null,
    action: string,
    caseId: string,
    input?: object,
    more?: { requestId?: string; expectedRevision?: number; headers?: Record<string, string> },
  ): Promise<Any>;
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

/** Key of every office. */
export const SECRET = 'a secret of the tests';

/** For an office that is to believe a test about where it calls from. */
export const thisMachine: readonly Network[] = ['127.0.0.1', '::1'].map(readNetwork).filter((network) => network !== undefined);

export const nextRequest = (): string => randomUUID();

/** Beside the bus stop, in the area of the officer zhou-min; the category is the sanitation department's. */
export const rubbish = { category: 'rubbish', text: 'Rubbish beside the bus stop', place: { lat: 30.003, lon: 120.573 } };

export const RESULT = `__typename
  ... on ActionDone { replayed followCode case { id state revision unit area dueAt } event { name role } }
  ... on Refused { message reason nextActions { name } }
  ... on Conflict { message actor }
  ... on InvalidInput { message issues { path message } }`;

const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

export const openOffice = async (
  options: {
    packages?: readonly ProcessManifest[];
    /** Another Temporal than the run's own, such as one whose clock can be moved. */
    temporalAddress?: string;
    /** Another migrated database than a fresh one. */
    database?: TestDatabase;
    program?: Partial<
      Pick<
        ProgramOptions,
        | 'oidc'
        | 'production'
        | 'rates'
        | 'trustedProxies'
        | 'send'
        | 'publicUrl'
        | 'bundle'
        | 'metrics'
        | 'log'
        | 'temporalPlugins'
        | 'checkpointDir'
        | 'witnesses'
        | 'now'
      >
    >;
    /** Another program than all of it in one, such as the API alone. */
    starts?: (options: ProgramOptions) => Promise<Program>;
    /** Another way to the database than straight to it. */
    appUrl?: (straight: string) => Promise<string>;
  } = {},
): Promise<Office> => {
  const [database, temporal] = await Promise.all([
    options.database ?? sampleDatabase(),
    options.temporalAddress ? { address: options.temporalAddress, namespace: 'default' } : sharedTemporal(),
  ]);
  if (options.packages) await migrate(database.ownerUrl, { progress: quietProgress, packages: options.packages });
  if (options.database) await seedSampleData(database.ownerUrl);
  const owner = new PgClient({ connectionString: database.ownerUrl });
  await owner.connect();
  // Case numbers name workflows, and other tests use the same Temporal.
  await owner.query(`UPDATE tenants SET code = code || $1`, [database.name.slice(-6).toUpperCase()]);
  const logged: string[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-office-'));
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(line) });
  const appUrl = (await options.appUrl?.(database.appUrl)) ?? database.appUrl;
  const packages = [...processes, ...(options.packages ?? [])];
  // What plugins put into it is a test's own; and recordings are made outside a run.
  const bundle = options.program?.temporalPlugins || options.program?.bundle ? {} : { bundle: await sharedBundle(packages) };
  const program = await (options.starts ?? startProgram)({
    appUrl,
    // The same way, where that is another than straight.
    workerUrl: Object.assign(new URL(database.workerUrl), { host: new URL(appUrl).host }).href,
    temporalAddress: temporal.address,
    temporalNamespace: temporal.namespace,
    taskQueue: `cases-${database.name}`,
    packages,
    ...bundle,
    port: 0,
    dataDir,
    secret: SECRET,
    oidc: undefined,
    production: false,
    rates: NO_LIMITS,
    log,
    ...options.program,
  });
  // A real issuer shows nobody's token.
  const shown = options.program?.oidc ? undefined : await fetch(`${program.url}/dev/people`);
  const people = shown ? ((await shown.json()) as SamplePerson[]) : [];
  const tokens = new Map(people.map(({ id, token }) => [id, token]));
  const token = (person: string): string => {
    const found = tokens.get(person);
    if (!found) throw new Error(`Nobody is called ${person} here.`);
    return found;
  };
  const ask: Office['ask'] = async (person, query, variables = {}, headers = {}) => {
    const response = await fetch(`${program.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(person ? { authorization: `Bearer ${token(person)}` } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };
  const only = (answer: Answer<Any>) => {
    if (answer.errors)
      throw new Error(answer.errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`).join('\n'));
    return Object.values(answer.data)[0];
  };
  return {
    url: program.url,
    program,
    database,
    dataDir,
    people,
    logged,
    token,
    ask,
    start: async (person, input, requestId = nextRequest(), headers = {}) =>
      only(
        await ask(
          person,
          `mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) { ${RESULT} } }`,
          { input, requestId },
          headers,
        ),
      ),
    act: async (person, action, caseId, input, { requestId = nextRequest(), expectedRevision, headers } = {}) => {
      const [declared, given] = input
        ? [`, $input: IssueReport${pascal(action)}${Object.keys(input).length > 0 ? '!' : ''}`, ', input: $input']
        : ['', ''];
      return only(
        await ask(
          person,
          `mutation ($caseId: ID!, $requestId: ID!, $expectedRevision: Int${declared}) {
            issueReport${pascal(action)}(caseId: $caseId, requestId: $requestId, expectedRevision: $expectedRevision${given}) { ${RESULT} } }`,
          { caseId, requestId, ...(expectedRevision === undefined ? {} : { expectedRevision }), ...(input ? { input } : {}) },
          headers,
        ),
      );
    },
    sql: async (text, values = []) => (await owner.query(text, values)).rows,
    close: async () => {
      await program.stop();
      await owner.end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** Asks with files, after the GraphQL multipart request specification; `files` by their path in the variables. */
export const askWithFiles = async (
  office: Pick<Office, 'url' | 'token'>,
  person: string,
  query: string,
  variables: object,
  files: Record<string, Blob>,
  headers: Record<string, string> = {},
): Promise<Answer<Any>> => {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables }));
  form.set('map', JSON.stringify(Object.fromEntries(Object.keys(files).map((path, i) => [String(i), [path]]))));
  Object.values(files).forEach((file, i) => {
    form.set(String(i), file, `photo-${i}.jpg`);
  });
  const response = await fetch(`${office.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${office.token(person)}`, 'x-graphql-yoga-csrf': '1', ...headers },
    body: form,
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
};
