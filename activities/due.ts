import type { DueStep, KernelActivities } from '../workflows/kernel/contract.ts';
import { earliest, rungsReached } from './clock-rows.ts';
import { limitsOf } from './limits.ts';
import type { Lookups } from './lookups.ts';
import type { RecordWorld } from './record.ts';
import { tenantRead } from './tenant-read.ts';

/** The activity `readDue`: which rungs of a case's ladders are truly reached, after the calendar as it is now. */
export const dueReader =
  (world: RecordWorld & { readonly lookups: ReadonlyMap<string, Lookups> }): KernelActivities['readDue'] =>
  async ({ tenant, process: name, kase, now }) => {
    const process = world.processes.get(name)?.find(({ version }) => version === kase.rulesVersion);
    const read = tenantRead(world.pool, tenant);
    const { clocks, limits, calendar } = await world.memory.read(read, { tenant, caseId: kase.id, process: name });
    const lookups = world.lookups.get(name) ?? {};
    const steps: DueStep[] = [];
    for (const { row, step } of rungsReached(clocks, calendar, now)) {
      const actor = { id: `clock:${row.name}`, name: row.name, grants: [{ role: `clock:${row.name}` }] };
      const lookup = step.act === undefined ? undefined : lookups[step.act];
      const answer = await lookup?.({
        read,
        tenant,
        caseId: kase.id,
        kase,
        actor,
        input: {},
        limits: limitsOf(process?.limits ?? {}, limits),
        now,
      });
      steps.push({
        name: row.name,
        run: row.run,
        percent: step.at,
        tell: step.tell ?? [],
        known: answer && 'known' in answer ? answer.known : undefined,
        ...(step.act === undefined ? {} : { act: step.act }),
        ...(row.dueAt === null ? {} : { dueAt: row.dueAt }),
      });
    }
    const { nextStepAt } = earliest(clocks);
    return { steps, ...(nextStepAt === null ? {} : { nextStepAt }) };
  };
