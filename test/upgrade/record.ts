/**
 * `npm run upgrade -- record [--again]`: keeps what this version makes, under test/upgrade/<version>: a database with an open case of every
 * process, their histories, its migrations, schema and names, and what is done to each case next. Then it acts on all of them 400 days later,
 * to see that they can be kept. A version that was released is never recorded again.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import packageFile from '../../package.json' with { type: 'json' };
import { connectRoles } from '../../workers/app-role.ts';
import { startPostgres } from '../../workers/embedded/postgres.ts';
import { startTemporal } from '../../workers/embedded/temporal.ts';
import { migrate } from '../../workers/migrations.ts';
import { quietProgress } from '../../workers/progress.ts';
import { type Office, openOffice, RESULT, SECRET } from '../graphql/office.ts';
import { keep, replaceFolder } from '../replay/histories.ts';
import { telling } from '../replay/telling.ts';
import { onDatabase } from '../servers/addresses.ts';
import { type TestDatabase, timeSkipping } from '../servers/shared.ts';
import { frozenMigrations } from './migrations.ts';
import { namesOfToday } from './names.ts';
import { type OpenCase, openCases, PATIENT, TWENTY_YEARS } from './open-cases.ts';
import { folderOf, isRecorded, type NextAct, readRecording } from './recordings.ts';
import { openRestored, restore } from './restored.ts';
import { dumpRows } from './rows.ts';

const { version } = packageFile;
const [command, ...options] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..');
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const main = async (): Promise<void> => {
  if (command !== 'record') throw new Error('Say what to do: npm run upgrade -- record');
  if (execFileSync('git', ['tag', '--list', `v${version}`], { cwd: root, encoding: 'utf8' }).trim() !== '')
    throw new Error(`${version} was released: its recording stays as it is. Raise the version in package.json first.`);
  if (isRecorded(version) && !options.includes('--again'))
    throw new Error(`${version} is recorded. To write it again before it is released, add --again.`);
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-upgrade-'));
  const [postgres, temporal] = await Promise.all([
    startPostgres({ dataDir, progress: quietProgress, fast: true }),
    startTemporal({ dataDir, progress: quietProgress }),
  ]);
  try {
    const { ownerUrl } = postgres;
    const plain = await connectRoles(ownerUrl, { dataDir });
    // Case numbers carry the end of this name, so that recordings get on with each other in one Temporal.
    const name = `recording_${createHash('sha256').update(version).digest('hex').slice(0, 6)}`;
    const empty = (called: string) => createDatabase({ ownerUrl, ...plain, name: called });
    const database = await empty(name);
    await migrate(database.ownerUrl, { progress: quietProgress });
    const office = await openOffice({ temporalAddress: temporal.address, database });
    await replaceFolder(folderOf(version), async (folder) => {
      try {
        await recordInto(folder, office);
      } finally {
        await office.close();
      }
      writeFileSync(join(folder, 'rows.gz'), await dumpRows(database.ownerUrl));
    });
    console.log(`${version}: ${openCases.length} cases are kept in ${folderOf(version)}.`);
    await actLater(await empty('later'));
  } finally {
    await Promise.all([temporal.stop(), postgres.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const createDatabase = async ({ ownerUrl, appUrl, workerUrl, name }: TestDatabase): Promise<TestDatabase> => {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const here = (url: string) => onDatabase(url, name);
  return { name, ownerUrl: here(ownerUrl), appUrl: here(appUrl), workerUrl: here(workerUrl) };
};

const recordInto = async (folder: string, office: Office): Promise<void> => {
  for (const [process, clock] of PATIENT)
    await office.sql(
      `INSERT INTO limits (tenant, process, name, valid_from, value) VALUES ('xiaoshan', $1, $2, '2020-01-01', $3)`,
      [process, `clock.${clock}`, TWENTY_YEARS],
    );
  const next: NextAct[] = [];
  for (const left of openCases) next.push(await leave(office, left));
  await sent(office);
  const { temporal, codec, logs } = office.program.services;
  for (const tenant of new Set(openCases.map((left) => left.tenant))) await logs.advance(tenant);
  mkdirSync(join(folder, 'histories'));
  for (const { process, caseId } of next)
    await keep(join(folder, 'histories'), process, caseId, await temporal.workflow.getHandle(caseId).fetchHistory(), codec);
  const house = JSON.parse(readFileSync(join(office.dataDir, 'house.jwk'), 'utf8'));
  cpSync(join(office.dataDir, 'checkpoints'), join(folder, 'checkpoints'), { recursive: true });
  cpSync(join(root, 'schema.graphql'), join(folder, 'schema.graphql'));
  writeFileSync(join(folder, 'migrations.json'), json(frozenMigrations()));
  writeFileSync(join(folder, 'names.json'), json(namesOfToday()));
  writeFileSync(join(folder, 'keys.json'), json({ secret: SECRET, house }));
  writeFileSync(join(folder, 'next.json'), json(next));
};

/** Plays a case up to where it is left, and says what is done to it next. */
const leave = async (office: Office, { process, tenant, leave: play, next }: OpenCase): Promise<NextAct> => {
  const clock = {
    currentTimeMs: async () => Date.now(),
    sleep: async () => {
      throw new Error('What is recorded for upgrades lets no time go by.');
    },
  };
  const caseId = await play(telling(office, clock, { process, tenant, story: 'open', seen: async () => undefined }));
  console.log(`${process}: ${caseId}`);
  return { process, caseId, tenant, ...(next ? { act: { ...next, document: documentOf(process, next) } } : {}) };
};

