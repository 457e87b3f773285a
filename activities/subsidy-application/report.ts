/** Figures of subsidies by policy item, of a year: what the money did, how long it took, and who wasn't paid. */
import type { BudgetFound } from '../../workflows/budget-year/parent.ts';
import { readBudgets } from '../budget-year/figures.ts';
import type { TenantRead } from '../tenant-read.ts';

export type Stage = { readonly state: string; readonly cases: number; readonly meanDays: number };
export type ConditionFigures = { readonly key: string; readonly judged: number; readonly failed: number };
export type Rejections = { readonly ground: string; readonly count: number };

export type SubsidyFigures = {
  readonly item: string;
  readonly budget: BudgetFound | null;
  readonly applications: number;
  readonly paid: number;
  readonly paidAutomatic: number;
  readonly offers: number;
  readonly notTaken: number;
  readonly late: number;
  readonly refusedSubmissions: number;
  readonly meanDaysToMoney: number | null;
  readonly objections: number;
  readonly spentFen: number;
  readonly topTenFen: number;
  readonly stages: readonly Stage[];
  readonly conditions: readonly ConditionFigures[];
  readonly rejections: readonly Rejections[];
};

type Of<Row> = Row & { readonly item: string };

/** The applications of the year. */
const OURS = `process = 'subsidyApplication' AND facts->>'year' = $1->>'year'`;

const COUNTS = `SELECT facts->>'item' AS item, count(*)::int AS applications, count(*) FILTER (WHERE paid)::int AS paid,
    count(*) FILTER (WHERE paid AND facts->>'track' = 'automatic')::int AS "paidAutomatic", count(*) FILTER (WHERE offered)::int AS offers,
    count(*) FILTER (WHERE offered AND state IN ('lapsed', 'withdrawn'))::int AS "notTaken", count(*) FILTER (WHERE late)::int AS late,
    coalesce(sum(refused), 0)::int AS "refusedSubmissions",
    avg(((facts->>'paidAt')::float8 - (facts->>'submittedAt')::float8) / 86400000) FILTER (WHERE paid)::float8 AS "meanDaysToMoney"
  FROM (SELECT c.facts, c.state, c.facts->>'paidAt' IS NOT NULL AS paid,
      EXISTS (SELECT FROM events e WHERE e.case_id = c.id AND e.revision = 0 AND e.to_state = 'offered') AS offered,
      EXISTS (SELECT FROM clocks k WHERE k.case_id = c.id AND k.name LIKE 'whole%' AND (k.stopped_at > k.due_at
        OR k.state = 'running' AND k.due_at < ($1->>'now')::timestamptz)) AS late,
      (SELECT count(*) FROM attempts a WHERE a.case_id = c.id AND a.code = 'notEligible') AS refused
    FROM cases c WHERE ${OURS}) a GROUP BY 1`;

/** How long cases were in each state that they have left: all their stays in it together. */
const STAGES = `SELECT item, state, count(*)::int AS cases, avg(days)::float8 AS "meanDays"
  FROM (SELECT item, state, case_id, sum(days) AS days
    FROM (SELECT c.facts->>'item' AS item, e.case_id, e.to_state AS state, c.state AS now,
        (ms(lead(e.at) OVER (PARTITION BY e.case_id ORDER BY e.revision)) - ms(e.at)) / 86400000.0 AS days
      FROM cases c JOIN events e ON e.case_id = c.id WHERE c.process = 'subsidyApplication' AND c.facts->>'year' = $1->>'year') s
    WHERE days IS NOT NULL AND state <> now GROUP BY 1, 2, 3) s
  GROUP BY 1, 2 ORDER BY 1, 2`;

/** What applications were judged by; and of the firms of lists, those that failed. */
const CONDITIONS = `WITH lists AS (SELECT facts->>'item' AS item, e FROM cases, jsonb_array_elements(facts->'list') e
    WHERE process = 'subsidyBatch' AND state <> 'withdrawn' AND facts->>'year' = $1->>'year')
  SELECT item, key, sum(judged)::int AS judged, sum(failed)::int AS failed FROM (
    SELECT facts->>'item' AS item, k->>'key' AS key, 1 AS judged, (k->>'is' = 'no')::int AS failed
      FROM cases, jsonb_array_elements(facts->'conditions') k WHERE ${OURS} AND k->>'is' <> 'unknown' AND facts->>'track' <> 'automatic'
    UNION ALL
    SELECT l.item, key, (SELECT count(*) FROM lists o WHERE o.item = l.item), count(*) FROM lists l, jsonb_array_elements_text(l.e->'failed') key
      GROUP BY 1, 2) j
  GROUP BY 1, 2 ORDER BY 1, 2`;

