import type { DueStep, KernelActivities } from '../workflows/kernel/contract.ts';
import type { Turn } from '../workflows/kernel/recurrence.ts';
import { repeats, turnOf } from './calendar/clock.ts';
import { localDay } from './calendar/duty-days.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import { type ClockRow, earliest, stepsReached } from './clock-rows.ts';
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
      const turn = step.at === 100 ? turnTaken(row, calendar, now) : undefined;
      const answer = await lookup?.({
        read,
        tenant,
        caseId: current.id,
        current,
        actor,
        input: {},
        limits: numbers,
        now,
        ...(turn && { turn }),
      });
      const found = answer && 'reference' in answer ? answer.reference : undefined;
      const due = {
        name: row.name,
        run: row.run,
        percent: step.at,
        reference: turn
          ? { ...(referenceOf(rules, numbers, found) as object | undefined), turn }
          : step.act && referenceOf(rules, numbers, found),
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

/** The turn that a clock which repeats takes now, with the day of the next one. */
const turnTaken = ({ budget, ledger }: ClockRow, calendar: WorkingCalendar, now: number): Turn | undefined => {
  const turn = repeats(budget) ? turnOf(calendar, budget, ledger) : undefined;
  if (!turn || !repeats(budget)) return undefined;
  const next = turnOf(calendar, { ...budget, after: turn.planned }, ledger);
  return { ...turn, daysLate: localDay(calendar, now) - localDay(calendar, turn.at), next: next?.day ?? null };
};
