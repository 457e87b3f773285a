/** What is said about an appeal, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  filed: template(
    ['{name} has appealed', '{text} Decide on {case} by {due.decide}.'],
    ['{name}提出申诉', '{text} 请于{due.decide}前裁定{case}。'],
  ),
  upheld: template(
    ['Your appeal {case} was upheld', '{changedEn} It counts in the final result of {year}. {reason}'],
    ['您的申诉 {case} 成立', '{changedZh}将计入{year}年度最终结果。{reason}'],
  ),
  dismissed: template(['Your appeal {case} was dismissed', '{reason}'], ['您的申诉 {case} 不成立', '{reason}']),
  lapsed: template(
    [
      'Your appeal {case} is closed without a decision',
      'The evaluation of {year} is void. If the new one is wrong, too, appeal against it.',
    ],
    ['您的申诉 {case} 已终止', '{year}年度考评已作废，申诉未作裁定；对新的考评仍有异议的，请重新申诉。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
