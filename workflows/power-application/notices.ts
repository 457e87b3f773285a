/** What is said when something happens, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

const bySms = { channels: ['inbox', 'sms'] } as const;
/** What decides over an application is also on paper. */
const formal = { channels: ['inbox', 'sms', 'email'] } as const;

export const notices = {
  // To the customer.
  received: template(
    ['We have your application {case}', '“{title}”. {whyEn} We need until {due.total} at most; time of your own comes on top.'],
    ['已收到您的用电申请 {case}', '“{title}”。{whyZh} 我方最迟于{due.total}前完成，客户自办时间另计。'],
    bySms,
  ),
  receivedGreen: template(
    [
      'Green channel for your application {case}',
      '“{title}”. {whyEn} Your one contact is {manager}. We need until {due.total} at most; time of your own comes on top.',
    ],
    [
      '您的用电申请 {case} 已进入绿色通道',
      '“{title}”。{whyZh} 您的专属客户经理为{manager}。我方最迟于{due.total}前完成，客户自办时间另计。',
    ],
    bySms,
  ),
  materialMissing: template(
    ['Material is missing for {case}', 'Please hand in, all at once: {materialsEn}. {remark} Our time rests until it is here.'],
    ['{case} 材料一次性告知', '请一次性补交：{materialsZh}。{remark} 补齐前我方时限暂停。'],
    bySms,
  ),
  overlooked: template(
    [
      'We overlooked something in {case}',
      'We should have told you at once: {overlookedEn}. Please hand in {materialsEn}. {remark} This is our fault, and our time goes on.',
    ],
    ['{case} 补充告知', '首次告知遗漏：{overlookedZh}。请补交{materialsZh}。{remark} 此系我方差错，我方时限不暂停。'],
    bySms,
  ),
  accepted: template(
    ['Your application {case} is accepted', 'Everything is there. You have power by {due.total}, your own time not counted.'],
    ['您的用电申请 {case} 已受理', '材料齐全，我方将于{due.total}前完成，客户自办时间另计。'],
  ),
  toSign: template(
    [
      'Please sign the scheme of {case}',
      'Version {version}: {kilowatts} kW from {lineEn}, tariff “{tariffEn}”, {cost} yuan. Sign it, or say what is to be otherwise.',
    ],
    [
      '请签认 {case} 的供电方案',
      '第{version}版：容量{kilowatts}千瓦，线路{lineZh}，电价“{tariffZh}”，费用{cost}元。请签认或提出意见。',
    ],
    bySms,
  ),
  schemeChanges: template(
    ['The scheme of {case} changes', '{reason} Nothing of it holds before you have signed it.'],
    ['{case} 供电方案变更', '{reason} 经您重新签认后生效。'],
  ),
  weChangeScheme: template(
    ['We change the scheme of {case}', '{reason} Nothing of it holds before you have signed it; our time goes on.'],
    ['{case} 供电方案由我方变更', '{reason} 经您重新签认后生效，我方时限不暂停。'],
  ),
  stationChanges: template(
    ['Another station connects {case}', 'It is {stationEn} now, because: {reason} Nothing else changes.'],
    ['{case} 供电所变更', '现由{stationZh}装表接电，原因：{reason} 其他内容不变。'],
  ),
  // To the telephone of the applicant alone; the code stands in no record.
  signingCode: template(
    [
      'Code to sign {case}',
      '{code} signs version {version} of the scheme of {case}. It holds for {minutes} minutes. Give it to nobody, not to our staff either.',
    ],
    ['{case} 签名验证码', '{code}，用于签认{case}供电方案第{version}版，{minutes}分钟内有效。请勿告知他人，包括我方工作人员。'],
    { channels: ['sms'], more: ['number'], secret: ['code'] },
  ),
  toDesign: template(
    ['Your design is next in {case}', 'Have your works designed and hand the drawings in. Your own time doesn’t count as ours.'],
    ['{case} 请委托设计', '请委托设计并报送图纸，客户自办时间不计入我方时限。'],
  ),
  toBuild: template(
    ['You can build in {case}', 'Have it built, and ask for the inspection. Your own time doesn’t count as ours.'],
    ['{case} 可以施工', '请组织施工，并适时申请检查检验，客户自办时间不计入我方时限。'],
  ),
  notPassed: template(
    ['Something has to be put right in {case}', '{defects} Please send it again when that is done.'],
    ['{case} 需整改', '{defects} 整改后请重新报送。'],
  ),
  midwayPassed: template(
    ['The mid inspection of {case} is passed', 'Go on, and ask for the final inspection when all is built.'],
    ['{case} 中间检查通过', '请继续施工，竣工后申请竣工检验。'],
  ),
  aboutToConnect: template(
    ['{case}: the meter is next', 'We install it by {due.connect}.'],
    ['{case} 即将装表接电', '我们将于{due.connect}前装表接电。'],
  ),
  connected: template(
    ['You have power: {case}', 'Meter {meter}. It took {ourDays} working days of ours and {customerDays} of yours.'],
    ['您已通电：{case}', '电能表{meter}。我方用时{ourDays}个工作日，客户用时{customerDays}个工作日。'],
    bySms,
  ),
  newManager: template(
    ['Your contact for {case} is {manager} now', 'The reason: {reason}'],
    ['{case} 客户经理变更为{manager}', '变更原因：{reason}'],
    bySms,
  ),
  rejected: template(
    ['Your application {case} is rejected', '{ground} You can appeal to the leader until {due.appeal}.'],
    ['您的用电申请 {case} 不予办理', '{ground} 您可在{due.appeal}前向分管领导申诉。'],
    formal,
  ),
  appealUpheld: template(
    ['Your appeal in {case} is upheld', '{reason} The application goes on where it was.'],
    ['{case} 申诉成立', '{reason} 将从原环节继续办理。'],
    bySms,
  ),
  appealDismissed: template(['Your appeal in {case} is dismissed', '{reason}'], ['{case} 申诉不成立', '{reason}'], formal),
  commented: template(['A word on {case}', '{text}'], ['{case} 有新留言', '{text}']),

  // To the staff.
  toAccept: template(
    ['{case} is to be accepted', '{title}. {whyEn} Accept it by {due.accept}, or name all that is missing.'],
    ['{case} 待受理', '{title}。{whyZh} 请于{due.accept}前受理，或一次性告知缺少的材料。'],
  ),
  materialCame: template(
    ['Material has come in for {case}', '{title}. Accept it by {due.accept}.'],
    ['{case} 材料已补交', '{title}。请于{due.accept}前受理。'],
  ),
  faultNoted: template(
    ['A first notice was incomplete: {case}', '{title}. It should have named: {overlookedEn}. The time is ours.'],
    ['{case} 一次性告知不完整', '{title}。首次告知遗漏：{overlookedZh}。时间计入我方。'],
  ),
  toSurvey: template(
    ['{case} is to be surveyed', '{title}. {address}. By {due.survey}.'],
    ['{case} 待勘查', '{title}。{address}。请于{due.survey}前完成。'],
  ),
  toDraw: template(
    ['{case} needs a scheme', '{title}. By {due.scheme}.'],
    ['{case} 待制定方案', '{title}。请于{due.scheme}前答复。'],
  ),
  signed: template(
    ['The scheme of {case} is signed', '{title}. {kilowatts} kW, “{tariffEn}”.'],
    ['{case} 方案已签认', '{title}。容量{kilowatts}千瓦，电价“{tariffZh}”。'],
  ),
  declined: template(['The scheme of {case} was declined', '{title}. {reason}'], ['{case} 方案未获同意', '{title}。{reason}']),
  toReview: template(
    ['A design is to be reviewed: {case}', '{title}. By {due.designReview}.'],
    ['{case} 设计待审查', '{title}。请于{due.designReview}前完成。'],
  ),
  toInspect: template(['{case} is to be inspected', '{title}. {address}.'], ['{case} 待检验', '{title}。{address}。']),
  toConnect: template(
    ['{case} is to be connected', '{title}. {address}. By {due.connect}; you hear when nothing is open on the line.'],
    ['{case} 待装表接电', '{title}。{address}。请于{due.connect}前完成；线路无未结事项时将通知您。'],
  ),
  free: template(
    ['{case}: {resourceEn} is free', '{title}. Nothing is open on {resourceEn} any more. Install the meter by {due.connect}.'],
    ['{case}：{resourceZh}可接电', '{title}。{resourceZh}已无未结事项，请于{due.connect}前装表接电。'],
  ),
  meterIn: template(['{case} is connected', '{title}. Meter {meter}.'], ['{case} 已装表接电', '{title}。电能表{meter}。']),
  takenOver: template(
    ['{case} is yours', '{title}. You are the customer’s contact: {reason}'],
    ['{case} 由您负责', '{title}。您已成为专属客户经理：{reason}'],
  ),
  handedOver: template(['{case} went to {manager}', '{title}. {reason}'], ['{case} 已移交{manager}', '{title}。{reason}']),
  withdrawn: template(['{case} was withdrawn', '{title}. {reason}'], ['{case} 已撤回', '{title}。{reason}']),
  toDecideAppeal: template(
    ['An appeal in {case} is to be decided', '{title}. Rejected because: {rejection} The customer says: {ground}'],
    ['{case} 申诉待裁定', '{title}。不予办理理由：{rejection} 客户申诉：{ground}'],
  ),
  goesOn: template(
    ['{case} goes on', '{title}. The appeal was upheld: {reason}'],
    ['{case} 继续办理', '{title}。申诉成立：{reason}'],
  ),
} as const satisfies Record<string, Template>;

export type Notices = typeof notices;
