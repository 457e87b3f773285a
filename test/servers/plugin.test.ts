import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PayloadCodec } from '@temporalio/common';
import { bundleWorkflowCode, Runtime, Worker } from '@temporalio/worker';
import { describe, expect, it, vi } from 'vitest';
import { payloadCodec } from '../../activities/payload-codec.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { BanjiePlugin } from '../../workers/banjie-plugin.ts';
import { KNOWN_INSIDE } from '../../workers/case-worker.ts';
import { bundleWorkflows } from '../../workers/workflow-bundle.ts';
import { caseOf, openHouse, resident, warden } from '../kernel/house.ts';
import { type Kept, readHistories } from '../replay/histories.ts';
import './quiet-runtime.ts';

const workflowsPath = join(import.meta.dirname, '../../examples/portal/workflows.ts');
const packages = [keyLoanPackage];
const quiet = { trace: () => {}, debug: () => {}, info: () => {}, log: () => {}, warn: () => {}, error: () => {} };
const activities = { record: async () => undefined };

describe('a team’s own workflows', () => {
  it('stand beside Banjie’s in one bundle, which replays what Banjie has recorded', async () => {
    const history = readHistories().find(({ name }) => name.startsWith('hallBooking')) as Kept;
    const banjie = new BanjiePlugin({ packages: [hallBookingPackage] });
    const bundle = await bundleWorkflowCode({ workflowsPath, logger: quiet, plugins: [banjie] });
    expect(bundle.code).toContain('welcome');
    await Worker.runReplayHistory({ workflowBundle: bundle, plugins: [banjie] }, history.history, history.workflowId);
  });

  it('have other names than Banjie’s', async () => {
    const loan = { ...keyLoanPackage, versions: keyLoanPackage.versions.map((rules) => ({ ...rules, name: 'welcome' })) };
    const bundling = (theirs: string) =>
      bundleWorkflowCode({ workflowsPath: theirs, logger: quiet, plugins: [new BanjiePlugin({ packages: [loan] })] });
    await expect(bundling(workflowsPath)).rejects.toThrow('Banjie has workflows called “welcome” already');
  });
});

describe('a bundle', () => {
  it('lacks no mounted process', async () => {
    const ours = await bundleWorkflows(packages);
    const configured = (mounted: typeof packages) =>
      new BanjiePlugin({ packages: mounted, activities }).configureWorker({ taskQueue: 'cases', workflowBundle: ours });
    expect(configured(packages).workflowBundle).toBe(ours);
    expect(() => configured([keyLoanPackage, hallBookingPackage])).toThrow(
      'The workflow bundle lacks “hallBooking”. Make it with the plugin',
    );
  });

  it('isn’t made of a process whose module exports another workflow, nor of two with one name', async () => {
    const strayed = { ...keyLoanPackage, workflows: hallBookingPackage.workflows };
    await expect(
      bundleWorkflowCode({ workflowsPath, logger: quiet, plugins: [new BanjiePlugin({ packages: [strayed] })] }),
    ).rejects.toThrow(/No workflow function “keyLoan” is exported by .*hall-booking/);
    expect(() => new BanjiePlugin({ packages: [keyLoanPackage, keyLoanPackage] }).configureBundler({ workflowsPath })).toThrow(
      'Two processes are called “keyLoan”',
    );
  });
});

describe('a worker with the plugin', () => {
  const services = { taskQueue: 'cases', temporal: { options: { namespace: 'office' } } } as never;
  const configured = (options: object, parts: object = {}) =>
    new BanjiePlugin({ packages, activities, services, ...parts }).configureWorker({
      taskQueue: 'cases',
      namespace: 'office',
      ...options,
    });

  it('polls where Banjie sends its cases', () => {
    expect(() => configured({ taskQueue: 'orders' })).toThrow(
      'The worker’s task queue is “orders”, and Banjie sends its cases to “cases”',
    );
    expect(() => configured({ namespace: undefined })).toThrow(
      'The worker’s namespace is “default”, and Banjie sends its cases to “office”',
    );
  });

  it('has the team’s activities beside Banjie’s, none under the name of another', () => {
    const greet = async () => 'Good morning';
    expect(configured({ activities: { greet } }).activities).toEqual({ greet, ...activities });
    expect(() => configured({ activities: { record: greet } })).toThrow('Banjie has activities called “record” already');
    expect(() => configured({}, { activities: undefined })).toThrow('give its plugin what mountBanjie gives');
  });

  it('writes by the team’s codecs first, encrypts after that, and takes no codec that the API doesn’t know', () => {
    const theirs: PayloadCodec = { encode: async (same) => same, decode: async (same) => same };
    const codec = payloadCodec(['a secret of the tests']);
    const dataConverter = { payloadCodecs: [theirs] };
    const both = { payloadCodecs: [theirs, codec] };
    expect(configured({ dataConverter }, { codec, dataConverter }).dataConverter).toEqual(both);
    expect(configured({}, { codec, dataConverter }).dataConverter).toEqual(both);
    // Given to a connection and to its worker.
    expect(configured({ dataConverter: both }, { codec, dataConverter }).dataConverter).toEqual(both);
    expect(() => configured({ dataConverter }, { codec })).toThrow('a data converter that Banjie’s API doesn’t know');
    expect(new BanjiePlugin({ packages, codec }).configureClient({}).dataConverter).toEqual({ payloadCodecs: [codec] });
  });
});

it('the version of Temporal’s worker that is installed is one whose inside is known', () => {
  expect(KNOWN_INSIDE).toContain(createRequire(import.meta.url)('@temporalio/worker/package.json').version);
});

it('a case runs as well on a version of Temporal’s worker whose inside nobody here knows, and one line says so', async () => {
  const warn = vi.spyOn(Runtime.instance().logger, 'warn');
  const house = await openHouse({ sdk: '1.99.0' });
  try {
    expect(warn.mock.calls.map(([line]) => line)).toEqual([expect.stringContaining('with 1.99.0 they run as on any worker')]);
    const id = caseOf(await house.start(resident('anna'), { hall: 'Stock', purpose: 'Wedding' }));
    expect(await house.act(warden('wang'), 'remark', id, { text: 'One.' })).toMatchObject({ kind: 'done', revision: 1 });
  } finally {
    warn.mockRestore();
    await house.close();
  }
});
