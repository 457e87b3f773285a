/** What is said when something happens in an assessment, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  opened: template(
    ['You are to be assessed: {title}', 'Begin the theory test in {case} when you are ready; an examiner sees to the practice.'],
    ['请参加考核：{title}', '准备好后在{case}中开始理论考试，实操由考官安排。'],
  ),
  partPassed: template(
    ['{case}: {part} passed', 'With {score} of 100. It counts until {until}; pass the other part within that time.'],
    ['{case}：{partZh}通过', '得分{score}（满分100），有效期至{until}，请在此期间通过另一项。'],
  ),
  resit: template(
    ['{case}: {part} not passed', 'With {score} of 100. You may take it again from {from} on.'],
    ['{case}：{partZh}未通过', '得分{score}（满分100），自{from}起可补考。'],
  ),
  passed: template(
    [
      '{case} is passed',
      'Both parts count at once: your qualification is entered until {until}, and your credits up to the most of the year.',
    ],
    ['{case} 考核通过', '两项均有效，资格已登记至{until}，学分已登记（以年度上限为限）。'],
  ),
  passedAgain: template(
    [
      '{case} is passed',
      'Your qualification is entered until {until}. It counted already, so that no credits are entered again.',
    ],
    ['{case} 考核通过', '资格已登记至{until}；此前资格仍有效，不重复记学分。'],
  ),
  failed: template(
    ['{case} is not passed', '{part}: {score} of 100, and the resits are used up.'],
    ['{case} 考核未通过', '{partZh}得分{score}（满分100），补考次数已用完。'],
  ),
  withdrawn: template(['{case} was withdrawn', '{reason}'], ['{case} 已退出考核', '{reason}']),
  lapsed: template(
    ['{case} has lapsed', 'Both parts weren’t passed in time; open a new assessment.'],
    ['{case} 已失效', '未在期限内通过两项考核，请重新报考。'],
  ),
  escalated: template(
    ['{case} has been open for long', '{title}: {percent} % of the time to pass both parts has passed.'],
    ['{case} 考核期限将至', '{title}：考核期限已用{percent}%。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
