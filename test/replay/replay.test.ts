import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import { BanjiePlugin } from '../../workers/banjie-plugin.ts';
import { processes } from '../../workers/processes.ts';

import { folderOf, isKept, type Kept, readHistories } from './histories.ts';
import { readStories } from './stories.ts';
import '../servers/quiet-runtime.ts';

const kept = readHistories();
const told = await readStories();
const packages = [...new Set([...processes, ...told.map((process) => process.package)])];
let outcomes: Map<string, string>;

/** The first sentence of what went wrong, or `replayed`. */
const replayAll = async (): Promise<Map<string, string>> => {
  const replays = Worker.runReplayHistories({ plugins: [new BanjiePlugin({ packages })] }, kept);
  const found = new Map<string, string>();
  for await (const { workflowId, runId, error } of replays)
    found.set(`${workflowId} ${runId}`, error?.message.split('\n')[0] ?? 'replayed');
  return found;
};
const runOf = ({ workflowId, history }: Kept): string => {
  const [first] = (history as { events: { workflowExecutionStartedEventAttributes: { originalExecutionRunId: string } }[] })
    .events;
  return `${workflowId} ${first?.workflowExecutionStartedEventAttributes.originalExecutionRunId}`;
};

beforeAll(async () => {
  outcomes = await replayAll();
});

describe('open cases go on after an update of Banjie, because their histories still lead where they led', () => {
  it.each(kept)('$name', (history) => {
    expect(outcomes.get(runOf(history))).toBe('replayed');
  });

  it.each(processes.map((pkg) => ({ name: newest(pkg).name, pkg })))(
    '$name has histories of its newest rules (tell its stories in test/replay/stories, then `npm run histories`)',
    ({ pkg }) => {
      expect(isKept(folderOf(pkg))).toBe(true);
    },
  );
});
