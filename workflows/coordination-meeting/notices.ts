/** What a meeting says when something happens, as long as a tenant has entered no other texts. */
import { type Template, template } from '../kernel/template.ts';

const phone = { channels: ['inbox', 'sms'] } as const;

export const notices = {
  called: template(
    ['Meeting on the spot: {matter}', '{at}, {where}. Say in {case} who comes for your unit by {due.reply}.'],
    ['现场协调会：{matter}', '{at}，{where}。请于{due.reply}前在{case}中答复参会人员。'],
    phone,
  ),
  noReply: template(
    ['{unitEn} hasn’t said whether it comes', '{matter}, {at}. See that somebody comes, or excuse your unit in {case}.'],
    ['{unitZh}尚未答复参会', '{matter}，{at}。请安排人员参会，或在{case}中请假。'],
  ),
  replied: template(['Reply to the meeting: {unitEn} {answerEn}', '{text}'], ['参会答复：{unitZh}{answerZh}', '{text}']),
  adjourned: template(
    ['Meeting again on {at}: {matter}', '{reason} Say in {case} who comes by {due.reply}.'],
    ['协调会改期至{at}：{matter}', '{reason}请于{due.reply}前在{case}中答复参会人员。'],
    phone,
  ),
  begunWithout: template(
    ['The meeting began without your unit', '{matter}. What is resolved binds those who are there; read it in {case}.'],
    ['协调会已开始，贵单位未到会', '{matter}。决议对到会单位有效，请在{case}中查看。'],
  ),
  minutes: template(
    ['Minutes: {matter}', 'Read them in {case}. Object to the wording by {due.object}.'],
    ['会议纪要：{matter}', '请在{case}中查看，对文字有异议的请于{due.object}前提出。'],
  ),
  objected: template(
    ['{unitEn} objects to the wording of the minutes', '{text} Amend or keep it in {case}.'],
    ['{unitZh}对会议纪要提出异议', '{text}请在{case}中处理。'],
  ),
  objectionAnswered: template(
    ['Your objection to the minutes: {resultEn}', '{words}'],
    ['对会议纪要的异议：{resultZh}', '{words}'],
  ),
  itemYours: template(
    ['To be done by your unit: {item}', 'By {due}. Report it in {case} when it is done.'],
    ['由贵单位办理：{item}', '完成期限{due}，办结后请在{case}中报告。'],
  ),
  toBind: template(
    ['Decide whether {unitEn} has to do it: {item}', 'It wasn’t there, or it doesn’t agree. Decide in {case} by {due.bind}.'],
    ['请裁定{unitZh}是否办理：{item}', '该单位未到会或不同意，请于{due.bind}前在{case}中裁定。'],
  ),
  bound: template(['The leader has decided: {item}: {resultEn}', '{reason}'], ['领导裁定：{item}，{resultZh}', '{reason}']),
  itemDue: template(
    ['Due on {due}: {item}', 'Report it in {case} when it is done.'],
    ['{item}将于{due}到期', '办结后请在{case}中报告。'],
  ),
  itemOver: template(
    ['Overdue: {item}', '{unitEn} was to have done it by {due}. See to it in {case}.'],
    ['已超期：{item}', '{unitZh}应于{due}前完成，请在{case}中督办。'],
  ),
  overdueList: template(['{count} items are overdue: {matter}', '{itemsEn}'], ['{count}项决议事项超期：{matter}', '{itemsZh}']),
  toCheck: template(['To be checked: {item}', '{text}'], ['待核验：{item}', '{text}']),
  checkFailed: template(['Not done yet: {item}', '{words}'], ['未通过核验：{item}', '{words}']),
  extended: template(['More time until {due}: {item}', '{reason}'], ['延期至{due}：{item}', '{reason}']),
  handOnAsked: template(
    ['{fromEn} hands on to your unit: {item}', '{reason} Accept it or not in {case}.'],
    ['{fromZh}拟转交贵单位：{item}', '{reason}请在{case}中答复是否接受。'],
  ),
  handOnAnswered: template(
    ['Handing on: {unitEn} {answerEn}: {item}', '{words}'],
    ['转交答复：{unitZh}{answerZh}：{item}', '{words}'],
  ),
  dropAsked: template(
    ['To be dropped: {item}', '{reason} Decide in {case}.'],
    ['申请取消：{item}', '{reason}请在{case}中决定。'],
  ),
  dropDecided: template(
    ['The leader has decided: {item}: {resultEn}', '{reason}'],
    ['取消申请的决定：{item}，{resultZh}', '{reason}'],
  ),
  tookOver: template(
    ['Your unit takes the place of {fromEn}', '{matter}. Read in {case} what it has to do.'],
    ['贵单位承接{fromZh}的参会和办理事项', '{matter}。请在{case}中查看。'],
  ),
  noSuccessor: template(
    ['Nobody speaks for {fromEn} any more', 'Name the unit that takes its place in {case}.'],
    ['{fromZh}已无人员', '请在{case}中指定承接单位。'],
  ),
  closed: template(
    ['All items are settled: {matter}', 'Read in {case} what was done.'],
    ['决议事项全部办结：{matter}', '请在{case}中查看。'],
  ),
  cancelled: template(['The meeting is cancelled: {matter}', '{reason}'], ['协调会已取消：{matter}', '{reason}'], phone),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
