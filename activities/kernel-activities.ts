import { ApplicationFailure } from '@temporalio/common';
import type { Pool } from 'pg';
import type { KernelActivities } from '../workflows/kernel/contract.ts';
import { caseCodes } from './case-codes.ts';
import { dueReader } from './due.ts';
import { effectCatalogue } from './effects.ts';
import type { Secrets } from './keys.ts';
import { clockMemory } from './known-clocks.ts';
import { noticesOf } from './notices.ts';
import { newest, type ProcessPackage } from './process-package.ts';
import { type RecordServices, recorder } from './record.ts';
import { staffMemory } from './staff.ts';
import { readHead } from './stored.ts';
import { tenantRead } from './tenant-read.ts';

/** The kernel's activities, for these processes and on this database (as the plain role). */
export const kernelActivities = (
  pool: Pool,
  packages: readonly ProcessPackage[],
  { seals, secrets, onRecorded, sign }: Pick<RecordServices, 'seals' | 'onRecorded' | 'sign'> & { readonly secrets: Secrets },
): KernelActivities => {
  const named = <T>(part: (pkg: ProcessPackage) => T) => new Map(packages.map((pkg) => [newest(pkg).name, part(pkg)]));
  const services = {
    pool,
    processes: named(({ versions }) => versions),
    notices: named(noticesOf),
    schemas: named(({ inputs, facts }) => ({ inputs, facts })),
    effects: effectCatalogue(packages.flatMap(({ effects }) => effects ?? [])),
    lookups: named(({ lookups }) => lookups ?? {}),
    memory: clockMemory(),
    staff: staffMemory(),
    seals,
    codes: caseCodes(secrets),
    ...(onRecorded ? { onRecorded } : {}),
    ...(sign ? { sign } : {}),
  };
  return {
    record: recorder(services),
    readDue: dueReader(services),
    readHead: async ({ tenant, caseId }) => {
      const head = await readHead(tenantRead(pool, tenant), caseId);
      if (!head) throw ApplicationFailure.nonRetryable(`There is no case ${caseId} in the record.`, 'UnknownCase');
      return head;
    },
  };
};
