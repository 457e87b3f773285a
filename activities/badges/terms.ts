/** What a badge for a passed year says, and for how long: the tenant's own words. */
import { z } from 'zod';
import { say } from '../../workflows/kernel/inputs.ts';
import { readTableRow, type TableRule } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

const words = (most: number) => {
  const wrong = say(`Give 1 to ${most} characters.`, `请填写1至${most}个字。`);
  return z.string().trim().min(1, wrong).max(most, wrong);
};
const months = say('Give a whole number of months from 1 to 600.', '请填写1至600之间的月数。');

const row = z.strictObject({
  name: words(120).describe('What the badge is called; the year is put behind it.'),
  description: words(2_000).describe('What it says about who has it.'),
  criteria: words(4_000).describe('What one must have done for it; Markdown.'),
  validMonths: z.int(months).min(1, months).max(600, months).describe('For how many calendar months it is valid.'),
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
