/** What is said when something happens in a pairing, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  // Before the year begins.
  proposedToMentor: template(
    ['You are asked to be the mentor of {mentee}', '{purpose} Accept or decline {case} by {due.acceptance}.'],
    ['邀请您担任{mentee}的导师', '{purpose} 请于{due.acceptance}前接受或谢绝{case}。'],
  ),
  proposedToMentee: template(
    ['{mentor} is ready to be your mentor', '{purpose} Accept or decline {case} by {due.acceptance}.'],
    ['{mentor}愿任您的导师', '{purpose} 请于{due.acceptance}前接受或谢绝{case}。'],
  ),
  menteeAccepted: template(
    ['{mentee} has accepted', 'Write the goals of the year down in {case} by {due.acceptance}.'],
    ['{mentee}已接受结对', '请于{due.acceptance}前在{case}中拟定年度目标。'],
  ),
  toSign: template(
    [
      'The goals of {case} are to be signed',
      '{name} wrote version {version}: {goalsEn}. Sign it or write others by {due.acceptance}.',
    ],
    ['{case} 目标待签署', '{name}拟定第{version}版：{goalsZh}。请于{due.acceptance}前签署或另拟。'],
  ),
  answerDue: template(
    ['{case} waits for you', '{title}. It lapses on {due.acceptance}.'],
    ['{case} 待您答复', '{title}。{due.acceptance}后自动失效。'],
  ),
  declined: template(['{title} was declined', '{name}: {reason}'], ['{title}已谢绝', '{name}：{reason}']),
  withdrawn: template(['{title} was taken back', '{reason}'], ['{title}已撤回', '{reason}']),
  proposalLapsed: template(
    ['{title} came to nothing', 'Nobody answered in time; propose it again if it is still wanted.'],
    ['{title}逾期失效', '逾期未答复，如仍需结对请重新提议。'],
  ),
  begun: template(
    ['{title}: the year has begun', 'Meet every month at least, and log each session in {case}.'],
    ['{title}：结对开始', '请至少每月带教一次，并在{case}中登记。'],
  ),

  // During the year.
  toConfirm: template(
    ['Session {session} of {title} is to be confirmed', '{name} logged {day}: {topic}'],
    ['{title}第{session}次带教待确认', '{name}登记{day}：{topic}'],
  ),
  sessionRejected: template(
    ['Your session of {day} wasn’t confirmed', '{name}: {reason}'],
    ['{day}的带教未予确认', '{name}：{reason}'],
  ),
  sessionsLapsed: template(
    ['Sessions of {title} have lapsed', 'Those of {days}: the mentor who was to confirm them has been replaced.'],
    ['{title}有带教记录失效', '{days}的带教：应确认的导师已被更换。'],
  ),
  toConfirmStill: template(
    ['A session of {title} waits for you', 'Confirm or reject it in {case} by {due.confirming}.'],
    ['{title}有带教待您确认', '请于{due.confirming}前在{case}中确认或不予确认。'],
  ),
  silent: template(
    ['{title}: no session for a while', 'Without one that both confirm, the pairing lapses on {due.silence}.'],
    ['{title}：久未带教', '如{due.silence}前仍无双方确认的带教，结对将失效。'],
  ),
  midTermDue: template(
    ['{case}: the mid-term review is due', '{title}. Write how far the goals have been reached.'],
    ['{case} 应作中期评估', '{title}。请填写目标进展。'],
  ),
  midTermReviewed: template(['{case}: the mid-term review', '{text}'], ['{case} 中期评估', '{text}']),
  offTrack: template(['{title} isn’t on its way to its goals', '{text}'], ['{title}进展不佳', '{text}']),
  askedToGoOn: template(
    ['You are asked to go on as the mentor of {mentee}', '{reason} Accept or decline in {case}.'],
    ['邀请您接任{mentee}的导师', '{reason} 请在{case}中接受或谢绝。'],
  ),
  replacementAsked: template(
    ['{name} was asked to go on as the mentor', '{title}: {reason}'],
    ['拟由{name}接任导师', '{title}：{reason}'],
  ),
  replacementDeclined: template(
    ['{name} doesn’t go on as the mentor', '{title}: {reason}'],
    ['{name}谢绝接任', '{title}：{reason}'],
  ),
  mentorReplaced: template(
    ['{name} is the mentor now', '{case} goes on; what was earned so far stays.'],
    ['{name}已接任导师', '{case}继续进行，已得学分保留。'],
  ),

  // At the end.
  termEnded: template(
    ['{title}: the year is over', 'The mentor writes the final review, and the mentee confirms it, by {due.review}.'],
    ['{title}：结对期满', '请导师于{due.review}前填写期满评估，由学员确认。'],
  ),
  reviewDue: template(
    ['{case}: the final review waits for you', '{title}. It is due by {due.review}.'],
    ['{case} 期满评估待办', '{title}。请于{due.review}前完成。'],
  ),
  toConfirmReview: template(['{case}: the final review is to be confirmed', '{text}'], ['{case} 期满评估待确认', '{text}']),
  disagreed: template(
    ['{name} disagrees with the final review', '{title}: {reason} Decide in {case}.'],
    ['{name}对期满评估有异议', '{title}：{reason} 请在{case}中裁定。'],
  ),
  settled: template(
    ['The academy has decided on the final review', '{title}: {reason}'],
    ['学院已裁定期满评估', '{title}：{reason}'],
  ),
  completed: template(
    ['{title} is completed', 'Thank you both; the credits of the pairing are on your accounts.'],
    ['{title}圆满结束', '感谢双方，结对学分已记入账户。'],
  ),
  completedWithout: template(
    ['{title} is completed', 'The goals weren’t reached or there were too few sessions, so that the sessions alone count.'],
    ['{title}已结束', '目标未达成或带教次数不足，仅计带教学分。'],
  ),
  endedEarly: template(
    ['{title} was ended early', '{name}: {reason} What was earned stays.'],
    ['{title}提前结束', '{name}：{reason} 已得学分保留。'],
  ),
  lapsed: template(
    ['{title} has lapsed', 'There was no session or no review for too long. What was earned stays.'],
    ['{title}已失效', '长期无带教或未评估，结对失效，已得学分保留。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
