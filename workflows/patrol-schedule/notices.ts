/** What people hear of a standing order of patrols, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  ordered: template(
    ['{title}: patrols are ordered', '{frequencyEn}, first on {first}. Each round comes to you as a task.'],
    ['{title}：巡查计划已下达', '{frequencyZh}，首次{first}。每轮巡查将作为待办下达。'],
  ),
  changed: template(
    ['{title}: the patrols have changed', 'From {from}: {frequencyEn}. {reason}'],
    ['{title}：巡查计划已调整', '自{from}起{frequencyZh}。{reason}'],
  ),
  paused: template(['{title}: the patrols rest', '{reason}'], ['{title}：巡查计划已暂停', '{reason}']),
  resumed: template(['{title}: the patrols go on', 'Next on {next}.'], ['{title}：巡查计划已恢复', '下次{next}。']),
  skipped: template(['{title}: no round on {day}', '{reason}'], ['{title}：{day}不巡查', '{reason}']),
  openedLate: template(
    ['{title}: the round of {day} was opened {days} days late', 'It is to be walked by the end of {to}.'],
    ['{title}：{day}的巡查晚{days}天下达', '请于{to}前完成。'],
  ),
  notOpened: template(
    ['{title}: no round for {day}', '{whyEn} Change the schedule, or end it.'],
    ['{title}：{day}未下达巡查任务', '{whyZh}请调整或终止计划。'],
  ),
  rotaLeft: template(
    ['{title}: somebody of the rota has left', 'Those who are left: {left}. The unit does it where that is nobody.'],
    ['{title}：轮值人员有变动', '现有轮值{left}人；无人时由单位承担。'],
  ),
  yours: template(
    ['{title} is yours', 'You are responsible for these patrols now.'],
    ['{title}由您负责', '您已成为该巡查计划的负责人。'],
  ),
  ended: template(['{title} has ended', '{reason}'], ['{title}已终止', '{reason}']),
  over: template(['{title} is over', 'Its last round was to be walked by now.'], ['{title}已到期结束', '最后一轮巡查期限已满。']),
} as const satisfies Record<string, Template>;

export type Notices = typeof notices;
