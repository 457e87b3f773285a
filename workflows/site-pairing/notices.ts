/** What a site pairing says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  proposed: template(
    ['A lecturer group would like to pair with your site', '{groupEn}: {purpose} Agree or decline in {case} by {due.agreement}.'],
    ['讲师组拟与您站点结对', '{groupZh}：{purpose} 请于{due.agreement}前在{case}中答复。'],
  ),
  agreed: template(
    ['{title} has agreed', 'Plan the first visit in {case}; it is due by {due.visit}.'],
    ['{title}已同意结对', '请在{case}中计划首次走访，{due.visit}前完成。'],
  ),
  declined: template(['{title} has declined', '{reason}'], ['{title}已谢绝结对', '{reason}']),
  groupChanged: template(
    ['The group of {title} has changed', 'Now: {groupEn}. {reason}'],
    ['{title}讲师组已调整', '现为：{groupZh}。{reason}'],
  ),
  workerChanged: template(['{name} speaks for {title} now', '{case} goes on.'], ['{title}联系人现为{name}', '{case}继续进行。']),
  visitPlanned: template(
    ['A visit is planned for {day}', '{place}: {purpose} ({case}, visit {visit})'],
    ['{day}计划走访', '{place}：{purpose}（{case}第{visit}次）'],
  ),
  visitCancelled: template(
    ['Visit {visit} of {title} doesn’t take place', '{name}: {reason}'],
    ['{title}第{visit}次走访取消', '{name}：{reason}'],
  ),
  visitLogged: template(
    ['Visit {visit} is to be confirmed', '{name} logged {day}: {done} Confirm or reject it in {case}.'],
    ['第{visit}次走访待确认', '{name}登记{day}：{done} 请在{case}中确认。'],
  ),
  visitConfirmed: template(
    ['{title} has confirmed the visit of {day}', 'Those who were there get credits up to the cap of the year.'],
    ['{title}已确认{day}的走访', '到场人员按年度上限记学分。'],
  ),
  visitRejected: template(
    ['The visit of {day} wasn’t confirmed', '{title}: {reason}'],
    ['{day}的走访未予确认', '{title}：{reason}'],
  ),
  visitDue: template(['{title}: no visit for a while', 'Plan one in {case}.'], ['{title}：久未走访', '请在{case}中计划走访。']),
  difficultyOver: template(['A difficulty of {title} is settled', '{difficulty}'], ['{title}一项困难已办结', '{difficulty}']),
  termEnded: template(
    ['The time of {title} is over', 'Confirm in {case} by {due.closing} that all is done, or have the academy prolong it.'],
    ['{title}结对期满', '请于{due.closing}前在{case}中确认完成，需继续的请学院延长。'],
  ),
  prolonged: template(['{title} goes on until {until}', '{reason}'], ['{title}延长至{until}', '{reason}']),
  closed: template(['{title}: all is done', '{comment}'], ['{title}结对完成', '{comment}']),
  ended: template(['{title} was ended early', '{reason}'], ['{title}结对提前终止', '{reason}']),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
