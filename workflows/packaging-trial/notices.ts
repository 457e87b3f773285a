/** What a packaging trial says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  approved: template(
    ['{title} is approved', 'Bring the packaging; the shipping begins when it is at hand, and ends by {due.shipping}.'],
    ['{title}已批准', '请备好包装，到位后开始发运，至{due.shipping}止。'],
  ),
  shippingBegun: template(
    ['{title} is shipped', 'Bookings that name {case} take the two packagings in turn until {due.shipping}.'],
    ['{title}开始发运', '预约时填写{case}的包裹将轮流使用两种包装，至{due.shipping}止。'],
  ),
  sentBack: template(
    ['{title} is to be changed', '{reason} Change it in {case} by {due.revise}.'],
    ['{title}须修改', '{reason} 请于{due.revise}前在{case}中修改。'],
  ),
  lapsed: template(
    ['{title} has ended', 'It wasn’t changed in time. Propose it again when it is ready.'],
    ['{title}已终止', '未在期限内修改，准备好后可重新提出。'],
  ),
  armFull: template(
    ['{title} has all its parcels', '{parcels} parcels are on their way. End the shipping in {case}.'],
    ['{title}件数已满', '已发运{parcels}件，请在{case}中结束发运。'],
  ),
  shippingOver: template(
    ['{title} is to be measured', '{unmeasured} parcels wait for it. Measure them in {case} by {due.measure}.'],
    ['{title}待测量', '尚有{unmeasured}件未测，请于{due.measure}前在{case}中测量。'],
  ),
  voteOpen: template(
    [
      'Vote on {title}',
      'Loss {trialLoss} ‰ against {baselineLoss} ‰; {extraYuan} yuan more for a parcel. Vote in {case} by {due.vote}.',
    ],
    ['请表决{title}', '损耗率{trialLoss}‰，对照{baselineLoss}‰；单件成本增加{extraYuan}元。请于{due.vote}前在{case}中投票。'],
    { channels: ['inbox', 'sms'] },
  ),
  voteReplaced: template(
    ['Your body’s vote on {title} was changed', '{name} has voted in {case} for the same body; the last vote counts.'],
    ['{title}：本单位的投票已更改', '{name}已在{case}中代表同一单位投票，以最后一票为准。'],
  ),
  adopted: template(
    ['{schemeEn} for {productEn} from {from}', 'The alliance has adopted it ({case}). Bookings take it by themselves.'],
    ['{from}起{productZh}使用{schemeZh}', '联盟已采用（{case}），预约时自动选用。'],
  ),
  dropped: template(
    ['{title} isn’t adopted', 'Loss {trialLoss} ‰ against {baselineLoss} ‰; {yes} of {cast} votes for it, of {members} members.'],
    ['{title}未采用', '损耗率{trialLoss}‰，对照{baselineLoss}‰；{members}名成员中{cast}名投票，{yes}票赞成。'],
  ),
  moreWanted: template(
    ['{title} is shipped once more', '{more} of {cast} votes want another run. It lasts until {due.shipping}.'],
    ['{title}再试一轮', '{cast}票中{more}票要求再试，至{due.shipping}止。'],
  ),
  nothingShipped: template(
    ['{title} has ended', 'Nothing was shipped in its time. Propose it again in the season.'],
    ['{title}已终止', '发运期内没有包裹，可在产季重新提出。'],
  ),
  withdrawn: template(['{title} is withdrawn', '{name}: {reason}'], ['{title}已撤回', '{name}：{reason}']),
  commented: template(['A comment on {title}', '{name}: {text}'], ['{title}有新意见', '{name}：{text}']),
  toPay: template(
    ['{title}: {yuan} yuan are owed to {firm}', 'Pay them in {case} by {due.pay}.'],
    ['{title}：应付{firm}{yuan}元', '请于{due.pay}前在{case}中付款。'],
  ),
  paid: template(
    ['{title}: {yuan} yuan have arrived', '{payment} is confirmed. ({case})'],
    ['{title}：{yuan}元已到账', '{payment}已确认到账。（{case}）'],
  ),
  bounced: template(
    [
      '{title}: the payment came back',
      '{yuan} yuan couldn’t be paid out. Give another account in {case}, and pay {payment} again.',
    ],
    ['{title}：付款被退回', '{payment}的{yuan}元未能付出，请在{case}中更换账户后重新付款。'],
  ),
  unclear: template(
    [
      '{title}: find out about {payment}',
      'The bank has said of these {yuan} yuan both that they arrived and that they came back. Clear it in {case}.',
    ],
    ['{title}：请核实{payment}', '银行对该笔{yuan}元付款先后报到账和退回，请在{case}中核实。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
