/** Puts Banjie's workflows into a bundle, beside a team's own ones where there are any. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SimplePlugin } from '@temporalio/plugin';
import { type BundleOptions, bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { moduleBeside } from '../activities/module-beside.ts';
import type { ProcessPackage } from '../activities/process-package.ts';
import { builtBundle } from './built-bundle.ts';
import { checkBundle } from './bundle-check.ts';
import { checkPackages } from './package-check.ts';
import { StartError } from './start-error.ts';

/** What runs in the sandbox besides the processes. */
const kernelWorkflows = [moduleBeside(import.meta.url, '../workflows/machines/await-case')];

type BundlerHook = NonNullable<BundleOptions['webpackConfigHook']>;

/** In our own checkout `banjie/…` is the source; elsewhere it is what was built. */
const asWeAre: BundlerHook = (config) =>
  import.meta.url.endsWith('.ts')
    ? { ...config, resolve: { ...config.resolve, conditionNames: ['banjie-source', '...'] } }
    : config;

/** Bundled where a team has no workflows of its own. */
export const NO_OTHERS = fileURLToPath(kernelWorkflows[0] as URL);

/** Where this program's own packages are installed. */
const workflowPackage = createRequire(import.meta.url).resolve('@temporalio/workflow/package.json');
const packagesFolder = dirname(dirname(dirname(workflowPackage)));

/** One bundle of Banjie's workflows alone, with those of processes mounted beside its own, and with what plugins put into it. */
export const bundleWorkflows = async (
  packages: readonly ProcessPackage[],
  plugins: readonly SimplePlugin[] = [],
): Promise<WorkflowBundleWithSourceMap> => {
  checkPackages(packages);
  const built = plugins.length > 0 ? undefined : builtBundle(packages);
  if (built) return built;
  const logger = { trace: () => {}, debug: () => {}, info: () => {}, log: () => {}, warn: console.warn, error: console.error };
  return await bundleWorkflowCode({ ...withBanjie({ workflowsPath: NO_OTHERS, logger }, packages), plugins: [...plugins] });
};

/** Entries made here: what holds Banjie's workflows already isn't given them again. */
const entries = new Set<string>();

/** The same bundle with Banjie's workflows in it; where one is missing in the end, or two have one name, bundling fails in a sentence. */
export const withBanjie = (options: BundleOptions, packages: readonly ProcessPackage[]): BundleOptions => {
  const { workflowsPath: theirs } = options;
  if (entries.has(theirs)) return options;
  checkPackages(packages);
  checkCopies(theirs);
  const folder = mkdtempSync(join(tmpdir(), 'banjie-workflows-'));
  const [ours, entry] = [join(folder, 'banjie.ts'), join(folder, 'workflows.ts')];
  const modules = [...kernelWorkflows, ...packages.map(({ workflows }) => workflows)].map((module) => fileURLToPath(module));
  writeFileSync(ours, modules.map((module) => `export * from ${JSON.stringify(module)};\n`).join(''));
  writeFileSync(entry, entryText(theirs === NO_OTHERS ? undefined : JSON.stringify(resolve(theirs))));
  entries.add(entry);
  const tidy = () => {
    entries.delete(entry);
    rmSync(folder, { recursive: true, force: true });
  };
  const { webpackConfigHook = (config) => config } = options;
  return {
    ...options,
    workflowsPath: entry,
    // Rules keep no state: one copy of them serves all cases, instead of one for each. A team's own modules stay apart for each workflow.
    preloadModules: [...(options.preloadModules ?? []), ours],
    webpackConfigHook: (given) => {
      const config = asWeAre(webpackConfigHook(given));
      return {
        ...config,
        // The entry lies outside of any package, and still has to find Temporal's.
        resolve: { ...config.resolve, modules: [...(config.resolve?.modules ?? ['node_modules']), packagesFolder] },
        plugins: [
          ...(config.plugins ?? []),
          {
            apply: ({ hooks }) => {
              hooks.assetEmitted.tap('Banjie', (_file, { content }) => checkBundle(content.toString(), packages));
              hooks.done.tap('Banjie', tidy);
              hooks.failed.tap('Banjie', tidy);
            },
          },
        ],
      };
    },
  };
};

/** `banjieOrigins` tells whoever checks the bundle whose workflows are whose: of two with one name, only one would be left. */
const entryText = (theirs: string | undefined): string =>
  [
    `import * as ours from './banjie.ts';`,
    `export * from './banjie.ts';`,
    ...(theirs
      ? [
          `import * as theirs from ${theirs};`,
          `export * from ${theirs};`,
          // A team's workflow for all names that nobody else has.
          `export default Reflect.get(theirs, 'default');`,
        ]
      : ['const theirs = {};']),
    'export const banjieOrigins = { ours, theirs };',
    '',
  ].join('\n');

/** A workflow knows nothing of what another copy of Temporal’s library does. */
const checkCopies = (theirs: string): void => {
  const copy = copyOf(resolve(theirs));
  if (copy === undefined || copy === workflowPackage) return;
  throw new StartError(
    `There are two copies of @temporalio/workflow: ${dirname(copy)} for your workflows, and ${dirname(workflowPackage)} for Banjie's. Give both the same version, so that npm keeps one.`,
  );
};

const copyOf = (module: string): string | undefined => {
  try {
    return createRequire(module).resolve('@temporalio/workflow/package.json');
  } catch {
    return undefined;
  }
};
