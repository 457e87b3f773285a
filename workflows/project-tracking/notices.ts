/** What people hear of a project that is tracked, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  tracked: template(
    ['You track {title}', 'Go there each month, and say in {case} which milestones are reached.'],
    ['由您跟踪{title}', '请每月到现场查看，并在{case}中登记节点进展。'],
  ),
  toFirm: template(
    ['{title} is tracked', '{officer} asks how far it is. Tell in {case} what stands in the way.'],
    ['{title}已纳入跟踪', '由{officer}跟踪进展，如有困难请在{case}中提出。'],
  ),
  reached: template(['{title}: {milestone} is reached', 'On {day}. ({case})'], ['{title}：{milestone}已完成', '{day}（{case}）']),
  replanned: template(
    ['{title}: {milestone} moves to {day}', '{reason} ({case})'],
    ['{title}：{milestone}调整至{day}', '{reason}（{case}）'],
  ),
  obstacle: template(
    ['{title}: something stands in the way', '{text} It was passed on as a demand. ({case})'],
    ['{title}：反映困难', '{text} 已按诉求转出。（{case}）'],
  ),
  notTakenUp: template(
    ['{case}: an obstacle wasn’t taken up', '{reason} Pass it on yourself.'],
    ['{case} 困难未能立件', '{reason} 请另行转交。'],
  ),
  takenAway: template(['{title} is tracked by {name}', '{reason} ({case})'], ['{title}改由{name}跟踪', '{reason}（{case}）']),
  finished: template(
    ['{title} is finished', 'All milestones are reached. ({case})'],
    ['{title}已完成', '各节点均已完成。（{case}）'],
  ),
  dropped: template(['{title} is tracked no longer', '{reason} ({case})'], ['{title}终止跟踪', '{reason}（{case}）']),
  firmEnded: template(
    ['{firm} has ended', 'Say what becomes of {title}: drop {case}, or go on.'],
    ['{firm}已终止经营', '请确定{title}是否继续跟踪：{case}。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
