/** What is said about a yearly evaluation, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  confirmed: template(
    ['The evaluation of {year} is confirmed', 'See your own line in {case}; you can appeal against it until {due.appeals}.'],
    ['{year}年度考评已核定', '请在{case}中查看本人结果，如有异议可于{due.appeals}前申诉。'],
  ),
  final: template(
    ['{title} is final', 'What the appeals have changed is in it. It can be exported as the reason for grade and promotion.'],
    ['{title}已定', '申诉裁定的更正已计入，可导出作为评优晋级依据。'],
  ),
  toVoid: template(
    ['{title} is to be made void', '{name}: {reason} Decide in {case} by {due.voiding}.'],
    ['{title}提请作废', '{name}：{reason} 请于{due.voiding}前在{case}中决定。'],
  ),
  kept: template(['{title} stands', '{reason}'], ['{title}予以维持', '{reason}']),
  voided: template(
    ['The evaluation of {year} is void', '{reason} The year is evaluated anew.'],
    ['{year}年度考评已作废', '{reason} 该年度将重新考评。'],
  ),
  badgeIssued: template(
    ['Your badge for {year} is issued', 'Find it among your badges, and keep it in a wallet or show its address.'],
    ['您的{year}年度徽章已签发', '请在“电子徽章”中查看，可存入钱包或出示其网址。'],
  ),
  badgeRevoked: template(
    ['Your badge for {year} was revoked', '{reason} If that is a mistake, tell the academy.'],
    ['您的{year}年度徽章已撤销', '{reason} 如有误请联系学院。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
