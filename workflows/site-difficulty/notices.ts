/** What a difficulty of a site says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  brought: template(
    ['A difficulty of {siteEn} is for you', '{text} Accept {case} by {due.accept}, answer it by {due.answer}.'],
    ['{siteZh}的困难请办理', '{text} 请于{due.accept}前受理{case}，{due.answer}前答复。'],
  ),
  handedOn: template(
    ['A difficulty was handed on to you: {title}', '{text} {name}: {reason} Answer {case} by {due.answer}.'],
    ['困难转交您部门：{title}', '{text} {name}：{reason} 请于{due.answer}前答复{case}。'],
  ),
  toRule: template(
    ['{case} waits for your ruling', '{title}. {departmentEn}, {name}: {reason}'],
    ['{case} 请裁定承办部门', '{title}。{departmentZh}{name}：{reason}'],
  ),
  ruled: template(
    ['It was ruled that you answer {case}', '{text} {reason} Due by {due.answer}.'],
    ['{case} 裁定由您部门答复', '{text} {reason} {due.answer}前答复。'],
  ),
  ruledFor: template(['{case} is with {departmentEn} now', '{title}'], ['{case} 现由{departmentZh}办理', '{title}']),
  answered: template(
    ['{case} was answered', '{departmentEn}: {text} Confirm it, or send it back.'],
    ['{case} 已答复', '{departmentZh}：{text} 请确认或退回。'],
  ),
  confirmed: template(['{siteEn} has confirmed {case}', '{title}'], ['{siteZh}已确认{case}', '{title}']),
  sentBack: template(
    ['{siteEn} has sent {case} back', '{reason} Answer it by {due.answer}.'],
    ['{siteZh}退回{case}', '{reason} 请于{due.answer}前答复。'],
  ),
  sentBackAgain: template(
    ['{case} was sent back again', '{title}. {departmentEn}: {reason}'],
    ['{case} 再次退回', '{title}。{departmentZh}：{reason}'],
  ),
  withdrawn: template(['{case} was taken back', '{siteEn}: {reason}'], ['{case} 已撤回', '{siteZh}：{reason}']),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
