/** What a tenancy says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

const phone = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  intended: template(
    ['{firm} asks for rooms', 'In {park}. Admit {case} to the review or reject it by {due.answer}.'],
    ['{firm}提交入驻意向', '{park}。请于{due.answer}前受理评审或不予入驻：{case}。'],
  ),
  rejected: template(['{title}: not admitted', '{reason} ({case})'], ['{title}：未准入', '{reason}（{case}）'], phone),
  withdrawn: template(['{title}: withdrawn', '{reason} ({case})'], ['{title}：已撤回', '{reason}（{case}）']),
  lapsed: template(
    ['{title}: it has lapsed', 'The time is over, and the rooms are free for others. ({case})'],
    ['{title}：已失效', '期限已过，房源已释放。（{case}）'],
    phone,
  ),
  allScored: template(
    ['{case}: nobody is waited for in the review', '{title}. Conclude it, or call in reviewers where too few gave points.'],
    ['{case} 评审已齐', '{title}。请作出结论；评分人数不足的请增补评审人。'],
  ),
  reviewed: template(
    ['{title}: admitted with {mean} points', '{points}. The park makes an offer. ({case})'],
    ['{title}：评审通过，均分{mean}', '{points}。园区将提出报价。（{case}）'],
    phone,
  ),
  notFitting: template(
    ['{title}: not admitted, {mean} points', '{points}. ({case})'],
    ['{title}：评审未通过，均分{mean}', '{points}。（{case}）'],
    phone,
  ),
  offered: template(
    [
      '{title}: offer {version}',
      '{rooms}: {rent} yuan per m² and month for {months} months. Agree or offer anew by {due.answer}. ({case})',
    ],
    ['{title}：第{version}版报价', '{rooms}，每平方米月租{rent}元，{months}个月。请于{due.answer}前同意或另行报价。（{case}）'],
    phone,
  ),
  belowFloor: template(
    [
      '{case}: offer {version} lies below the lowest rent',
      '{rooms}: {rent} yuan per m² for {months} months. Approve it, or have more offered.',
    ],
    ['{case} 第{version}版报价低于底价', '{rooms}，每平方米{rent}元，{months}个月。请批准或要求提高。'],
  ),
  rentApproved: template(
    ['{case}: the rent of version {version} is approved', '{title}.'],
    ['{case} 第{version}版租金已批准', '{title}。'],
  ),
  reserved: template(
    ['{title}: reserved', 'By version {version}, until {due.reservation}. Sign in time. ({case})'],
    ['{title}：房源已预留', '依第{version}版，预留至{due.reservation}，请按时签约。（{case}）'],
    phone,
  ),
  reservationEnds: template(
    ['{title}: reserved until {due.reservation}', 'Sign by then, or the rooms are free for others. ({case})'],
    ['{title}：预留至{due.reservation}', '请在此之前签约，逾期房源释放。（{case}）'],
    phone,
  ),
  free: template(
    ['{resourceEn} is free', 'Offer it in {case} soon; others who wait hear of it, too.'],
    ['{resourceZh}已空出', '请尽快在{case}中报价，其他候补企业也已收到通知。'],
  ),
  rivalShown: template(
    [
      'Another wants {rooms} behind your term',
      '{rent} yuan per m² for {months} months. Take them on these terms by {due.match}, or let them go. ({case})',
    ],
    ['{rooms}租期届满后有第三方求租', '每平方米月租{rent}元，{months}个月。请于{due.match}前按同等条件承租或放弃。（{case}）'],
    phone,
  ),
  rivalWaits: template(
    ['{case}: the sitting tenant may match {other}', 'Until {due.match}; nothing is signed before.'],
    ['{case} 在租企业可响应{other}', '答复期限{due.match}，此前不得签约。'],
  ),
  rightLapsed: template(
    ['{title}: the rooms are promised to another', 'From the end of the term on. ({case})'],
    ['{title}：优先权已消灭', '租期届满后房源归第三方。（{case}）'],
  ),
  outmatched: template(
    ['{title}: the sitting tenant stays', 'Speak of other rooms or another time. ({case})'],
    ['{title}：在租企业行使优先权', '请另行洽谈房源或时间。（{case}）'],
    phone,
  ),
  maySign: template(
    ['{title}: sign now', 'The notice has passed or the sitting tenant lets go. ({case})'],
    ['{title}：可以签约', '公示已通过或在租方已放弃优先权。（{case}）'],
    phone,
  ),
  mayRenew: template(
    ['{title}: the renewal may be agreed to', 'The notice of the offer has passed. ({case})'],
    ['{title}：可以办理续租', '续租条件公示已通过。（{case}）'],
    phone,
  ),
  struck: template(
    ['{title}: an objection was upheld', 'The rooms are free again. Offer anew, or end it. ({case})'],
    ['{title}：公示异议成立', '房源已释放，请另行报价或终止。（{case}）'],
  ),
  noticeWithdrawn: template(
    ['{case}: the notice was withdrawn', '{title}. Make it public again.'],
    ['{case} 公示已撤销', '{title}。请重新公示。'],
  ),
  noticeRefused: template(['{case}: the notice was refused', '{reason}'], ['{case} 公示未发起', '{reason}']),
  toSign: template(
    ['{title}: the other side has signed', 'Sign the same file by {due.signature}. ({case})'],
    ['{title}：对方已签署', '请于{due.signature}前签署同一文件。（{case}）'],
    phone,
  ),
  signed: template(
    ['{title}: signed', 'Deposit: {deposit} yuan, in cash or by a bank guarantee. The lease begins at {from}. ({case})'],
    ['{title}：已签约', '押金{deposit}元，现金或银行保函均可。租约自{from}起。（{case}）'],
    phone,
  ),
  depositEntered: template(
    ['{title}: the deposit is entered', '{yuan} yuan. ({case})'],
    ['{title}：押金已登记', '{yuan}元。（{case}）'],
  ),
  handedOver: template(
    ['{title}: take the rooms over', 'Confirm in {case}, with what isn’t as it should be.'],
    ['{title}：请确认接收', '请在{case}中确认，如有不符请注明。'],
    phone,
  ),
  movedIn: template(['{title}: moved in', '{case}'], ['{title}：已入驻', '{case}']),
  rentDue: template(
    ['{title}: {yuan} yuan of rent', 'Due by {due}. ({case})'],
    ['{title}：应缴租金{yuan}元', '请于{due}前缴纳。（{case}）'],
    phone,
  ),
  rentPaid: template(
    ['{title}: {yuan} yuan received', 'Left to pay: {left} yuan. ({case})'],
    ['{title}：收到租金{yuan}元', '尚欠{left}元。（{case}）'],
  ),
  arrears: template(
    ['{title}: {yuan} yuan of rent are owed', 'Pay them soon. ({case})'],
    ['{title}：尚欠租金{yuan}元', '请尽快缴纳。（{case}）'],
    phone,
  ),
  changeAsked: template(
    ['{title}: a change is asked for', '{room} from {from}. Consent or refuse in {case}.'],
    ['{title}：申请变更', '{room}，自{from}起。请在{case}中答复。'],
  ),
  changeAllowed: template(
    ['{title}: the change is allowed', '{room} ({case})'],
    ['{title}：变更已同意', '{room}（{case}）'],
    phone,
  ),
  changeRefused: template(
    ['{title}: the change is refused', '{reason} ({case})'],
    ['{title}：变更未同意', '{reason}（{case}）'],
    phone,
  ),
  renewalAsked: template(
    ['{title}: a renewal is asked for', 'For {months} months. Make an offer. ({case})'],
    ['{title}：申请续租', '{months}个月。请报价。（{case}）'],
  ),
  renewalAgreed: template(
    [
      '{title}: sign the renewal by {due.signature}',
      'Both agreed to version {version}. It binds when both have signed the same file, and {deposit} yuan of deposit are there. ({case})',
    ],
    [
      '{title}：请于{due.signature}前签署续租合同',
      '双方已同意第{version}版，签署同一文件并补足押金{deposit}元后生效。（{case}）',
    ],
    phone,
  ),
  renewalLapsed: template(
    [
      '{title}: the renewal wasn’t signed in time',
      'The lease stays as it was. Agree to version {version} again, or offer anew. ({case})',
    ],
    ['{title}：续租逾期未签约', '原租约不变，可重新同意第{version}版或另行报价。（{case}）'],
    phone,
  ),
  renewed: template(['{title}: renewed', 'Until {until}. ({case})'], ['{title}：已续租', '至{until}。（{case}）'], phone),
  termNear: template(
    ['{title}: the term ends at {until}', 'Renew it, or give notice. Without a word it goes on without term. ({case})'],
    ['{title}：租期将于{until}届满', '请续租或通知终止；届满无异议的转为不定期。（{case}）'],
    phone,
  ),
  indefinite: template(
    ['{title}: the lease goes on without term', 'Nobody objected at its end. Either side may give notice. ({case})'],
    ['{title}：租约转为不定期', '届满无异议，双方均可随时依规通知终止。（{case}）'],
  ),
  noticeGiven: template(
    ['{title}: it ends at {until}', '{reason} ({case})'],
    ['{title}：将于{until}终止', '{reason}（{case}）'],
    phone,
  ),
  over: template(
    ['{title}: the tenancy is over', 'The exit is inspected and the deposit settled by {due.settle}. ({case})'],
    ['{title}：租期已止', '请于{due.settle}前完成退场查验和押金结算。（{case}）'],
  ),
  inspected: template(
    ['{title}: the exit was inspected', '{count} items of damage, {yuan} yuan. ({case})'],
    ['{title}：已退场查验', '损坏{count}项，{yuan}元。（{case}）'],
  ),
  settled: template(
    ['{title}: the deposit is settled', '{deducted} yuan are deducted, {back} yuan go back. ({case})'],
    ['{title}：押金已结算', '扣款{deducted}元，退还{back}元。（{case}）'],
    phone,
  ),
  refunded: template(['{title}: {yuan} yuan are back', '{case}'], ['{title}：押金{yuan}元已退还', '{case}']),
  bounced: template(
    ['{case}: payment {payment} came back', 'Pay it again, with the right account.'],
    ['{case} 付款{payment}退回', '请核对账户后重新付款。'],
  ),
  unclear: template(
    ['{case}: is {payment} there or not?', 'The bank says both. Find out, and clear it.'],
    ['{case} 付款{payment}结果不明', '银行先后回执不一致，请核实登记。'],
  ),
  closed: template(
    ['{title}: closed', '{yuan} yuan of rent stay owed. ({case})'],
    ['{title}：已办结', '尚欠租金{yuan}元。（{case}）'],
  ),
  firmEnded: template(
    [
      '{firm} is {stateEn}',
      'The lease goes on. Speak with whoever winds it up, and give notice, or go on with its successor. ({case})',
    ],
    ['{firm}已{stateZh}', '租约不自动终止，请与清算方或承继方联系后办理。（{case}）'],
  ),
  succeeded: template(['{title}: {firm} goes on in its place', '{case}'], ['{title}：由{firm}承继', '{case}']),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
