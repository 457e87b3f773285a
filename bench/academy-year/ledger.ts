/** Whether the ledger of credits is sound, asked of the tables themselves. */
import { expect } from '../moved/expectation.ts';
import type { House } from '../moved/house.ts';
import { checkBalances } from '../moved/ledger.ts';
import type { Tally } from '../moved/tally.ts';

export type LedgerState = { readonly lines: number; readonly given: number };

const GIVEN = `SELECT (SELECT array_agg(case_id || ' ' || rule || ' ' || to_owner) FROM (SELECT case_id, rule, to_owner FROM ledger_lines
      WHERE tenant = $1 AND reverses IS NULL GROUP BY 1, 2, 3 HAVING count(*) > 1) q) AS twice,
    (SELECT coalesce(sum(amount), 0) FROM ledger_lines WHERE tenant = $1 AND reverses IS NULL)::int AS given`;

/** The balances are sound, nobody is below zero, and nothing was given twice by one case. */
export const checkLedger = async (house: House): Promise<LedgerState> => {
  const lines = await checkBalances(house, 'credits', 'person:%');
  const { rows } = await house.owner.query<{ twice: string[] | null; given: number }>(GIVEN, [house.tenant]);
  const { twice, given } = rows[0] as (typeof rows)[number];
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
export const checkLines = async ({ owner, tenant }: House, tally: Tally): Promise<void> => {
  const { rows } = await owner.query<{ kind: string; lines: number }>(
    `SELECT kind, count(*)::int AS lines FROM ledger_lines WHERE tenant = $1 AND reverses IS NULL GROUP BY kind`,
    [tenant],
  );
  const found = new Map(rows.map(({ kind, lines }) => [kind, lines]));
  for (const [kind, wanted] of Object.entries(linesWanted(tally))) {
    const lines = found.get(kind) ?? 0;
    expect(lines === wanted, `There should be ${wanted} lines of the kind ${kind} in the ledger, and there are ${lines}.`);
    found.delete(kind);
  }
  expect(found.size === 0, `Nobody did anything for the lines of the kinds ${[...found.keys()].join(', ')}.`);
};
