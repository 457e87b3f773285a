/** All by which it is judged whether a firm may have an item: the register, the tables, what was granted, and what others have taken. */
import { ceilingKeys } from '../../workflows/subsidy-application/ceilings.ts';
import { mostOnce } from '../../workflows/subsidy-application/eligibility/amounts.ts';
import type { PolicyItem } from '../../workflows/subsidy-application/eligibility/item.ts';
import { judge, paysFor, windowOf } from '../../workflows/subsidy-application/eligibility/judge.ts';
import type { Evidence } from '../../workflows/subsidy-application/evidence.ts';
import { groupKey, invoiceKey, onceKey } from '../../workflows/subsidy-application/holding.ts';
import type { Limits } from '../../workflows/subsidy-application/limits.ts';
import type { FirmFound, Granted, ItemFound, Standing, Taken } from '../../workflows/subsidy-application/vocabulary.ts';
import { readMoments } from '../days.ts';
import { issue, noRow } from '../found.ts';
import type { InputIssue, InputIssues } from '../lookups.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readEligibility } from './eligibility.ts';
import { readFirm } from './register.ts';
import type { Affiliates, ExclusiveGroup } from './registers.ts';
import { subsidyTables } from './tables.ts';

export type Asked = {
  readonly read: TenantRead;
  readonly tenant: string;
  readonly caseId: string;
  readonly secret?: string;
  readonly now: number;
  readonly limits: Limits;
};

export const findFirm = ({ read, tenant, secret, now, limits }: Asked, code: string): Promise<FirmFound | undefined> =>
  readFirm(read, code, { tenant, now, months: limits.accountMonths, ...(secret === undefined ? {} : { secret }) });

export const noFirm = (path: readonly string[], code: string): InputIssues => ({
  issues: [
    issue(
      path,
      `The register has no firm ${code}. Compare the code with the licence, or have the firm entered.`,
      `登记簿中没有企业${code}，请与营业执照核对，或先登记。`,
    ),
  ],
});

const TAKEN = `SELECT h.resource, h.case_id AS "caseId", h.title, c.state, (c.facts->>'fen')::float8 AS fen
  FROM holds h JOIN cases c ON c.id = h.case_id
  WHERE h.resource IN (SELECT jsonb_array_elements_text($1->'resources')) AND h.case_id <> $1->>'caseId' ORDER BY h.resource`;

/** An application of which something is still to be given back. */
const OWES = `SELECT id FROM cases WHERE process = 'subsidyApplication' AND state = 'recovering' AND facts#>>'{recovery,decidedBy}' IS NOT NULL
  AND named && ARRAY(SELECT 'firm:' || jsonb_array_elements_text($1->'firms')) AND id <> $1->>'caseId' ORDER BY id LIMIT 1`;

/** What the ledger’s caps have, and for a span of months the lines themselves. */
const GRANTED = `SELECT coalesce((SELECT used FROM ledger_caps WHERE key = $1->>'year'), 0)::float8 AS year,
  coalesce((SELECT used FROM ledger_caps WHERE key = $1->>'item'), 0)::float8 AS item,
  coalesce((SELECT used FROM ledger_caps WHERE key = $1->>'group'), 0)::float8 AS "group",
  coalesce((SELECT sum(l.amount) FROM ledger_lines l JOIN tenants t ON t.id = current_setting('banjie.tenant', true)
    WHERE l.cap = $1->>'window' AND l.reverses IS NULL AND l.at > moment_of($1->'now') - make_interval(months => ($1->>'months')::int)
      AND NOT EXISTS (SELECT 1 FROM ledger_lines back WHERE back.reverses = l.id)), 0)::float8 AS "window"`;

type Of = { readonly firm: string; readonly item: string; readonly year: number };

export const readGranted = async (
  { read, now, limits }: Asked,
  of: Of & { readonly affiliation: string | null },
): Promise<Granted> => {
  const [found] = await read<Granted>(GRANTED, { ...ceilingKeys(of), now, months: limits.firmWindowMonths });
  return found ?? { year: 0, window: 0, item: 0, group: 0 };
};

const withFirm = (rows: ReadonlyMap<string, Affiliates>, firm: string): string | null =>
  [...rows].find(([, { firms }]) => firms.includes(firm))?.[0] ?? null;

const groupOf = (rows: ReadonlyMap<string, ExclusiveGroup>, item: string): string | null =>
  [...rows].find(([, { items }]) => items.includes(item))?.[0] ?? null;

