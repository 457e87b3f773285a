/** Bundles of workflows, each made once in a run: webpack takes longer than most test files. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { inject } from 'vitest';
import type { ProcessPackage } from '../../activities/process-package.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { processes } from '../../workers/processes.ts';
import { bundleWorkflows } from '../../workers/workflow-bundle.ts';
import { errandPackage } from '../kernel/errand/package.ts';

/** With one of the shipped processes in it, a bundle may as well have all of them, and those that are often mounted beside them. */
const SHIPPED: ReadonlySet<ProcessPackage> = new Set(processes);
const MOST: readonly ProcessPackage[] = [...processes, hallBookingPackage, errandPackage];
const enough = (asked: readonly ProcessPackage[]): readonly ProcessPackage[] =>
  asked.some((pkg) => SHIPPED.has(pkg)) && asked.every((pkg) => MOST.includes(pkg)) ? MOST : asked;

const read = new Map<string, WorkflowBundleWithSourceMap>();

/** Of these processes, or of more, and no plugins; of two files that need it at once both make it, and so does a program that is no test. */
export const sharedBundle = async (asked: readonly ProcessPackage[]): Promise<WorkflowBundleWithSourceMap> => {
  if (!process.env.VITEST) return bundleWorkflows(asked);
  const packages = enough(asked);
  const modules = JSON.stringify(packages.map(({ workflows }) => String(workflows)));
  const file = join(inject('bundlesFolder'), `${createHash('sha256').update(modules).digest('hex')}.json`);
  const known = read.get(file);
  if (known) return known;
  const bundle = existsSync(file) ? readBundle(file) : await madeBundle(file, packages);
  read.set(file, bundle);
  return bundle;
};

const readBundle = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as WorkflowBundleWithSourceMap;

const madeBundle = async (file: string, packages: readonly ProcessPackage[]): Promise<WorkflowBundleWithSourceMap> => {
  const bundle = await bundleWorkflows(packages);
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(bundle));
  renameSync(own, file);
  return bundle;
};
