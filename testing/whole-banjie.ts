/** A whole Banjie for a test: PostgreSQL, Temporal with a clock that the test moves, worker and API, in a folder that goes with it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Runtime, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { Client } from 'pg';
import pino from 'pino';
import type { Message } from '../activities/delivery/services.ts';
import { NO_LIMITS } from '../graphql/rates/rates.ts';
import { pascal } from '../graphql/schema/names.ts';
import { sampleTenants } from '../prisma/seed/seed.ts';
import { seedTenant } from '../prisma/seed/seed-tenant.ts';
import { connectRoles, type PlainUrls } from '../workers/app-role.ts';
import { startPostgres } from '../workers/embedded/postgres.ts';
import { migrate } from '../workers/migrations.ts';
import { startProgram } from '../workers/program.ts';
import { quietProgress } from '../workers/progress.ts';
import { timeSkipping } from './moved-clock.ts';
import type { Act, Answer, TestBanjie, TestOptions } from './test-banjie.ts';

/** Milliseconds until what follows by itself has followed, also on a busy machine. */
const PATIENCE = 20_000;

const ACT = `__typename
  ... on ActionDone { case { id state dueAt } }
  ... on Refused { message reason }
  ... on Conflict { message }
  ... on InvalidInput { message issues { path message } }`;

/** For our own tests: also what stands in its database. */
export type WholeBanjie = TestBanjie & { sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]> };

/** A database of its own, and what ends with it; a bundle of workflows where there is one already. */
export type Ground = PlainUrls & {
  readonly ownerUrl: string;
  readonly bundle?: WorkflowBundleWithSourceMap;
  readonly stop?: () => Promise<void>;
};

const ownPostgres = async (dataDir: string): Promise<Ground> => {
  const { ownerUrl, stop } = await startPostgres({ dataDir, progress: quietProgress, fast: true });
  return { ownerUrl, stop, ...(await connectRoles(ownerUrl, { dataDir })) };
};

export const startWholeBanjie = async (
  { packages, tenants = sampleTenants, sendPayment }: TestOptions,
  groundIn: (dataDir: string) => Promise<Ground> = ownPostgres,
): Promise<WholeBanjie> => {
  beQuiet();
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-test-'));
  const ends: (() => Promise<unknown> | unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  try {
    const starting = [
      groundIn(dataDir).then((ground) => {
        if (ground.stop) ends.push(ground.stop);
        return ground;
      }),
      timeSkipping().then((server) => {
        ends.push(() => server.teardown());
        return server;
      }),
    ] as const;
    // Where one of them fails, the other is there to be ended.
    await Promise.allSettled(starting);
    const [{ ownerUrl, appUrl, workerUrl, bundle }, temporal] = await Promise.all(starting);
    await migrate(ownerUrl, { progress: quietProgress, packages });
    const owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    ends.push(() => owner.end());
    for (const tenant of tenants) await seedTenant(owner, tenant);

    let ahead = (await temporal.currentTimeMs()) - Date.now();
    const now = () => Date.now() + ahead;
    const sent: Message[] = [];
    const program = await startProgram({
      appUrl,
      workerUrl,
      ...(bundle ? { bundle } : {}),
      temporalAddress: temporal.address as string,
      temporalNamespace: temporal.namespace ?? 'default',
      taskQueue: 'banjie-tests',
      packages,
      port: 0,
      host: '127.0.0.1',
      dataDir,
      secret: randomBytes(16).toString('hex'),
      oidc: undefined,
      production: false,
      rates: NO_LIMITS,
      log: pino({ level: 'silent' }),
      now,
      send: async (message) => {
        sent.push(message);
      },
      ...(sendPayment ? { sendPayment } : {}),
    });
    ends.push(program.stop);

    const shown = await fetch(`${program.url}/dev/people`);
    const people = (await shown.json()) as readonly { readonly id: string; readonly token: string }[];
    const tokens = new Map(people.map(({ id, token }) => [id, token]));
    const ask: TestBanjie['ask'] = async (person, query, variables = {}) => {
      const token = person === null ? undefined : tokens.get(person);
      if (person !== null && !token)
        throw new Error(`Nobody is called ${person} here. There are: ${[...tokens.keys()].join(', ')}`);
      const response = await fetch(`${program.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    };
    const done = async (person: string | null, field: string, type: string, input: object, caseId?: string): Promise<Act> => {
      const hasInput = Object.keys(input).length > 0;
      const variables = { requestId: randomUUID(), ...(hasInput ? { input } : {}), ...(caseId ? { caseId } : {}) };
      const kinds: Readonly<Record<string, string>> = { requestId: 'ID!', input: `${type}!`, caseId: 'ID!' };
      const named = Object.keys(variables);
      const query = `mutation (${named.map((name) => `$${name}: ${kinds[name]}`).join(', ')}) {
        ${field}(${named.map((name) => `${name}: $${name}`).join(', ')}) { ${ACT} } }`;
      const { data, errors = [] } = await ask(person, query, variables);
      if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
      return data[field];
    };
    const until: TestBanjie['until'] = async (look, fits) => {
      for (const last = performance.now() + PATIENCE; ; await sleep(50)) {
        const found = await look();
        if (fits(found)) return found;
        if (performance.now() > last) throw new Error(`It didn't come to that. Last found: ${JSON.stringify(found)}`);
      }
    };
    const overdue = async (): Promise<number> => {
      const { rows } = await owner.query<{ id: string }>('SELECT id FROM cases WHERE live AND next_step_at <= to_timestamp($1)', [
        now() / 1_000,
      ]);
      return rows.length;
    };
    return {
      url: program.url,
      ask,
      start: (person, process, input = {}) => done(person, `start${pascal(process)}`, `${pascal(process)}Start`, input),
      act: (person, action, caseId, input = {}) => {
        const [process = '', name = ''] = action.split('.');
        return done(person, `${process}${pascal(name)}`, `${pascal(process)}${pascal(name)}`, input, caseId);
      },
      pass: async (time) => {
        await temporal.sleep(time as `${number} days`);
        ahead = (await temporal.currentTimeMs()) - Date.now();
        await until(overdue, (count) => count === 0);
      },
      now,
      until,
      sent,
      sql: async (text, values = []) => (await owner.query(text, values)).rows,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** A program has one runtime of Temporal's, and the first one stays; of ours, tests hear what went wrong. */
const beQuiet = (): void => {
  const logger = { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: console.error };
  try {
    Runtime.install({ logger, telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } } });
  } catch {
    // There is one already.
  }
};
