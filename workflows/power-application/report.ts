/** What a connection took and cost, in the manner of the World Bank: procedures, days of either side, cost. */
import type { Facts, Report } from './facts.ts';
import type { Days } from './vocabulary.ts';

/** The figures as of now: days are working days of the tenant's calendar, the cost is in cents. */
export const reportOf = (facts: Facts, days: Days): Report => ({
  procedures: facts.procedures.length,
  ourDays: days.ours,
  customerDays: days.customer,
  costCents: (facts.scheme?.costCents ?? 0) + facts.ownCostCents,
  onTime: days.onTime,
  faults: facts.faults.length,
});
