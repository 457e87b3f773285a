/** What became of a budget, reckoned from the lines of the ledger alone. */
import type { BudgetFound } from '../../workflows/budget-year/parent.ts';
import type { Waiting } from '../../workflows/budget-year/vocabulary.ts';
import type { TenantRead } from '../tenant-read.ts';

/**
 * A case that has committed something draws on this one budget, so all its lines are of it: what they bring to accounts of a kind, less what
 * they take from there. Recovered money is free again, and was spent before. What a case keeps in escrow for others was never the budget’s.
 */
const FIGURES = `WITH budget AS (SELECT c.id, CASE WHEN c.state = 'frozen' AND c.facts->>'isOver' = 'true' THEN 'over' ELSE c.state END AS state, c.facts->>'item' AS item, 'budget:' || (c.facts->>'item') || ':' || ($1->>'year') AS account
    FROM cases c WHERE c.process = 'budgetYear' AND c.facts->>'item' = coalesce($1->>'item', c.facts->>'item') AND c.facts->>'year' = $1->>'year'),
  lines AS (SELECT b.id, l.from_owner, l.to_owner, l.amount, l.rule FROM budget b JOIN ledger_lines l ON l.asset = 'money' AND (l.case_id = b.id OR l.case_id IN (
      SELECT case_id FROM ledger_lines WHERE from_owner = b.account AND asset = 'money' UNION SELECT case_id FROM ledger_lines WHERE to_owner = b.account AND asset = 'money'))),
  theirs AS (SELECT DISTINCT to_owner AS owner FROM lines WHERE from_owner LIKE 'escrow:%' OR from_owner LIKE 'retained:%'),
  others AS (SELECT owner FROM theirs UNION SELECT to_owner FROM lines JOIN theirs ON from_owner = owner WHERE to_owner LIKE 'inTransit:%'),
  moved AS (SELECT id, to_owner AS owner, amount, rule FROM lines UNION ALL SELECT id, from_owner, -amount, rule FROM lines)
  SELECT b.id AS "caseId", b.state, b.item, ($1->>'year')::int AS year,
    coalesce(-sum(amount) FILTER (WHERE owner = 'scheme:finance'), 0)::float8 AS allocated,
    coalesce(sum(amount) FILTER (WHERE owner = b.account), 0)::float8 AS free,
    coalesce(sum(amount) FILTER (WHERE owner LIKE 'committed:%'), 0)::float8 AS committed,
    coalesce(sum(amount) FILTER (WHERE owner LIKE 'payable:%' AND owner NOT IN (SELECT owner FROM others)), 0)::float8 AS payable,
    coalesce(sum(amount) FILTER (WHERE owner LIKE 'inTransit:%' AND owner NOT IN (SELECT owner FROM others)), 0)::float8 AS "inTransit",
    coalesce(sum(amount) FILTER (WHERE owner LIKE 'scheme:spent:%'), 0)::float8 AS spent,
    coalesce(-sum(amount) FILTER (WHERE owner LIKE 'scheme:recovered:%'), 0)::float8 AS recovered,
    coalesce(-sum(amount) FILTER (WHERE owner = 'scheme:overpaid'), 0)::float8 AS overpaid,
    coalesce(sum(amount) FILTER (WHERE owner = 'scheme:finance' AND rule IN ('lapse', 'close')), 0)::float8 AS lapsed
  FROM budget b LEFT JOIN moved ON moved.id = b.id GROUP BY b.id, b.state, b.item, b.account ORDER BY b.item`;

/** The budget of an item for a year; undefined where there is none. */
export const readBudget = async (read: TenantRead, item: string, year: number): Promise<BudgetFound | undefined> =>
  (await read<BudgetFound>(FIGURES, { item, year: String(year) }))[0];

/** The budgets of all items for a year, by item. */
export const readBudgets = (read: TenantRead, year: number): Promise<readonly BudgetFound[]> =>
  read<BudgetFound>(FIGURES, { year: String(year) });

type Of = Pick<BudgetFound, 'item' | 'year'>;
const named = ({ item, year }: Of) => ({ item, year: String(year) });

/** The case of a budget whose year is over, or that is closed, for `lateBack`; null as long as it goes on, or where there is none. */
export const readOver = async (read: TenantRead, of: Of): Promise<string | null> => {
  const [found] = await read<{ id: string }>(
    `SELECT id FROM cases WHERE process = 'budgetYear' AND facts->>'item' = $1->>'item' AND facts->>'year' = $1->>'year'
       AND (closed OR facts->>'isOver' = 'true')`,
    named(of),
  );
  return found?.id ?? null;
};

/** Those that are approved and wait for its money, in their order. */
export const readWaiting = async (read: TenantRead, of: Of): Promise<Waiting> => {
  const [found] = await read<Waiting>(
    `SELECT (array_agg(id ORDER BY (facts->>'submittedAt')::numeric, id))[1] AS first, count(*)::int AS cases FROM cases
     WHERE process = 'subsidyApplication' AND state = 'approved' AND facts->>'item' = $1->>'item' AND facts->>'year' = $1->>'year'`,
    named(of),
  );
  return found ?? { first: null, cases: 0 };
};
