import { TestWorkflowEnvironment } from '@temporalio/testing';

/** `node workers/sdk-download.ts dev-server|time-skipping FOLDER`: lets the Temporal SDK fetch a server into a folder. */
const [kind, downloadDir = '.'] = process.argv.slice(2);
const executable = { type: 'cached-download', downloadDir } as const;
try {
  const environment =
    kind === 'time-skipping'
      ? await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })
      : await TestWorkflowEnvironment.createLocal({ server: { executable } });
  await environment.teardown();
} catch (error) {
  // The innermost cause alone says what a reader can act on.
  console.error((error as Error).message.split(': ').slice(-2).join(': '));
  process.exit(1);
}
