/** Whether the ledger of credits is sound, asked of the tables themselves. */
import type { Client } from 'pg';
import { expect } from './academy.ts';
import { TENANT } from './house.ts';
import type { Tally } from './year.ts';

export type LedgerState = { readonly lines: number; readonly given: number };

type Row = {
  sum: string;
  astray: string[] | null;
  overdrawn: string[] | null;
  twice: string[] | null;
  lines: number;
  given: number;
};

const STATE = `WITH entries AS (
    SELECT to_owner AS owner, amount FROM ledger_lines WHERE tenant = $1 AND asset = 'credits'
    UNION ALL SELECT from_owner, -amount FROM ledger_lines WHERE tenant = $1 AND asset = 'credits'),
  reckoned AS (SELECT owner, sum(amount) AS balance FROM entries GROUP BY owner)
  SELECT (SELECT coalesce(sum(balance), 0) FROM accounts WHERE tenant = $1 AND asset = 'credits')::text AS sum,
    (SELECT array_agg(coalesce(a.owner, r.owner)) FROM (SELECT * FROM accounts WHERE tenant = $1 AND asset = 'credits') a
      FULL JOIN reckoned r ON r.owner = a.owner WHERE coalesce(a.balance, 0) <> coalesce(r.balance, 0)) AS astray,
    (SELECT array_agg(owner) FROM accounts WHERE tenant = $1 AND asset = 'credits' AND owner LIKE 'person:%' AND balance < 0) AS overdrawn,
    (SELECT array_agg(case_id || ' ' || rule || ' ' || to_owner) FROM (SELECT case_id, rule, to_owner FROM ledger_lines
      WHERE tenant = $1 AND reverses IS NULL GROUP BY 1, 2, 3 HAVING count(*) > 1) q) AS twice,
    (SELECT count(*) FROM ledger_lines WHERE tenant = $1)::int AS lines,
    (SELECT coalesce(sum(amount), 0) FROM ledger_lines WHERE tenant = $1 AND reverses IS NULL)::int AS given`;

/** The sum of all accounts is zero, each balance is the sum of its lines, nobody is below zero, and nothing was given twice by one case. */
export const checkLedger = async (owner: Client): Promise<LedgerState> => {
  const { rows } = await owner.query<Row>(STATE, [TENANT]);
  const { sum, astray, overdrawn, twice, lines, given } = rows[0] as Row;
  expect(sum === '0', `The accounts of credits sum up to ${sum}, and not to zero.`);
  expect(astray === null, `The balance isn’t the sum of its lines for ${astray?.slice(0, 5).join(', ')}.`);
  expect(overdrawn === null, `Below zero are ${overdrawn?.slice(0, 5).join(', ')}.`);
  expect(twice === null, `Credits were given more than once for one thing: ${twice?.slice(0, 5).join(', ')}.`);
  return { lines, given };
};

/** Lines that must be there by what happened, by kind; those that a cap cut to nothing are lines too. */
const linesWanted = ({ of }: Tally): Readonly<Record<string, number>> => ({
  session: 2 * of('mentoring sessions confirmed'),
  course: of('courses passed by people'),
  lecturing: of('courses that somebody passed'),
  assessment: of('assessments passed'),
  mentoring: 2 * of('mentor pairings with their goals reached'),
  deskAnswer: of('answers accepted'),
  siteVisit: of('lecturers at confirmed visits'),
  diligence: 2 * of('mentoring sessions confirmed') + of('courses passed by people'),
});

/** Every act that gives credits gave them, and nothing else did. */
export const checkLines = async (owner: Client, tally: Tally): Promise<void> => {
  const { rows } = await owner.query<{ kind: string; lines: number }>(
    `SELECT kind, count(*)::int AS lines FROM ledger_lines WHERE tenant = $1 AND reverses IS NULL GROUP BY kind`,
    [TENANT],
  );
  const found = new Map(rows.map(({ kind, lines }) => [kind, lines]));
  for (const [kind, wanted] of Object.entries(linesWanted(tally))) {
    const lines = found.get(kind) ?? 0;
    expect(lines === wanted, `There should be ${wanted} lines of the kind ${kind} in the ledger, and there are ${lines}.`);
    found.delete(kind);
  }
  expect(found.size === 0, `Nobody did anything for the lines of the kinds ${[...found.keys()].join(', ')}.`);
};
