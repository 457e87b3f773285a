/** What a budget says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  toApprove: template(
    ['{title}: a second person approves', '{kindEn}, {yuan} yuan: {ground} Approve or reject it in {case}.'],
    ['{title}：请复核', '{kindZh}{yuan}元：{ground}，请在{case}中复核。'],
  ),
  approved: template(['{title}: approved', '{kindEn}, {yuan} yuan.'], ['{title}：已复核', '{kindZh}{yuan}元。']),
  rejected: template(['{title}: not approved', '{reason}'], ['{title}：未通过复核', '{reason}']),
  nearlyUsed: template(
    ['{title}: {reached} ‰ are committed', 'Look at {case}, and have it raised in time where that is due.'],
    ['{title}：已承诺{reached}‰', '请查看{case}，需追加的请及时办理。'],
  ),
  carriedOver: template(
    ['{title} was carried over', '{yuan} yuan have lapsed; what is committed goes on.'],
    ['{title}已结转', '收回结余{yuan}元，已承诺的继续执行。'],
  ),
  cameBack: template(
    [
      '{title}: {yuan} yuan came back after the year',
      'They went back to the finance office. Increase the budget of this year by them where they are to be used.',
    ],
    ['{title}：年后退回{yuan}元', '款项已收回财政，需继续使用的请追加至本年度预算。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
