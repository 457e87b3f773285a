/** What the care of points is judged by. */

import type { Facts, Inputs } from '../../workflows/points-ledger/inputs.ts';
import type { Limits } from '../../workflows/points-ledger/limits.ts';
import type { Reference } from '../../workflows/points-ledger/rules.ts';
import { readToday } from '../days.ts';
import { noPerson } from '../found.ts';
import { defineLookups } from '../lookups.ts';
import { keepSealed } from '../sealed.ts';
import { readMonth, readUnbalanced, unequal } from './statement.ts';

/** The month before one that begins on this day; nothing on other days. */
const monthBefore = (day: string): string | undefined => {
  const [year = 0, month = 1, date] = day.split('-').map(Number);
  return date === 1 ? new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7) : undefined;
};

export const ledgerLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  night: async ({ read, turn }) => {
    const month = turn && monthBefore(turn.planned);
    if (month === undefined) return { reference: { frozen: null } };
    const [statement, unbalanced] = await Promise.all([readMonth(read, month), readUnbalanced(read)]);
    const wrong = [...new Set([...unequal(statement), ...unbalanced])];
    return {
      reference: { frozen: { month, sha256: await keepSealed(read, statement), people: statement.people.length, wrong } },
    };
  },
  writeOff: async ({ read, input: { person }, limits, now }) => {
    const today = await readToday(read, now);
    const [found] = await read<{ balance: number; since: string | null; from: string | null }>(
      `SELECT coalesce((SELECT balance FROM accounts a WHERE a.tenant = p.tenant AND a.owner = 'person:' || p.id AND a.asset = 'points'), 0)::int AS balance,
         l.since::text AS since, (l.since + make_interval(months => ($1->>'months')::int))::date::text AS "from"
       FROM people p JOIN tenants t ON t.id = p.tenant,
         LATERAL (SELECT (max(at) AT TIME ZONE t.zone)::date AS since FROM ledger_lines
           WHERE tenant = p.tenant AND asset = 'points' AND from_owner = 'person:' || p.id AND reverses IS NOT NULL) l
       WHERE p.id = $1->>'person'`,
      { person, months: limits.debtMonths },
    );
    return found ? { reference: { ...found, today } } : { issues: [noPerson(['person'], person)] };
  },
});
