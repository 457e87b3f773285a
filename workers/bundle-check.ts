/** Looks into a bundle before a worker runs it: a case whose workflow is missing would be tried again without end. */
import assert from 'node:assert';
import { createContext, runInContext, Script } from 'node:vm';
import { newest, type ProcessPackage } from '../activities/process-package.ts';
import { StartError } from './start-error.ts';

/** Workflows that every worker with Banjie needs, besides those of the processes. */
const OF_THE_KERNEL = ['banjieAwaitCase'];

/** `isReady`: it was made before, by whomever. Fails with a StartError where the bundle lacks a workflow that Banjie needs, or a team's workflow has the name of one of these. */
export const checkBundle = (code: string, packages: readonly ProcessPackage[], isReady = false): void => {
  const found = exportsOf(code);
  if (!found) return;
  const needed = [...OF_THE_KERNEL, ...packages.map((pkg) => newest(pkg).name)];
  const { ours = {}, theirs = {} } = (found.banjieOrigins ?? {}) as { ours?: Exports; theirs?: Exports };
  // A team may export Banjie's own as well.
  const twice = needed.filter((name) => Object.hasOwn(theirs, name) && theirs[name] !== ours[name]);
  if (twice.length > 0) throw new StartError(`Banjie has workflows called ${inWords(twice)} already: give yours another name.`);
  const missing = needed.filter((name) => typeof found[name] !== 'function');
  if (missing.length === 0) return;
  const modules = packages.filter((pkg) => missing.includes(newest(pkg).name)).map(({ workflows }) => workflows.pathname);
  throw new StartError(
    isReady
      ? `The workflow bundle lacks ${inWords(missing)}. Make it with the plugin (bundleWorkflowCode({ workflowsPath, plugins: [banjie] })), or give the worker your workflowsPath instead.`
      : `No workflow function ${inWords(missing)} is exported by ${modules.join(' and ')}: a process and its workflow function have the same name.`,
  );
};

type Exports = Readonly<Record<string, unknown>>;

const inWords = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');

/** What the bundle's workflow module exports; nothing where its modules can't be loaded outside of a workflow. */
const exportsOf = (code: string): Exports | undefined => {
  const globals = { URL, URLSearchParams, assert, TextEncoder, TextDecoder, AbortController, __webpack_module_cache__: {} };
  const context = createContext({ ...globals });
  try {
    new Script(code).runInContext(context);
    return { ...runInContext('__TEMPORAL__.importWorkflows()', context) };
  } catch {
    return undefined;
  }
};
