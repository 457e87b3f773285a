/** What is said about the expiry of credits, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  expires: template(
    ['{credits} of your credits expire', 'They count until {until}. What they have given in their years stays.'],
    ['您有{credits}学分即将到期', '有效期至{until}；所在年度的考评不受影响。'],
  ),
  expired: template(
    ['{credits} of your credits have expired', 'They counted until {until}. What they have given in their years stays.'],
    ['您有{credits}学分已到期', '有效期至{until}；所在年度的考评不受影响。'],
  ),
} satisfies Record<string, Template>;
