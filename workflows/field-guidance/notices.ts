/** What a guidance says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

/** To people who are in the field, and seldom look into their inbox there. */
const byPhone = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  asked: template(
    ['A grower asks: {symptomEn} on {cropEn}', '{name}, {villageEn}: {text} Say in {case} by {due.triage} what follows.'],
    ['种植户求助：{cropZh}{symptomZh}', '{name}（{villageZh}）：{text} 请于{due.triage}前在{case}中分派。'],
  ),
  askedForYou: template(
    ['{name} has asked for guidance for you', '{text} If that isn’t as you wish, tell the station ({case}).'],
    ['{name}已代您申请技术指导', '{text} 如非本人意愿，请告知服务站（{case}）。'],
    byPhone,
  ),
  remote: template(
    ['Your question is at the desk', '{case} is answered there. If that doesn’t help, ask for a visit in {case}.'],
    ['您的问题已转线上答疑', '{case}已转线上答疑；如未解决，可在{case}中申请上门。'],
    byPhone,
  ),
  visitAsked: template(
    ['The answer at the desk wasn’t enough: {title}', '{name} asks for a visit: {reason}'],
    ['线上答疑未解决：{title}', '{name}申请上门：{reason}'],
  ),
  offered: template(
    [
      'A grower asks for your advice: {symptomEn} on {cropEn}',
      '{villageEn}: {text} Accept or decline in {case}; whoever declines loses nothing by it.',
    ],
    ['请您指导：{cropZh}{symptomZh}', '{villageZh}：{text} 请在{case}中接受或婉拒，婉拒不影响今后邀约。'],
    byPhone,
  ),
  nobodyOffered: template(
    ['Nobody is left to ask for {case}', '{title}. Appoint somebody in {case} who agrees.'],
    ['{case}已无可邀专家', '{title}。请在{case}中与专家约定后指派。'],
  ),
  accepted: template(
    ['{name} comes to look', '{name} agrees on a time with you ({case}).'],
    ['{name}将上门查看', '{name}将与您约定上门时间（{case}）。'],
  ),
  replaced: template(
    ['Somebody else comes for {case}', '{title}. {name} has seen to it; there is nothing more for you to do.'],
    ['{case}已另请他人', '{title}。已由{name}另行安排，您无须再办理。'],
    byPhone,
  ),
  planned: template(['{name} comes on {at}', '{title} ({case})'], ['{name}将于{at}上门', '{title}（{case}）'], byPhone),
  expertLeft: template(
    ['{name} can’t go on with {case}', '{title}. Appoint somebody else, or pass it on.'],
    ['{name}无法继续办理{case}', '{title}。请另行指派或转邀他人。'],
  ),
  visited: template(
    ['{name} was there', 'Advice follows by {due.advice} ({case}).'],
    ['{name}已上门', '将于{due.advice}前给出指导意见（{case}）。'],
  ),
  // Read aloud by telephone: at most 200 characters.
  advice: template(['Advice for {cropEn}', '{voice}'], ['{cropZh}指导意见', '{voice}'], byPhone),
  withheld: template(
    ['No harvest of plot {plot} before {day}', '{name}, {cropEn}: a product needs its days of safety ({case}).'],
    ['地块{plot}在{day}前不得采收', '{name}，{cropZh}：投入品须满安全间隔期（{case}）。'],
  ),
  notSound: template(
    ['Your advice in {case} is to be looked at again', '{name}: {reason}'],
    ['{case}的指导意见请再核', '{name}：{reason}'],
    byPhone,
  ),
  toBeCorrected: template(
    ['The advice in {case} is being looked at again', 'Wait with what isn’t done yet: corrected advice follows by {due.advice}.'],
    ['{case}的指导意见正在复核', '尚未落实的措施请暂缓，更正意见将于{due.advice}前给出。'],
    byPhone,
  ),
  measureDue: template(
    ['Was it done? {title}', 'Up to {day}: {text} Say in {case} how far it was done and what it did.'],
    ['请反馈落实情况：{title}', '{day}前应完成：{text} 请在{case}中填写落实情况和效果。'],
  ),
  followedUp: template(
    ['{title}: {doneEn}', '{name}, {day}. Effect: {effect}. ({case})'],
    ['{title}：{doneZh}', '{name}，{day}。效果：{effect}。（{case}）'],
  ),
  again: template(
    ['A second visit: {title}', '{name}: {reason} Agree on a time in {case} by {due.visit}.'],
    ['再次上门：{title}', '{name}：{reason} 请于{due.visit}前在{case}中约定时间。'],
  ),
  closed: template(
    ['{case} has ended', '{title}. If it comes back, ask again.'],
    ['{case}已办结', '{title}。如再次出现，请重新求助。'],
  ),
  handedOver: template(
    ['At once: {symptomEn} on {cropEn} in {villageEn}', '{name}: {text} Take it up in {case} now.'],
    ['请立即处置：{villageZh}{cropZh}{symptomZh}', '{name}：{text} 请立即在{case}中接手。'],
    byPhone,
  ),
  toDepartment: template(
    ['{departmentEn} takes over', 'Touch and move nothing on the plot until they come ({case}).'],
    ['已移交{departmentZh}', '在其到场前请勿触碰、移动地块内作物（{case}）。'],
    byPhone,
  ),
  takenUp: template(
    ['{departmentEn} has dealt with it', '{done} ({case})'],
    ['{departmentZh}已处置', '{done}（{case}）'],
    byPhone,
  ),
  returned: template(
    ['{departmentEn} has returned {case}', '{name}: {reason}'],
    ['{departmentZh}退回{case}', '{name}：{reason}'],
  ),
  withdrawn: template(['{case} was taken back', '{name}: {reason}'], ['{case}已撤回', '{name}：{reason}']),
  outbreak: template(
    [
      '{count} like cases within {days} days: {symptomEn} on {cropEn}',
      'Around {villageEn}, within {metres} m ({case}). Call those concerned together on the spot.',
    ],
    ['{days}天内同类情况{count}起：{cropZh}{symptomZh}', '{villageZh}周边{metres}米内（{case}）。请召集相关方现场会商。'],
    byPhone,
  ),
  commented: template(['{name} writes to {case}', '{text}'], ['{name}在{case}中留言', '{text}']),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
