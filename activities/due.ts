import type { DueStep, KernelActivities } from '../workflows/kernel/contract.ts';
import { earliest, stepsReached } from './clock-rows.ts';
import { limitsOf, referenceOf } from './limits.ts';
import type { Lookups } from './lookups.ts';
import type { RecordServices } from './record.ts';
import { tenantRead } from './tenant-read.ts';

/** The activity `readDue`: which steps of a case's ladders are truly due, by the calendar as it is now. */
export const dueReader =
  (services: RecordServices & { readonly lookups: ReadonlyMap<string, Lookups> }): KernelActivities['readDue'] =>
  async ({ tenant, process: name, current, now }) => {
    const process = services.processes.get(name)?.find(({ version }) => version === current.rulesVersion);
    const read = tenantRead(services.pool, tenant);
    const { clocks, limits, calendar } = await services.memory.read(read, { tenant, caseId: current.id, process: name });
    const lookups = services.lookups.get(name) ?? {};
    const rules = process?.limits ?? {};
    const numbers = limitsOf(rules, limits);
    const steps: DueStep[] = [];
    for (const { row, step } of stepsReached(clocks, calendar, now)) {
      const actor = { id: `clock:${row.name}`, name: row.name, grants: [{ role: `clock:${row.name}` }] };
      const lookup = step.act === undefined ? undefined : lookups[step.act];
      const answer = await lookup?.({
        read,
        tenant,
        caseId: current.id,
        current,
        actor,
        input: {},
        limits: numbers,
        now,
      });
      const due = {
        name: row.name,
        run: row.run,
        percent: step.at,
        reference: step.act && referenceOf(rules, numbers, answer && 'reference' in answer ? answer.reference : undefined),
        ...(step.act === undefined ? {} : { act: step.act }),
      };
      steps.push({
        ...due,
        seal: services.seals.ofStep({ tenant, caseId: current.id, process: name, ...due }),
        notify: step.notify ?? [],
        ...(row.dueAt === null ? {} : { dueAt: row.dueAt }),
      });
    }
    const { nextStepAt } = earliest(clocks);
    return { steps, ...(nextStepAt === null ? {} : { nextStepAt }) };
  };
