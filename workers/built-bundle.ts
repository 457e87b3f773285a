import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { ProcessPackage } from '../activities/process-package.ts';

const ours = new URL('../workflows/', import.meta.url);

/** Where the bundle of all shipped workflows lies that was built with this version of Temporal's SDK. */
export const builtBundleFile = (): URL => {
  const { version } = createRequire(import.meta.url)('@temporalio/workflow/package.json') as { version: string };
  return new URL(`bundle-${version}.js`, ours);
};

/** The bundle that was built with the package: it saves some seconds at a start. None where others mount a process, or installed another SDK. */
export const builtBundle = (packages: readonly ProcessPackage[]): WorkflowBundleWithSourceMap | undefined => {
  const file = builtBundleFile();
  if (!existsSync(file) || packages.some(({ workflows }) => !workflows.href.startsWith(ours.href))) return undefined;
  return { code: readFileSync(file, 'utf8'), sourceMap: '' };
};
