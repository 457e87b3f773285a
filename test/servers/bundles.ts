/** Bundles of workflows, each made once in a run: webpack takes longer than most test files. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { inject } from 'vitest';
import type { ProcessPackage } from '../../activities/process-package.ts';
import { bundleWorkflows } from '../../workers/workflow-bundle.ts';

/** Of these processes and no plugins; of two files that need it at once both make it, and so does a program that is no test. */
export const sharedBundle = async (packages: readonly ProcessPackage[]): Promise<WorkflowBundleWithSourceMap> => {
  if (!process.env.VITEST) return bundleWorkflows(packages);
  const modules = JSON.stringify(packages.map(({ workflows }) => String(workflows)));
  const file = join(inject('bundlesFolder'), `${createHash('sha256').update(modules).digest('hex')}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as WorkflowBundleWithSourceMap;
  const bundle = await bundleWorkflows(packages);
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(bundle));
  renameSync(own, file);
  return bundle;
};
