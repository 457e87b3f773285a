/** What people hear of a visit to a firm, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

const BOTH = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  called: template(
    ['{firm} asks for a visit', '{purpose}. Arrange a time in {case}.'],
    ['{firm}预约走访', '{purpose}。请在{case}中约定时间。'],
    BOTH,
  ),
  arranged: template(
    [
      'A visit on {at}',
      '{officer} would like to come: {purpose}. It is no inspection, and you may say no, or name another time, in {case}. Without an answer it stands.',
    ],
    ['{at}拟上门走访', '{officer}拟上门：{purpose}。走访不是检查，您可在{case}中谢绝或改期；不答复视为同意。'],
    BOTH,
  ),
  arrangedAsAsked: template(
    ['A visit on {at}', '{officer} comes, as you asked: {purpose}. If another time suits you better, name it in {case}.'],
    ['{at}上门走访', '应您预约，{officer}将上门：{purpose}。如需改期，请在{case}中提出。'],
    BOTH,
  ),
  comeAlong: template(
    ['You visit {firm} together', '{officer} comes on {at}; come along, so that the firm is visited once. ({case})'],
    ['联合走访{firm}', '{officer}于{at}走访，请一并前往，合并为一次。（{case}）'],
  ),
  replied: template(['{firm} agrees to the visit', 'It stands as arranged in {case}.'], ['{firm}同意走访', '{case}按约定进行。']),
  otherTime: template(
    ['{firm} asks for another time', 'It would rather have you on {at}. Arrange {case} anew.'],
    ['{firm}希望改期', '希望时间为{at}，请在{case}中重新约定。'],
    BOTH,
  ),
  declined: template(['{firm} needs no visit', '{case} ends with that.'], ['{firm}表示无需走访', '{case}就此结束。']),
  cameToday: template(
    [
      '{officer} is at your firm today',
      'By what was noted, {who} agreed to it instead of {at}. If that is wrong, say so in {case}.',
    ],
    ['{officer}今日到访', '记录显示由{who}同意，替代原定{at}的走访。如有不符，请在{case}中说明。'],
    BOTH,
  ),
  nobodyCame: template(
    ['The visit of {at} was not made', 'Nobody came to {firm}. It is arranged anew in {case}.'],
    ['{at}的走访未进行', '未按约前往{firm}，将在{case}中重新约定。'],
    BOTH,
  ),
  missed: template(
    ['{firm} wasn’t visited in time', 'The round is over, and {case} with it.'],
    ['{firm}未在期限内走访', '走访轮次已结束，{case}同时结束。'],
  ),
  recorded: template(
    [
      'What was noted at the visit',
      '{text}{demands} demands were passed on. Confirm it in {case} by {due.confirm}, or say what is wrong; without an answer it counts as confirmed.',
    ],
    ['走访记录待确认', '{text}转出诉求{demands}件。请于{due.confirm}前在{case}中确认或提出异议，逾期视为确认。'],
    BOTH,
  ),
  amended: template(
    ['The record of the visit was changed', '{text}{demands} demands were passed on. Look at {case} before you confirm.'],
    ['走访记录已修改', '{text}转出诉求{demands}件。请确认前查看{case}。'],
  ),
  autoConfirmed: template(
    [
      'The record of the visit counts as confirmed',
      'Nothing was said against it in time. Comment in {case} if something is wrong.',
    ],
    ['走访记录视为已确认', '期限内未收到异议。如有不符，请在{case}中留言。'],
  ),
  disputed: template(
    ['{firm}: the record is disputed', '{what} Record {case} anew.'],
    ['{firm}对走访记录有异议', '{what} 请重新登记{case}。'],
  ),
  capReached: template(
    [
      '{firm} has had its visits of the year',
      'With {case} it is {times}. Units that still want to come join another visit, or wait.',
    ],
    ['{firm}本年走访已达上限', '含{case}共{times}次。其他单位请联合走访或延后。'],
  ),
  assigned: template(['You visit {firm}', '{reason} ({case})'], ['由您走访{firm}', '{reason}（{case}）']),
  takenAway: template(['{firm} is visited by {name}', '{reason} ({case})'], ['{firm}改由{name}走访', '{reason}（{case}）']),
  otherOfficer: template(
    ['{name} comes instead', 'The visit of {at} stands. ({case})'],
    ['走访人员改为{name}', '{at}的走访照常。（{case}）'],
    BOTH,
  ),
  timeOff: template(
    ['The visit to {firm} isn’t on {at}', 'It is arranged anew; you hear of it, and come along then. ({case})'],
    ['{firm}{at}的走访未进行', '将重新约定，届时通知您一同前往。（{case}）'],
  ),
  goesAlone: template(
    ['You visit {firm} after all', 'Nothing came of the visit that {case} had joined. Arrange it.'],
    ['{firm}恢复单独走访', '{case}所并入的走访未能进行，请约定时间。'],
  ),
  joinedBy: template(
    ['Another unit comes along to {firm}', '{unitEn} joins the visit of {at}, so that there is one. ({case})'],
    ['{firm}走访增加联合单位', '{unitZh}并入{at}的走访，合并为一次。（{case}）'],
  ),
  cancelled: template(
    ['The visit to {firm} is cancelled', '{reason} ({case})'],
    ['{firm}走访已取消', '{reason}（{case}）'],
    BOTH,
  ),
  danger: template(
    ['Something dangerous was seen at {firm}', '{text} It was reported as anybody would. Secure the place. ({case})'],
    ['{firm}发现安全隐患', '{text} 已按一般群众上报，请先行防护。（{case}）'],
    BOTH,
  ),
  notTakenUp: template(
    ['{case}: something wasn’t taken up', '{reason} Pass it on yourself, and note it in a comment.'],
    ['{case}有事项未能立件', '{reason} 请另行转交并留言说明。'],
  ),
  firmEnded: template(
    ['{firm} has ended', 'There is nobody left to visit; {case} is cancelled.'],
    ['{firm}已终止经营', '{case}已取消，无需走访。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
