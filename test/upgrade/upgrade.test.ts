import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { buildSchema, findBreakingChanges } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { BanjiePlugin } from '../../workers/banjie-plugin.ts';
import { processes } from '../../workers/processes.ts';
import { rubbish } from '../graphql/office.ts';
import { sharedBundle } from '../servers/bundles.ts';
import { emptyDatabase, sharedTemporal } from '../servers/shared.ts';
import { migrationsBroken } from './migrations.ts';
import { namesGone, namesOfToday } from './names.ts';
import { openCases } from './open-cases.ts';
import { isRecorded, type NextAct, type Recording, recordings } from './recordings.ts';
import { openRestored, type Restored, restore } from './restored.ts';

let workflowBundle: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  workflowBundle = await sharedBundle(processes);
});

const text = (...path: string[]): string => readFileSync(join(...path), 'utf8');

/** What became of each run of a recording under today's workflow code. */
const replayed = async ({ folder }: Recording): Promise<Record<string, string>> => {
  const kept = readdirSync(join(folder, 'histories')).map((file) => {
    const { workflowId, ...history } = JSON.parse(text(folder, 'histories', file)) as { workflowId: string };
    return { workflowId, history };
  });
  const outcomes: Record<string, string> = {};
  const plugins = [new BanjiePlugin({ packages: processes })];
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, plugins }, kept))
    outcomes[workflowId] = error?.message.split('\n')[0] ?? 'replayed';
  return outcomes;
};

describe.each(recordings())('what $version made', (recording) => {
  const { version, folder, migrations, names, next } = recording;

  it('has its migrations as they were', () => {
    expect(migrationsBroken(version, migrations)).toEqual([]);
  });

  it('has its names', () => {
    expect(namesGone(version, names, namesOfToday())).toEqual([]);
  });

  it('has its clients, for nothing that they ask and send was taken away or asks for more', () => {
    const broken = findBreakingChanges(buildSchema(text(folder, 'schema.graphql')), createSchema(processes));
    expect(broken.map(({ description }) => `A client of ${version} breaks: ${description}`)).toEqual([]);
  });

  it('has histories that lead where they led', async () => {
    expect(await replayed(recording)).toEqual(Object.fromEntries(next.map(({ caseId }) => [caseId, 'replayed'])));
  });

  describe('goes on after the upgrade, with nothing in Temporal', () => {
    let restored: Restored;
    beforeAll(async () => {
      const database = await emptyDatabase();
      await restore(recording, database);
      restored = await openRestored(recording, database, { ...(await sharedTemporal()), workflowBundle });
    });
    afterAll(() => restored?.close());

    const whole = async ({ tenant, caseId }: NextAct) => ({ caseId, ...(await restored.verify({ tenant, caseId })) });
    const intact = next.map(({ caseId }) => ({ caseId, intact: true, why: null }));

    it('with records that are as they were written', async () => {
      expect(await Promise.all(next.map(whole))).toEqual(intact);
    });

    it('where each case is acted on as its people would have gone on, and its record holds together', async () => {
      const acted = next.filter(({ act }) => act);
      const answers = await Promise.all(
        acted.map(async (one) => {
          const { __typename, message = '' } = await restored.act(one);
          return `${one.process}: ${__typename} ${message}`;
        }),
      );
      expect(answers).toEqual(acted.map(({ process }) => `${process}: ActionDone `));
      expect(await Promise.all(next.map(whole))).toEqual(intact);
    });

    it('and new cases get numbers behind those of before', async () => {
      const started = await restored.start('deng-li', rubbish);
      expect(started).toMatchObject({ __typename: 'ActionDone' });
      expect(next.map(({ caseId }) => caseId)).not.toContain(started.case?.id);
    });
  });
});

describe('an upgrade can be tried', () => {
  it('from the version in package.json, which is recorded (`npm run upgrade -- record`)', () => {
    expect(isRecorded(packageFile.version)).toBe(true);
  });

  it('with a case of every process (add yours to test/upgrade/open-cases.ts)', () => {
    expect(openCases.map(({ process }) => process).toSorted()).toEqual(processes.map((pkg) => newest(pkg).name).toSorted());
  });
});
