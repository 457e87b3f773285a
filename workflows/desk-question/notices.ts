/** What the desk says when something happens to a question, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  offered: template(
    ['A question is for you: {title}', '{text} Take {case}; it is to be answered by {due.answer}.'],
    ['有提问待您承接：{title}', '{text} 请承接{case}，{due.answer}前答复。'],
  ),
  offeredToAll: template(
    ['A question is for the desk: {title}', '{text} Take {case} if you are free; it is to be answered by {due.answer}.'],
    ['有提问待承接：{title}', '{text} 请有空的答疑员承接{case}，{due.answer}前答复。'],
  ),
  nobodyTakesIt: template(
    ['Nobody on duty has taken {case}', '{title}. It is offered to the whole desk now.'],
    ['{case} 值班人员均未承接', '{title}。现已开放全台承接。'],
  ),
  breached: template(
    ['{case} wasn’t answered in time', '{title}. Taken by: {officer}. Hand it back to the desk for them if they are away.'],
    ['{case} 超时未答复', '{title}。承接人：{officer}；本人不在时请代为交回。'],
  ),
  breachedYours: template(
    ['{case} is over its time', '{title}. Answer it, or hand it back.'],
    ['{case} 已超时', '{title}。请尽快答复或交回。'],
  ),
  answered: template(
    ['{name} has answered {case}', '{text} You may rate the answer or follow it up.'],
    ['{case} 已由{name}答复', '{text} 您可评价或追问。'],
  ),
  corrected: template(['The answer to {case} was corrected', '{name}: {text}'], ['{case} 答复已更正', '{name}：{text}']),
  forwarded: template(
    ['A question was forwarded to you: {title}', '{text} {name}: {reason} Answer {case} by {due.department}, or return it.'],
    ['有提问转您部门：{title}', '{text} {name}：{reason} 请于{due.department}前答复或退回{case}。'],
  ),
  forwardedTo: template(
    ['{case} is with {departmentEn}', '{title}: {reason}'],
    ['{case} 已转{departmentZh}', '{title}：{reason}'],
  ),
  returned: template(['{case} was returned to you', '{name}: {reason}'], ['{case} 已退回', '{name}：{reason}']),
  askedBack: template(
    ['{name} must know more to answer {case}', '{question} It closes unanswered on {due.reply}.'],
    ['{case} 请补充说明', '{name}：{question} 逾{due.reply}未补充将关闭。'],
  ),
  replied: template(['{case}: the asker has answered', '{text}'], ['{case} 提问人已补充', '{text}']),
  withdrawn: template(['{case} was taken back', '{title}. {reason}'], ['{case} 已撤回', '{title}。{reason}']),
  lapsed: template(
    ['{case} was closed', '{title}: we didn’t hear from you ({question}). Ask again whenever you like.'],
    ['{case} 已关闭', '{title}：未收到补充（{question}），可随时重新提问。'],
  ),
  accepted: template(
    ['Your answer to {case} was accepted', '{name} found it valid; you get credits up to the cap of the year.'],
    ['{case} 答复复核通过', '{name}已复核，按年度上限记学分。'],
  ),
  acceptedWithout: template(
    ['Your answer to {case} was accepted', '{name} found it valid.'],
    ['{case} 答复复核通过', '{name}已复核。'],
  ),
  sentBack: template(['Correct your answer to {case}', '{name}: {reason}'], ['{case} 答复需更正', '{name}：{reason}']),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
