/** What a batch says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  toApprove: template(
    [
      '{title}: a second person approves the list',
      '{firms} firms, {yuan} yuan. Read the list in {case} and approve it by {due.approve}.',
    ],
    ['{title}：请复核名单', '{firms}家企业，合计{yuan}元。请于{due.approve}前在{case}中核对并复核。'],
  ),
  approved: template(['{title}: approved', 'The offers are being made.'], ['{title}：已复核', '正在向企业发出。']),
  withdrawn: template(['{title}: withdrawn', '{reason}'], ['{title}：已撤回', '{reason}']),
  refused: template(
    ['{title}: an offer couldn’t be made', '{reason} The others go on; look at {case}.'],
    ['{title}：有企业未能发出', '{reason} 其余照常办理，请查看{case}。'],
  ),
  toPublish: template(
    ['{title}: publish what is committed', 'Do so in {case}, once or as it comes, and finish it then.'],
    ['{title}：请公示已落实资金的申请', '请在{case}中公示，可分次办理，完成后办结。'],
  ),
  noticeRefused: template(
    ['{title}: the notice couldn’t be published', '{reason} Mend it, and publish again in {case}.'],
    ['{title}：公示未能发布', '{reason} 请更正后在{case}中重新公示。'],
  ),
  heldBack: template(
    ['{title}: {rows} of the notice didn’t pass', 'Have them assessed again, and publish them in {case}.'],
    ['{title}：公示有{rows}条未通过', '请重新审核后在{case}中公示。'],
  ),
  finished: template(['{title}: finished', '{rows} passed.'], ['{title}：已办结', '通过{rows}条。']),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
