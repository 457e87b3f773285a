import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BundleOptions, bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { moduleBeside } from '../activities/module-beside.ts';
import { newest, type ProcessPackage } from '../activities/process-package.ts';

/** What runs in the sandbox besides the processes. */
const kernelWorkflows = [moduleBeside(import.meta.url, '../workflows/kernel/deliver')];

type BundlerHook = NonNullable<BundleOptions['webpackConfigHook']>;

/** In our own checkout `banjie/…` is the source; elsewhere it is what was built. */
const asWeAre: BundlerHook = (config) =>
  import.meta.url.endsWith('.ts')
    ? { ...config, resolve: { ...config.resolve, conditionNames: ['banjie-source', '...'] } }
    : config;

/** For the `bundlerOptions` of a worker whose own module exports Banjie's workflows. Rules keep no state: one copy of them serves all cases. */
export const bundlerOptions = { preloadModules: ['banjie/workflows'], webpackConfigHook: asWeAre };

/** Where this program's own packages are installed. */
const packagesFolder = dirname(dirname(dirname(createRequire(import.meta.url).resolve('@temporalio/workflow/package.json'))));

/** One bundle of all workflows, ours and those of processes mounted beside them. */
export const bundleWorkflows = async (packages: readonly ProcessPackage[]): Promise<WorkflowBundleWithSourceMap> => {
  const names = packages.map((pkg) => newest(pkg).name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice) throw new RangeError(`Two processes are called “${twice}”; rename one of them.`);
  const modules = [...kernelWorkflows, ...packages.map(({ workflows }) => workflows)];
  const folder = mkdtempSync(join(tmpdir(), 'banjie-workflows-'));
  try {
    const entry = join(folder, 'workflows.ts');
    writeFileSync(entry, modules.map((module) => `export * from ${JSON.stringify(fileURLToPath(module))};\n`).join(''));
    const logger = { trace: () => {}, debug: () => {}, info: () => {}, log: () => {}, warn: console.warn, error: console.error };
    return await bundleWorkflowCode({
      workflowsPath: entry,
      logger,
      // Rules keep no state: one copy of them serves all cases, instead of one for each.
      preloadModules: [entry],
      // The entry lies outside of any package, and still has to find Temporal's.
      webpackConfigHook: (given) => {
        const config = asWeAre(given);
        return {
          ...config,
          resolve: { ...config.resolve, modules: [...(config.resolve?.modules ?? ['node_modules']), packagesFolder] },
        };
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
