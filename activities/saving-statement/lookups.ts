/** What growers saved in the week before a statement, by the lines of the ledger. */
import { daysAfter } from '../../workflows/kernel/days.ts';
import type { Facts } from '../../workflows/saving-statement/facts.ts';
import type { Inputs } from '../../workflows/saving-statement/inputs.ts';
import type { Reference, Saving } from '../../workflows/saving-statement/rules.ts';
import { readMoments } from '../days.ts';
import { defineLookups } from '../lookups.ts';

/** Growers told at once. */
const MOST = 1_000;

export const savingStatementLookups = defineLookups<Reference, Inputs, Facts>()({
  tell: async ({ read, turn }) => {
    const day = turn?.day ?? '';
    const [from, to] = [daysAfter(day, -7), daysAfter(day, -1)];
    const moments = await readMoments(read, [from, to]);
    // Charges that were taken back in the week count against those that were written.
    const savings = await read<Saving>(
      `WITH saved AS (SELECT case_id, CASE WHEN to_owner LIKE 'saved:%' THEN amount ELSE -amount END AS fen FROM ledger_lines
         WHERE asset = 'money' AND (to_owner LIKE 'saved:%' OR from_owner LIKE 'saved:%')
           AND at >= to_timestamp(($1->>'from')::float8 / 1000) AND at < to_timestamp(($1->>'before')::float8 / 1000))
       SELECT p.person AS grower, sum(s.fen)::float8 AS fen, count(DISTINCT s.case_id)::int AS pickups
       FROM saved s JOIN parties p ON p.case_id = s.case_id AND p.role = 'grower' AND p.person IS NOT NULL AND p.ended_revision IS NULL
       GROUP BY 1 HAVING sum(s.fen) > 0 ORDER BY 1 LIMIT ${MOST}`,
      { from: moments[from]?.startsAt ?? 0, before: moments[to]?.endsAt ?? 0 },
    );
    return { reference: { from, to, savings } };
  },
});
