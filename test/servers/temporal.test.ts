import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { expect, onTestFinished, test } from 'vitest';
import { runningTemporal, startTemporal, temporalFolder } from '../../workers/embedded/temporal.ts';
import { quietProgress } from '../../workers/progress.ts';
import { isAlive } from '../../workers/running-process.ts';
import { prepareNamespace } from '../../workers/temporal-namespace.ts';
import { testFolder } from './folders.ts';
import { sharedTemporal, timeSkipping } from './shared.ts';

const connect = async (address: string): Promise<Client> => {
  const connection = await Connection.connect({ address });
  onTestFinished(() => connection.close());
  return new Client({ connection });
};

test('Temporal is ready with the names by which cases are told apart', async () => {
  const { address, metricsAddress, namespace } = await sharedTemporal();
  const { connection } = await connect(address);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(['CaseType', 'CaseTenant']));
  const metrics = await fetch(`http://${metricsAddress}/metrics`);
  expect(await metrics.text()).toContain('service_requests');
});

test('a namespace gets the names by which cases are told apart; one that isn’t there is named in a sentence', async () => {
  const { connection } = await connect((await sharedTemporal()).address);
  const namespace = `bare-${process.pid}`;
  await expect(prepareNamespace(connection, namespace)).rejects.toThrow(
    /has no namespace “bare-\d+” \(TEMPORAL_NAMESPACE\)\. Make it: temporal/,
  );
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  await expect.poll(() => prepareNamespace(connection, namespace).then(() => 'prepared', String)).toBe('prepared');
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(['CaseType', 'CaseTenant']));
});

test('an open case outlives a restart of Temporal, a second server on its file is turned away, other programs find it, and no process is left', async () => {
  const dataDir = testFolder();
  const options = { dataDir, progress: quietProgress, persistent: true };
  const today = await startTemporal(options);
  const client = await connect(today.address);
  await client.workflow.start('issueReport', { workflowId: 'FS-1', taskQueue: 'nobody' });
  // What it writes is for no other user of the machine.
  const folder = temporalFolder(dataDir);
  const modes = readdirSync(folder).map((file) => [file, (statSync(join(folder, file)).mode & 0o077).toString(8)]);
  expect(modes).toEqual(expect.arrayContaining([['cases.db', '0']]));
  expect(modes.filter(([, others]) => others !== '0')).toEqual([]);
  await expect(startTemporal(options)).rejects.toThrow('Another Banjie');
  expect(await runningTemporal(dataDir)).toBe(today.address);
  await today.stop();
  expect(await runningTemporal(dataDir)).toBeUndefined();
  expect(isAlive(today.pid)).toBe(false);
  const tomorrow = await startTemporal(options);
  onTestFinished(tomorrow.stop);
  const { status } = await (await connect(tomorrow.address)).workflow.getHandle('FS-1').describe();
  expect(status.name).toBe('RUNNING');
});

test('a Temporal that ends by itself is noticed', async () => {
  const server = await startTemporal({ dataDir: testFolder(), progress: quietProgress });
  process.kill(server.pid, 'SIGKILL');
  expect(await server.died).toMatch(/^Temporal ended by itself \(signal SIGKILL\)/);
  await server.stop();
});

test('a test can let a month pass in a moment', async () => {
  const environment = await timeSkipping();
  onTestFinished(() => environment.teardown());
  const before = await environment.currentTimeMs();
  await environment.sleep('30 days');
  expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(30 * 24 * 3_600_000);
});
