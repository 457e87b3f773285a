/** What is said when something happens, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  issued: template(
    ['You are on permit {case}', '{jobEn}, line {lineEn}, from {from}.'],
    ['您已列入作业票 {case}', '{jobZh}，线路{lineZh}，{from}起。'],
  ),
  toSign: template(
    ['Sign the briefing of {case}', '{title}. Sign it yourself before you act on the site.'],
    ['请签名确认站班会 {case}', '{title}。请本人签名后方可参加作业。'],
  ),
  takenOn: template(['You are on permit {case}', '{title}'], ['您已列入作业票 {case}', '{title}']),
  takenOff: template(
    ['You are off permit {case}', '{title}. You have nothing to do on this site any more.'],
    ['您已退出作业票 {case}', '{title}。请勿再参加本次作业。'],
  ),
  toPermit: template(
    ['{case} waits for your permission', '{title}. The briefing is held and signed.'],
    ['{case} 待许可', '{title}。站班会已召开并全部签名。'],
  ),
  permitted: template(
    ['Work on {case} is permitted', '{title}. It must have ended by {due.validity}. {conditions}'],
    ['{case} 已许可开工', '{title}。须于{due.validity}前终结。{conditions}'],
  ),
  cancelled: template(['Permit {case} is cancelled', '{title}. {reason}'], ['作业票 {case} 已作废', '{title}。{reason}']),
  lapsed: template(
    ['Permit {case} has lapsed', '{title}. Work wasn’t permitted in its time; issue a new one.'],
    ['作业票 {case} 已失效', '{title}。逾期未许可，请重新签发。'],
  ),
  stepsDone: template(
    ['All steps of {case} are confirmed', '{title}. Clear the site, count the gear back, and end the work.'],
    ['{case} 步骤全部确认', '{title}。请清理现场、清点器材并办理终结。'],
  ),
  stepsAbandoned: template(
    ['Steps of {case} were abandoned', '{title}. {reason} Left in this state: {safeState}'],
    ['{case} 剩余步骤已终止', '{title}。原因：{reason} 安全状态：{safeState}'],
  ),
  suspended: template(
    ['Stop: {case} is suspended', '{title}. {reason} Nothing is done on the line until it is resumed.'],
    ['停止作业：{case} 已暂停', '{title}。{reason} 恢复前不得作业。'],
  ),
  stopLifted: template(
    ['A stop of {case} is lifted', '{title}. By {by}: {reason}'],
    ['{case} 已解除叫停', '{title}。解除人{by}：{reason}'],
  ),
  resumed: template(
    ['{case} goes on', '{title}. It must have ended by {due.validity}.'],
    ['{case} 恢复作业', '{title}。须于{due.validity}前终结。'],
  ),
  extended: template(
    ['{case} holds until {until}', '{title}. {reason} It can’t be extended again.'],
    ['{case} 已延期至{until}', '{title}。{reason} 不得再次延期。'],
  ),
  expired: template(
    [
      'Stop: {case} has expired',
      '{title}. Bring the line into a safe state and end the work; no step may be done any more. On the site: {crew}',
    ],
    ['停止作业：{case} 已到期', '{title}。请恢复安全状态并办理终结，不得继续作业。现场人员：{crew}'],
  ),
  workersGone: template(
    [
      '{people} may do no more on {case}',
      '{title}. They have left the house, or lost their role. Replace them before work goes on, or end the work.',
    ],
    ['{case} 人员{people}已离岗', '{title}。人员已离岗或角色已终止，请先更换人员再作业，或终结工作。'],
  ),
  workersUnqualified: template(
    [
      '{people} may not work on {case} any more',
      '{title}. They have lost “{kindsEn}”. Stop the work until they are replaced, or end it.',
    ],
    ['{case} 人员{people}资格失效', '{title}。“{kindsZh}”已失效，更换人员前请停止作业，或终结工作。'],
  ),
  guardianChanged: template(
    ['New guardian on {case}', '{title}. {guardian} watches from now on.'],
    ['{case} 更换监护人', '{title}。监护人变更为{guardian}。'],
  ),
  leaderChanged: template(
    ['New work leader on {case}', '{title}. {leader} leads from now on. {handover}'],
    ['{case} 变更工作负责人', '{title}。工作负责人变更为{leader}。{handover}'],
  ),
  handedBack: template(
    ['{case} is handed back to you', '{title}. {report} Take the line back and close it.'],
    ['{case} 已交回', '{title}。{report} 请确认线路移交并终结。'],
  ),
  endedOverStop: template(
    ['{case} is handed back while your stop stands', '{title}. {report} The line is taken back when the stop is lifted.'],
    ['{case} 已交回，叫停尚未解除', '{title}。{report} 解除叫停后方可移交线路。'],
  ),
  sentBack: template(['{case} is sent back to the site', '{title}. {reason}'], ['{case} 被退回现场', '{title}。{reason}']),
  closed: template(['{case} is closed', '{title}. The line is returned.'], ['{case} 已终结', '{title}。线路已移交。']),
} as const satisfies Record<string, Template>;

export type Notices = typeof notices;
