/** What a demand says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

const phone = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  toRoute: template(
    ['A demand waits for a department: {firm} ({urgencyEn})', '{categoryEn}: {text} Send {case} on by {due.route}.'],
    ['诉求待派单（{urgencyZh}）：{firm}', '{categoryZh}：{text} 请于{due.route}前派单{case}。'],
  ),
  raised: template(
    ['A demand was raised for you: {case}', '{text} You hear who answers it.'],
    ['已为贵企业登记诉求{case}', '{text} 承办部门确定后另行通知。'],
    phone,
  ),
  routed: template(
    ['A demand of {firm} is for you ({urgencyEn})', '{text} {reason} Accept {case} by {due.accept}.'],
    ['{firm}的诉求请办理（{urgencyZh}）', '{text} {reason} 请于{due.accept}前受理{case}。'],
  ),
  toRule: template(
    ['{case}: rule today whose it is', '{departmentEn}: {ground} ({text}) Due by {due.ruling}.'],
    ['{case} 请当日裁定承办部门', '{departmentZh}：{ground}（{text}）请于{due.ruling}前裁定。'],
  ),
  objectionUpheld: template(['{case} is with {departmentEn} now', '{reason}'], ['{case} 已改由{departmentZh}承办', '{reason}']),
  accepted: template(
    ['{case} was accepted', '{departmentEn} answers you in its time; you see until when in {case}.'],
    ['{case} 已受理', '由{departmentZh}限时答复，期限见{case}。'],
    phone,
  ),
  asked: template(
    ['{case}: a question to you', '{question} Please reply by {due.reply}.'],
    ['{case} 需要贵企业回复', '{question} 请于{due.reply}前回复。'],
    phone,
  ),
  replied: template(['{case}: the firm has replied', '{text}'], ['{case} 企业已回复', '{text}']),
  noReply: template(
    ['{case}: the firm didn’t reply', 'Go on by what you know. {title}'],
    ['{case} 企业逾期未回复', '请按掌握的情况继续办理。{title}'],
  ),
  referred: template(
    ['{case}: {body} does it', 'Number there: {number}. You still hear from us.'],
    ['{case} 已转{body}办理', '对方编号：{number}。我们将继续跟进并答复。'],
    phone,
  ),
  commented: template(['{case}: a comment', '{text}'], ['{case} 有新留言', '{text}']),
  meetingCalled: template(
    ['{case}: a meeting at {at}', '{place}. {agenda} Called: {unitsEn}.'],
    ['{case} 协调会：{at}', '地点：{place}。议题：{agenda} 参加单位：{unitsZh}。'],
  ),
  meetingNotOpened: template(
    ['The meeting for {case} couldn’t be called', '{reason} Call it again.'],
    ['{case} 协调会未能召集', '{reason} 请重新召集。'],
  ),
  meetingItem: template(
    ['{case} waits for an item of its meeting', '{ownerEn}: {item}'],
    ['{case} 须待协调会前置事项办结', '{ownerZh}：{item}'],
  ),
  meetingOver: template(
    ['All that was resolved for {case} is settled', 'The units that met about it have done what they had agreed.'],
    ['{case} 协调事项已全部办结', '相关单位经协调，议定事项均已落实。'],
  ),
  assistAsked: template(
    ['Your help with {case} is asked for', '{firm}: {question} Answer by {due.assist}.'],
    ['{case} 请协办', '{firm}：{question} 请于{due.assist}前答复。'],
  ),
  assistGiven: template(['{case}: {unitEn} has answered', '{text}'], ['{case} {unitZh}已协办答复', '{text}']),
  assistSilent: template(
    ['{unitEn} didn’t answer on {case}', '{question} The department goes on without it; see to it.'],
    ['{unitZh}未按时协办{case}', '{question} 主办部门将继续办理，请督促。'],
  ),
  assistOver: template(
    ['{case}: the time of the others is over', 'Not answered: {unitsEn}. Go on, or ask again.'],
    ['{case} 协办期满', '未答复：{unitsZh}。请继续办理或再次发起协办。'],
  ),
  assistDropped: template(
    ['{case}: {unitsEn} no longer assists', 'Nobody is left there. Go on without it, or ask whoever has its work.'],
    ['{case} {unitsZh}退出协办', '该单位已无人办理，请继续办理或向承接单位发起协办。'],
  ),
  extensionAsked: template(
    ['{case}: {workingDays} more working days are asked for', '{reason} {title}'],
    ['{case} 申请延期{workingDays}个工作日', '{reason} {title}'],
  ),
  extensionGranted: template(
    ['{case}: {workingDays} more working days', '{title}'],
    ['{case} 延期{workingDays}个工作日已批准', '{title}'],
  ),
  extensionRefused: template(['{case}: no more time', '{reason}'], ['{case} 延期未获批准', '{reason}']),
  promisedLater: template(
    ['{case} takes {workingDays} working days more', '{title}'],
    ['{case} 办理延长{workingDays}个工作日', '{title}'],
    phone,
  ),
  toSign: template(
    ['{case}: your signature is asked for', 'Not possible: {text} By {ground}.'],
    ['{case} 请会签', '拟答复无法办理：{text} 依据：{ground}。'],
  ),
  notSigned: template(['{case} was not signed', '{reason} Go on with it.'], ['{case} 未予会签', '{reason} 请继续办理。']),
  answered: template(
    ['{case} was answered: {kindEn}', '{text} {ground} Confirm it or send it back by {due.confirm}.'],
    ['{case} 已答复：{kindZh}', '{text} {ground} 请于{due.confirm}前确认或退回。'],
    phone,
  ),
  longTerm: template(
    ['{case} takes until {until}', '{text} It stays open, and you hear how far it is. If that won’t do, send it back.'],
    ['{case} 将推进至{until}', '{text} 本件视为未办结，进展将另行告知；如不认可可退回。'],
    phone,
  ),
  reviewed: template(
    ['{case}: how far it is', '{text} It goes on until {until}.'],
    ['{case} 进展情况', '{text} 继续推进至{until}。'],
    phone,
  ),
  longTermReview: template(
    ['{case} was looked at again', '{title}. {text} Until {until}.'],
    ['{case} 已回访', '{title}。{text} 推进至{until}。'],
  ),
  longTermOver: template(
    ['{case}: the long-term time is over', '{title}. It is to be answered now.'],
    ['{case} 长期推进期满', '{title}。现须答复。'],
  ),
  confirmed: template(
    ['The firm has confirmed {case}: {howEn}', '{title}. {words}'],
    ['企业已确认{case}：{howZh}', '{title}。{words}'],
  ),
  sentBack: template(['The firm has sent {case} back', '{reason} {title}'], ['企业退回{case}', '{reason} {title}']),
  sentBackAgain: template(
    ['{case} was sent back {times} times', '{reason} Direct how it goes on, or answer yourself. {title}'],
    ['{case} 已{times}次退回', '{reason} 请批示或直接答复。{title}'],
  ),
  directed: template(['{case}: the leader directs', '{instruction}'], ['{case} 领导批示', '{instruction}']),
  closedBySilence: template(
    ['{case} was closed', 'Nobody confirmed it in time. {title}'],
    ['{case} 已办结', '逾期未反馈。{title}'],
  ),
  withdrawn: template(['{case} was taken back', '{reason} {title}'], ['{case} 已撤回', '{reason} {title}']),
  groupFormed: template(
    ['{case} is answered for {firms} firms', '{reason} {title}'],
    ['{case} 归并{firms}家企业', '{reason} {title}'],
  ),
  grouped: template(
    ['{case} is answered together with like demands', '{reason} You confirm for yourself.'],
    ['{case} 与同类诉求一并办理', '{reason} 仍由贵企业自行确认。'],
    phone,
  ),
  alone: template(['{case} goes on by itself', '{reason} {title}'], ['{case} 转为单独办理', '{reason} {title}']),
  conversionRefused: template(
    ['{case}: no application was opened', '{reason} Answer the firm, or choose another policy item.'],
    ['{case} 未能开立补贴申请', '{reason} 请答复企业或另选政策项目。'],
  ),
  converted: template(
    ['{case} is the application {application} now', 'What we know is in it. Open {application}, check it and sign.'],
    ['{case} 已转为补贴申请{application}', '已知信息已带入，请打开{application}核对并签字提交。'],
    phone,
  ),
  firmRenamed: template(['{case}: {before} is {name} now', '{title}'], ['{case} {before}更名为{name}', '{title}']),
  firmEnded: template(
    ['{case}: {name} has ended ({stateEn})', 'Close the demand, and say what became of the matter. {title}'],
    ['{case} {name}已{stateZh}', '请说明事项处理情况并办结。{title}'],
  ),
  firmSucceeded: template(
    ['{case}: {successor} goes on for {name}', '{name} has ended ({stateEn}). Answer its successor. {title}'],
    ['{case} 由{successor}承继', '{name}已{stateZh}，请答复承继企业。{title}'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
