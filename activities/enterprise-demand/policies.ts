/** The policy items of which firms think when they wish for one. */
import { issue } from '../found.ts';
import type { InputIssue } from '../lookups.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

type Wish = { readonly path: readonly string[]; readonly policy: string | undefined };

/** Wishes for items that the tenant doesn't have today, each with those that there are. */
export const policyIssues = async (read: TenantRead, wishes: readonly Wish[]): Promise<readonly InputIssue[]> => {
  if (wishes.every(({ policy }) => policy === undefined)) return [];
  const items = [...(await readTable(read, 'policyItems')).keys()].toSorted();
  return wishes.flatMap(({ path, policy }) => {
    if (policy === undefined || items.includes(policy)) return [];
    return [
      items.length === 0
        ? issue(
            path,
            'No policy items are entered here. Leave it out, and say it in the text.',
            '尚未登记政策项目，请留空并在诉求中说明。',
          )
        : issue(
            path,
            `There is no policy item “${policy}” today. There are: ${items.join(', ')}.`,
            `没有政策项目“${policy}”，现有：${items.join('、')}。`,
          ),
    ];
  });
};
