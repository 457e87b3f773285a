import { ApplicationFailure } from '@temporalio/common';
import type { Pool } from 'pg';
import type { KernelActivities } from '../workflows/kernel/contract.ts';
import { dueReader } from './due.ts';
import { clockMemory } from './known-clocks.ts';
import { newest, type ProcessPackage } from './process-package.ts';
import { recorder } from './record.ts';
import { readStanding } from './stored.ts';
import { tenantRead } from './tenant-read.ts';

/** What the kernel asks of the outside world, for these processes and on this database (as the plain role). */
export const kernelActivities = (pool: Pool, packages: readonly ProcessPackage[], tell?: () => void): KernelActivities => {
  const named = <T>(part: (shipped: ProcessPackage) => T) =>
    new Map(packages.map((shipped) => [newest(shipped).name, part(shipped)]));
  const world = {
    pool,
    processes: named(({ versions }) => versions),
    lookups: named(({ lookups }) => lookups ?? {}),
    memory: clockMemory(),
    ...(tell ? { tell } : {}),
  };
  return {
    record: recorder(world),
    readDue: dueReader(world),
    readStanding: async ({ tenant, caseId }) => {
      const standing = await readStanding(tenantRead(pool, tenant), caseId);
      if (!standing) throw ApplicationFailure.nonRetryable(`There is no case ${caseId} in the record.`, 'UnknownCase');
      return standing;
    },
  };
};
