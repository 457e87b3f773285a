/** What an application says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

/** To the firm, also by SMS where it has one. */
const toFirm = <const En extends readonly [string, string], const Zh extends readonly [string, string]>(en: En, zh: Zh) =>
  template(en, zh, { channels: ['inbox', 'sms'] });

export const notices = {
  offered: toFirm(
    ['{itemEn}: {yuan} yuan are offered to you', 'Take or decline it in {case}. Without an answer it lapses.'],
    ['{itemZh}：可享受{yuan}元', '请在{case}中确认领取或放弃，逾期未确认将失效。'],
  ),
  lapsed: toFirm(
    ['{title}: lapsed', 'It may be taken up again in {case} until the end of the year.'],
    ['{title}：已失效', '年底前可在{case}中恢复办理。'],
  ),
  drafted: toFirm(
    ['{title}: a draft waits for you', 'Complete it, sign and submit it in {case}.'],
    ['{title}：已生成申请草稿', '请在{case}中补充、签署并提交。'],
  ),
  submitted: template(
    ['{title}: check it', 'Accept it in {case}, or ask for all that is missing at once.'],
    ['{title}：请受理', '请在{case}中受理，或一次性告知需补正的材料。'],
  ),
  incomplete: toFirm(
    ['{title}: something is missing', '{missing} Give it in {case} by {due.material}.'],
    ['{title}：请补充材料', '{missing}，请于{due.material}前在{case}中补充。'],
  ),
  ourFault: template(
    ['{title}: asked a second time', 'All that is missing is asked for at once. Look into {case}.'],
    ['{title}：二次补正', '补正应一次性告知，请核查{case}。'],
  ),
  accepted: toFirm(['{title}: accepted', 'It is assessed now.'], ['{title}：已受理', '现进入审核。']),
  toAssess: template(
    ['{title}: assess it', 'Find what isn’t known in {case}, and the amount.'],
    ['{title}：请审核', '请在{case}中核实条件并核定金额。'],
  ),
  rejected: toFirm(
    ['{title}: not granted', '{groundEn}. {reason} You may appeal at the leader’s office or to the county within 60 days.'],
    ['{title}：不予支持', '{groundZh}。{reason} 如有异议，可向分管领导反映，或在60日内依法申请复议。'],
  ),
  toAnswer: template(
    ['{title}: look along', 'Agree, object or have no view in {case}.'],
    ['{title}：请联审', '请在{case}中填写同意、不同意或无意见。'],
  ),
  silentUnit: template(
    ['{title}: your unit hasn’t answered', 'Answer in {case} for it; after that it counts as no view.'],
    ['{title}：本单位联审逾期', '请在{case}中代为答复，逾期视为无意见。'],
  ),
  toRule: template(['{title}: a unit objects', 'Rule on it in {case}.'], ['{title}：联审有异议', '请在{case}中裁定。']),
  approved: toFirm(
    ['{title}: {yuan} yuan are approved', 'The money is committed next, in the order of submission.'],
    ['{title}：核定{yuan}元', '将按提交时间顺序落实资金。'],
  ),
  toCommit: template(
    ['{title}: commit {yuan} yuan', 'Commit it in {case}.'],
    ['{title}：请落实资金{yuan}元', '请在{case}中落实资金。'],
  ),
  waitingListMoved: toFirm(
    ['{title}: money has become free', 'Your application is the next on the waiting list.'],
    ['{title}：资金有余量', '您的申请已排在候补首位。'],
  ),
  passedOver: toFirm(
    [
      '{title}: others go before you for now',
      '{whyEn}. You keep your place; the office looks at it again. You may withdraw it in {case}.',
    ],
    ['{title}：暂由后续申请递补', '{whyZh}。原次序保留，将重新核查；也可在{case}中撤回。'],
  ),
  lookAgain: template(
    [
      '{title}: passed over on the list',
      '{whyEn}. Send it back in {case} to be assessed at what is left, reject it, or leave it its place.',
    ],
    ['{title}：候补暂缓', '{whyZh}。请在{case}中退回按剩余额度重审、不予支持，或保留候补。'],
  ),
  budgetOver: toFirm(
    [
      '{title}: there was no money left in {year}',
      'The budget of {year} is over, and your approved application has ended without it. Apply for {itemEn} of this year.',
    ],
    ['{title}：{year}年度预算已用完', '{year}年度预算已结转，本申请未能落实资金，现予终止。请申报本年度{itemZh}。'],
  ),
  committed: toFirm(['{title}: the money is committed', 'It is made public next.'], ['{title}：资金已落实', '下一步进行公示。']),
  toPublish: template(
    ['{title}: publish it', 'Alone in {case}, or with its batch.'],
    ['{title}：请公示', '请在{case}中单独公示，或随批次公示。'],
  ),
  onNotice: toFirm(
    ['{title}: it is public now', 'Anybody may object until the notice ends.'],
    ['{title}：正在公示', '公示期内任何人可提出异议。'],
  ),
  withheld: template(
    [
      '{title}: the notice didn’t pass',
      '{reason} Send it back or reject it in {case}; it is published again only where no objection was upheld.',
    ],
    ['{title}：公示未通过', '{reason} 请在{case}中退回重审或不予支持；异议未成立的可重新公示。'],
  ),
  payable: toFirm(
    ['{title}: it will be paid', 'Have the account verified in {case}, if it isn’t yet.'],
    ['{title}：即将支付', '账户尚未核验的，请在{case}中核验。'],
  ),
  toPay: template(
    ['{title}: pay {yuan} yuan', 'Have it approved and pay it in {case}.'],
    ['{title}：请支付{yuan}元', '请在{case}中复核并支付。'],
  ),
  testSent: toFirm(
    ['{title}: a small amount was sent to your account', 'Give the cents that came in {case}; so the account is verified.'],
    ['{title}：已向账户打入小额款项', '请在{case}中填写到账金额（分），完成账户核验。'],
  ),
  testWrong: toFirm(
    ['{title}: the amount isn’t right', '{left} tries are left.'],
    ['{title}：核验金额不符', '还可填写{left}次。'],
  ),
  renamed: toFirm(
    ['{title}: the firm is called {name} now', 'Give the account in the new name in {case}, and have it verified.'],
    ['{title}：企业名称变更为{name}', '请在{case}中填写新户名账户并重新核验。'],
  ),
  firmEnded: template(
    ['{title}: the firm has ended or moved away', 'It isn’t paid. Reject it, or pass it to the successor, in {case}.'],
    ['{title}：企业已注销或迁出', '不得支付，请在{case}中终止或转由承继企业办理。'],
  ),
  paid: toFirm(['{title}: {yuan} yuan were paid', 'Thank you for staying.'], ['{title}：{yuan}元已到账', '感谢扎根发展。']),
  bounced: toFirm(
    ['{title}: a payment came back', '{yuan} yuan. {reason} Look at the account in {case}.'],
    ['{title}：付款退回', '{yuan}元。{reason} 请在{case}中核对账户。'],
  ),
  unclear: template(
    [
      '{title}: payment {payment} is unclear',
      'The bank has said both that it arrived and that it came back. Ask it, and clear it in {case}.',
    ],
    ['{title}：付款{payment}结果不明', '银行先后报到账和退回，请核实后在{case}中登记。'],
  ),
  overpaid: template(
    [
      '{title}: {yuan} yuan were paid that nobody owed',
      'Payment {payment} arrived after all. Ask it back in {case}, on the ground that it was paid twice.',
    ],
    ['{title}：多付{yuan}元', '付款{payment}实际已到账，请在{case}中以重复支付为由发起追回。'],
  ),
  withdrawn: template(['{title}: withdrawn', '{reason}'], ['{title}：已撤回', '{reason}']),
  replaced: toFirm(
    ['{title}: replaced by the higher one', 'Of these items a firm has one alone; it goes on as {other}.'],
    ['{title}：已由就高项目替代', '同类项目就高不重复，由{other}继续办理。'],
  ),
  recoveryHearing: toFirm(
    [
      '{title}: {yuan} yuan are asked back',
      '{reason} Registered letter {letter}. Say in {case} what you have to say by {due.hearing}.',
    ],
    ['{title}：拟追回{yuan}元', '{reason} 挂号信编号{letter}。请于{due.hearing}前在{case}中陈述意见。'],
  ),
  toDecide: template(
    ['{title}: decide on the recovery', 'The firm was heard. Decide in {case}.'],
    ['{title}：请决定追回', '已听取企业陈述，请在{case}中决定。'],
  ),
  recoveryDecided: toFirm(
    ['{title}: {yuan} yuan are to be given back', '{reason} The first instalment is due on {day}.'],
    ['{title}：应归还{yuan}元', '{reason} 首期应于{day}前归还。'],
  ),
  recoveryEnded: toFirm(['{title}: nothing is asked back any more', '{reason}'], ['{title}：追回已终结', '{reason}']),
  repaid: toFirm(['{title}: {yuan} yuan came back', '{left} yuan are left.'], ['{title}：已归还{yuan}元', '尚余{left}元。']),
  toAgree: toFirm(
    ['{title}: {yuan} yuan may be set off', 'Against {other}. Agree or not in {case}.'],
    ['{title}：拟抵扣{yuan}元', '抵扣自{other}，请在{case}中确认是否同意。'],
  ),
  offsetFailed: template(
    ['{title}: nothing was set off', 'The other application has no such money. Look at {case}.'],
    ['{title}：未能抵扣', '对方申请无相应待付款项，请查看{case}。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