const itemFound = (
  key: string,
  item: PolicyItem,
  { group, opensAt, closesAt }: Pick<ItemFound, 'group' | 'opensAt' | 'closesAt'>,
): ItemFound => ({
  ...{ key, title: item.title, track: item.track, wholeDays: item.wholeDays ?? null },
  ...{ needsTap: item.needsTap ?? true, mostOnce: mostOnce(item), most: item.ceilingFen ?? null },
  ...{ byInvoices: item.amount.kind === 'percentOfInvoices', group, opensAt, closesAt },
});

/** Invoices that were made out to somebody else. */
const othersInvoices = ({ invoices = [] }: Evidence, firms: readonly string[]): readonly InputIssue[] =>
  invoices.flatMap(({ buyer }, n) =>
    buyer === undefined || firms.includes(buyer)
      ? []
      : [
          issue(
            ['evidence', 'invoices', n, 'buyer'],
            'This invoice was made out to another firm. Give one that was made out to this firm.',
            '该发票的购买方为其他企业，请填写本企业的发票。',
          ),
        ],
  );

/** Invoices of another year, or of a day that hasn't come. */
const otherDays = (
  { invoices = [] }: Evidence,
  { year }: Of,
  { now, moments }: { readonly now: number; readonly moments: Awaited<ReturnType<typeof readMoments>> },
): readonly InputIssue[] =>
  invoices.flatMap(({ day }, n) =>
    day.startsWith(`${year}-`) && (moments[day]?.startsAt ?? now) <= now
      ? []
      : [
          issue(
            ['evidence', 'invoices', n, 'day'],
            `This invoice is of ${day}. One counts for the year in which it was made out, which is ${year}, and none of a day to come. Correct the day, or give another one.`,
            `该发票开具日期为${day}，须为${year}年内且不晚于今日。请更正日期，或更换发票。`,
          ),
        ],
  );

/** Where a firm stands with an item of a year, with the evidence that is known. */
export const readStanding = async (asked: Asked, of: Of, evidence: Evidence): Promise<Standing | InputIssues> => {
  const { read, caseId } = asked;
  const [firm, { item, facts }, groups, companies] = await Promise.all([
    findFirm(asked, of.firm),
    readEligibility(read, { item: of.item, firm: of.firm }),
    readTable<ExclusiveGroup>(read, 'exclusiveGroups'),
    readTable<Affiliates>(read, 'affiliates'),
  ]);
  if (!firm || !facts) return noFirm(['firm'], of.firm);
  if (!item) return { issues: [noRow(['item'], of.item, subsidyTables.policyItems as never)] };
  if (!paysFor(item, of.year))
    return {
      issues: [
        issue(
          ['year'],
          `This item pays for the years ${item.years.from} to ${item.years.to}. Choose one of these.`,
          `该项目政策年度为${item.years.from}至${item.years.to}年，请从中选择。`,
        ),
      ],
    };
  const others = othersInvoices(evidence, [of.firm, ...firm.before]);
  if (others.length > 0) return { issues: others };
  const [group, affiliation] = [groupOf(groups, of.item), withFirm(companies, of.firm)];
  const firms = [of.firm, ...firm.before];
  const resources = [
    ...firms.flatMap((code) => [
      onceKey({ ...of, firm: code }),
      ...(group === null ? [] : [groupKey(group, { ...of, firm: code })]),
    ]),
    ...(evidence.invoices ?? []).map(invoiceKey),
  ];
  const { from, to } = windowOf(item, of.year);
  const last = `${of.year}-12-31`;
  const days = (evidence.invoices ?? []).map(({ day }) => day).filter((day) => day.startsWith(`${of.year}-`));
  const [taken, owes, granted, moments, [house]] = await Promise.all([
    read<Taken>(TAKEN, { resources, caseId }),
    read<{ id: string }>(OWES, { firms, caseId }),
    readGranted(asked, { ...of, affiliation }),
    readMoments(read, [from, to, last, ...days]),
    read<{ id: string }>('SELECT id FROM units WHERE parent IS NULL AND ended_on IS NULL ORDER BY id LIMIT 1'),
  ]);
  const wrongDays = otherDays(evidence, of, { now: asked.now, moments });
  if (wrongDays.length > 0) return { issues: wrongDays };
  const { amount, conditions } = judge(item, facts, evidence);
  return {
    firm,
    item: itemFound(of.item, item, { group, opensAt: moments[from]?.startsAt ?? null, closesAt: moments[to]?.endsAt ?? null }),
    judged: { conditions: conditions.map(({ key, is, because }) => ({ key, is, because })), amount: amount ?? null },
    taken,
    owes: owes[0]?.id ?? null,
    affiliation,
    granted,
    unit: house?.id ?? null,
    yearEndsAt: moments[last]?.endsAt ?? 0,
  };
};
