/** A Temporal whose clock tests can move. */
import type { ConnectionPlugin } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { findTimeSkippingServer, searchAttributes } from '../workers/embedded/temporal.ts';
import { showProgress } from '../workers/progress.ts';

/** This server hangs up on those who ask each half minute whether it is there, and what it was doing for them is done again, or never answered. */
const unasked: ConnectionPlugin = {
  name: 'banjie-unasked',
  configureConnection: (options) => ({
    ...options,
    channelArgs: { ...options.channelArgs, 'grpc.keepalive_time_ms': 2 ** 31 - 1 },
  }),
};

/** A time-skipping server: its clock is one for all that runs on it. Tear it down when the tests are over. */
export const timeSkipping = async (): Promise<TestWorkflowEnvironment> => {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing').catch(() => {
    throw new Error('To move the clock, tests need one more package: npm install --save-dev @temporalio/testing');
  });
  const path = await findTimeSkippingServer({ progress: showProgress() });
  const server = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
    plugins: [unasked],
  });
  // 2 is Keyword.
  const known = Object.fromEntries(searchAttributes.map((name) => [name, 2]));
  await server.connection.operatorService.addSearchAttributes({
    namespace: server.namespace ?? 'default',
    searchAttributes: known,
  });
  return server;
};
