import type { Facts, Inputs } from '../../workflows/credit-correction/inputs.ts';
import type { Line, Reference } from '../../workflows/credit-correction/rules.ts';
import { readActor } from '../actors.ts';
import { readAwardRule } from '../credits/award.ts';
import { readToday } from '../days.ts';
import { issue, noPerson } from '../found.ts';
import { defineLookups } from '../lookups.ts';

/** A line with the title of its kind as the rules stand today. */
const LINE = `SELECT l.id, CASE WHEN l.asset = 'credits' AND l.to_owner LIKE 'person:%' THEN substr(l.to_owner, 8) END AS person,
    l.kind, l.year, l.amount::int AS amount,
    coalesce(t.value->'title', jsonb_build_object('en', l.kind, 'zh', l.kind)) AS title,
    l.reverses IS NOT NULL OR l.amount = 0 OR EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id) AS over
  FROM ledger_lines l LEFT JOIN table_on('creditRules') t ON t.key = l.kind WHERE l.id = $1->>'id'`;

const noLine = (id: string) =>
  issue(
    ['takeBack'],
    `There is no line “${id}”; copy the id from the statement of the account.`,
    `没有分录“${id}”，请从账户明细中复制编号。`,
  );

export const creditCorrectionLookups = defineLookups<Reference, Inputs, Facts>()({
  start: async ({ read, input, now }) => {
    const { takeBack, award } = input;
    const today = await readToday(read, now);
    const none = { today, line: null, award: null };
    if (takeBack !== undefined && award === undefined) {
      const [line] = await read<Line>(LINE, { id: takeBack });
      return line ? { reference: { ...none, line } } : { issues: [noLine(takeBack)] };
    }
    if (award === undefined || takeBack !== undefined) return { reference: none };
    const [person, found] = await Promise.all([readActor(read, award.person), readAwardRule(read, award)]);
    if (!person) return { issues: [noPerson(['award', 'person'], award.person)] };
    if ('issues' in found) return found;
    const { name, unit = null } = person;
    return { reference: { ...none, award: { rule: found.rule, name, unit } } };
  },
});
