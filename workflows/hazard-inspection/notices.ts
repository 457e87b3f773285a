/** What people hear of a hazard, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  // What is critical can’t wait until somebody looks.
  tellAtOnce: template(
    ['{gradeEn} hazard {case}', '{title}. At: {whereEn}. It is to be rectified by {due.rectify}; assign it now.'],
    ['{gradeZh}隐患 {case}', '{title}。地点：{whereZh}。须于{due.rectify}前整改，请立即派发。'],
    { channels: ['inbox', 'sms'] },
  ),
  toAssign: template(
    ['Hazard {case} is to be assigned', '{title}. At: {whereEn}. Rectify it by {due.rectify}.'],
    ['{case} 待派发整改', '{title}。地点：{whereZh}。整改期限{due.rectify}。'],
  ),
  toAccept: template(
    ['A new {gradeEn} hazard, {case}', '{title}. At: {whereEn}. Accept it by {due.takeUp}.'],
    ['新增{gradeZh}隐患 {case}', '{title}。地点：{whereZh}。请于{due.takeUp}前接收。'],
  ),
  assigned: template(
    ['Hazard {case} is yours to rectify', '{title}. Accept it by {due.takeUp}; rectify it by {due.rectify}.'],
    ['{case} 请整改', '{title}。请于{due.takeUp}前接收，{due.rectify}前完成整改。'],
  ),
  accepted: template(
    ['Your hazard {case} is being rectified', '{title}. It is to be rectified by {due.rectify}.'],
    ['您上报的隐患 {case} 正在整改', '{title}。整改期限{due.rectify}。'],
  ),
  secured: template(['Hazard {case} is secured', '{title}. {measure}'], ['{case} 已落实临时管控', '{title}。{measure}']),
  extended: template(
    ['{case} has {days} more days', '{title}. {reason} Rectify it by {due.rectify}.'],
    ['{case} 延期{days}天', '{title}。{reason} 请于{due.rectify}前整改。'],
  ),
  toRecheck: template(
    ['{case} is to be rechecked', '{title}. {result} Recheck it by {due.recheck}.'],
    ['{case} 待复查', '{title}。{result} 请于{due.recheck}前复查。'],
  ),
  rework: template(
    ['{case} is not rectified yet', '{title}. The recheck found: {finding} Put it right by {due.rectify}.'],
    ['{case} 复查未通过', '{title}。复查意见：{finding} 请于{due.rectify}前返工。'],
  ),
  closed: template(
    ['Hazard {case} is closed', '{title}. Fixed {days} days after it was found.'],
    ['隐患 {case} 已闭环', '{title}。自发现至整改{days}天。'],
  ),
  placeCorrected: template(
    ['{case} lies on {lineEn}', '{title}. It was reported elsewhere. {reason}'],
    ['{case} 位于{lineZh}', '{title}。原填报位置有误。{reason}'],
  ),
  withdrawn: template(['Hazard {case} was withdrawn', '{title}. {reason}'], ['隐患 {case} 已撤销', '{title}。{reason}']),
  regraded: template(
    ['{case} is {gradeEn} now', '{title}. {reason} Rectify it by {due.rectify}.'],
    ['{case} 调整为{gradeZh}', '{title}。{reason} 请于{due.rectify}前整改。'],
  ),
  permitNeeded: template(
    ['{case} needs a live-line permit', '{title}. {reason} Open a permit that names this hazard.'],
    ['{case} 须办理带电作业票', '{title}。{reason} 请开具作业票并注明本隐患。'],
  ),
  permitWaived: template(
    ['{case} needs no live-line permit', '{title}. {reason}'],
    ['{case} 无须办理带电作业票', '{title}。{reason}'],
  ),
  permitClosed: template(
    ['Permit {permit} has closed', '{title}. No permit is open for {case} any more.'],
    ['作业票 {permit} 已终结', '{title}。{case} 目前无未终结作业票。'],
  ),
  permitInVain: template(
    [
      '{case} still needs a live-line permit',
      '{title}. {permit} ended without the work being carried out. Open another one that names this hazard.',
    ],
    ['{case} 仍须办理带电作业票', '{title}。{permit}未完成作业即已结束，请重新开具作业票并注明本隐患。'],
  ),
} as const satisfies Record<string, Template>;

export type Notices = typeof notices;
