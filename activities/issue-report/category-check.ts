/** What keeps a category from being changed: a dispatch rule that would push its owner's matter down, or that names what is retired. */
import { issue } from '../found.ts';
import type { InputIssue } from '../lookups.ts';
import type { CategoryCheck } from '../process-package.ts';
import { type DispatchRule, pushDowns, type RuleUnit } from './dispatch-rules.ts';

const RULES = `SELECT
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'title', jsonb_build_object('en', r.en, 'zh', r.zh), 'when', r."when", 'unit', r.unit)
    ORDER BY r.position) FROM dispatch_rules r WHERE r.version = (SELECT max(version) FROM dispatch_rules)), '[]') AS rules,
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'title', jsonb_build_object('en', en, 'zh', zh), 'kind', kind, 'path', path))
    FROM units WHERE ended_on IS NULL OR ended_on > tenant_today(tenant)), '[]') AS units`;

/** A rule that was saved while the category had another owner, or none, isn't to push it down afterwards. */
export const checkCategory: CategoryCheck = async (read, { code, en, zh, owner, retired }) => {
  const [row] = await read<{ rules: readonly DispatchRule[]; units: readonly RuleUnit[] }>(RULES);
  if (!row) throw new Error('A question without a table has always one answer.');
  if (retired)
    return row.rules
      .filter(({ when }) => when.categories?.includes(code))
      .map(({ title }) =>
        issue(
          ['retired'],
          `The dispatch rule “${title.en}” names “${en}”. Take it out of the rule first (setIssueReportDispatchRules).`,
          `派单规则“${title.zh}”引用了“${zh}”，请先从规则中移除（setIssueReportDispatchRules）。`,
        ),
      );
  const categories = [{ code, title: { en, zh }, owner }];
  return pushDowns(row.rules, { units: row.units, categories }).map(
    ({ rule, owner: whose, unit }): InputIssue =>
      issue(
        ['owner'],
        `The dispatch rule “${rule.title.en}” gives “${en}” to ${unit.title.en}, and a matter of ${whose.title.en} isn’t pushed down. Change that rule first.`,
        `派单规则“${rule.title.zh}”将“${zh}”派给${unit.title.zh}，而${whose.title.zh}的事项不得下派，请先修改该规则。`,
      ),
  );
};
