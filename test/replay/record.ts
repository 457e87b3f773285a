/**
 * `npm run histories [-- --again PROCESS]`: plays the stories of each process that has no histories for its newest rules yet, on servers
 * started for it, and keeps what Temporal noted. Histories of a released process are never written over, unless it is named after `--again`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { actOnCase, startCase } from '../../activities/acting/act.ts';
import type { ActAnswer } from '../../activities/acting/services.ts';
import { readActor } from '../../activities/actors.ts';
import { newest } from '../../activities/process-package.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import { connectRoles } from '../../workers/app-role.ts';
import { startPostgres } from '../../workers/embedded/postgres.ts';
import { migrate } from '../../workers/migrations.ts';
import { processes } from '../../workers/processes.ts';
import { quietProgress } from '../../workers/progress.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { type Office, openOffice } from '../graphql/office.ts';
import { timeSkipping } from '../servers/shared.ts';
import { folderOf, isKept, keep, replaceFolder } from './histories.ts';
import { readStories, type Telling, type Told } from './stories.ts';

/** Where stories happen that name no tenant. */
const STREET = 'fushan';
/** Milliseconds to wait for what follows by itself. */
const PATIENCE = 20_000;

const again = process.argv.slice(2).filter((word) => word !== '--again');

const main = async (): Promise<void> => {
  const all = await readStories();
  const wanted = all.filter((told) => !isKept(folderOf(told.package)) || again.includes(newest(told.package).name));
  for (const told of all) if (!wanted.includes(told)) console.log(`${newest(told.package).name}: kept as it is`);
  if (wanted.length === 0) return;
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-histories-'));
  const [postgres, server] = await Promise.all([startPostgres({ dataDir, progress: quietProgress, fast: true }), timeSkipping()]);
  try {
    const { ownerUrl } = postgres;
    const { appUrl } = await connectRoles(ownerUrl, { dataDir });
    await migrate(ownerUrl, { progress: quietProgress });
    const others = wanted.map((told) => told.package).filter((pkg) => !processes.includes(pkg));
    const office = await openOffice({
      packages: others,
      database: { ownerUrl, appUrl, name: 'histories' },
      temporalAddress: server.address as string,
    });
    try {
      for (const told of wanted) await replaceFolder(folderOf(told.package), (folder) => record(office, server, told, folder));
    } finally {
      await office.close();
    }
  } finally {
    await server.teardown();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** Plays and keeps all stories of one process. */
const record = async (office: Office, server: TestWorkflowEnvironment, told: Told, folder: string): Promise<void> => {
  const { name } = newest(told.package);
  const carried = new Set<string>();
  for (const [story, tell] of Object.entries(told.stories)) {
    const runs = runsOf(office);
    await tell(telling(office, server, { process: name, story, tenant: told.tenant ?? STREET, seen: runs.look }));
    let n = 0;
    for (const { workflowId, history } of await runs.all()) keep(folder, `${story}.${++n}`, workflowId, history);
    // One parcel of each kind is like any other.
    for (const { id, channel } of await office.sql<{ id: string; channel: string }>(
      `SELECT DISTINCT ON (channel) id, channel FROM outbox WHERE delivered_at IS NOT NULL AND process = $1 AND channel <> 'inbox'`,
      [name],
    )) {
      if (carried.has(channel)) continue;
      carried.add(channel);
      const workflowId = `notice-${id}`;
      keep(
        folder,
        `${story}.${channel}`,
        workflowId,
        await office.program.services.temporal.workflow.getHandle(workflowId).fetchHistory(),
      );
    }
    console.log(`${name}, ${story}: ${n} runs`);
  }
};

/** Every run of the workflows of a story's cases, also those that continued as new or were taken up again. */
const runsOf = ({ program }: Office) => {
  const { workflow } = program.services.temporal;
  const seen = new Map<string, Set<string>>();
  const look = async (caseId: string): Promise<void> => {
    const { runId } = await workflow.getHandle(caseId).describe();
    seen.set(caseId, (seen.get(caseId) ?? new Set()).add(runId));
  };
  const all = async () => {
    const runs = [];
    for (const [workflowId, runIds] of seen) {
      await look(workflowId);
      // The set grows while it is walked.
      for (const runId of runIds) {
        const history = await workflow.getHandle(workflowId, runId).fetchHistory();
        const first = history.events?.at(0)?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
        const next = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
        for (const other of [first, next]) if (other) runIds.add(other);
        runs.push({ workflowId, history });
      }
    }
    return runs;
  };
  return { look, all };
};

const telling = (
  office: Office,
  server: TestWorkflowEnvironment,
  of: { process: string; story: string; tenant: string; seen: (caseId: string) => Promise<void> },
): Telling => {
  // The API is at the same time of day as the server whose clock is moved.
  let now = Date.now();
  const services = { ...office.program.services, now: () => now };
  let n = 0;
  const requestId = () => `${of.process}-${of.story}-${++n}`;
  const caller = async (who: string | Actor) => {
    const actor = typeof who === 'string' ? await readActor(tenantRead(services.pool, of.tenant), who) : who;
    if (!actor) throw new Error(`Nobody of ${of.tenant} is called ${who}.`);
    return { tenant: of.tenant, actor };
  };
  const done = async (answer: ActAnswer): Promise<string> => {
    if (answer.kind !== 'done') throw new Error(`In “${of.story}” an act was not done: ${JSON.stringify(answer)}`);
    await of.seen(answer.caseId);
    return answer.caseId;
  };
  /** Asks again and again until there is an answer. */
  const patiently = async <T>(ask: () => Promise<T | undefined>): Promise<T | undefined> => {
    for (const start = Date.now(); Date.now() - start < PATIENCE; await sleep(100)) {
      const found = await ask();
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    start: async (who, input, { historyLimit, process = of.process } = {}) => {
      now = await server.currentTimeMs();
      const world = { ...services, ...(historyLimit === undefined ? {} : { historyLimit }) };
      return done(await startCase(world, await caller(who), { process, input, requestId: requestId() }));
    },
    act: async (who, action, caseId, input = {}, process = of.process) => {
      const ask = { process, action, caseId, input, requestId: requestId() };
      await done(await actOnCase(services, await caller(who), ask));
    },
    pass: async (time) => {
      await server.sleep(time);
      now = await server.currentTimeMs();
    },
    until: async (caseId, event) => {
      const found = await patiently(
        async () => (await office.sql(`SELECT 1 FROM events WHERE case_id = $1 AND name = $2`, [caseId, event]))[0],
      );
      if (found) return of.seen(caseId);
      const seen = await office.sql<{ name: string }>(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [caseId]);
      throw new Error(
        `In “${of.story}” ${caseId} has never come to ${event}, only to ${seen.map(({ name }) => name).join(', ')}.`,
      );
    },
    linked: async (caseId, kind) => {
      const found = await patiently(
        async () =>
          (
            await office.sql<{ id: string }>(
              `SELECT from_case AS id FROM links WHERE to_case = $1 AND kind = $2 ORDER BY from_case LIMIT 1`,
              [caseId, kind],
            )
          )[0],
      );
      if (!found) throw new Error(`In “${of.story}” no case was ever linked to ${caseId} as ${kind}.`);
      await of.seen(found.id);
      return found.id;
    },
    now: async () => {
      now = await server.currentTimeMs();
      return now;
    },
  };
};

await main();
