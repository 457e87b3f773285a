/** What a badge for a passed year says, and for how long: the tenant's own words. */
import { z } from 'zod';
import { titled } from '../../workflows/kernel/describe.ts';
import { key, whole } from '../table-parts.ts';
import { readTableRow, type TableRule } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

const row = z.strictObject({
  name: titled('Name', '名称', key(120), ['What the badge is called; the year is put behind it.', '徽章名称，年度附于其后。']),
  description: titled('Description', '说明', key(2_000), ['What it says about who has it.', '对持有人的说明。']),
  criteria: titled('Criteria', '授予条件', key(4_000), [
    'What one must have done for it; Markdown.',
    '取得徽章须满足的条件，支持Markdown。',
  ]),
  validMonths: titled('Months of validity', '有效月数', whole(1, 600)),
});
export type BadgeTerms = z.infer<typeof row>;

export const badgeTerms: TableRule = {
  title: { en: 'Badges', zh: '电子徽章' },
  key: { en: 'What it is for: yearlyEvaluation', zh: '用途：yearlyEvaluation' },
  row,
};

/** For tenants that have said nothing else. */
const ordinary: BadgeTerms = {
  name: '年度考评合格 Yearly evaluation passed',
  description:
    '经年度考评，持证人当年学分达到要求。 By the yearly evaluation, the holder has earned the credits that the year asks for.',
  criteria: '当年学分不少于所属培训对象的学分要求。 At least the credits of the year that the holder’s target group needs.',
  validMonths: 36,
};

export const readBadgeTerms = async (read: TenantRead): Promise<BadgeTerms> =>
  (await readTableRow<BadgeTerms>(read, 'badgeTerms', 'yearlyEvaluation')) ?? ordinary;