const REJECTIONS = `SELECT facts->>'item' AS item, facts->>'ground' AS ground, count(*)::int AS count FROM cases
  WHERE ${OURS} AND state = 'rejected' AND facts->>'ground' IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`;

const OBJECTIONS = `SELECT p.facts->>'item' AS item, sum(jsonb_array_length(n.facts->'objections'))::int AS objections
  FROM cases n JOIN cases p ON p.tenant = n.tenant AND p.id = n.facts->>'parent'
  WHERE n.process = 'publicNotice' AND p.process IN ('subsidyApplication', 'subsidyBatch') AND p.facts->>'year' = $1->>'year' GROUP BY 1`;

/** What reached each firm, by the lines of the ledger; and of it the share of the ten that have most. */
const SPENT = `SELECT item, sum(fen)::float8 AS "spentFen", coalesce(sum(fen) FILTER (WHERE place <= 10), 0)::float8 AS "topTenFen"
  FROM (SELECT item, fen, row_number() OVER (PARTITION BY item ORDER BY fen DESC, firm) AS place
    FROM (SELECT c.facts->>'item' AS item, c.facts->>'firm' AS firm,
        sum(CASE WHEN l.to_owner LIKE 'scheme:spent:%' THEN l.amount ELSE 0 END - CASE WHEN l.from_owner LIKE 'scheme:spent:%' THEN l.amount ELSE 0 END) AS fen
      FROM ledger_lines l JOIN cases c ON c.id = l.case_id
      WHERE l.asset = 'money' AND (l.to_owner LIKE 'scheme:spent:%' OR l.from_owner LIKE 'scheme:spent:%')
        AND c.process = 'subsidyApplication' AND c.facts->>'year' = $1->>'year' GROUP BY 1, 2) f) f GROUP BY 1`;

type Counts = Pick<
  SubsidyFigures,
  'applications' | 'paid' | 'paidAutomatic' | 'offers' | 'notTaken' | 'late' | 'refusedSubmissions' | 'meanDaysToMoney'
>;
type Spent = Pick<SubsidyFigures, 'spentFen' | 'topTenFen'>;

const NO_CASES: Counts = {
  ...{ applications: 0, paid: 0, paidAutomatic: 0, offers: 0, notTaken: 0, late: 0, refusedSubmissions: 0 },
  meanDaysToMoney: null,
};

/** The figures of every item that has a budget or an application in the year, by item. */
export const readSubsidyReport = async (
  read: TenantRead,
  { year, now }: { readonly year: number; readonly now: number },
): Promise<readonly SubsidyFigures[]> => {
  const asked = { year: String(year), now: new Date(now).toISOString() };
  const [budgets, counts, stages, conditions, rejections, objections, spent] = await Promise.all([
    readBudgets(read, year),
    read<Of<Counts>>(COUNTS, asked),
    read<Of<Stage>>(STAGES, asked),
    read<Of<ConditionFigures>>(CONDITIONS, asked),
    read<Of<Rejections>>(REJECTIONS, asked),
    read<Of<{ objections: number }>>(OBJECTIONS, asked),
    read<Of<Spent>>(SPENT, asked),
  ]);
  const items = [...new Set([...budgets, ...counts].map(({ item }) => item))].toSorted();
  const one = <Row>(rows: readonly Of<Row>[], item: string): Of<Row> | undefined => rows.find((row) => row.item === item);
  const all = <Row>(rows: readonly Of<Row>[], item: string): readonly Of<Row>[] => rows.filter((row) => row.item === item);
  return items.map((item) => ({
    ...(one(counts, item) ?? NO_CASES),
    item,
    budget: one(budgets, item) ?? null,
    objections: one(objections, item)?.objections ?? 0,
    spentFen: one(spent, item)?.spentFen ?? 0,
    topTenFen: one(spent, item)?.topTenFen ?? 0,
    ...{ stages: all(stages, item), conditions: all(conditions, item), rejections: all(rejections, item) },
  }));
};
