import type { Facts, Inputs } from '../../workflows/yearly-evaluation/inputs.ts';
import type { Reference } from '../../workflows/yearly-evaluation/vocabulary.ts';
import { readToday } from '../days.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import { evaluationOfNow, settlement } from './appeals.ts';
import { freeze } from './evaluation.ts';

const OPEN = `SELECT id FROM cases WHERE process = 'creditAppeal' AND facts->>'evaluation' = $1->>'id' AND state = 'filed' ORDER BY id`;

/** Only the end of the time to appeal asks for the result; it isn't made each time that an appeal is decided before. */
const settled = async ({ read, caseId: id, current, now }: ActAsk<unknown, Facts, unknown>) => {
  const { state, facts } = current;
  const over = state === 'deciding' || facts.voiding?.from === 'deciding';
  return { reference: await settlement(read, { id, now, sha256: over ? facts.frozen?.sha256 : undefined }) };
};

export const yearlyEvaluationLookups = defineLookups<Reference, Inputs, Facts>()({
  start: async ({ read, now }) => {
    const [today, running] = await Promise.all([
      readToday(read, now),
      read(`SELECT 1 FROM cases WHERE process = 'creditExpiry' AND NOT closed LIMIT 1`),
    ]);
    return { reference: { today, expiryRuns: running.length > 0 } };
  },
  confirm: async ({ read, tenant, current, now }) => {
    const { year } = current.facts;
    return { reference: { frozen: await freeze(read, await evaluationOfNow(read, { tenant, year, now })) } };
  },
  void: async ({ read, caseId: id }) => {
    const open = await read<{ id: string }>(OPEN, { id });
    return { reference: { appeals: open.map((appeal) => appeal.id) } };
  },
  settle: settled,
  keep: settled,
});
