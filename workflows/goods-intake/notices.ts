/** What movements of goods say to people, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  second: template(
    ['{title}: a second person is asked', 'Look at {case} at {siteEn} and confirm or approve it.'],
    ['{title}：请第二人确认', '请到{siteZh}核对并确认{case}。'],
  ),
  difference: template(
    ['{siteEn}: the count differs by {share} ‰', 'The keepers explain it; you approve it or have it counted again. ({case})'],
    ['{siteZh}盘点差异{share}‰', '保管员说明原因后请批准或要求复盘。（{case}）'],
  ),
  recount: template(['{siteEn} is counted once more', '{reason} ({case})'], ['{siteZh}须复盘', '{reason}（{case}）']),
  withdrawn: template(['{title} was withdrawn', '{reason} ({case})'], ['{title}已撤回', '{reason}（{case}）']),
} satisfies Record<string, Template>;
export type Notices = typeof notices;