const documentOf = (process: string, { action, input }: { action: string; input?: object }): string => {
  const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);
  const isAsked = input && Object.keys(input).length > 0;
  const [declared, given] = input
    ? [`, $input: ${pascal(process)}${pascal(action)}${isAsked ? '!' : ''}`, ', input: $input']
    : ['', ''];
  return `mutation ($caseId: ID!, $requestId: ID!${declared}) { ${process}${pascal(action)}(caseId: $caseId, requestId: $requestId${given}) { ${RESULT} } }`;
};

/** Waits until all messages have left: what one case tells another belongs to the stories. */
const sent = async (office: Office): Promise<void> => {
  for (let tries = 0; tries < 300; tries++, await sleep(100)) {
    const waiting = await office.sql(
      `SELECT FROM outbox WHERE delivered_at IS NULL AND kept_at IS NULL AND given_up_at IS NULL AND channel <> 'inbox' LIMIT 1`,
    );
    if (waiting.length === 0) return;
  }
  throw new Error('Messages still wait in the outbox.');
};

const LATER = '400 days';

/** Acts on each case of the recording on a clock that was moved on. */
const actLater = async (database: TestDatabase): Promise<void> => {
  const recording = readRecording(version);
  const server = await timeSkipping();
  try {
    await server.sleep(LATER);
    const ahead = (await server.currentTimeMs()) - Date.now();
    await restore(recording, database);
    const restored = await openRestored(recording, database, {
      address: server.address as string,
      namespace: 'default',
      now: () => Date.now() + ahead,
    });
    try {
      for (const next of recording.next.filter(({ act }) => act)) {
        const { __typename, message } = await restored.act(next);
        if (__typename !== 'ActionDone')
          throw new Error(`${LATER} later, ${next.process} was not acted on: ${__typename} ${message}`);
      }
      for (const next of recording.next) {
        const { intact, why } = await restored.verify(next);
        if (!intact) throw new Error(`${LATER} later, the record of ${next.process} isn't whole: ${why}`);
      }
      console.log(`All can be acted on ${LATER} later.`);
    } finally {
      await restored.close();
    }
  } finally {
    await server.teardown();
  }
};

await main();
