/** What a claim says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

const phone = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  filed: template(
    [
      'A loss to assess: {title}',
      '{kindEn}, parcel {n} of {pickup}. Answer {case} by {due.answer}; the law allows until {due.legal}.',
    ],
    ['待定责：{title}', '{pickup}第{n}件{kindZh}。请于{due.answer}前答复{case}，法定期限{due.legal}。'],
  ),
  filedAgainst: template(
    ['A loss was claimed: {title}', '{kindEn}, parcel {n} of {pickup}, which your company carried. {case} is being assessed.'],
    ['收到理赔申请：{title}', '贵司承运的{pickup}第{n}件{kindZh}，{case}正在定责。'],
  ),
  oneWithdrawn: template(
    ['{case}: one claims no more', '{title}. {reason} It goes on with those who are left.'],
    ['{case} 一位申请人已撤回', '{title}。{reason} 理赔由其余申请人继续。'],
  ),
  yourClaim: template(
    [
      'Your claim {case}',
      'For parcel {n}. Follow it and answer it as {of} with the code {code}; you hear by this number what becomes of it.',
    ],
    ['您的理赔{case}已受理登记', '第{n}件。可凭编号{of}和查询码{code}查看进度、同意或提出异议，进展将发送至本号码。'],
    { channels: ['sms'], secret: ['code'] },
  ),
  joined: template(['{case} has another claimant', '{title}'], ['{case} 增加一名申请人', '{title}']),
  evidenceAsked: template(
    ['{case}: something is missing', '{what} Send it by {due.evidence}; after that it is decided as it stands.'],
    ['{case} 请补充材料', '{what} 请于{due.evidence}前补充，逾期按现有材料处理。'],
    phone,
  ),
  evidenceGiven: template(['{case}: it was sent', '{text}'], ['{case} 材料已补充', '{text}']),
  offered: template(
    [
      '{case}: {yuan} yuan are offered',
      'By {basisEn}, {bad} bad of {units}: {worth} yuan, of which {yuan} are paid to {toEn}. {reason} Agree or dispute it by {due.dispute}; without a word it counts as agreed.',
    ],
    [
      '{case} 拟赔付{yuan}元',
      '依据{basisZh}，损坏{bad}/{units}，按规则{worth}元，实赔{yuan}元，付给{toZh}。{reason} 请于{due.dispute}前同意或提出异议，逾期视为同意。',
    ],
    phone,
  ),
  rejected: template(
    [
      '{case}: nothing is paid',
      '{reason} This is final here. Within six months of posting you may appeal to the postal administration of the province.',
    ],
    ['{case} 不予赔付', '{reason} 本决定为联盟内最终决定。自交寄之日起六个月内，可向省邮政管理机构申诉。'],
    phone,
  ),
  disputed: template(
    ['{case} waits for your ruling', '{title}: {yuan} yuan were offered. {reason} Rule by {due.ruling}.'],
    ['{case} 请裁定', '{title}，拟赔付{yuan}元。{reason} 请于{due.ruling}前裁定。'],
  ),
  ruled: template(
    [
      '{case}: {yuan} yuan by ruling',
      '{reason} This is final here. Within six months of posting you may appeal to the postal administration of the province.',
    ],
    ['{case} 裁定赔付{yuan}元', '{reason} 本裁定为联盟内最终决定。自交寄之日起六个月内，可向省邮政管理机构申诉。'],
    phone,
  ),
  agreed: template(
    ['{case} was agreed: {yuan} yuan to pay', '{title}. Pay by {due.pay}.'],
    ['{case} 已同意，待付{yuan}元', '{title}。请于{due.pay}前付款。'],
  ),
  fundEmpty: template(
    [
      '{case}: the fund “{fundEn}” has not enough',
      '{yuan} yuan are owed. Raise the fund in the table of funds, then set the money aside.',
    ],
    ['{case} “{fundZh}”余额不足', '应付{yuan}元。请在理赔资金表中增加额度，再落实资金。'],
  ),
  toApprove: template(['{case} needs a second approval', '{yuan} yuan: {reason}'], ['{case} 须第二人复核', '{yuan}元：{reason}']),
  spokenFor: template(
    [
      '{name} spoke for you in {case}',
      '“{actEn}” was done in your name. If you didn’t ask for it, tell the station or the alliance at once.',
    ],
    ['{name}在{case}中代您办理', '已以您的名义办理“{actZh}”。如非您本人委托，请立即联系服务站或联盟。'],
    phone,
  ),
  accountGiven: template(
    [
      '{case}: the account was changed',
      'It is paid to an account that ends in {end}. If that isn’t yours, tell the station or the alliance at once.',
    ],
    ['{case} 收款账户已变更', '赔款将付至尾号{end}的账户。如有误，请立即联系服务站或联盟。'],
    phone,
  ),
  sentBack: template(['{case} was sent back', '{reason}'], ['{case} 退回重新定责', '{reason}']),
  paid: template(['{case}: {yuan} yuan were paid', '{title}'], ['{case} 已赔付{yuan}元', '{title}'], phone),
  bounced: template(
    [
      '{case}: the payment came back',
      '{yuan} yuan couldn’t be paid out. Give us another account; it is paid again then. {reason}',
    ],
    ['{case} 付款被退回', '{yuan}元未能付出，请提供其他账户，我们将重新付款。{reason}'],
    phone,
  ),
  unclear: template(
    [
      '{case}: find out about {payment}',
      'The bank has said both that it arrived and that it came back. Nothing is paid until it is clear.',
    ],
    ['{case} 请核实{payment}', '银行对该笔付款先后报到账和退回。核实前不得再付款。'],
  ),
  overpaid: template(
    ['{case} was paid twice', '{payment} arrived after all, and {yuan} yuan were paid again. Ask them back.'],
    ['{case} 重复付款', '{payment}实已到账，又另付{yuan}元，请追回。'],
  ),
  withdrawn: template(['{case} was withdrawn', '{reason}'], ['{case} 已撤回', '{reason}']),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
