import type { CreditRule } from '../../workflows/credits/accrual.ts';
import { issue } from '../found.ts';
import type { InputIssues } from '../lookups.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

/** The rule by which credits of this kind were earned on a day (YYYY-MM-DD), or what is wrong with the input. */
export const readAwardRule = async (
  read: TenantRead,
  { kind, day }: { readonly kind: string; readonly day: string },
): Promise<{ rule: CreditRule & { readonly kind: string } } | InputIssues> => {
  const rule = await readTableRow<CreditRule>(read, 'creditRules', kind, day);
  if (rule) return { rule: { ...rule, kind } };
  return {
    issues: [
      issue(
        ['award', 'kind'],
        `No credit rule of that day is called “${kind}”; see the table creditRules.`,
        `当日学分规则中没有“${kind}”，请查看creditRules。`,
      ),
    ],
  };
};
