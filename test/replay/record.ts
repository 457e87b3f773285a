/**
 * `npm run histories [-- --again PROCESS]`: plays the stories of each process that has no histories for its newest rules yet, on servers
 * started for it, and keeps what Temporal noted. Histories of a released process are never written over, unless it is named after `--again`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { newest } from '../../activities/process-package.ts';
import { connectRoles } from '../../workers/app-role.ts';
import { startPostgres } from '../../workers/embedded/postgres.ts';
import { migrate } from '../../workers/migrations.ts';
import { processes } from '../../workers/processes.ts';
import { quietProgress } from '../../workers/progress.ts';
import { bundleWorkflows } from '../../workers/workflow-bundle.ts';
import { type Office, openOffice } from '../graphql/office.ts';
import { timeSkipping } from '../servers/shared.ts';
import { folderOf, isKept, keep, replaceFolder } from './histories.ts';
import { readStories, type Told } from './stories.ts';
import { telling, tenantOf } from './telling.ts';

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
    const plain = await connectRoles(ownerUrl, { dataDir });
    await migrate(ownerUrl, { progress: quietProgress });
    const others = wanted.map((told) => told.package).filter((pkg) => !processes.includes(pkg));
    const office = await openOffice({
      packages: others,
      database: { ownerUrl, ...plain, name: 'histories' },
      temporalAddress: server.address as string,
      program: { bundle: await bundleWorkflows([...processes, ...others]) },
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
  const { codec } = office.program.services;
  for (const [story, tell] of Object.entries(told.stories)) {
    const runs = runsOf(office);
    await tell(telling(office, server, { process: name, story, tenant: tenantOf(told), seen: runs.look }));
    let n = 0;
    for (const { workflowId, history } of await runs.all()) await keep(folder, `${story}.${++n}`, workflowId, history, codec);
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

await main();
