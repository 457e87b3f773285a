/** What the issue report says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

/** What reporters want to hear wherever they are. */
const urgent = { channels: ['inbox', 'email', 'sms'] } as const;
/** What reporters want to hear, and can wait for. */
const byMail = { channels: ['inbox', 'email'] } as const;

export const notices = {
  // To the reporters.
  received: template(
    ['We have your report {case}', 'Thank you. “{title}” is at the dispatch desk, which passes it on by {due.dispatch}.'],
    ['已收到您的上报 {case}', '感谢上报。“{title}”已到派单台，将于{due.dispatch}前派单。'],
    urgent,
  ),
  dispatched: template(
    ['Your report {case} is with {unitEn}', '{unitEn} has it, because: {whyEn} You hear from us by {due.handle}.'],
    ['您的上报 {case} 已派至{unitZh}', '已由{unitZh}承办。派单依据：{whyZh} 预计于{due.handle}前办结。'],
    urgent,
  ),
  accepted: template(
    ['Work on your report {case} has begun', 'Somebody has taken it on. It is to be settled by {due.handle}.'],
    ['您的上报 {case} 已签收', '已有经办人签收办理，预计于{due.handle}前办结。'],
    byMail,
  ),
  handedOver: template(
    [
      'Your report {case} went to the emergency channel',
      'We are passing it to {channelEn}. If anybody is in danger, call there yourself at once.',
    ],
    ['您的上报 {case} 转应急渠道', '正在转{channelZh}处置。如有人员危险，请立即直接拨打。'],
    urgent,
  ),
  handOverConfirmed: template(
    ['Your report {case} is with {channelEn}', 'Somebody there has it.'],
    ['您的上报 {case} 已由{channelZh}接手', '应急渠道已有人接手处置。'],
    urgent,
  ),
  joined: template(
    ['Your report {case} joins {into}', 'The same was reported before; both are handled as {into}, and you hear its result.'],
    ['您的上报 {case} 已并入 {into}', '同一问题此前已有上报，现并入{into}一并办理，结果将告知您。'],
    urgent,
  ),
  corrected: template(
    ['Your report {case} was put right', 'It is now about “{categoryEn}” in {areaEn}. You hear from us by {due.handle}.'],
    ['您的上报 {case} 已更正', '现为{areaZh}“{categoryZh}”，预计于{due.handle}前办结。'],
    byMail,
  ),
  contactCorrected: template(
    ['How we reach you about {case} was changed', 'If it wasn’t you who asked for that, tell us by a comment or by telephone.'],
    ['{case} 的联系方式已更正', '如非您本人要求，请留言或来电告知。'],
    urgent,
  ),
  endedWithout: template(
    ['Your report {case} has ended', '{endingEn} {result} If that isn’t so, you can have it reopened until {due.reopenWindow}.'],
    ['您的上报 {case} 已办结', '{endingZh}{result} 如有异议，可在{due.reopenWindow}前要求重办。'],
    urgent,
  ),
  withdrawn: template(
    ['Your report {case} is withdrawn', 'It has ended. If it comes back, reopen it until {due.reopenWindow}.'],
    ['您的上报 {case} 已撤回', '本件已办结。如问题再次出现，可在{due.reopenWindow}前要求重办。'],
    byMail,
  ),
  rejected: template(
    ['Your report {case} belongs elsewhere', '{groundEn} Please turn to: {channelEn}'],
    ['您的上报 {case} 不属受理范围', '{groundZh} 请向以下渠道反映：{channelZh}'],
    urgent,
  ),
  question: template(
    ['A question about your report {case}', '{question} Please answer by {due.answer}; after that the work goes on without.'],
    ['关于您的上报 {case} 有一事相询', '{question} 请于{due.answer}前答复，逾期将继续办理。'],
    urgent,
  ),
  goesOnWithout: template(
    ['Work on your report {case} goes on', 'We had no answer to our question and go on without. You can still add a comment.'],
    ['您的上报 {case} 继续办理', '未收到答复，现继续办理。您仍可留言补充。'],
    byMail,
  ),
  staffCommented: template(['A word on your report {case}', '{text}'], ['您的上报 {case} 有新留言', '{text}'], byMail),
  promisedLater: template(
    ['Your report {case} takes longer', 'It needs {workingDays} more working days, until {due.handle}.'],
    ['您的上报 {case} 办理延期', '需延长{workingDays}个工作日，至{due.handle}。'],
    urgent,
  ),
  suspended: template(
    ['Your report {case} has to wait', 'The work rests until {until}. {words}'],
    ['您的上报 {case} 暂时中止', '办理中止至{until}。{words}'],
    urgent,
  ),
  resumed: template(
    ['Work on your report {case} goes on', 'It has been taken up again and is to be settled by {due.handle}.'],
    ['您的上报 {case} 恢复办理', '已恢复办理，预计于{due.handle}前办结。'],
    byMail,
  ),
  closed: template(
    [
      'Your report {case} is settled',
      '{result} Please rate it; if it isn’t settled, you can have it reopened until {due.reopenWindow}.',
    ],
    ['您的上报 {case} 已办结', '{result} 欢迎评价；如未解决，可在{due.reopenWindow}前要求重办。'],
    urgent,
  ),
  takenUpAgain: template(
    ['Report {case} is taken up again', 'It was reopened. It is to be settled by {due.handle}.'],
    ['上报件 {case} 重新办理', '已重新办理，预计于{due.handle}前办结。'],
    urgent,
  ),
  merged: template(
    [
      'Your report {case} goes on as {into}',
      'Somebody had reported the same; both are handled as {into}, and you hear its result.',
    ],
    ['您的上报 {case} 已并入 {into}', '该事项已有他人上报，现并入{into}一并办理，结果将告知您。'],
    urgent,
  ),
  unmerged: template(
    ['Your report {case} goes on by itself', 'It isn’t the same matter as {into} after all and is handled on its own again.'],
    ['您的上报 {case} 恢复单独办理', '经核实与{into}并非同一事项，现恢复单独办理。'],
    byMail,
  ),
  pointsEarned: template(
    ['{points} points for your report {case}', 'Your report was found valid. Thank you; {points} points are on your account.'],
    ['您的上报 {case} 获得{points}积分', '经核实上报有效，{points}积分已到账，感谢您的参与。'],
    byMail,
  ),
  pointsReversed: template(
    ['Points for report {case} were taken back', '{points} points were taken back: {reason}'],
    ['上报件 {case} 的积分已撤销', '已撤销{points}积分，原因：{reason}'],
    byMail,
  ),

  pointsMoved: template(
    [
      '{points} points for report {case} go elsewhere',
      'Your report isn’t the same matter after all. Its points come when it is itself found valid.',
    ],
    ['上报件 {case} 的{points}积分已转出', '您的上报与该件并非同一事项，待您的上报核实有效后另行发放。'],
    byMail,
  ),

  // To the emergency channel.
  // The fire brigade has no inbox here.
  emergency: template(
    [
      'Emergency: {categoryEn}, {areaEn}',
      'Reported as {case}: {title}. Place: {placeEn} ({lat}, {lon}). Caller: {phone.reporter}.',
    ],
    ['紧急：{areaZh}{categoryZh}', '上报件{case}：{title}。地点：{placeZh}（{lat}, {lon}）。来电：{phone.reporter}。'],
    { channels: ['inbox', 'sms'] },
  ),

  // To the staff.
  emergencySeen: template(
    [
      'Emergency {case} is being handed over',
      '{title}: goes to {channelEn}. Confirm by {due.handOver} that somebody there has it.',
    ],
    ['紧急件 {case} 正在移交', '{title}：正转{channelZh}，请于{due.handOver}前确认对方已接收。'],
  ),
  toDispatch: template(
    ['{case} is to be dispatched', 'No rule matched “{categoryEn}”; choose its unit by {due.dispatch}.'],
    ['{case} 待派单', '“{categoryZh}”无匹配规则，请于{due.dispatch}前派单。'],
  ),
  newWork: template(
    ['New report {case}', '{title}. It is your unit’s because: {whyEn} Accept it by {due.accept}; handle it by {due.handle}.'],
    ['新派上报件 {case}', '{title}。派单依据：{whyZh} 请于{due.accept}前签收，{due.handle}前办结。'],
  ),
  forciblyAssigned: template(
    ['{case} is your unit’s by final ruling', '{title}. {whyEn} It can’t be returned; handle it by {due.handle}.'],
    ['{case} 经最终裁定由本单位承办', '{title}。{whyZh} 不得退单，请于{due.handle}前办结。'],
  ),
  takenAway: template(['{case} is no longer with you', '{title}. {whyEn}'], ['{case} 不再由您办理', '{title}。{whyZh}']),
  handedOn: template(
    ['{case} goes on with {name}', '{title}. You need do nothing more.'],
    ['{case} 改由{name}办理', '{title}。您无须继续办理。'],
  ),
  backWithYou: template(
    ['{case} is back with you', '{title}. It isn’t the same matter as {into} after all; go on with it.'],
    ['{case} 恢复由您办理', '{title}。与{into}并非同一事项，请继续办理。'],
  ),
  correctedHere: template(
    ['{case} was put right', '{title}. {reason} Handle it by {due.handle}.'],
    ['{case} 已更正', '{title}。{reason} 请于{due.handle}前办结。'],
  ),
  assigned: template(
    ['{case} is yours', '{title}. Handle it by {due.handle}.'],
    ['{case} 由您经办', '{title}。请于{due.handle}前办结。'],
  ),
  toRule: template(
    ['An objection in {case} is to be ruled on', '{title}. The unit says: {ground}'],
    ['{case} 退单待裁定', '{title}。退单理由：{ground}'],
  ),
  objectionDismissed: template(
    ['The objection in {case} was dismissed', '{reason} Accept it by {due.accept}; handle it by {due.handle}.'],
    ['{case} 退单不成立', '{reason} 请于{due.accept}前签收，{due.handle}前办结。'],
  ),
  objectionUpheld: template(['The objection in {case} was upheld', '{reason}'], ['{case} 退单成立', '{reason}']),
  objectionLapsed: template(
    ['The time to object in {case} is over', '{title}. It is your unit’s now; accept it and handle it by {due.handle}.'],
    ['{case} 退单期限已过', '{title}。现由本单位承办，请签收并于{due.handle}前办结。'],
  ),
  backAtDesk: template(
    ['{case} is back at the dispatch desk', '{title}. An objection was upheld: {reason} Dispatch it again by {due.dispatch}.'],
    ['{case} 退回派单台', '{title}。退单成立：{reason} 请于{due.dispatch}前重新派单。'],
  ),
  reporterCommented: template(['The reporter of {case} added a word', '{text}'], ['{case} 上报人补充留言', '{text}']),
  answered: template(['The reporter of {case} has answered', '{answer}'], ['{case} 上报人已答复', '{answer}']),
  noAnswer: template(
    ['No answer in {case}', '{title}. The reporter didn’t answer in time; go on without.'],
    ['{case} 上报人未答复', '{title}。上报人逾期未答复，请继续办理。'],
  ),
  extensionAsked: template(
    ['More time is asked for in {case}', '{title}. {workingDays} working days. {reason}'],
    ['{case} 申请延期', '{title}。申请延长{workingDays}个工作日。{reason}'],
  ),
  extensionGranted: template(
    ['{case} has {workingDays} more working days', '{title}. Handle it by {due.handle}.'],
    ['{case} 已批准延期{workingDays}个工作日', '{title}。请于{due.handle}前办结。'],
  ),
  extensionRefused: template(
    ['{case} gets no more time', '{title}. {reason} Handle it by {due.handle}.'],
    ['{case} 延期未获批准', '{title}。{reason} 请于{due.handle}前办结。'],
  ),
  suspensionAsked: template(
    ['A suspension is asked for in {case}', '{title}. Until {until}: {reason}'],
    ['{case} 申请中止', '{title}。中止至{until}，原因：{reason}'],
  ),
  suspensionApproved: template(
    ['{case} may wait until {until}', '{title}. Take it up before if you can; on that day it goes on by itself.'],
    ['{case} 已批准中止至{until}', '{title}。可提前恢复，到期自动恢复办理。'],
  ),
  suspensionRefused: template(
    ['{case} may not wait', '{title}. {reason} Handle it by {due.handle}.'],
    ['{case} 中止未获批准', '{title}。{reason} 请于{due.handle}前办结。'],
  ),
  workResumed: template(
    ['{case} goes on', '{title}. Handle it by {due.handle}.'],
    ['{case} 恢复办理', '{title}。请于{due.handle}前办结。'],
  ),
  meetingCalled: template(
    ['A meeting on the spot for {case}', '{at}, about: {agenda} With {unitsEn}.'],
    ['{case} 现场协调会', '时间：{at}。议题：{agenda} 参会单位：{unitsZh}。'],
  ),
  meetingNotOpened: template(
    ['The meeting for {case} couldn’t be called', '{reason} Call it again.'],
    ['{case} 现场协调会未能召集', '{reason} 请重新召集。'],
  ),
  meetingItem: template(
    ['{case} waits for an item of its meeting', '{ownerEn}: {item}'],
    ['{case} 须待协调会前置事项办结', '{ownerZh}：{item}'],
  ),
  meetingOver: template(
    [
      'All that was resolved for {case} is settled',
      '{title}. Those concerned met on the spot, and have done what they had agreed.',
    ],
    ['{case} 现场协调事项已全部办结', '{title}。相关单位经现场协调，议定事项均已落实。'],
  ),
  toVerify: template(
    ['{case} is to be checked on the spot', '{title}. {unitEn} reports it done; check it by {due.verify}.'],
    ['{case} 待现场核实', '{title}。{unitZh}已报完成，请于{due.verify}前核实。'],
  ),
  rework: template(
    ['{case} is not settled yet', '{title}. The check found: {finding} Put it right by {due.handle}.'],
    ['{case} 核实未通过', '{title}。核实意见：{finding} 请于{due.handle}前返工。'],
  ),
  reopened: template(
    ['{case} was reopened', '{title}. For the {times}. time: {reason} Handle it by {due.handle}.'],
    ['{case} 要求重办', '{title}。第{times}次重办：{reason} 请于{due.handle}前办结。'],
  ),
  reopenedAgain: template(
    ['{case} was reopened again', '{title}. For the {times}. time: {reason} Decide who goes on with it.'],
    ['{case} 多次重办', '{title}。已第{times}次重办：{reason} 请指定经办人。'],
  ),
  absorbed: template(
    ['{from} was merged into {case}', '{title}. Its reporters hear the result too; look at its text and photos.'],
    ['{from} 已并入 {case}', '{title}。该件上报人也将收到结果，请查看其内容和照片。'],
  ),
  released: template(
    ['{from} was taken out of {case}', '{title}. It goes on by itself.'],
    ['{from} 已从 {case} 撤销并案', '{title}。该件恢复单独办理。'],
  ),
  mergerFailed: template(
    ['{case} couldn’t be merged into {into}', '{title}. {reason} It goes on by itself.'],
    ['{case} 未能并入 {into}', '{title}。{reason} 本件恢复单独办理。'],
  ),
} as const satisfies Record<string, Template>;

export type Notices = typeof notices;
