/** What the care of points says to people, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  expires: template(
    ['{credits} of your points expire', 'They count until {until}. Exchange them before.'],
    ['您有{credits}积分即将到期', '有效期至{until}，请及时兑换。'],
  ),
  expired: template(
    ['{credits} of your points have expired', 'They counted until {until}.'],
    ['您有{credits}积分已到期', '有效期至{until}。'],
  ),
  statement: template(
    ['The statement of points for {month}', 'Read it with pointsStatement. ({case})'],
    ['{month}积分月报已出具', '请用pointsStatement查看。（{case}）'],
  ),
  wrong: template(
    [
      'The points of {month} don’t come out',
      '{accounts}: these aren’t what their lines come to. Have the record verified. ({case})',
    ],
    ['{month}积分账实不符', '{accounts}与分录不符，请核验记录。（{case}）'],
  ),
  writtenOff: template(
    ['{points} points that you owed were written off', '{reason} ({case})'],
    ['您欠的{points}积分已核销', '{reason}（{case}）'],
  ),
} satisfies Record<string, Template>;
export type Notices = typeof notices;
