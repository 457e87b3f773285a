/** What is said about a yearly evaluation, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  confirmed: template(
    ['The evaluation of {year} is confirmed', 'See your own line in {case}; you can appeal against it until {due.appeals}.'],
    ['{year}年度考评已核定', '请在{case}中查看本人结果，如有异议可于{due.appeals}前申诉。'],
  ),
  final: template(
    ['{title} is final', 'It can be exported as the reason for grade and promotion.'],
    ['{title}已定', '可导出作为评优晋级依据。'],
  ),
} satisfies Record<string, Template>;
