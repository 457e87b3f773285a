/** The money of an item for a year, and who stands on the list of those who wait for it. */
import { budgetAccount } from '../../workflows/budget-year/parent.ts';
import type { Facts } from '../../workflows/subsidy-application/facts.ts';
import type { Limits } from '../../workflows/subsidy-application/limits.ts';
import type { Money, Next } from '../../workflows/subsidy-application/vocabulary.ts';
import { aheadOf, firstServed, type Waits } from '../../workflows/subsidy-application/waiting.ts';
import { readBudget, readOver } from '../budget-year/figures.ts';
import type { TenantRead } from '../tenant-read.ts';

type Of = Pick<Facts, 'item' | 'year'>;
type Asked = { readonly read: TenantRead; readonly caseId: string; readonly now: number; readonly limits: Limits };

/** What was granted under a ceiling; over some months it is the sum of the lines, where such a ceiling is set. */
const used = (key: string): string => `coalesce((SELECT used FROM ledger_caps WHERE key = ${key}), 0)::float8`;

/**
 * Those that wait for money of an item and a year, in the order in which they were submitted, and what is free, as of one moment: neither is
 * counted twice where one of them is just committed.
 */
const LIST = `WITH list AS (SELECT id, facts, (facts->>'submittedAt')::numeric AS at, facts->>'firm' AS firm, facts->>'affiliation' AS affiliation
    FROM cases WHERE process = 'subsidyApplication' AND state = 'approved' AND facts->>'item' = $1->>'item' AND facts->>'year' = $1->>'year'
      AND id <> $1->>'caseId'
      AND ($1->>'before' IS NULL OR ((facts->>'submittedAt')::numeric, id) < (($1->>'before')::numeric, $1->>'caseId')))
  SELECT coalesce((SELECT balance FROM accounts WHERE owner = $1->>'account' AND asset = 'money'), 0)::float8 AS free,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'firm', firm, 'item', $1->'item', 'year', ($1->>'year')::int, 'fen', facts->'fen',
      'affiliation', affiliation, 'itemMost', facts->'itemMost', 'told', coalesce(facts->>'passedOver', '') <> '',
      'state', coalesce((SELECT s.state FROM subjects s WHERE s.kind = 'firm' AND s.key = firm), 'active'),
      'granted', jsonb_build_object('year', ${used("'subsidy:' || firm || ':' || ($1->>'year')")}, 'item', ${used("'subsidy:' || firm || ':' || ($1->>'item')")},
        'group', CASE WHEN affiliation IS NULL THEN 0 ELSE ${used("'subsidy:group:' || affiliation || ':' || ($1->>'year')")} END,
        'window', CASE WHEN $1->>'months' IS NULL THEN 0 ELSE coalesce((SELECT sum(l.amount) FROM ledger_lines l WHERE l.cap = 'subsidy:' || firm
          AND l.reverses IS NULL AND l.at > moment_of($1->'now') - make_interval(months => ($1->>'months')::int)
          AND NOT EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id)), 0)::float8 END)) ORDER BY at, id) FROM list), '[]') AS list`;

const readList = async ({ read, caseId, now, limits }: Asked, of: Of, before: number | null) => {
  const months = limits.firmWindowFen > 0 ? limits.firmWindowMonths : null;
  const [found] = await read<{ free: number; list: readonly Waits[] }>(LIST, {
    ...{ item: of.item, year: String(of.year), account: budgetAccount(of), caseId, now, months, before },
  });
  return found ?? { free: 0, list: [] };
};

/** The budget, with what stands before an application that was submitted at that moment. */
export const readMoney = async (asked: Asked, of: Of, submittedAt: number): Promise<Pick<Money, 'budget' | 'ahead'>> => {
  const [budget, { free, list }] = await Promise.all([
    readBudget(asked.read, of.item, of.year),
    readList(asked, of, submittedAt),
  ]);
  return { budget: budget ? { ...budget, free } : null, ahead: aheadOf(list, asked.limits) };
};

/** The first on the list, other than this one, that can have what becomes free; and the budget, where that is over. */
export const readNext = async (asked: Asked, of: Of): Promise<Next> => {
  const [over, { list }] = await Promise.all([readOver(asked.read, of), readList(asked, of, null)]);
  return { next: firstServed(list, asked.limits), over };
};

/** The first on the list, other than this one, whatever becomes of it. */
export const readBehind = async (asked: Asked, of: Of): Promise<Next> => {
  const [over, { list }] = await Promise.all([readOver(asked.read, of), readList(asked, of, null)]);
  return { next: list[0]?.id ?? null, over };
};
