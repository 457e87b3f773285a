import { type CreditRule, capKey } from '../../workflows/credits/accrual.ts';
import { issue } from '../found.ts';
import type { InputIssue, InputIssues } from '../lookups.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

/** The rule by which credits of this kind were earned on a day (YYYY-MM-DD), or what is wrong with the input. */
export const readAwardRule = async (
  read: TenantRead,
  { kind, day }: { readonly kind: string; readonly day: string },
  path: InputIssue['path'] = ['award', 'kind'],
): Promise<{ rule: CreditRule & { readonly kind: string } } | InputIssues> => {
  const rule = await readTableRow<CreditRule>(read, 'creditRules', kind, day);
  if (rule) return { rule: { ...rule, kind } };
  return {
    issues: [
      issue(
        path,
        `No credit rule of that day is called “${kind}”; see the table creditRules.`,
        `当日学分规则中没有“${kind}”，请查看creditRules。`,
      ),
    ],
  };
};

/** How many credits of this kind the year still takes of somebody. */
export const readRoom = async (
  read: TenantRead,
  { kind, mostPerYear }: CreditRule & { readonly kind: string },
  { person, year }: { readonly person: string; readonly year: number },
): Promise<number> => {
  const [cap] = await read<{ used: number }>(`SELECT used::int FROM ledger_caps WHERE key = $1->>'key'`, {
    key: capKey(kind, year, person),
  });
  return Math.max(0, mostPerYear - (cap?.used ?? 0));
};
