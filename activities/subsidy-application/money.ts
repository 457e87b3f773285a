/** The money of an item for a year, and who stands on the list of those who wait for it. */
import type { BudgetFound } from '../../workflows/budget-year/parent.ts';
import { budgetAccount } from '../../workflows/budget-year/parent.ts';
import type { Facts } from '../../workflows/subsidy-application/facts.ts';
import type { Money, Next } from '../../workflows/subsidy-application/vocabulary.ts';
import { readBudget } from '../budget-year/figures.ts';
import type { TenantRead } from '../tenant-read.ts';

type Of = Pick<Facts, 'item' | 'year'>;

/** What is free and what those before it need, as of one moment: neither is counted twice where one of them is just committed. */
const LIST = `SELECT coalesce((SELECT balance FROM accounts WHERE owner = $1->>'account' AND asset = 'money'), 0)::float8 AS free,
  count(a.id)::int AS cases, coalesce(sum((a.facts->>'fen')::float8), 0)::float8 AS fen
  FROM (SELECT id, facts FROM cases WHERE process = 'subsidyApplication' AND state = 'approved' AND facts->>'item' = $1->>'item'
    AND facts->>'year' = $1->>'year' AND id <> $1->>'caseId'
    AND ((facts->>'submittedAt')::numeric, id) < (($1->>'submittedAt')::numeric, $1->>'caseId')) a`;

/** The budget, with what stands before an application that was submitted at that moment. */
export const readMoney = async (
  read: TenantRead,
  of: Of,
  { caseId, submittedAt }: { readonly caseId: string; readonly submittedAt: number },
): Promise<Pick<Money, 'budget' | 'ahead'>> => {
  const [budget, [list]] = await Promise.all([
    readBudget(read, of.item, of.year),
    read<{ free: number; cases: number; fen: number }>(LIST, {
      ...{ item: of.item, year: String(of.year), account: budgetAccount(of), caseId, submittedAt },
    }),
  ]);
  const { free = 0, cases = 0, fen = 0 } = list ?? {};
  return { budget: budget ? ({ ...budget, free } satisfies BudgetFound) : null, ahead: { cases, fen } };
};

/** The first on the list, other than this one. */
export const readNext = async (read: TenantRead, of: Of, caseId: string): Promise<Next> => {
  const [first] = await read<{ id: string }>(
    `SELECT id FROM cases WHERE process = 'subsidyApplication' AND state = 'approved' AND facts->>'item' = $1->>'item'
       AND facts->>'year' = $1->>'year' AND id <> $1->>'caseId' ORDER BY (facts->>'submittedAt')::numeric, id LIMIT 1`,
    { item: of.item, year: String(of.year), caseId },
  );
  return { next: first?.id ?? null };
};
