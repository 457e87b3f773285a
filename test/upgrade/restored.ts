/** A recorded version as it is after an upgrade: its rows under today's tables, with today's code on an empty Temporal. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import pino from 'pino';
import { NO_LIMITS } from '../../graphql/rates/rates.ts';
import { migrate } from '../../workers/migrations.ts';
import { processes } from '../../workers/processes.ts';
import { startProgram } from '../../workers/program.ts';
import { quietProgress } from '../../workers/progress.ts';
import type { SamplePerson } from '../graphql/office.ts';
import type { TestDatabase } from '../servers/shared.ts';
import type { NextAct, Recording } from './recordings.ts';
import { loadRows } from './rows.ts';

const prisma = join(import.meta.dirname, '..', '..', 'prisma');

/** Makes an empty database one of that version, and migrates it to today's. */
export const restore = async ({ folder, migrations }: Recording, { ownerUrl }: TestDatabase): Promise<void> => {
  const then = mkdtempSync(join(tmpdir(), 'banjie-then-'));
  try {
    for (const { name } of migrations)
      cpSync(join(prisma, 'migrations', name), join(then, 'migrations', name), { recursive: true });
    await migrate(ownerUrl, { progress: quietProgress, folder: then });
  } finally {
    rmSync(then, { recursive: true, force: true });
  }
  await loadRows(ownerUrl, readFileSync(join(folder, 'rows.gz')));
  await migrate(ownerUrl, { progress: quietProgress, packages: processes });
};

export type Restored = {
  /** What came of an act. */
  readonly act: (next: NextAct) => Promise<Acted>;
  readonly verify: (of: { readonly tenant: string; readonly caseId: string }) => Promise<Verdict>;
  /** Opens an issue report. */
  readonly start: (person: string, input: object) => Promise<Acted>;
  readonly close: () => Promise<void>;
};
type Acted = { readonly __typename: string; readonly message?: string; readonly case?: { readonly id: string } };
type Verdict = { readonly intact: boolean; readonly why: string | null };

const START = `mutation ($input: IssueReportStart!, $requestId: ID!) {
  startIssueReport(input: $input, requestId: $requestId) { __typename ... on ActionDone { case { id } } }
}`;

/** Starts today's program on a restored database. `now` is the API's time of day. */
export const openRestored = async (
  { version, folder, keys }: Recording,
  database: TestDatabase,
  {
    address,
    namespace,
    now,
    workflowBundle,
  }: {
    readonly address: string;
    readonly namespace: string;
    readonly now?: () => number;
    readonly workflowBundle?: WorkflowBundleWithSourceMap;
  },
): Promise<Restored> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-restored-'));
  writeFileSync(join(dataDir, 'house.jwk'), JSON.stringify(keys.house));
  cpSync(join(folder, 'checkpoints'), join(dataDir, 'checkpoints'), { recursive: true });
  const program = await startProgram({
    appUrl: database.appUrl,
    workerUrl: database.workerUrl,
    temporalAddress: address,
    temporalNamespace: namespace,
    taskQueue: `upgrade-${version}`,
    packages: processes,
    port: 0,
    dataDir,
    secret: keys.secret,
    oidc: undefined,
    production: false,
    rates: NO_LIMITS,
    log: pino({ level: 'silent' }),
    ...(now ? { now } : {}),
    ...(workflowBundle ? { bundle: workflowBundle } : {}),
  });
  const people = (await (await fetch(`${program.url}/dev/people`)).json()) as SamplePerson[];
  const ask = async (person: SamplePerson | undefined, query: string, variables: object) => {
    const response = await fetch(`${program.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${person?.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: object; errors?: readonly { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
    return Object.values(data ?? {})[0];
  };
  const called = (id: string | undefined) => people.find((person) => person.id === id);
  return {
    act: ({ caseId, act }) =>
      ask(called(act?.person), act?.document ?? '', { caseId, requestId: `upgrade-${caseId}`, input: act?.input }),
    verify: ({ tenant, caseId }) =>
      ask(
        people.find((person) => person.tenant === tenant && person.roles.includes('auditor')) ??
          people.find((person) => person.tenant === tenant && person.roles.includes('admin')),
        'query ($caseId: ID!) { verifyRecord(caseId: $caseId) { intact why } }',
        { caseId },
      ),
    start: (person, input) => ask(called(person), START, { input, requestId: `upgrade-${person}` }),
    close: async () => {
      await program.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
